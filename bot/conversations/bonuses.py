"""A bonus on top of the fee, for openings that are hard to fill."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal

from bot.turn import Act, Desk, Draw, Turn
from bot.view import View
from bot.views import bonuses as views
from domain.amount import read_amount
from domain.contact import Contact, State
from domain.operations import pay
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.refusal import CodesUnknown, NotExpected
from domain.storage import contacts, studies

SOON = timedelta(days=7)
"""An opening that nobody has taken this long before its last day is late."""


def open_(turn: Turn) -> Place:
    """[Bonus]"""
    return place("bonus", study=a_study(turn.tx, turn.person, turn.number(0))["id"])


def draw(desk: Desk, where: Place) -> View:
    """The openings that are late, and what they pay."""
    row = a_study(desk.tx, desk.reader, where["study"])
    return views.bonus(desk.words, row["id"], _late(desk, row["id"]))


def _late(at: Turn | Desk, study_id: int) -> Sequence[Contact]:
    """The contacts of the present wave that nobody has taken and that end soon, or have ended."""
    row = studies.get(at.tx, study_id)
    wave = studies.present_wave(at.tx, study_id)
    assert row is not None
    until = studies.definition(row).local(at.now).date() + SOON
    free = contacts.of_wave(at.tx, wave["id"], State.OPEN, State.OFFERED)
    return [contact for contact in free if contact.closes_on <= until]


def give(turn: Turn) -> Place:
    """[+ 5 €]: on all that are late"""
    study_id, cents = a_study(turn.tx, turn.person, turn.number(0))["id"], turn.number(1)
    return _given(turn, study_id, _late(turn, study_id), Decimal(cents) / 100)


def typed(turn: Turn) -> Place:
    """`5`, on all that are late; or `HAVU-017, HAVU-018 5`"""
    study_id = a_study(turn.tx, turn.person, turn.place["study"])["id"]
    found = read_amount(turn.text)
    if found is None:
        raise NotExpected
    amount, codes = found
    wanted = codes.replace(",", " ").upper().split()
    known = {
        contact.code: contact for contact in contacts.of_wave(turn.tx, studies.present_wave(turn.tx, study_id)["id"])
    }
    if unknown := [code for code in wanted if code not in known]:
        raise CodesUnknown(codes=", ".join(unknown))
    return _given(turn, study_id, [known[code] for code in wanted] or _late(turn, study_id), amount)


def _given(turn: Turn, study_id: int, chosen: Sequence[Contact], amount: Decimal) -> Place:
    ids = [contact.id for contact in chosen]
    n = pay.give_bonus(turn.tx, by=turn.person, contact_ids=ids, amount=amount, now=turn.now)
    return place("bonus", study=study_id, note={"kind": "BonusGiven", "n": n})


PRESSED: Mapping[str, Act] = {"bonus": open_, "bonus!": give}
SAID: Mapping[str, Act] = {"bonus": typed}
DRAWN: Mapping[str, Draw] = {"bonus": draw}
