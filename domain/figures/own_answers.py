"""Answers of a client's own customers, a row each: counted by month at once, so that no customer is stored."""

import re
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from domain.figures import cells
from domain.figures.faults import Findings
from domain.figures.own import MEASURES, Figure, OwnFigures
from domain.figures.table import Row, Table
from domain.metric import Measure
from domain.texts import N_

COLUMNS = {
    "date": "päivä|pvm|päivämäärä|date|day|vastauspäivä|vastausaika|response date|aika|aikaleima|timestamp|submitted",
    "nps": "nps|suositteluhalu|suositteluhalukkuus|suosittelu|recommend|recommendation|likelihood to recommend",
    "csat": "csat|tyytyväisyys|asiakastyytyväisyys|satisfaction|customer satisfaction",
    "ces": "ces|vaivattomuus|helppous|effort|ease|customer effort|customer effort score|ease of effort",
}
MOST_BACKGROUNDS, MOST_GROUPS, LEAST_OF_GROUP = 4, 12, 5
"""Background columns, values of each, and customers of each value: fewer might tell who somebody is."""
_ABOUT_A_PERSON = re.compile(
    r"nimi|name|mail|posti|puh|phone|tel|numero|number|tunn|hetu|osoite|address|agent|käsittelijä|vastaaja|employee"
    r"|asiakaspalvelija|työntekijä|kommentti|comment|palaute|feedback|avoin|\bid\b|\bip\b",
    re.IGNORECASE,
)
_LIKE_A_PERSON = re.compile(r".*@.*|.*(?:\d\D?){6,}.*|[A-ZÅÄÖÉÜ][\w’'-]+,? [A-ZÅÄÖÉÜ][\w’'-]+", re.DOTALL)
_ENDS = (5, 7, 10, 100)
_SCALE = re.compile(r"(?<!\d)([01])\s*[-–…]\s*(5|7|10|100)(?!\d)")

_Given = tuple[date, Mapping[Measure, float]]
"""The month of a row, and its values."""


def said_scale(text: str) -> tuple[float, float] | None:
    """Returns the ends of a scale in words such as `CSAT (1–5)`, None where there is none."""
    found = _SCALE.search(text)
    return (float(found[1]), float(found[2])) if found else None


@dataclass(frozen=True)
class Answers:
    """A file with a row for each customer's answer; its columns by their places."""

    table: Table
    places: Mapping[str, int]
    findings: Findings

    def read(self) -> OwnFigures:
        """Returns the answers counted by month."""
        given: dict[int, _Given] = {}
        for number, row in enumerate(self.table.rows):
            on = self._day(row)
            values: Mapping[Measure, float] = {
                measure: value for measure in MEASURES if (value := self._value(row, measure)) is not None
            }
            if on is not None and values:
                given[number] = (on.replace(day=1), values)
        scales = {measure: self._scale(measure, given.values()) for measure in MEASURES}
        taken = {place: groups for place in self._others() if (groups := self._groups(place, given)) is not None}
        taken = dict(list(taken.items())[:MOST_BACKGROUNDS])
        counted: defaultdict[tuple[Measure, date, str, str], Counter[float]] = defaultdict(Counter)
        for number, (month, values) in given.items():
            row = self.table.rows[number]
            divided = [("", "")]
            divided += [
                (self.table.headings[place], row.cell(place)) for place in taken if row.cell(place) in taken[place]
            ]
            for measure, value in values.items():
                for column, group in divided:
                    counted[measure, month, column, group][value] += 1
        return OwnFigures(
            figures=tuple(_figure(*about, scales[about[0]], counts) for about, counts in sorted(counted.items())),
            rows=len(self.table.rows),
            taken=tuple(self.table.headings[place] for place in taken),
            left=tuple(self.table.headings[place] for place in self._others() if place not in taken),
        )

    def _day(self, row: Row) -> date | None:
        text = row.cell(self.places["date"])
        found = cells.day(text)
        if found is None and (text or any(row.cell(self.places.get(measure)) for measure in MEASURES)):
            self._fault(row, "date", N_("“{text}” is no day; write it as 21.11.2026 or 2026-11-21."), text)
        return found

    def _value(self, row: Row, measure: Measure) -> float | None:
        text = row.cell(self.places.get(measure))
        if not text or text in {"-", "–"}:
            return None
        value = cells.number(text)
        if value is None:
            self._fault(row, measure, N_("“{text}” is not a number."), text)
            return None
        whole = measure is not Measure.NPS or value == int(value)
        if not whole or not 0 <= value <= (10 if measure is Measure.NPS else 100):
            most = 10 if measure is Measure.NPS else 100
            message = N_("{value} is no answer on a scale of 0–{most}.")
            self.findings.add(message, row.line, self.table.headings[self.places[measure]], value=text[:40], most=most)
            return None
        return float(value)

    def _fault(self, row: Row, column: str, message: str, text: str) -> None:
        self.findings.add(message, row.line, self.table.headings[self.places[column]], text=text[:40])

    def _scale(self, measure: Measure, given: Collection[_Given]) -> tuple[float, float]:
        if measure is Measure.NPS:
            return 0.0, 10.0
        place = self.places.get(measure)
        said = said_scale(self.table.headings[place]) if place is not None else None
        values = [values[measure] for _, values in given if measure in values]
        largest = max(values, default=0.0)
        if said is not None and largest <= said[1]:
            return said
        high = next(end for end in _ENDS if largest <= end)
        return (0.0 if high == 100 or 0.0 in values else 1.0), float(high)

    def _others(self) -> list[int]:
        known = set(self.places.values())
        return [place for place, heading in enumerate(self.table.headings) if heading and place not in known]

    def _groups(self, place: int, given: Mapping[int, object]) -> frozenset[str] | None:
        """The values of a column that may be stored; None when it is no background, or may tell of a person."""
        if _ABOUT_A_PERSON.search(self.table.headings[place]):
            return None
        counts = Counter(text for number in given if (text := self.table.rows[number].cell(place)))
        few = 1 < len(counts) <= MOST_GROUPS and not any(
            len(text) > 40 or _LIKE_A_PERSON.fullmatch(text) for text in counts
        )
        groups = frozenset(text for text, n in counts.items() if n >= LEAST_OF_GROUP)
        return groups if few and groups else None


def _figure(
    measure: Measure, month: date, column: str, group: str, scale: tuple[float, float], counts: Counter[float]
) -> Figure:
    last = month.replace(day=monthrange(month.year, month.month)[1])
    return Figure(
        measure=measure, first=month, last=last, column=column, group=group, n=counts.total(),
        low=scale[0], high=scale[1], answers=tuple(sorted(counts.items())),
    )  # fmt: skip
