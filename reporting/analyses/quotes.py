"""Shoppers' own words, with what would tell who somebody is taken out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush
from math import isnan

from domain.metric import Measure, Question
from domain.texts import Words
from reporting.analyses.names import MASK, has_short, without
from reporting.frames import Frames

LONGEST = 300
"""Letters after which a quote is cut at a word."""
SHORTEST = 12
"""Shorter words say nothing by themselves."""

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[\s()/-]?\d){6,}(?!\w)")
_CODE = re.compile(r"\b[A-Z]{1,3}-\d{3,}\b")
_DIGIT = re.compile(r"\d")
_MASKS = re.compile(rf"{re.escape(MASK)}(?:\s+{re.escape(MASK)})+")


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
    if "@" in text:
        text = _EMAIL.sub(MASK, text)
    if _DIGIT.search(text):
        text = _CODE.sub(MASK, _NUMBER.sub(MASK, text))
    text = without(text, names)
    return _MASKS.sub(MASK, " ".join(text.split()))


def cut(text: str) -> str:
    """Returns at most 300 letters, ending at a word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(".,;:") + " …"


def quotes_of(remarks: Iterable["Remark"]) -> tuple[Quote, ...]:
    """Returns remarks masked, in their order; too short ones are left out."""
    quotes = (remark.quote() for remark in remarks)
    return tuple(quote for quote in quotes if len(quote.text) >= SHORTEST)


@dataclass(frozen=True)
class Remark:
    """Words as they were written or said, that may become a quote."""

    written: str
    people: tuple[str, ...]
    question: str
    place: str
    service: str
    score: float | None
    contact: int

    def quote(self) -> Quote:
        """Returns it masked and cut."""
        return Quote(
            _printed(self.written, self.people), self.question, self.place, self.service, self.score, self.contact
        )

    @property
    def longest(self) -> int:
        """How many letters the quote has at most: a mask is longer than a name of two letters, and than no other."""
        spare = len(self.written) // 3 if has_short(self.people) else 0
        return min(len(self.written) + spare, LONGEST + len(" …"))


@lru_cache(maxsize=10_000)
def _printed(written: str, people: tuple[str, ...]) -> str:
    return cut(masked(written, people))


def remarks(frames: Frames, words: Words) -> tuple[Remark, ...]:
    """Returns verbatim answers and comments in the form's order, by contact, then what was told of whole contacts."""
    found = [one for question in frames.study.form.questions for one in _of_question(frames, question, words.language)]
    return (*found, *_of_whole_contacts(frames, words))


def _of_question(frames: Frames, question: Question, language: str) -> Iterable[Remark]:
    study, coded = frames.study, frames.coded
    default = study.form.default_language
    touchpoints = {touchpoint.name: touchpoint.label.text(language, default) for touchpoint in study.touchpoints}
    services, at = _services(frames, language), frames.contacts["service"].to_numpy()
    label, scores = study.form.label(question, language), coded.of(question.name, "score")
    for row, text in coded.words(question.name, comments=question.measure is not Measure.VERBATIM):
        service = services.get(at[row], "")
        scored = question.measure is Measure.SCORE and not isnan(scores[row])
        yield Remark(
            written=text,
            people=frames.people,
            question=label,
            place=touchpoints.get(question.touchpoint, service),
            service=service,
            score=float(scores[row]) if scored else None,
            contact=int(coded.contacts[row]),
        )


def _of_whole_contacts(frames: Frames, words: Words) -> Iterable[Remark]:
    services, at = _services(frames, words.language), frames.contacts["service"].to_dict() if frames.stories else {}
    for contact, text in frames.stories.items():
        service = services.get(at[contact], "")
        yield Remark(
            written=text,
            people=frames.people,
            question=words("The whole contact"),
            place=service,
            service=service,
            score=None,
            contact=contact,
        )


def _services(frames: Frames, language: str) -> dict[str, str]:
    default = frames.study.form.default_language
    return {service.name: service.label.text(language, default) for service in frames.study.services}


def chosen(among: Iterable[Remark], most: int) -> tuple[Quote, ...]:
    """Returns at most so many: one a contact, services in turn, those with most to say first; always the same.

    Only as many are masked as it takes to know these.
    """
    candidates = list(among)
    turns = dict.fromkeys((one.service for one in candidates), 0)
    told: set[int] = set()
    said: set[str] = set()
    ordered: list[tuple[int, int, Quote]] = []
    for quote in _by_length(candidates):
        if quote.text in said or quote.contact in told:
            continue
        told.add(quote.contact)
        said.add(quote.text)
        turns[quote.service] += 1
        ordered.append((turns[quote.service], len(ordered), quote))
        best = sorted(ordered, key=lambda item: item[:2])[:most]
        if len(best) == most and min(turns.values()) + 1 >= best[-1][0]:
            break
    return tuple(quote for _, _, quote in sorted(ordered, key=lambda item: item[:2])[:most])


def _by_length(remarks: list[Remark]) -> Iterator[Quote]:
    """The quotes that are long enough, the longest first: masked as late as can be."""
    waiting = sorted(enumerate(remarks), key=lambda item: -item[1].longest)
    ready: list[tuple[int, int, int, Quote]] = []
    for place, remark in waiting:
        while ready and -ready[0][0] > remark.longest:
            yield heappop(ready)[-1]
        quote = remark.quote()
        if len(quote.text) >= SHORTEST:
            heappush(ready, (-len(quote.text), quote.contact, place, quote))
    while ready:
        yield heappop(ready)[-1]
