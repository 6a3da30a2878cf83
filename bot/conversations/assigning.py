"""Handing contacts out: which, to whom, and the offer."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from bot.conversations.studies import of_present_study
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import assigning as views
from bot.views.names import euros
from domain.contact import Contact, State
from domain.operations import assignments
from domain.operations.access import Action, ensure
from domain.operations.studies import a_study
from domain.person import Role
from domain.place import Place, place
from domain.refusal import AssignHow, Stale, Unknown
from domain.storage import contacts, people, studies
from domain.told import DAY, read_day

UNTIL = re.compile(r"\b(?:until|asti|viimeistään|saakka)\b", re.IGNORECASE)
"""Before or after the day: `until 20.12.`, `20.12. asti`."""


def assign(turn: Turn) -> Place:
    """`/assign [CODE[,CODE…] SHOPPER [until DATE]]`, or [Assign]"""
    ensure(turn.person, Action.RUN)
    if turn.heard.command and turn.heard.text:
        return _in_one_line(turn)
    return of_present_study(turn, "assign")


def _in_one_line(turn: Turn) -> Place:
    line = turn.heard.text
    has_end = UNTIL.search(line) is not None
    *codes, who = _words(DAY.sub(" ", UNTIL.sub(" ", line)) if has_end else line) or [""]
    if not codes or (has_end and DAY.search(line) is None):
        raise AssignHow
    shopper = assignments.a_shopper(turn.tx, by=turn.person, code=who)
    chosen = assignments.of_codes(turn.tx, by=turn.person, codes=codes)
    until = read_day(line, _today(turn, chosen[0])) if has_end else None
    assignments.offer(
        turn.tx, by=turn.person, contact_ids=[c.id for c in chosen], shopper_id=shopper.id, now=turn.now, until=until
    )
    return place("board", study=chosen[0].study_id, note={"kind": "Offered", "n": len(chosen)})


def _today(turn: Turn, contact: Contact) -> date:
    return studies.definition(a_study(turn.tx, turn.person, contact.study_id)).local(turn.now).date()


def _words(line: str) -> list[str]:
    return [word for word in re.split(r"[\s,;]+", line) if word]


def draw_assign(desk: Desk, where: Place) -> View:
    """Which contacts are handed out."""
    row = a_study(desk.tx, desk.reader, where["study"])
    open_ = assignments.offerable(desk.tx, by=desk.reader, study_id=row["id"])
    wave = studies.present_wave(desk.tx, row["id"])
    closed = wave["name"] if wave["closed_at"] is not None else ""
    return views.assign(desk.words, row["id"], studies.definition(row), open_, closed=closed)


def pick(turn: Turn) -> Place:
    """[All open], or a service's button."""
    row = a_study(turn.tx, turn.person, turn.number(0))
    open_ = assignments.offerable(turn.tx, by=turn.person, study_id=row["id"])
    if turn.about(1) != "all":
        services = studies.definition(row).services
        if turn.number(1) >= len(services):
            raise Unknown
        open_ = [contact for contact in open_ if contact.service == services[turn.number(1)].name]
    return _chosen(row["id"], open_)


def pick_codes(turn: Turn) -> Place:
    """Codes, typed."""
    row = a_study(turn.tx, turn.person, turn.place["study"])
    chosen = assignments.of_codes(turn.tx, by=turn.person, codes=_words(turn.text))
    return _chosen(chosen[0].study_id if chosen else row["id"], chosen)


def _chosen(study_id: int, chosen: Sequence[Contact]) -> Place:
    if not chosen:
        raise Stale(place={"kind": "assign", "study": study_id})
    return place("assign_to", study=study_id, contacts=[contact.id for contact in chosen])


def _contacts(desk: Desk | Turn, where: Place) -> list[Contact]:
    found = [contacts.get(desk.tx, id) for id in where["contacts"]]
    return [contact for contact in found if contact is not None]


def _is_open(chosen: Sequence[Contact]) -> bool:
    return bool(chosen) and all(contact.state is State.OPEN for contact in chosen)


def _open_contacts(turn: Turn, where: Place) -> list[Contact]:
    """The contacts that a card is about; when some have been handed out meanwhile, one chooses anew."""
    chosen = _contacts(turn, where)
    assignments.ensure_open(chosen, place={"kind": "assign", "study": where["study"]})
    return chosen


def draw_assign_to(desk: Desk, where: Place) -> View:
    """To whom they are handed, with those who may not and why; what is open, once these are no longer."""
    ensure(desk.person, Action.RUN)
    chosen = _contacts(desk, where)
    if not _is_open(chosen):
        return draw_assign(desk, where)
    everybody = people.all_of(desk.tx, Role.SHOPPER)
    page = min(where.get("page", 0), max(len(everybody) - 1, 0) // views.SHOPPERS)
    shoppers = [
        (
            shopper,
            Counter(r for c in chosen if (r := assignments.obstacle(desk.tx, c, shopper, desk.now)) is not None),
        )
        for shopper in everybody[page * views.SHOPPERS : (page + 1) * views.SHOPPERS]
    ]
    return views.assign_to(desk.words, where["study"], chosen, shoppers, page, len(everybody))


def choose_to(turn: Turn) -> Place:
    """[In balance], [Open call], a shopper's button, or another page of them."""
    ensure(turn.person, Action.RUN)
    where = turn.place
    if where.kind != "assign_to" or where["study"] != turn.number(0):
        raise Stale(place={"kind": "study", "study": turn.number(0)})
    _open_contacts(turn, where)
    to = turn.about(1)
    if to == "page":
        return place("assign_to", study=where["study"], contacts=where["contacts"], page=turn.number(2))
    if to not in {"balance", "call"} and not _is_shopper(turn, turn.number(1)):
        raise Unknown
    return place("assign_check", study=where["study"], contacts=where["contacts"], to=to)


def _is_shopper(turn: Turn, id: int) -> bool:
    found = people.get(turn.tx, id)
    return found is not None and found.role is Role.SHOPPER


def draw_assign_check(desk: Desk, where: Place) -> View:
    """What is about to be offered; what is open, once that is no longer."""
    ensure(desk.person, Action.RUN)
    chosen = _contacts(desk, where)
    if not _is_open(chosen):
        return draw_assign(desk, where)
    fee = sum((contact.fee + (contact.bonus or 0) for contact in chosen), Decimal(0))
    return views.assign_check(desk.words, where["study"], chosen, _to(desk, where["to"]), euros(fee, desk.words))


def _to(desk: Desk, to: str) -> str:
    if to in {"balance", "call"}:
        return {
            "balance": desk.words("shared evenly over those who may"),
            "call": desk.words("everybody who may; the first to accept has it"),
        }[to]
    shopper = people.get(desk.tx, int(to))
    return f"{shopper.code} {shopper.name}" if shopper else ""


def offer(turn: Turn) -> Place:
    """[Offer]"""
    ensure(turn.person, Action.RUN)
    where = turn.place
    if where.kind != "assign_check" or where["study"] != turn.number(0):
        raise Stale(place={"kind": "study", "study": turn.number(0)})
    ids = [contact.id for contact in _open_contacts(turn, where)]
    by = turn.person
    match where["to"]:
        case "balance":
            n = assignments.offer_in_balance(turn.tx, by=by, contact_ids=ids, now=turn.now)
        case "call":
            n = assignments.open_call(turn.tx, by=by, contact_ids=ids, now=turn.now)
        case shopper:
            n = assignments.offer(turn.tx, by=by, contact_ids=ids, shopper_id=int(shopper), now=turn.now)
    return place("board", study=where["study"], note={"kind": "Offered", "n": n})
