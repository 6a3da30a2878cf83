"""A success worth telling a unit's people: the shoppers' own words, and nothing that tells who anybody is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from domain.contact import Outcome
from domain.mask import MASK, without
from domain.metric import Measure, Question
from domain.operations.printing import LEAST_PRAISED
from domain.study import Study
from domain.texts import Words
from reporting.analyses.given_names import GIVEN_NAMES
from reporting.analyses.metrics import answers_of
from reporting.analyses.quotes import SHORTEST, masked
from reporting.formats import Formats
from reporting.frames import Frames
from reporting.values import value_told

HIGH = 80.0
"""Index from which a contact is a success, where no target has been set."""
NEARLY_BEST = 90.0
"""Score from which an answer is among the best moments."""
MOST_MOMENTS, MOST_QUOTES = 4, 2
FEWEST_WORDS = 5
"""Words of a quote that says something; two are a label."""
LONGEST = 320
"""Letters of a quote that people read from a wall."""

_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?![a-zåäö])")
"""Between sentences; what goes on in small letters after `12.10.` is the same one."""
_WORD = re.compile(r"[^\W\d_]+")
_ASKS_FOR_GOOD = re.compile(
    r"\b(paras|parasta|parhai\w*|hyvää|hyvin|onnistui\w*|ilahdut\w*|kiit\w*|ylit\w*|"
    r"best|good|well|liked|delight\w*|praise\w*|thank\w*|exceed\w*|strength\w*)\b",
    re.IGNORECASE,
)
_ASKS_FOR_BAD = re.compile(
    r"\b(puuttu\w*|paran\w*|parem\w*|huono\w*|heiko\w*|ei|eivät|miksei|"
    r"missing|lack\w*|improve\w*|better|bad\w*|worst|not|\w*n[’']t)\b",
    re.IGNORECASE,
)
_SOUR = re.compile(
    r"\b(mutta|tosin|valitettavasti|ikävä\w*|pettymy\w*|huono\w*|kumminkin|kuitenkin\w*|"
    r"but|however|although|though|unfortunately|except|bad\w*|poor\w*|disappoint\w*)\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(ei|en|eipä|enpä|mikään|nothing|none|no|not|nobody|hardly)\b", re.IGNORECASE)
_MONTH = r"(\w+kuu\w*|january|february|march|april|may|june|july|august|september|october|november|december)"
_WHEN = re.compile(
    r"\d\s?[.:/]\s?\d|\bklo\b|\d\s?(am|pm)\b|"
    r"\b(maanant|tiist|keskiviik|torst|perjant|lauant|sunnunt|viikonlop)\w*|"
    r"\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b|\bweekend|"
    rf"\d(\.|st|nd|rd|th)?\s+{_MONTH}|\b{_MONTH}\s+\d|"
    r"\b(aamu|aamulla|aamupäiv\w*|iltapäiv\w*|illalla|yöllä|eilen|tänään|loun\w*|pääsiäi\w*|joulu\w*|"
    r"morning|afternoon|evening|night|noon|yesterday|today|lunch\w*|easter|christmas)\b",
    re.IGNORECASE,
)
_WHO = re.compile(
    r"\b(mies\w*|miehe\w*|nais\w*|naine\w*|poika\w*|poja\w*|tyttö\w*|tytö\w*|rouva\w*|herra\w*|murte\w*|murre\w*|"
    r"aksent\w*|harjoittelija\w*|nimeltä\w*|"
    r"man|woman|lady|gentleman|guy|boy|girl|accent|dialect|trainee)\b",
    re.IGNORECASE,
)
"""What tells which one of a few people was met."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One answer at its best."""

    label: str
    value: str


@dataclass(frozen=True, kw_only=True)
class Praise:
    """What is read to a unit's people."""

    unit: str
    service: str
    client: str
    month: date
    """The first day of the month in which it happened."""
    quotes: tuple[str, ...]
    moments: tuple[Moment, ...]
    simulated: bool


def praise(frames: Frames, unit: str, words: Words) -> Praise | None:
    """Returns the best success of a unit that can be told without telling who anybody is; None when there is none."""
    contacts = frames.contacts[frames.contacts["unit"] == unit]
    if len(contacts) < LEAST_PRAISED:
        return None
    best = contacts[contacts["outcome"] == Outcome.ANSWERED.value].sort_values("index", ascending=False, kind="stable")
    for contact, row in best.iterrows():
        if row["index"] >= _high(frames.study, str(row["service"])) and pd.notna(row["started"]):
            told = _told(frames, int(str(contact)), row, words)
            if told is not None:
                return told
    return None


def _high(study: Study, service: str) -> float:
    own = study.service(service).target
    target = study.terms.target if own is None else own
    return HIGH if target is None else target


def _told(frames: Frames, contact: int, row: Any, words: Words) -> Praise | None:
    study, language = frames.study, words.language
    quotes = tuple(dict.fromkeys(_quotes(frames, contact)))[:MOST_QUOTES]
    if not quotes:
        return None
    default = study.form.default_language
    return Praise(
        unit=study.unit(row["unit"]).label.text(language, default),
        service=study.service(row["service"]).label.text(language, default),
        client=study.terms.client,
        month=row["started"].date().replace(day=1),
        quotes=quotes,
        moments=tuple(_moments(frames, contact, language))[:MOST_MOMENTS],
        simulated=frames.simulated,
    )


def _quotes(frames: Frames, contact: int) -> Iterator[str]:
    """What was written of what was good, then remarks on answers at their best; only sentences that tell of nobody."""
    study = frames.study
    own = _own_words(study)
    asked = [question for question in study.form.questions if _asks_for_good(study, question)]
    scored = [question for question in study.form.questions if question.measure is Measure.SCORE]
    for question, said in (*((q, "value") for q in asked), *((q, "comment") for q in scored)):
        rows = answers_of(frames.answers, question.name)
        for text, score in rows.loc[rows["contact"] == contact, [said, "score"]].itertuples(index=False):
            if (said == "value" or score >= NEARLY_BEST) and (kept := sentences(str(text), frames.people, own)):
                yield kept


def _asks_for_good(study: Study, question: Question) -> bool:
    labels = question.label.root.values()
    asks = any(_ASKS_FOR_GOOD.search(label) for label in labels)
    return question.measure is Measure.VERBATIM and asks and not any(_ASKS_FOR_BAD.search(label) for label in labels)


def sentences(text: str, names: tuple[str, ...], own: Sequence[str]) -> str:
    """Returns the sentences of a text that may hang on a wall, with dots where others were between them.

    Left out are those with a name, a time, a description of a person, or a reservation; `own` are words with a capital
    that are nobody's name.
    """
    kept: list[str] = []
    gap = False
    for sentence in _SENTENCE.split(" ".join(text.split())):
        if not _may_hang(sentence, names, own):
            gap = bool(kept)
            continue
        if len(" ".join(kept)) + len(sentence) > LONGEST:
            break
        kept += ["…"] if gap else []
        kept.append(sentence)
        gap = False
    whole = " ".join(kept)
    return whole if len(whole) >= SHORTEST and len(_WORD.findall(whole)) >= FEWEST_WORDS else ""


def _may_hang(sentence: str, names: tuple[str, ...], own: Sequence[str]) -> bool:
    return (
        bool(sentence)
        and not any(pattern.search(sentence) for pattern in (_NOTHING, _SOUR, _WHEN, _WHO))
        and MASK not in masked(sentence, names)
        and MASK not in without(sentence, GIVEN_NAMES)
        and not any(_is_proper(word, own) for word in [*_WORD.finditer(sentence)][1:])
    )


def _is_proper(word: re.Match[str], own: Sequence[str]) -> bool:
    """Whether a word inside a sentence is written as a name, and is not one of the study's own."""
    written = word[0]
    if not written[0].isupper() or len(written) == 1 or (written.isupper() and len(written) <= _ABBREVIATION):
        return False
    return not any(written.lower().startswith(known) for known in own)


_ABBREVIATION = 4
"""Letters of a word in capitals that is no name."""


def _own_words(study: Study) -> tuple[str, ...]:
    """Beginnings of the words with a capital that the study itself uses: its client, its services and units."""
    labels = [*(service.label for service in study.services), *(unit.label for unit in study.units)]
    texts = (study.terms.client, *(text for label in labels for text in label.root.values()))
    found = (word for text in texts for word in _WORD.findall(text) if word[0].isupper())
    return tuple(sorted({word.lower()[: max(4, len(word) - 2)] for word in found}))


def _moments(frames: Frames, contact: int, language: str) -> Iterator[Moment]:
    """The contact's best answers: the weightiest, in the order of the form."""
    study, formats = frames.study, Formats(language)
    rows = frames.answers[(frames.answers["contact"] == contact) & (frames.answers["score"] >= NEARLY_BEST)]
    values = dict(zip(rows["question"], rows["value"], strict=True))
    asked = [q for q in study.form.questions if q.measure is Measure.SCORE and q.name in values and q.type.is_asked]
    weightiest = {q.name for q in sorted(asked, key=lambda q: -q.weight)[:MOST_MOMENTS]}
    for question in asked:
        if question.name in weightiest:
            yield Moment(
                label=study.form.label(question, language),
                value=value_told(study, question, str(values[question.name]), formats),
            )
