"""Keyboards within Telegram's limits."""

from __future__ import annotations

from typing import Any

import pytest

from bot.sandbox.markup import checked_markup
from bot.sandbox.refusal import Refusal


def inline(*buttons: Any) -> Any:
    return {"inline_keyboard": [list(buttons)]}


def refusal(markup: Any) -> str:
    with pytest.raises(Refusal) as refused:
        checked_markup(markup)
    return refused.value.description


@pytest.mark.parametrize(
    "button",
    [
        {"text": "A", "callback_data": "a" * 64},
        {"text": "A", "url": "https://havu.example/x"},
        {"text": "A", "web_app": {"url": "https://havu.example"}},
        {"text": "A", "copy_text": {"text": "HAVU-017"}},
        {"text": "A", "switch_inline_query": ""},
        {"text": "A", "callback_data": "a", "style": "primary"},
    ],
)
def test_it_takes_buttons_with_one_action(button: Any) -> None:
    assert checked_markup(inline(button)) == inline(button)


@pytest.mark.parametrize(
    ("button", "words"),
    [
        ({"text": "A", "callback_data": "ä" * 33}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "A"}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": "A", "callback_data": ""}, "Text buttons are unallowed in the inline keyboard"),
        ({"text": " ", "callback_data": "a"}, "inline keyboard button text must be non-empty"),
        ({"text": "A", "callback_data": "a", "url": "https://havu.example"}, "BUTTON_TYPE_INVALID"),
        ({"text": "A", "url": "http://localhost/x"}, "URL 'http://localhost/x' is invalid: Wrong HTTP URL"),
        ({"text": "A", "web_app": {"url": "http://havu.example"}}, "Only HTTPS links are allowed"),
        ({"text": "A", "callback_data": "a", "style": "loud"}, "invalid button style"),
    ],
)
def test_it_refuses_faulty_buttons(button: Any, words: str) -> None:
    assert words in refusal(inline(button))


def test_it_refuses_keyboards_that_are_too_long() -> None:
    button = {"text": "A", "callback_data": "a"}
    assert checked_markup({"inline_keyboard": [[button]] * 100})
    assert refusal({"inline_keyboard": [[button]] * 101}) == "Bad Request: reply markup is too long"
    wide = {"text": "A" * 100, "callback_data": "a" * 64}
    assert refusal({"inline_keyboard": [[wide]] * 60}) == "Bad Request: reply markup is too long"


def test_an_empty_keyboard_is_none() -> None:
    assert checked_markup({"inline_keyboard": []}) is None
    assert checked_markup(None) is None
    assert checked_markup({"remove_keyboard": True}) == {"remove_keyboard": True}
