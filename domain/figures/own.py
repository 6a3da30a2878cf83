"""What a client's own customers answered: NPS, CSAT and CES as counts of a period, without the customers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from domain.metric import TOP_BOXES_FROM, Measure
from domain.thing import Thing

MEASURES = (Measure.NPS, Measure.CSAT, Measure.CES)


class Figure(Thing):
    """One measure in one period, of everybody or of one group; from answers by value, or from ready sums."""

    measure: Measure
    first: date
    last: date
    column: str = ""
    """The background column that divides the customers; empty: everybody."""
    group: str = ""
    """Its value."""
    n: int
    low: float = 0
    high: float = 10
    """Ends of the asked scale."""
    answers: tuple[tuple[float, int], ...] = ()
    """How many gave each value; empty in ready sums."""
    favour: int | None = None
    """Promoters, or the satisfied."""
    against: int | None = None
    """Detractors."""
    told: float | None = None
    """The value as the file told it, where it told no more."""

    @property
    def camps(self) -> tuple[int, int] | None:
        """Promoters and detractors, or the satisfied and the others; None when only a value was told, and for CES."""
        if self.measure is Measure.CES:
            return None
        if not self.answers:
            return None if self.favour is None or self.against is None else (self.favour, self.against)
        if self.measure is Measure.NPS:
            return self._given(9, 10), self._given(0, 6)
        favour = self._given(self.low + TOP_BOXES_FROM * (self.high - self.low), self.high)
        return favour, self.n - favour

    def _given(self, least: float, most: float) -> int:
        return sum(count for value, count in self.answers if least <= value <= most)

    @property
    def value(self) -> float | None:
        """NPS -100..100, CSAT as per cent of the satisfied, CES as a mean; None of nobody."""
        if not self.n:
            return None
        if self.camps is not None:
            favour, against = self.camps
            return 100 * (favour - against if self.measure is Measure.NPS else favour) / self.n
        if self.answers:
            return sum(value * count for value, count in self.answers) / self.n
        return self.told


class OwnFigures(Thing):
    """What was read from one file."""

    figures: tuple[Figure, ...]
    rows: int
    taken: tuple[str, ...] = ()
    """Background columns that were taken, as written."""
    left: tuple[str, ...] = ()
    """Columns that were not stored."""

    @property
    def first(self) -> date:
        """The first day of its periods."""
        return min(figure.first for figure in self.figures)

    @property
    def last(self) -> date:
        """The last day of its periods."""
        return max(figure.last for figure in self.figures)

    def of(self, measure: Measure) -> Figure | None:
        """Returns one measure over all its periods, None when the file has none of it."""
        return pooled([figure for figure in self.figures if figure.measure is measure and not figure.column])


def pooled(figures: Sequence[Figure]) -> Figure | None:
    """Returns figures of the same measure as one over all their periods; None of none.

    Answers and camps are added up; where one of them tells a value alone, the values are weighted by n. Figures on
    another scale than the newest are left out.
    """
    if not figures:
        return None
    newest = max(figures, key=lambda figure: figure.last)
    same = [figure for figure in figures if (figure.low, figure.high) == (newest.low, newest.high)]
    n, changes = sum(figure.n for figure in same), dict[str, object]()
    if all(figure.answers or not figure.n for figure in same):
        counts: defaultdict[float, int] = defaultdict(int)
        for value, count in (pair for figure in same for pair in figure.answers):
            counts[value] += count
        changes = {"answers": tuple(sorted(counts.items())), "favour": None, "against": None, "told": None}
    elif all(figure.camps is not None for figure in same):
        camps = [figure.camps or (0, 0) for figure in same]
        changes = {"answers": (), "favour": sum(c[0] for c in camps), "against": sum(c[1] for c in camps), "told": None}
    else:
        told = sum(figure.n * (figure.value or 0.0) for figure in same) / n if n else None
        changes = {"answers": (), "favour": None, "against": None, "told": told}
    first, last = min(figure.first for figure in same), max(figure.last for figure in same)
    return newest.model_copy(update={"first": first, "last": last, "n": n, **changes})


def in_force(files: Iterable[Sequence[Figure]]) -> list[Figure]:
    """Returns the figures that count of several files, the newest file first: it replaces what older ones say.

    An older figure counts where no newer file has the same measure in a period that overlaps its own.
    """
    kept: list[Figure] = []
    for figures in files:
        newer = {(figure.measure, figure.first, figure.last) for figure in kept}
        kept += [
            figure
            for figure in figures
            if not any(
                figure.measure is m and figure.first <= last and first <= figure.last for m, first, last in newer
            )
        ]
    return kept


def overlapping(figures: Iterable[Figure], first: date, last: date) -> list[Figure]:
    """Returns the figures whose period has a day in common with `first`..`last`."""
    return [figure for figure in figures if figure.first <= last and first <= figure.last]


class Change(Thing):
    """What a newer file says of a measure beside what is there."""

    measure: Measure
    was: Figure
    becomes: Figure


def changes(new: OwnFigures, present: Sequence[Figure]) -> list[Change]:
    """Returns what a file would replace, a measure each; also what stays the same."""
    found = []
    for measure in MEASURES:
        mine = [figure for figure in new.figures if figure.measure is measure and not figure.column]
        replaced = [
            figure
            for figure in present
            if figure.measure is measure and not figure.column and overlapping(mine, figure.first, figure.last)
        ]
        was, becomes = pooled(replaced), pooled(mine)
        if was is not None and becomes is not None:
            found.append(Change(measure=measure, was=was, becomes=becomes))
    return found
