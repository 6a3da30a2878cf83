"""Shoppers' own words, with what would tell who somebody is taken out."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import heappop, heappush, nlargest
from itertools import chain
from math import isnan
from typing import NamedTuple

from domain.mask import MASK, has_short, without, without_given
from domain.metric import Measure, Question
from domain.texts import Words
from reporting.analyses.given_names import GIVEN_NAMES
from reporting.frames import Frames

LONGEST = 300
"""Letters after which a quote is cut at a word."""
SHORTEST = 12
"""Shorter words say nothing by themselves."""
MOST_READ = 200
"""Remarks of a question and service among which quotes are chosen, the longest ones."""

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
    asked: str = ""
    """The name of what was asked; empty for the whole contact."""


def masked(text: str, names: tuple[str, ...]) -> str:
    """Returns the text without e-mail addresses, long numbers, codes, and names: these ones, and common given ones."""
    if "@" in text:
        text = _EMAIL.sub(MASK, text)
    if _DIGIT.search(text):
        text = _CODE.sub(MASK, _NUMBER.sub(MASK, text))
    text = without_given(without(text, names), GIVEN_NAMES)
    return _MASKS.sub(MASK, " ".join(text.split()))


def cut(text: str) -> str:
    """Returns at most 300 letters, ending at a word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0].rstrip(".,;:") + " …"


class Remark(NamedTuple):
    """Words as they were written or said, that may become a quote: light, since there are many."""

    written: str
    question: str
    place: str
    service: str
    score: float | None
    contact: int
    asked: str = ""

    def quote(self, people: tuple[str, ...]) -> Quote:
        """Returns it cut, without the names of people."""
        return Quote(_printed(self.written, people), *self[1:])


@lru_cache(maxsize=10_000)
def _printed(written: str, people: tuple[str, ...]) -> str:
    return cut(masked(written, people))


def quotes_of(remarks: Iterable[Remark], people: tuple[str, ...]) -> tuple[Quote, ...]:
    """Returns remarks masked, in their order; too short ones are left out."""
    quotes = (remark.quote(people) for remark in remarks)
    return tuple(quote for quote in quotes if len(quote.text) >= SHORTEST)


def remarks(frames: Frames, words: Words) -> tuple[Remark, ...]:
    """Returns verbatim answers and comments in the form's order, by contact, then what was told of whole contacts.

    Of thousands, those of a question and service that say most.
    """
    labels = _services(frames, words.language)
    services = [labels.get(name, "") for name in frames.contacts["service"].tolist()]
    asked = [_of_question(frames, question, services, words.language) for question in frames.study.form.questions]
    return (*chain.from_iterable(asked), *_of_whole_contacts(frames, words))


def _of_question(frames: Frames, question: Question, services: list[str], language: str) -> Iterator[Remark]:
    study, coded = frames.study, frames.coded
    default = study.form.default_language
    touchpoints = {touchpoint.name: touchpoint.label.text(language, default) for touchpoint in study.touchpoints}
    label, own = study.form.label(question, language), touchpoints.get(question.touchpoint)
    said = _wordiest(coded.words(question.name, comments=question.measure is not Measure.VERBATIM), services)
    scores = coded.of(question.name, "score") if said and question.measure is Measure.SCORE else None
    for row, text in said:
        place = services[row] if own is None else own
        score = None if scores is None or isnan(scores[row]) else float(scores[row])
        yield Remark(text, label, place, services[row], score, int(coded.contacts[row]), question.name)


def _wordiest(words: Iterator[tuple[int, str]], services: list[str]) -> list[tuple[int, str]]:
    """The longest of each service, in the contacts' order."""
    said: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, text in words:
        said[services[row]].append((row, text))
    longest = (nlargest(MOST_READ, of_it, key=lambda one: len(one[1])) for of_it in said.values())
    return sorted(chain.from_iterable(longest))


def _of_whole_contacts(frames: Frames, words: Words) -> Iterator[Remark]:
    services, at = _services(frames, words.language), frames.contacts["service"].to_dict() if frames.stories else {}
    for contact, text in frames.stories.items():
        service = services.get(at[contact], "")
        yield Remark(text, words("The whole contact"), service, service, None, contact)


def _services(frames: Frames, language: str) -> dict[str, str]:
    default = frames.study.form.default_language
    return {service.name: service.label.text(language, default) for service in frames.study.services}


def by_service(one: Remark | Quote) -> str:
    """Whose turn it is when services take turns."""
    return one.service


def by_place(one: Remark | Quote) -> str:
    """Whose turn it is when touchpoints do."""
    return one.place


def chosen(
    among: Iterable[Remark], people: tuple[str, ...], most: int, turn_of: Callable[[Remark | Quote], str] = by_service
) -> tuple[Quote, ...]:
    """Returns at most so many: one a contact, services (or touchpoints) in turn, those with most to say first.

    Always the same. Only as many are masked as it takes to know these.
    """
    candidates = list(among)
    turns = dict.fromkeys(map(turn_of, candidates), 0)
    told: set[int] = set()
    said: set[str] = set()
    ordered: list[tuple[int, int, Quote]] = []
    for quote in _by_length(candidates, people):
        if quote.text in said or quote.contact in told:
            continue
        told.add(quote.contact)
        said.add(quote.text)
        turn = turn_of(quote)
        turns[turn] += 1
        ordered.append((turns[turn], len(ordered), quote))
        best = sorted(ordered, key=lambda item: item[:2])[:most]
        if len(best) == most and min(turns.values()) + 1 >= best[-1][0]:
            break
    return tuple(quote for _, _, quote in sorted(ordered, key=lambda item: item[:2])[:most])


def _by_length(remarks: list[Remark], people: tuple[str, ...]) -> Iterator[Quote]:
    """The quotes that are long enough, the longest first: masked as late as can be."""
    ready: list[tuple[int, int, int, Quote]] = []
    for place, remark in sorted(enumerate(remarks), key=lambda item: -len(item[1].written)):
        while ready and -ready[0][0] > _longest(len(remark.written), people):
            yield heappop(ready)[-1]
        quote = remark.quote(people)
        if len(quote.text) >= SHORTEST:
            heappush(ready, (-len(quote.text), quote.contact, place, quote))
    while ready:
        yield heappop(ready)[-1]


def _longest(letters: int, people: tuple[str, ...]) -> int:
    """How many letters a quote has at most: a mask is longer than a name of two letters, and than nothing else."""
    return min(letters + (letters // 3 if has_short(people) else 0), LONGEST + len(" …"))
