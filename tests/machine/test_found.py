"""What the machine has found, in the fewest acts that show it."""

from collections.abc import Iterator

import pytest

from tests.machine.chat import AINO, Chat


@pytest.fixture
def chat() -> Iterator[Chat]:
    """Aino has told of her first contact; it is asked who answered."""
    chat = Chat()
    _presses(chat, "contact:1", "told:1", "tell:1:s:15", "tell:1:w:2", "tell:1:l:10")
    yield chat
    chat.close()


def _presses(chat: Chat, *pressed: str) -> None:
    """Aino presses buttons one after the other; V stands for the contact's version."""
    for data in pressed:
        chat.does(chat.press(chat.telegram.card, data.replace("V", str(chat.version(1)))))


def _types(chat: Chat, *texts: str) -> None:
    for text in texts:
        chat.does(chat.message(text=text))


def _card(chat: Chat) -> str:
    shown = chat.telegram.messages[AINO, chat.telegram.card]
    return f"{shown.text}\n{' '.join(label for label, _ in shown.buttons)}"


def test_words_do_not_answer_a_question_while_it_is_asked_who_answered(chat: Chat) -> None:
    _types(chat, "8")
    assert chat.kept()[1].answers == {}


def test_a_comma_is_no_choice(chat: Chat) -> None:
    _presses(chat, "reached:1:V:0", "a:1:V:8", "a:1:V:0", "keep:1:V")
    _types(chat, ",")
    assert "topics" not in chat.kept()[1].answers


def test_a_comment_leaves_the_default(chat: Chat) -> None:
    _presses(chat, "reached:1:V:0", "a:1:V:8", "a:1:V:0", "comment:1:V")
    _types(chat, "Well.")
    assert "Keep this" in _card(chat)


def test_a_promised_day_cannot_have_come_already(chat: Chat) -> None:
    _presses(chat, "reached:1:V:0", "a:1:V:8", "a:1:V:2")
    _types(chat, "Because.", "tomorrow", "1")
    _presses(chat, "a:1:V:1", "done:1:V", *["skip:1:V"] * 4, "submit:1:V", "come:1:V", "na:1:V", "submit:1:V")
    assert "It has come already" not in _card(chat)


def test_words_at_the_check_are_no_old_button(chat: Chat) -> None:
    _presses(chat, "reached:1:V:0", "a:1:V:8", "a:1:V:0", "keep:1:V", "a:1:V:1", "done:1:V")
    _presses(chat, *["skip:1:V"] * 4)
    _types(chat, "Ready.")
    assert "earlier card" not in _card(chat)


def test_a_skipped_question_has_no_file(chat: Chat) -> None:
    _presses(chat, "reached:1:V:0", "a:1:V:8", "a:1:V:0", "keep:1:V", "a:1:V:1", "done:1:V", "skip:1:V")
    photo = {"file_id": "f", "file_unique_id": "u", "width": 800, "height": 600, "file_size": 9_000}
    chat.does(chat.message(photo=[photo]))
    _presses(chat, "back:1:V", "skip:1:V")
    assert [file for file in chat.kept()[1].files if file[-1] != "removed"] == []


def test_an_old_button_does_not_change_who_answered(chat: Chat) -> None:
    old = f"reached:1:{chat.version(1)}:1"
    _presses(chat, "reached:1:V:0", "a:1:V:8", old)
    assert chat.kept()[1].contact["reached_unit"] == "turku"
