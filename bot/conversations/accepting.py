"""Quotes accepted and declined: by the client in chat, or recorded on its behalf; and who may."""

from collections.abc import Mapping
from datetime import date

from bot.turn import Act, Desk, Draw, Turn
from bot.view import View
from bot.views import quote_forms as views
from domain.acceptance import ELSEWHERE, Proof, Way
from domain.attachment import DOWNLOAD_BYTES
from domain.operations import acceptances
from domain.operations import people as membership
from domain.operations import quotes as operations
from domain.operations.access import Action, ensure
from domain.place import Place, place
from domain.refusal import FileTooLarge, NotExpected, Stale, Unknown
from domain.storage import people

LETTERS = {"photo", "document"}
"""What Telegram may call a file that shows an acceptance."""


def accept(turn: Turn) -> Place:
    """[Accept quote]"""
    acceptances.decide(turn.tx, by=turn.person, quote_id=turn.number(0), accept=True, now=turn.now)
    return place("quote", quote=turn.number(0))


def decline(turn: Turn) -> Place:
    """[Decline quote]"""
    acceptances.decide(turn.tx, by=turn.person, quote_id=turn.number(0), accept=False, now=turn.now)
    return place("quote", quote=turn.number(0))


def record(turn: Turn) -> Place:
    """[Record acceptance]"""
    return place("quote_by", quote=acceptances.recordable(turn.tx, turn.person, turn.number(0))["id"])


def draw_by(desk: Desk, where: Place) -> View:
    """Who accepted, typed."""
    row = acceptances.recordable(desk.tx, desk.reader, where["quote"])
    return views.ask_who(desk.words, row["id"], row["number"])


def by_said(turn: Turn) -> Place:
    """Who accepted, and perhaps when"""
    id = turn.place["quote"]
    name, day = acceptances.read_who(turn.tx, by=turn.person, quote_id=id, text=turn.text, now=turn.now)
    return place("quote_how", quote=id, name=name, day=day.isoformat())


def draw_how(desk: Desk, where: Place) -> View:
    """How it was accepted."""
    row = acceptances.recordable(desk.tx, desk.reader, where["quote"])
    return views.ask_how(desk.words, row["id"], row["number"], where["name"], date.fromisoformat(where["day"]))


def how(turn: Turn) -> Place:
    """[E-mail], [Phone], [Paper]"""
    id, where = acceptances.recordable(turn.tx, turn.person, turn.number(0))["id"], turn.place
    if where.kind != "quote_how" or where["quote"] != id:
        raise Stale
    way = turn.about(1)
    if way not in ELSEWHERE:
        raise Unknown
    return place("quote_proof", quote=id, name=where["name"], day=where["day"], way=way)


def draw_proof(desk: Desk, where: Place) -> View:
    """A letter or a picture of it, or none."""
    row = acceptances.recordable(desk.tx, desk.reader, where["quote"])
    return views.ask_proof(desk.words, row["id"], row["number"], where["name"], Way(where["way"]))


def proof_sent(turn: Turn) -> Place:
    """A photo or a PDF"""
    file = turn.file
    if file is None or file.kind not in LETTERS:
        raise NotExpected
    if file.size > DOWNLOAD_BYTES:
        raise FileTooLarge(limit=DOWNLOAD_BYTES // 1024 // 1024)
    return _recorded(turn, Proof(name=file.name[:100] or "–", file_id=file.file_id, kind=file.kind))


def no_proof(turn: Turn) -> Place:
    """[Skip]"""
    if turn.place.kind != "quote_proof" or turn.place["quote"] != turn.number(0):
        acceptances.recordable(turn.tx, turn.person, turn.number(0))
        raise Stale
    return _recorded(turn, None)


def _recorded(turn: Turn, proof: Proof | None) -> Place:
    where = turn.place
    acceptances.record(
        turn.tx,
        by=turn.person,
        quote_id=where["quote"],
        name=where["name"],
        day=date.fromisoformat(where["day"]),
        way=Way(where["way"]),
        proof=proof,
        now=turn.now,
    )
    return place("quote", quote=where["quote"], note={"kind": "Saved"})


def who(turn: Turn) -> Place:
    """[Who may accept]"""
    ensure(turn.person, Action.RUN)
    return place("quote_who", quote=operations.readable(turn.tx, turn.person, turn.number(0))[0]["id"])


def draw_who(desk: Desk, where: Place) -> View:
    """The client's people, and who of them may accept quotes."""
    ensure(desk.person, Action.RUN)
    _, study_row, quote = operations.readable(desk.tx, desk.reader, where["quote"])
    return views.who_may(desk.words, where["quote"], quote.client, operations.readers(desk.tx, study_row))


def right(turn: Turn) -> Place:
    """A person's button: gives the right, or takes it back"""
    ensure(turn.person, Action.RUN)
    _, study_row, _ = operations.readable(turn.tx, turn.person, turn.number(0))
    person = people.get(turn.tx, turn.number(1))
    if person is None or person.client_id != study_row["client_id"] or turn.about(2) not in {"give", "take"}:
        raise Unknown
    give = turn.about(2) == "give"
    membership.give_right(turn.tx, by=turn.person, person_id=person.id, accepts_quotes=give, now=turn.now)
    return place("quote_who", quote=turn.number(0))


DRAWN: Mapping[str, Draw] = {
    "quote_by": draw_by,
    "quote_how": draw_how,
    "quote_proof": draw_proof,
    "quote_who": draw_who,
}
"""The cards on which an acceptance is recorded, and rights are given."""

SAID: Mapping[str, Act] = {"quote_by": by_said, "quote_proof": proof_sent}
"""Where a message tells of an acceptance."""

PRESSED: Mapping[str, Act] = {
    "qaccept": accept,
    "qdecline": decline,
    "qrecord": record,
    "qhow": how,
    "qnoproof": no_proof,
    "qwho": who,
    "qright": right,
}
"""The buttons that lead there."""
