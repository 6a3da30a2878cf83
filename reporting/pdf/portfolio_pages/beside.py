"""What several studies ask in the same words, and touchpoints that they share, beside each other."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from reporting.analyses.portfolio import Shared
from reporting.figures import heat
from reporting.measured import Measured
from reporting.pdf.pages.heat import MOST_PLACES, alt, lowest
from reporting.pdf.pages.parts import begin, in_prose

if TYPE_CHECKING:
    from reporting.pdf.portfolio import Bundle

Thing = TypeVar("Thing")
MOST_ROWS = 18
"""Rows of one figure; more go on in others, as many in each."""
_HIGH, _LOW, _ALL = 16.0, 9.4, 96.0
"""Height of a row in mm: at most, at least, and of all rows between."""
ROOM = 150.0
"""Room (mm) in which the touchpoints may begin on the page of the metrics."""


def add(bundle: "Bundle") -> None:
    """Sets a map of each; nothing of what no two studies share."""
    words, portfolio = bundle.words, bundle.portfolio
    if portfolio.metrics.rows:
        lead = words("Metrics that are the same question with the same scale in several studies.")
        begin(bundle, words("The same questions in several studies"), lead)
        _maps(bundle, portfolio.metrics)
    if portfolio.touchpoints.rows:
        lead = words("Touchpoints that several studies name alike; each study scores them by its own metrics.")
        begin(bundle, words("Touchpoints over studies"), lead, height=ROOM)
        _maps(bundle, portfolio.touchpoints)


def _maps(bundle: "Bundle", shared: Shared) -> None:
    words, telling, members = bundle.words, bundle.telling, bundle.portfolio.members
    for rows in even(shared.rows, MOST_ROWS):
        for some in even(members, MOST_PLACES):
            places = [member.place for member in some]
            cells = {row.name: {f"study:{m.id}": shared.cells[row.name][f"study:{m.id}"] for m in some} for row in rows}
            told = {row: {key: _named(cell, key, bundle) for key, cell in some.items()} for row, some in cells.items()}
            bundle.pdf.figure(
                lowest(told, rows, telling),
                in_prose(bundle, words("A map of values"), alt(told, rows, telling)),
                heat.HEAD + len(rows) * min(_HIGH, max(_LOW, _ALL / len(rows))),
                partial(heat.draw, cells=told, rows=rows, places=places, telling=telling),
                note=words(
                    "Blue above and red below the study's own target, the deeper the further; n of each cell under its "
                    "value; 3–4 contacts as a count of those at the target, fewer without a value."
                ),
            )


def even(things: tuple[Thing, ...], most: int) -> Iterator[tuple[Thing, ...]]:
    """Yields the things in order, in as few groups as hold no more than `most`, nearly as many in each."""
    groups = -(-len(things) // most)
    size = -(-len(things) // groups)
    for start in range(0, len(things), size):
        yield things[start : start + size]


def _named(cell: Measured, key: str, bundle: "Bundle") -> Measured:
    """A cell under the name of its study, as titles and descriptions say it."""
    label = next(member.label for member in bundle.portfolio.members if key == f"study:{member.id}")
    return replace(cell, label=label)
