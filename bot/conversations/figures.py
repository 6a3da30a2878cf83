"""A CSV sent in chat: a client's own figures, or its telephone exchange's calls; looked at, saved, used."""

from collections.abc import Mapping
from typing import Any

from bot.turn import Desk, Turn
from bot.view import Button, Notice, View, press
from bot.views import figures as views
from domain.figures.exchange import Calls
from domain.figures.reading import Kind
from domain.operations import figures as operations
from domain.operations.access import Action, ensure, may
from domain.place import Place, place
from domain.refusal import NotExpected
from domain.storage import figures, studies


def receive(turn: Turn) -> Place:
    """A CSV from a coordinator, or from somebody of a client"""
    if turn.file is None:
        raise NotExpected
    id = operations.receive(
        turn.tx,
        by=turn.person,
        file_id=turn.file.file_id,
        filename=turn.file.name,
        size=turn.file.size,
        now=turn.now,
    )
    return place("figures", figures=id)


def draw(desk: Desk, where: Place) -> View:
    """A CSV as it stands."""
    row = operations.readable(desk.tx, desk.reader, where["figures"])
    filename = row["filename"]
    match row["state"]:
        case "asking":
            known = [(study["id"], study["name"]) for study in operations.studies_of(desk.tx, desk.reader)]
            return views.ask_study(desk.words, row["id"], filename, known)
        case "waiting":
            return views.reading(desk.words, filename)
        case "refused" if row["kind"] == Kind.NEITHER:
            return views.neither(desk.words, filename, row["faults"] or [])
        case "refused":
            return views.faults(desk.words, filename, row["faults"])
        case "discarded":
            return views.discarded(desk.words, filename)
    return _own(desk, where) if row["kind"] == Kind.OWN else _exchange(desk, where)


def _own(desk: Desk, where: Place) -> View:
    row = operations.readable(desk.tx, desk.reader, where["figures"])
    is_new = row["state"] == "previewed"
    return views.own(
        desk.words,
        row["id"],
        row["filename"],
        _study(desk, row["study_id"]),
        operations.own_content(row),
        changes=operations.changes(desk.tx, row) if is_new else (),
        same=is_new and operations.same_file(desk.tx, row) is not None,
        saved=not is_new,
    )


def _exchange(desk: Desk, where: Place) -> View:
    row = operations.readable(desk.tx, desk.reader, where["figures"])
    name, state = _study(desk, row["study_id"]), row["state"]
    if not may(desk.reader, Action.RUN):
        calls = Calls.model_validate(row["content"])
        return views.calls(desk.words, row["id"], row["filename"], name, calls, saved=state != "previewed")
    found = operations.compared(desk.tx, by=desk.reader, figures_id=row["id"])
    study, _ = operations.sought_of(desk.tx, row)
    return views.compared(desk.words, row["id"], row["filename"], name, study, found, used=state == "used")


def _study(desk: Desk, id: int) -> str:
    row = studies.get(desk.tx, id)
    return row["name"] if row else ""


def open_(turn: Turn) -> Place:
    """[Open]: a file that was read meanwhile, or that a client sent"""
    row = operations.readable(turn.tx, turn.person, turn.number(0))
    return place("figures", figures=row["id"])


def choose_study(turn: Turn) -> Place:
    """A study's button"""
    operations.choose_study(turn.tx, by=turn.person, figures_id=turn.number(0), study_id=turn.number(1))
    return place("figures", figures=turn.number(0))


def save(turn: Turn) -> Place:
    """[Save figures]"""
    operations.save(turn.tx, by=turn.person, figures_id=turn.number(0), now=turn.now)
    return place("figures", figures=turn.number(0), note={"kind": "Saved"})


def discard(turn: Turn) -> Place:
    """[Discard], or [Remove]"""
    operations.discard(turn.tx, by=turn.person, figures_id=turn.number(0), now=turn.now)
    return place("figures", figures=turn.number(0))


def use(turn: Turn) -> Place:
    """[Use the exchange’s]"""
    n = operations.use_exchange(turn.tx, by=turn.person, figures_id=turn.number(0), now=turn.now)
    return place("figures", figures=turn.number(0), note={"kind": "ExchangeUsed", "n": n})


def was_read(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """A CSV has been read while its sender was doing something else."""
    row = operations.readable(desk.tx, desk.reader, ids["figures"])
    button = Button(desk.words("Open"), press("figures", row["id"]))
    return Notice(View(desk.words("I have read {filename}.", filename=row["filename"]), [[button]]))


def was_sent(desk: Desk, ids: Mapping[str, Any]) -> Notice | None:
    """A client has sent figures of its own; nothing when it has taken them back."""
    ensure(desk.person, Action.RUN)
    row = figures.get(desk.tx, ids["figures"])
    if row is None or row["state"] not in {"saved", "used"}:
        return None
    name = _study(desk, row["study_id"])
    return Notice(views.sent(desk.words, row["id"], row["filename"], name, is_exchange=row["kind"] == Kind.EXCHANGE))
