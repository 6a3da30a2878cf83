"""Shoppers' own words, with what would tell who somebody is taken out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isnan

from domain.metric import Measure
from domain.texts import Words
from reporting.analyses.metrics import answers_of
from reporting.analyses.names import MASK, without
from reporting.frames import Frames

LONGEST = 300
"""Letters after which a quote is cut at a word."""
SHORTEST = 12
"""Shorter words say nothing by themselves."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[\s()/-]?\d){6,}(?!\w)")
_CODE = re.compile(r"\b[A-Z]{1,3}-\d{3,}\b")


@dataclass(frozen=True)
class Quote:
    """What one shopper wrote or said, and where."""

    text: str
    question: str
    """The label of what was asked, or that it is about the whole contact."""
    place: str
    """The touchpoint's label, or the service's when the question has none."""
    service: str
    score: float | None
    """0..100 of the answer it comments; None for a question for words only and for the whole contact."""
    contact: int


def masked(text: str, names: tuple[str, ...]) -> str:
    """Returns the text without e-mail addresses, long numbers, codes, and the given names in any case form."""
    for pattern in (_EMAIL, _NUMBER, _CODE):
        text = pattern.sub(MASK, text)
    text = without(text, names)
    return re.sub(rf"{re.escape(MASK)}(?:\s+{re.escape(MASK)})+", MASK, " ".join(text.split()))


def cut(text: str) -> str:
    """Returns at most 300 letters, ending at a word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(".,;:") + " …"


def quotes(frames: Frames, words: Words) -> tuple[Quote, ...]:
    """Returns verbatim answers and comments in the form's order, by contact, then what was told of whole contacts.

    They are masked, and too short ones left out.
    """
    asked = frames.study.form.questions
    found = [quote for question in asked for quote in _of_question(frames, question.name, words.language)]
    found += _of_whole_contacts(frames, words)
    return tuple(quote for quote in found if len(quote.text) >= SHORTEST)


def _of_question(frames: Frames, name: str, language: str) -> Iterable[Quote]:
    study = frames.study
    question = study.form.question(name)
    default = study.form.default_language
    touchpoints = {touchpoint.name: touchpoint.label.text(language, default) for touchpoint in study.touchpoints}
    services = _services(frames, language)
    rows = answers_of(frames.answers, name)
    said = "value" if question.measure is Measure.VERBATIM else "comment"
    rows = rows[rows[said] != ""]
    at = frames.contacts["service"].to_dict()
    for contact, text, score in zip(rows["contact"], rows[said], rows["score"], strict=True):
        service = services.get(at[contact], "")
        yield Quote(
            text=cut(masked(str(text), frames.people)),
            question=study.form.label(question, language),
            place=touchpoints.get(question.touchpoint, service),
            service=service,
            score=float(score) if question.measure is Measure.SCORE and not isnan(score) else None,
            contact=int(contact),
        )


def _of_whole_contacts(frames: Frames, words: Words) -> Iterable[Quote]:
    services, at = _services(frames, words.language), frames.contacts["service"].to_dict()
    for contact, text in frames.stories.items():
        service = services.get(at[contact], "")
        yield Quote(
            text=cut(masked(text, frames.people)),
            question=words("The whole contact"),
            place=service,
            service=service,
            score=None,
            contact=contact,
        )


def _services(frames: Frames, language: str) -> dict[str, str]:
    default = frames.study.form.default_language
    return {service.name: service.label.text(language, default) for service in frames.study.services}


def chosen(among: Sequence[Quote], most: int) -> tuple[Quote, ...]:
    """Returns at most so many: one a contact, services in turn, those with most to say first; always the same."""
    longest: dict[int, Quote] = {}
    said: set[str] = set()
    for quote in sorted(among, key=lambda quote: (-len(quote.text), quote.contact)):
        if quote.text not in said and longest.setdefault(quote.contact, quote) is quote:
            said.add(quote.text)
    turns: dict[str, int] = {}
    ordered: list[tuple[int, int, Quote]] = []
    for quote in longest.values():
        turns[quote.service] = turns.get(quote.service, 0) + 1
        ordered.append((turns[quote.service], len(ordered), quote))
    return tuple(quote for _, _, quote in sorted(ordered, key=lambda item: item[:2])[:most])
