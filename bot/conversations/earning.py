"""What a shopper has earned, and how it is paid."""

from collections.abc import Mapping
from typing import Any

from bot.turn import Act, Desk, Draw, Turn
from bot.view import Notice, View
from bot.views import earnings as views
from domain.operations import pay
from domain.operations.access import Action, ensure
from domain.payee import PaidAs, account, has_identity_code
from domain.place import Place, place
from domain.refusal import NotExpected, Unknown
from domain.storage import outbox

ASKED = ("legal_name", "iban")
"""What is typed of how somebody is paid."""
PAY_CARDS = frozenset(
    {
        *("earnings", "payee", "expense_of", "expense", "expenses", "refuse_expense"),
        *("payrun", "runs", "run", "run_cancel", "pay_correct"),
    }
)
"""Where people may think that a personal identity code belongs."""


def list_(turn: Turn) -> Place:
    """`/earnings`, and its pages"""
    ensure(turn.person, Action.SHOP)
    return place("earnings", page=turn.number(0) if turn.heard.press is not None else 0)


def draw(desk: Desk, where: Place) -> View:
    """What a shopper has earned."""
    lines = pay.earnings(desk.tx, by=desk.reader)
    payee = pay.payee_of(desk.tx, by=desk.reader)
    return views.earnings(desk.words, lines, payee, year=desk.now.year, page=where.get("page", 0))


def payee(turn: Turn) -> Place:
    """[Payment details]"""
    ensure(turn.person, Action.SHOP)
    return place("payee", ask="")


def ask(turn: Turn) -> Place:
    """[Name] or [Account]: what is typed next"""
    ensure(turn.person, Action.SHOP)
    if turn.about(0) not in ASKED:
        raise Unknown
    return place("payee", ask=turn.about(0))


def kind(turn: Turn) -> Place:
    """[As a wage] and the others"""
    try:
        chosen = PaidAs(turn.about(0))
    except ValueError:
        raise Unknown from None
    pay.tell_payee(turn.tx, by=turn.person, changes={"kind": chosen}, now=turn.now)
    return place("payee", ask="")


def tells_identity_code(turn: Turn) -> bool:
    """Whether a personal identity code came on a card of pay; in an edited message anywhere, when it surely is one."""
    written = f"{turn.heard.text}\n{turn.heard.caption}"
    return has_identity_code(written, surely=turn.place.kind not in PAY_CARDS) and (
        turn.heard.edited or turn.place.kind in PAY_CARDS
    )


def not_kept(turn: Turn) -> Place:
    """A personal identity code: nothing of its message is kept, here or in the chat"""
    outbox.keep_no_longer(turn.tx, turn.person, turn.heard.message_id, turn.now)
    return Place(turn.place.kind, {**turn.place.about, "note": {"kind": "IdentityCode"}})


def told(turn: Turn) -> Place:
    """A name or an account, typed"""
    asked = turn.place["ask"] or ("iban" if any(sign.isdigit() for sign in turn.text) else "legal_name")
    if asked == "legal_name" and any(sign.isdigit() for sign in turn.text):
        raise NotExpected
    value = account(turn.text) if asked == "iban" else turn.text
    pay.tell_payee(turn.tx, by=turn.person, changes={asked: value}, now=turn.now)
    return place("payee", ask="")


def draw_payee(desk: Desk, where: Place) -> View:
    """How a shopper is paid."""
    return views.payee(desk.words, pay.payee_of(desk.tx, by=desk.reader), asked=where["ask"])


def paid(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """A run has been paid, for one of its shoppers."""
    return Notice(views.paid(desk.words, pay.paid_in(desk.tx, by=desk.reader, payrun_id=ids["payrun"])))


def details_wanted(desk: Desk, _: Mapping[str, Any]) -> Notice:
    """The agency cannot pay before it knows how."""
    ensure(desk.person, Action.SHOP)
    return Notice(views.details_wanted(desk.words))


PRESSED: Mapping[str, Act] = {"earnings": list_, "payee": payee, "payask": ask, "paidas": kind}
SAID: Mapping[str, Act] = {"payee": told}
DRAWN: Mapping[str, Draw] = {"earnings": draw, "payee": draw_payee}
