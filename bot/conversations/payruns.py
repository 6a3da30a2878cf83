"""Pay runs: what is to be paid, handed to payroll once, and noted as paid."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.turn import Act, Desk, Draw, Turn
from bot.view import Enclosed, Notice, View
from bot.views import payruns as views
from domain.amount import read_amount
from domain.operations import pay
from domain.operations.access import Action, ensure
from domain.pay import RunFile
from domain.person import Role
from domain.place import Place, place
from domain.refusal import NotExpected, Unknown
from domain.storage import people
from domain.told import read_day


def open_(turn: Turn) -> Place:
    """`/payrun`, or [Pay run]: all that has been approved up to today"""
    ensure(turn.person, Action.OWN)
    return place("payrun", until=_today(turn.now, turn.settings.timezone).isoformat())


def until(turn: Turn) -> Place:
    """Another last day, typed"""
    ensure(turn.person, Action.OWN)
    today = _today(turn.now, turn.settings.timezone)
    return place("payrun", until=min(read_day(turn.text, today), today).isoformat())


def draw(desk: Desk, where: Place) -> View:
    """What the next run would pay."""
    last = date.fromisoformat(where["until"])
    seen = pay.proposal(desk.tx, by=desk.reader, until=last)
    return views.proposal(desk.words, seen)


def make(turn: Turn) -> Place:
    """[Make pay run]"""
    ensure(turn.person, Action.OWN)
    if turn.place.kind != "payrun":
        raise Unknown
    last = date.fromisoformat(turn.place["until"])
    id = pay.make_run(turn.tx, by=turn.person, until=last, digest=turn.about(0), now=turn.now)
    return place("run", payrun=id)


def ask_details(turn: Turn) -> Place:
    """[Ask for payment details]"""
    today = _today(turn.now, turn.settings.timezone)
    n = pay.ask_details(turn.tx, by=turn.person, until=today, now=turn.now)
    return place("payrun", until=today.isoformat(), note={"kind": "DetailsAsked", "n": n})


def list_(turn: Turn) -> Place:
    """[Earlier runs], and its pages"""
    ensure(turn.person, Action.OWN)
    return place("runs", page=turn.number(0))


def draw_list(desk: Desk, where: Place) -> View:
    """The runs there have been."""
    return views.runs(desk.words, pay.runs(desk.tx, by=desk.reader), where["page"])


def open_run(turn: Turn) -> Place:
    """A run's button"""
    return place("run", payrun=pay.a_run(turn.tx, turn.person, turn.number(0))["id"])


def draw_run(desk: Desk, where: Place) -> View:
    """One run."""
    return views.run(desk.words, pay.a_run(desk.tx, desk.reader, where["payrun"]))


def file(turn: Turn) -> Place:
    """[CSV] or [Excel]"""
    try:
        form = RunFile(turn.about(1))
    except ValueError:
        raise Unknown from None
    pay.request_file(turn.tx, by=turn.person, payrun_id=turn.number(0), form=form, now=turn.now)
    return place("run", payrun=turn.number(0), note={"kind": "FileComes"})


def paid(turn: Turn) -> Place:
    """[Mark as paid]: today"""
    return _paid(turn, turn.number(0), None)


def paid_on(turn: Turn) -> Place:
    """The day on which it was paid, typed"""
    return _paid(turn, turn.place["payrun"], turn.text)


def _paid(turn: Turn, id: int, typed: str | None) -> Place:
    today = _today(turn.now, turn.settings.timezone)
    day = read_day(typed, today) if typed else today
    pay.mark_paid(turn.tx, by=turn.person, payrun_id=id, day=day, today=today, now=turn.now)
    return place("run", payrun=id)


def ask_to_cancel(turn: Turn) -> Place:
    """[Cancel pay run], asked once more"""
    return place("run_cancel", payrun=pay.a_run(turn.tx, turn.person, turn.number(0))["id"])


def draw_cancel(desk: Desk, where: Place) -> View:
    """What cancelling a run does."""
    return views.cancel(desk.words, pay.a_run(desk.tx, desk.reader, where["payrun"]))


def cancel(turn: Turn) -> Place:
    """[Cancel pay run], surely"""
    pay.cancel_run(turn.tx, by=turn.person, payrun_id=turn.number(0), now=turn.now)
    return place("run", payrun=turn.number(0))


def correct(turn: Turn) -> Place:
    """[Correct]: whose pay"""
    ensure(turn.person, Action.OWN)
    return place("pay_correct")


def draw_correct(desk: Desk, _: Place) -> View:
    """How a correction is typed."""
    ensure(desk.person, Action.OWN)
    return views.correct(desk.words, people.all_of(desk.tx, Role.SHOPPER))


def corrected(turn: Turn) -> Place:
    """`A3 -15,00 paid twice`, typed"""
    code, _, rest = turn.text.strip().partition(" ")
    # other numbers may stand among the words: A3 -15 paid twice on 21.11.
    first, _, words = rest.strip().partition(" ")
    shopper, alone, found = people.of_code(turn.tx, code), read_amount(first), read_amount(rest)
    if found is None and alone is not None:
        found = alone[0], words
    if shopper is None or found is None:
        raise NotExpected
    amount, reason = found
    today, id = _today(turn.now, turn.settings.timezone), shopper.id
    pay.correct(turn.tx, by=turn.person, person_id=id, amount=amount, reason=reason, today=today, now=turn.now)
    return place("payrun", until=today.isoformat(), note={"kind": "PayCorrected"})


def file_made(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """A run as a file, for payroll."""
    row, form = pay.a_run(desk.tx, desk.reader, ids["payrun"]), RunFile(ids["form"])
    name = desk.words("Pay run {number}", number=row["number"]).replace(" ", "_")
    return Notice(views.file(desk.words, row), Enclosed(filename=f"{name}.{form}", path=ids["path"]))


def _today(now: datetime, zone: str) -> date:
    return now.astimezone(ZoneInfo(zone)).date()


PRESSED: Mapping[str, Act] = {
    "payrun": open_,
    "payrun!": make,
    "payasks": ask_details,
    "payruns": list_,
    "run": open_run,
    "payfile": file,
    "paydone": paid,
    "paycancel": ask_to_cancel,
    "paycancel!": cancel,
    "paycorrect": correct,
}
SAID: Mapping[str, Act] = {"payrun": until, "run": paid_on, "pay_correct": corrected}
DRAWN: Mapping[str, Draw] = {
    "payrun": draw,
    "runs": draw_list,
    "run": draw_run,
    "run_cancel": draw_cancel,
    "pay_correct": draw_correct,
}
