"""Synthetic waves of which the truth is known: every answer is drawn from a distribution that is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from domain.contact import Outcome
from domain.metric import Measure, Question, QuestionType
from domain.score import score
from domain.study import Study
from reporting.chosen import Chosen
from reporting.coded import NONE, Coded
from reporting.fate import Fate
from reporting.frames import Frames

ASKED = {Measure.NPS, Measure.CSAT, Measure.CES}
HUGE = 60_000
"""Contacts of the wave from which the truth of a part is read: its means are within about a fifth of a point."""


@dataclass(frozen=True)
class Truth:
    """How contacts answer: `level` (0..1) is how far up its scale each answer tends to be."""

    study: Study
    level: float = 0.7
    levels: Mapping[str, float] = field(default_factory=dict)
    """Of single questions."""
    swing: float = 0.15
    """Half of the contacts go this much better, half as much worse: answers of one contact hang together."""
    unanswered: float = 0.0
    """Share of contacts that nobody answered: their index is 0, and they have no answers."""
    outside: float = 0.15
    """Share of answers that say that a question does not apply, where it can be said."""
    units: Mapping[str, float] = field(default_factory=dict)
    """What a unit adds to every level."""

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """What is answered: choices and scales that are scored, and the asked scales."""
        return tuple(
            question
            for question in self.study.form.questions
            if question.type in {QuestionType.RANGE, QuestionType.SELECT_ONE}
            and (question.measure in ASKED or (question.measure is Measure.SCORE and question.weight))
        )

    @cached_property
    def book(self) -> pd.DataFrame:
        """Every different answer, by number."""
        rows = [
            (question.name, value, "given", score(self.study.form, question, value), pd.to_numeric(value, "coerce"))
            for question in self.questions
            for value in self._values(question)
        ]
        frame = pd.DataFrame(rows, columns=["question", "value", "state", "score", "number"])
        return frame.astype({"score": float, "number": float})

    def _values(self, question: Question) -> list[str]:
        """The values of a question from its worst to its best."""
        if question.type is QuestionType.RANGE:
            start, end = (int(question.parameters[edge]) for edge in ("start", "end"))
            return [str(value) for value in range(start, end + 1)]
        scored = [(one.score, one.name) for one in self.study.form.choices_of(question) if one.score is not None]
        return [name for _, name in sorted(scored)]

    def draw(self, rng: np.random.Generator, n: int) -> Frames:
        """Returns a wave of n contacts, in the proportion of services that the study plans."""
        study = self.study
        planned = [service for service in study.services for _ in range(service.contacts)]
        services = [planned[number % len(planned)] for number in range(n)]
        units = [_one(rng, self._units[service.name]) for service in services]
        reached = rng.random(n) >= self.unanswered
        mood = np.where(rng.random(n) < 0.5, self.swing, -self.swing)
        mood += np.asarray([self.units.get(unit, 0.0) for unit in units])
        cells = np.full((n, len(self.questions)), NONE, dtype=np.int32)
        first = 0
        for column, question in enumerate(self.questions):
            steps = len(self._values(question)) - 1
            chance = np.clip(self.levels.get(question.name, self.level) + mood, 0.02, 0.98)
            applies = reached.copy()
            if any(choice.not_applicable for choice in study.form.choices_of(question)):
                applies &= rng.random(n) >= self.outside
            cells[applies, column] = first + rng.binomial(steps, chance)[applies]
            first += steps + 1
        contacts = pd.DataFrame(
            {
                "service": [service.name for service in services],
                "unit": units,
                "scenario": [_one(rng, self._scenarios[service.name]) for service in services],
                "profile": rng.choice([profile.name for profile in study.profiles], n),
                "channel": [service.channel.value for service in services],
                "outcome": np.where(reached, Outcome.ANSWERED.value, Outcome.NO_ANSWER.value),
                "shopper": rng.choice(["1", "2", "3"], n),
                "index": self._index(cells, reached),
                "wave": study.terms.wave,
                "thread": "",
                "step": 0,
                "started": pd.Series(pd.NaT, index=range(n), dtype="datetime64[ns, Europe/Helsinki]"),
                "wait": np.nan,
                "length": np.nan,
            }
        )
        contacts.index = pd.Index(np.arange(1, n + 1), name="contact")
        columns = {question.name: place for place, question in enumerate(self.questions)}
        return Frames(
            study=study,
            simulated=True,
            waves=(study.terms.wave,),
            chosen=Chosen(1, 1, (1,)),
            contacts=contacts,
            coded=Coded(contacts.index.to_numpy(), columns, cells, self.book, {}),
            stories={},
            fate=Fate(
                planned=n,
                counted=n,
                unanswered=int((~reached).sum()),
                excluded=0,
                failed=0,
                unfinished=0,
                recordings=0,
                returned=0,
            ),
            people=(),
        )

    @cached_property
    def _units(self) -> Mapping[str, list[str]]:
        """The units of each service."""
        return {each.name: [unit.name for unit in self.study.units_of(each.name)] for each in self.study.services}

    @cached_property
    def _scenarios(self) -> Mapping[str, list[str]]:
        """The scenarios of each service."""
        return {
            each.name: [scenario.name for scenario in self.study.scenarios if scenario.service == each.name]
            for each in self.study.services
        }

    def _index(self, cells: np.ndarray, reached: np.ndarray) -> np.ndarray:
        """The index of each contact, counted here once more: sum(w s) / sum(w) over what applied; 0 when unanswered."""
        scores = np.append(self.book["score"].to_numpy(), np.nan)[cells]
        weights = np.asarray([q.weight if q.measure is Measure.SCORE else 0.0 for q in self.questions])
        applied = weights * ~np.isnan(scores)
        total = np.nansum(scores * weights, axis=1) / np.maximum(applied.sum(axis=1), 1e-9)
        return np.where(reached, total, 0.0)


def _one(rng: np.random.Generator, names: list[str]) -> str:
    return names[rng.integers(len(names))]
