"""A workbook sent in chat: read in the worker, previewed, created."""

from sqlalchemy import RowMapping

from bot.conversations import prices
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import workbooks as views
from domain.operations import studies as operations
from domain.place import Place, place
from domain.refusal import NotExpected
from domain.storage import studies
from domain.study import Study


def receive(turn: Turn) -> Place:
    """A document from somebody who runs studies."""
    if turn.file is None:
        raise NotExpected
    id = operations.receive(
        turn.tx,
        by=turn.person,
        file_id=turn.file.file_id,
        filename=turn.file.name or "workbook",
        size=turn.file.size,
        now=turn.now,
    )
    return place("workbook", upload=id)


def draw_workbook(desk: Desk, where: Place) -> View:
    """A workbook as it stands: being read, whole, or with its faults."""
    upload = operations.own_upload(desk.tx, desk.reader, where["upload"])
    found = upload["faults"] or {"faults": [], "warnings": []}
    match upload["state"]:
        case "previewed":
            study = Study.model_validate_json(upload["definition"])
            known = _known(operations.of_file(desk.tx, by=desk.reader, sha256=upload["sha256"]))
            alike = _known(operations.alike(desk.tx, by=desk.reader, made=study))
            return views.preview(desk.words, upload["id"], study, found["warnings"], known, alike)
        case "created" if row := operations.of_file(desk.tx, by=desk.reader, sha256=upload["sha256"]):
            return views.created(desk.words, row["id"], row["name"])
        case "refused":
            return views.faults(desk.words, upload["filename"], found["faults"])
        case "prices" | "used":
            return prices.draw_compared(desk, upload)
        case "discarded":
            return views.discarded(desk.words, upload["filename"])
    return views.reading(desk.words, upload["filename"])


def _known(row: RowMapping | None) -> views.Known | None:
    if row is None:
        return None
    terms = studies.definition(row).terms
    return views.Known(row["id"], terms.client, terms.name, terms.wave)


def open_(turn: Turn) -> Place:
    """[Open]: a workbook that was read meanwhile"""
    upload = operations.own_upload(turn.tx, turn.person, turn.number(0))
    return place("workbook", upload=upload["id"])


def create(turn: Turn) -> Place:
    """[Create study]"""
    id = operations.create(
        turn.tx, by=turn.person, upload_id=turn.number(0), simulated=turn.settings.simulated, now=turn.now
    )
    return place("study", study=id)


def discard(turn: Turn) -> Place:
    """[Discard]"""
    operations.discard(turn.tx, by=turn.person, upload_id=turn.number(0))
    return place("home", note={"kind": "Left"})


def template(turn: Turn) -> Place:
    """`/template`: an example to begin from, sent as a file."""
    operations.give_template(turn.tx, by=turn.person, now=turn.now)
    return turn.place
