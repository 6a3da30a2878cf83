"""The sheet `choices`: XLSForm's lists of choices, each choice with its score and the author's own columns."""

from collections.abc import Collection, Iterable, Mapping, Sized

from domain.label import Label
from domain.metric import Choice
from domain.texts import N_
from domain.workbook import names
from domain.workbook.cells import Cells

LONGEST_CHOICE = 150
"""Characters of a choice, which is a button or a line among others."""
MOST_CHOICES = 2_000
"""Choices of a list that are offered at once; a choice_filter may leave so many of a longer one."""
MOST_RANKED = 300
"""Choices that can be put in order, each of them by a press or a typed word."""


def read_choices(
    rows: Iterable[Cells], extra: Collection[str] = (), duplicates: bool = False
) -> dict[str, tuple[Choice, ...]]:
    """Returns the choices of each list, in order; `duplicates` allows a name twice, for choices that are filtered."""
    lists: dict[str, list[Choice]] = {}
    taken: dict[str, set[str]] = {}
    for cells in rows:
        list_name = cells.name("list_name")
        names_there = None if duplicates else taken.setdefault(list_name, set())
        lists.setdefault(list_name, []).append(_choice(cells, extra, names_there))
    return {name: tuple(choices) for name, choices in lists.items()}


def _choice(cells: Cells, extra: Collection[str], taken: set[str] | None) -> Choice:
    own = {column: text for column, text in cells.row.cells.items() if column in extra}
    not_applicable = names.canonical(cells.text("score"), names.VALUES, ("na",)) is not None
    return Choice(
        name=cells.name("name", taken),
        label=_label(cells),
        score=None if not_applicable else cells.number("score", 0, 100),
        not_applicable=not_applicable,
        extra=own,
    )


def _label(cells: Cells) -> Label:
    label = cells.label("label", needed=False, most=LONGEST_CHOICE)
    if not label:
        cells.warn("label", N_("The choice “{name}” has no label; its name is shown."), name=cells.text("name")[:80])
        return Label({cells.default_language: cells.text("name")})
    return label


def check_list(
    cells: Cells, column: str, list_name: str, lists: Mapping[str, Sized], *, filtered: bool, ranked: bool
) -> None:
    """Notes a list that is asked for and not there, or offers too much at once."""
    if not lists:
        cells.fault(column, N_("There is no list “{name}”; the sheet choices has no lists yet."), name=list_name[:80])
        return
    choices = lists.get(list_name, ())
    most = MOST_RANKED if ranked else MOST_CHOICES
    if len(choices) > most and not filtered:
        message = N_("The list “{name}” has {n} choices; at most {most} are offered at once. A choice_filter can help.")
        cells.fault(column, message, name=list_name, n=len(choices), most=most)
    cells.known(column, tuple(lists), N_("There is no list “{name}”; the sheet choices has {known}."), list_name)
