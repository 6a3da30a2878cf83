"""Handing contacts out: which, to whom, and the offer."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from bot.conversations.studies import of_present_study
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import studies as views
from bot.views.names import euros
from domain.contact import Contact, State
from domain.operations import assignments
from domain.operations.access import Action, ensure
from domain.operations.studies import a_study
from domain.person import Role
from domain.place import Place, place
from domain.refusal import NotThatState, Stale, Unknown
from domain.storage import contacts, people, studies


def assign(turn: Turn) -> Place:
    """`/assign [CODE[,CODE…] SHOPPER]`, or [Assign]"""
    ensure(turn.person, Action.RUN)
    if turn.heard.command and turn.heard.text:
        return _in_one_line(turn)
    return of_present_study(turn, "assign")


def _in_one_line(turn: Turn) -> Place:
    *codes, who = turn.heard.text.replace(",", " ").split()
    shopper = people.of_code(turn.tx, who)
    if shopper is None or not codes:
        raise Unknown
    chosen = [_of_code(turn, code) for code in codes]
    assignments.offer(turn.tx, by=turn.person, contact_ids=[c.id for c in chosen], shopper_id=shopper.id, now=turn.now)
    return place("board", study=chosen[0].study_id, note={"kind": "Offered", "n": len(chosen)})


def _of_code(turn: Turn, code: str) -> Contact:
    contact = contacts.of_code(turn.tx, code)
    if contact is None:
        raise Unknown
    return contact


def draw_assign(desk: Desk, where: Place) -> View:
    """Which contacts are handed out."""
    row = a_study(desk.tx, desk.reader, where["study"])
    open_ = assignments.offerable(desk.tx, by=desk.reader, study_id=row["id"])
    return views.assign(desk.words, row["id"], studies.definition(row), open_)


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
    chosen = [_of_code(turn, code) for code in turn.text.replace(",", " ").split()]
    for contact in chosen:
        if contact.state is not State.OPEN or contact.study_id != row["id"]:
            raise NotThatState(code=contact.code)
    return _chosen(row["id"], chosen)


def _chosen(study_id: int, chosen: Sequence[Contact]) -> Place:
    if not chosen:
        raise Stale(place={"kind": "assign", "study": study_id})
    return place("assign_to", study=study_id, contacts=[contact.id for contact in chosen])


def _still_open(desk: Desk | Turn, where: Place) -> list[Contact]:
    found = [contacts.get(desk.tx, id) for id in where["contacts"]]
    return [contact for contact in found if contact is not None and contact.state is State.OPEN]


def draw_assign_to(desk: Desk, where: Place) -> View:
    """To whom they are handed, with those who may not and why."""
    ensure(desk.person, Action.RUN)
    chosen = _still_open(desk, where)
    shoppers = [
        (
            shopper,
            Counter(r for c in chosen if (r := assignments.obstacle(desk.tx, c, shopper, desk.now)) is not None),
        )
        for shopper in people.all_of(desk.tx, Role.SHOPPER)
    ]
    return views.assign_to(desk.words, where["study"], chosen, shoppers)


def choose_to(turn: Turn) -> Place:
    """[In balance], [Open call], or a shopper's button."""
    ensure(turn.person, Action.RUN)
    where = turn.place
    if where.kind != "assign_to" or where["study"] != turn.number(0):
        raise Stale(place={"kind": "study", "study": turn.number(0)})
    to = turn.about(1)
    if to not in {"balance", "call"} and people.get(turn.tx, turn.number(1)) is None:
        raise Unknown
    return place("assign_check", study=where["study"], contacts=where["contacts"], to=to)


def draw_assign_check(desk: Desk, where: Place) -> View:
    """What is about to be offered."""
    ensure(desk.person, Action.RUN)
    chosen = _still_open(desk, where)
    fee = sum((contact.fee for contact in chosen), Decimal(0))
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
    ids = [contact.id for contact in _still_open(turn, where)]
    by = turn.person
    match where["to"]:
        case "balance":
            n = assignments.offer_in_balance(turn.tx, by=by, contact_ids=ids, now=turn.now)
        case "call":
            n = assignments.open_call(turn.tx, by=by, contact_ids=ids, now=turn.now)
        case shopper:
            n = assignments.offer(turn.tx, by=by, contact_ids=ids, shopper_id=int(shopper), now=turn.now)
    return place("board", study=where["study"], note={"kind": "Offered", "n": n})
