"""Ready sums of a client's own figures, a row a measure and period: with its camps, or with its value and n alone."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.figures import cells
from domain.figures.faults import Findings
from domain.figures.own import Figure, OwnFigures, overlapping
from domain.figures.own_answers import COLUMNS as ANSWERS
from domain.figures.own_answers import said_scale
from domain.figures.table import Row, Table
from domain.metric import Measure
from domain.texts import N_

COLUMNS = {
    "period": "kausi|ajanjakso|jakso|kuukausi|neljännes|period|month|quarter|päivä|pvm|date|vuosi|year",
    "measure": "mittari|measure|metric",
    "n": "n|vastauksia|vastaajia|vastausten määrä|vastausmäärä|lkm|määrä|count|responses|answers|respondents",
    "value": "arvo|tulos|value|result|score",
    "promoters": "suosittelijat|suosittelijoita|promoters",
    "passives": "passiiviset|passiivisia|neutraalit|neutraaleja|passives|neutrals",
    "detractors": "arvostelijat|arvostelijoita|detractors",
    "satisfied": "tyytyväiset|tyytyväisiä|satisfied",
    "scale": "asteikko|scale",
}
_NAMES = {name: column for column, listed in ANSWERS.items() for name in listed.split("|") if column != "date"}
_LARGEST_N = 100_000_000
_LARGEST_SCALE = 10
"""A CSAT up to this without a per cent sign may be a mean on its scale."""

Days = tuple[date, date]


@dataclass(frozen=True)
class Sums:
    """A file of ready sums; its columns by their places."""

    table: Table
    places: Mapping[str, int]
    findings: Findings

    def read(self) -> OwnFigures:
        """Returns the sums, a figure a row."""
        figures: list[Figure] = []
        for row in self.table.rows:
            made = self._figure(row)
            if made is None:
                continue
            earlier = [figure for figure in figures if figure.measure is made.measure]
            if overlapping(earlier, made.first, made.last):
                self._fault(row, "period", N_("This measure has figures of these days on an earlier row; keep one."))
            figures.append(made)
        known = set(self.places.values())
        left = [heading for place, heading in enumerate(self.table.headings) if heading and place not in known]
        return OwnFigures(figures=tuple(figures), rows=len(self.table.rows), left=tuple(left))

    def _figure(self, row: Row) -> Figure | None:
        measure, days, value = self._measure(row), self._period(row), self._value(row)
        promoters, passives, detractors, satisfied, n = (
            self._count(row, column) for column in ("promoters", "passives", "detractors", "satisfied", "n")
        )
        if n is None and promoters is not None and passives is not None and detractors is not None:
            n = promoters + passives + detractors
        if not n:
            self._fault(row, "n", N_("How many answered is missing: the column n, a whole number from 1 on."))
        if measure is None or days is None or not n:
            return None
        match measure:
            case Measure.NPS if promoters is not None and detractors is not None:
                return self._divided(row, measure, days, n, promoters, detractors, passives or 0)
            case Measure.CSAT if satisfied is not None:
                return self._divided(row, measure, days, n, satisfied, n - satisfied)
        return self._told(row, measure, days, n, value)

    def _divided(
        self, row: Row, measure: Measure, days: Days, n: int, favour: int, against: int, between: int = 0
    ) -> Figure | None:
        if against < 0 or favour + between + against > n:
            self._fault(row, "n", N_("The parts are more than n together."))
            return None
        low, high = (0.0, 10.0) if measure is Measure.NPS else self._scale(row) or (1.0, 5.0)
        return Figure(
            measure=measure, first=days[0], last=days[1], n=n, low=low, high=high, favour=favour, against=against
        )

    def _told(self, row: Row, measure: Measure, days: Days, n: int, value: float | None) -> Figure | None:
        scale = self._scale(row)
        ends = {Measure.NPS: (-100.0, 100.0), Measure.CSAT: (0.0, 100.0)}.get(measure) or scale or (0.0, 10.0)
        if value is None or not ends[0] <= value <= ends[1]:
            message = N_("The value is missing, or not within {low}–{high}.")
            self._fault(row, "value", message, low=int(ends[0]), high=int(ends[1]))
            return None
        if measure is Measure.CSAT:
            if 0 < value <= _LARGEST_SCALE and "%" not in row.cell(self.places.get("value")):
                message = N_("CSAT is told as the share of the satisfied, in per cent: 82 %. Is this a mean?")
                self._fault(row, "value", message)
                return None
            # of a share and its n the count is known, and with it the interval
            favour = round(n * value / 100)
            return self._divided(row, measure, days, n, favour, n - favour)
        low, high = (0.0, 10.0) if measure is Measure.NPS else scale or (1.0, 7.0 if value <= 7 else 10.0)
        return Figure(measure=measure, first=days[0], last=days[1], n=n, low=low, high=high, told=value)

    def _measure(self, row: Row) -> Measure | None:
        text = row.cell(self.places["measure"])
        found = _NAMES.get(cells.folded(text))
        if found is None:
            self._fault(row, "measure", N_("“{text}” is none of NPS, CSAT and CES."), text=text[:40])
        return Measure(found) if found else None

    def _period(self, row: Row) -> Days | None:
        text = row.cell(self.places["period"])
        found = period(text)
        if found is None:
            message = N_("“{text}” is no period; write it as 2026-10, 10/2026, 2026-Q4 or 1.10.2026–31.10.2026.")
            self._fault(row, "period", message, text=text[:40])
        return found

    def _value(self, row: Row) -> float | None:
        text = row.cell(self.places.get("value"))
        value = cells.number(text) if text else None
        if text and value is None:
            self._fault(row, "value", N_("“{text}” is not a number."), text=text[:40])
        return None if value is None else float(value)

    def _scale(self, row: Row) -> tuple[float, float] | None:
        return said_scale(row.cell(self.places.get("scale"))) or said_scale(self._heading("value"))

    def _count(self, row: Row, column: str) -> int | None:
        text = row.cell(self.places.get(column))
        value = cells.number(text) if text else None
        if text and (value is None or value != int(value) or not 0 <= value <= _LARGEST_N):
            self._fault(row, column, N_("{value} is not a whole number."), value=text[:40])
            return None
        return None if value is None else int(value)

    def _heading(self, column: str) -> str:
        place = self.places.get(column)
        return "" if place is None else self.table.headings[place]

    def _fault(self, row: Row, column: str, message: str, **details: object) -> None:
        self.findings.add(message, row.line, self._heading(column), **details)


def period(text: str) -> tuple[date, date] | None:
    """Returns the days of a period: a day, a month, a quarter, a year, or two days with a dash between them."""
    for pattern, months in ((r"(\d{4})-(\d{1,2})", 1), (r"(\d{4})[-\s/]?[Qq](\d)", 3), (r"(\d{4})", 12)):
        found = re.fullmatch(pattern, text)
        if found:
            return _months(int(found[1]), (int(found[2]) if months < 12 else 1), months)
    for pattern, months in ((r"(\d{1,2})[./](\d{4})", 1), (r"[Qq](\d)[-\s/](\d{4})", 3)):
        found = re.fullmatch(pattern, text)
        if found:
            return _months(int(found[2]), int(found[1]), months)
    ends = [cells.day(part.strip()) for part in re.split(r"\s*[–—]\s*|\s+-\s+|(?<=\d\d\d\d)-(?=\d\d?\.)", text)]
    if len(ends) > 2 or None in ends:
        return None
    first, last = ends[0], ends[-1]
    return (first, last) if first and last and first <= last else None


def _months(year: int, number: int, months: int) -> tuple[date, date] | None:
    """The days of the month, quarter or year of that number."""
    first, last = (number - 1) * months + 1, number * months
    if not 1 <= first <= last <= 12 or not 1900 <= year <= 2200:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
