"""Every refusal has its words, in every language."""

import importlib
import pkgutil
import string

import pytest

import domain
from bot.refusals import NOTES, WORDS, note_of, sentence
from bot.view import ChatWords
from domain.invoice_basis import InstalmentTooLarge
from domain.refusal import Refusal, StudyIsThere
from domain.texts import DEFAULT, Words, languages


def _all() -> list[type[Refusal]]:
    for module in pkgutil.walk_packages(domain.__path__, "domain."):
        if "migrations" not in module.name and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: list[type[Refusal]] = []
    waiting: list[type[Refusal]] = [Refusal]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found.append(kind)
    return found


LEAVES = [kind for kind in _all() if not kind.__subclasses__() and kind.__module__.startswith("domain")]
NEVER_SHOWN = {"NotTyped"}
"""Turned into another refusal before anybody sees it."""


def test_no_two_refusals_are_called_the_same() -> None:
    # the words of one would be said for the other
    names = [kind.__name__ for kind in WORDS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", LEAVES, ids=lambda kind: kind.__name__)
def test_every_refusal_has_words(kind: type[Refusal]) -> None:
    assert kind.__doc__
    # its sentence is looked up by its name
    assert kind.__name__ in {each.__name__ for each in WORDS} | NEVER_SHOWN


@pytest.mark.parametrize("language", [each for each in languages() if each != DEFAULT])
@pytest.mark.parametrize("message", sorted({*WORDS.values(), *NOTES.values()} - {"{reason}"}))
def test_every_sentence_is_in_every_language_with_its_places(language: str, message: str) -> None:
    said = Words(language)(message)
    assert said != message
    assert _places(said) == _places(message)


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_a_refusal_is_stored_without_its_place_and_told_with_its_details() -> None:
    note = note_of(StudyIsThere(name="<b>Q4</b>", place={"kind": "study", "study": 1}))
    assert note == {"kind": "StudyIsThere", "name": "<b>Q4</b>"}
    assert "“&lt;b&gt;Q4&lt;/b&gt;”" in str(sentence(note, ChatWords("en")))


def test_no_note_and_an_unknown_note_say_nothing() -> None:
    assert sentence(None, ChatWords("en")) is None
    assert sentence({"kind": "NeverHeardOf"}, ChatWords("en")) is None


@pytest.mark.parametrize(("language", "left"), [("en", "1,234.50"), ("fi", "1\u00a0234,50")])
def test_what_is_left_is_told_as_its_reader_writes_it(language: str, left: str) -> None:
    assert left in str(sentence(note_of(InstalmentTooLarge(left="1234.50")), ChatWords(language)))
