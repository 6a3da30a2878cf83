"""Everything that an outcome analysis counts, gathered once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.figures.own import Figure
from domain.metric import Measure
from domain.texts import Words
from reporting.analyses import comparisons, customers, metrics, parts, quotes, timings, waves
from reporting.analyses.answered import Answers
from reporting.analyses.comparisons import League, Place
from reporting.analyses.customers import Customers
from reporting.analyses.followed import Followed
from reporting.analyses.metrics import Fact
from reporting.analyses.quotes import Quote, Remark
from reporting.analyses.sameness import Kind
from reporting.analyses.timings import Timing
from reporting.analyses.together import Together, together
from reporting.analyses.waves import Waves
from reporting.earlier import FIRST, Earlier
from reporting.frames import Frames
from reporting.measured import Measured, printed
from reporting.statistics import ShopperEffect, shopper_effect


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """The values of one wave, in the reader's words."""

    frames: Frames
    index: Measured
    promise: Measured
    elements: tuple[Measured, ...]
    touchpoints: tuple[Measured, ...]
    services: tuple[Measured, ...]
    metrics: tuple[Measured, ...]
    distributions: dict[str, dict[int, int]]
    """Answers of NPS, CSAT and CES by value."""
    facts: tuple[Fact, ...]
    places: tuple[Place, ...]
    heat: dict[str, dict[str, Measured]]
    leagues: tuple[League, ...]
    waits: tuple[Timing, ...]
    lengths: tuple[Timing, ...]
    remarks: tuple[Remark, ...]
    together: Together
    shoppers: int
    shopper_effect: ShopperEffect
    first: date | None
    last: date | None
    waves: Waves
    customers: Customers | None = None
    """What the client's own customers answered, which is in no other value; None without such figures."""
    followed: tuple[Followed, ...] = ()
    """What became of the last wave's actions."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """All that can be quoted of the remarks; a page chooses among these without masking them all."""
        return quotes.quotes_of(self.remarks, self.frames.people)

    def asked(self, measure: Measure) -> tuple[Measured, ...]:
        """Returns the metrics of one measure."""
        names = {question.name for question in self.frames.study.form.questions if question.measure is measure}
        return tuple(metric for metric in self.metrics if metric.name in names)

    def numbers(self) -> dict[str, Any]:
        """Returns every value as plain data, ready for JSON."""
        return {
            "n": self.frames.n,
            "index": self.index.printed(),
            "promise": self.promise.printed(),
            "elements": printed(self.elements),
            "touchpoints": printed(self.touchpoints),
            "services": printed(self.services),
            "metrics": printed(self.metrics),
            "distributions": self.distributions,
            "facts": {fact.name: _fact(fact) for fact in self.facts},
            "heat": {row: {place: cell.printed() for place, cell in cells.items()} for row, cells in self.heat.items()},
            "leagues": {league.kind: printed(league.groups) for league in self.leagues},
            "timings": {timing.name: _timing(timing) for timing in (*self.waits, *self.lengths)},
            "fate": vars(self.frames.fate),
            **self.together.printed(),
            "shoppers": self.shoppers,
            "shopper_effect": vars(self.shopper_effect),
            "waves": self.waves.printed(),
            "customers": self.customers.printed() if self.customers else None,
            "actions": [one.printed() for one in self.followed],
        }


def analyse(frames: Frames, words: Words, own: Sequence[Figure] = (), earlier: Earlier = FIRST) -> Analysis:
    """Counts everything of a wave, with labels in the reader's language.

    `own` are the client's own figures, `earlier` the waves before.
    """
    language = words.language
    by_touchpoint = parts.by_contact(frames, lambda question: question.touchpoint)
    by_element = parts.by_contact(frames, lambda question: question.element)
    where = comparisons.places(frames, language)
    asked = [q for q in frames.study.form.questions if q.measure in {Measure.NPS, Measure.CSAT, Measure.CES}]
    days = frames.contacts["started"].dropna()
    things = {
        Kind.INDEX: (parts.whole(frames, words("Index")),),
        Kind.PROMISE: (parts.promise(frames.study, by_element, words("The promise as a whole")),),
        Kind.ELEMENT: parts.elements(frames, by_element, language),
        Kind.SERVICE: parts.services(frames, language),
        Kind.TOUCHPOINT: parts.touchpoints(frames, by_touchpoint, language),
        Kind.METRIC: metrics.metrics(frames, language),
    }
    touchpoints = things[Kind.TOUCHPOINT]
    return Analysis(
        frames=frames,
        index=things[Kind.INDEX][0],
        promise=things[Kind.PROMISE][0],
        elements=things[Kind.ELEMENT],
        touchpoints=touchpoints,
        services=things[Kind.SERVICE],
        metrics=things[Kind.METRIC],
        distributions={question.name: metrics.distribution(frames, question) for question in asked},
        facts=metrics.facts(frames, language),
        places=where,
        heat=comparisons.heat(frames, by_touchpoint, where),
        leagues=comparisons.leagues(frames, language),
        waits=timings.waits(frames, language),
        lengths=timings.lengths(frames, language),
        remarks=quotes.remarks(frames, words),
        together=together(frames, touchpoints, words),
        shoppers=int(frames.contacts["shopper"].nunique()),
        shopper_effect=_shopper_effect(frames),
        first=None if days.empty else days.min().date(),
        last=None if days.empty else days.max().date(),
        customers=customers.beside(frames, own, words),
        waves=waves.compare(Answers(frames), things, earlier, language),
    )


def _shopper_effect(frames: Frames) -> ShopperEffect:
    known = frames.contacts.dropna(subset=["index"])
    groups = {str(shopper): rows["index"].tolist() for shopper, rows in known.groupby("shopper")}
    return shopper_effect(groups)


def _fact(fact: Fact) -> dict[str, Any]:
    median = None if fact.median is None else fact.median.value
    return {"label": fact.label, "n": fact.n, "counts": dict(fact.counts), "median": median}


def _timing(timing: Timing) -> dict[str, Any]:
    return {
        "label": timing.label,
        "n": len(timing.values),
        "unit": timing.unit.value,
        "median": timing.median.value,
        "low": timing.median.low,
        "high": timing.median.high,
        "goal": timing.goal,
        "within": timing.within_count,
        "of": len(timing.values) + timing.unanswered,
    }
