"""The sheet `choices`: XLSForm's lists of choices, each choice with its score."""

from collections.abc import Iterable

from domain.metric import Choice
from domain.texts import N_
from domain.workbook import names
from domain.workbook.cells import Cells


def read_choices(rows: Iterable[Cells]) -> dict[str, tuple[Choice, ...]]:
    """Returns the choices of each list, in order."""
    lists: dict[str, list[Choice]] = {}
    taken: dict[str, set[str]] = {}
    for cells in rows:
        list_name = cells.name("list_name")
        lists.setdefault(list_name, []).append(_choice(cells, taken.setdefault(list_name, set())))
    return {name: tuple(choices) for name, choices in lists.items()}


def _choice(cells: Cells, taken: set[str]) -> Choice:
    name, label = cells.name("name", taken), cells.label("label")
    if names.canonical(cells.text("score"), names.VALUES, ("na",)):
        return Choice(name=name, label=label, not_applicable=True)
    return Choice(name=name, label=label, score=cells.number("score", 0, 100))


def no_list(cells: Cells, column: str, list_name: str, lists: Iterable[str]) -> None:
    """Notes a list that is asked for and not there."""
    cells.known(column, tuple(lists), N_("There is no list “{name}”; the sheet choices has {known}."), list_name)
