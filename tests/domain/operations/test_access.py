"""Who may do what, as a table."""

import pytest

from bot.application import BUTTONS, COMMANDS
from bot.menus import BY_ROLE
from domain.operations import people
from domain.operations.access import Action, ensure, may, own_contact
from domain.person import Person, Role
from domain.refusal import Unknown
from domain.storage.tables import audit
from domain.storage.transaction import Transaction
from tests import agency

MAY = {
    #                 owner  coordinator shopper client
    Action.RUN: (True, True, False, False),
    Action.OWN: (True, False, False, False),
    Action.SHOP: (False, False, True, False),
    Action.COMMISSION: (False, False, False, True),
    Action.ACCEPT: (False, False, False, True),
}


def _person(role: Role, client_id: int | None = None, id: int = 1) -> Person:
    return Person(id=id, code="A1", name="X", role=role, client_id=client_id, chat_id=id, language="en", reachable=True)


@pytest.mark.parametrize("action", MAY)
def test_each_role_may_what_is_its_own(action: Action) -> None:
    assert tuple(may(_person(role), action) for role in Role) == MAY[action]


@pytest.mark.parametrize("action", Action)
def test_a_stranger_may_nothing(action: Action) -> None:
    assert not may(None, action)
    with pytest.raises(Unknown):
        ensure(None, action)


def test_a_client_acts_for_their_own_company_only() -> None:
    assert may(_person(Role.CLIENT, client_id=1), Action.COMMISSION, 1)
    assert not may(_person(Role.CLIENT, client_id=1), Action.COMMISSION, 2)


def test_the_right_to_accept_is_the_first_one_s_and_the_others_are_given_it(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    helmi, heikki = (agency.join(tx, Role.CLIENT, name, client=agency.COMPANY) for name in ("Helmi", "Heikki"))
    elsewhere = agency.join(tx, Role.CLIENT, "Mikko", client="Kilpailija Oy")
    assert [may(one, Action.ACCEPT, helmi.client_id) for one in (helmi, heikki, elsewhere)] == [True, False, False]
    people.give_right(tx, by=kaisa, person_id=heikki.id, accepts_quotes=True, now=agency.NOW)
    people.give_right(tx, by=kaisa, person_id=helmi.id, accepts_quotes=False, now=agency.NOW)
    now = [agency.person(tx, one.chat_id) for one in (helmi, heikki)]
    assert [may(one, Action.ACCEPT, helmi.client_id) for one in now] == [False, True]
    assert [entry["action"] for entry in tx.all(audit, audit.c.thing == heikki.code)][-1] == "give right"
    for by, of in ((helmi, heikki), (kaisa, kaisa)):
        with pytest.raises(Unknown):
            people.give_right(tx, by=by, person_id=of.id, accepts_quotes=True, now=agency.NOW)


def test_only_the_one_who_took_a_contact_makes_it(tx: Transaction) -> None:
    kaisa, aino, eero = (
        agency.join(tx, role, name)
        for role, name in ((Role.COORDINATOR, "Kaisa"), (Role.SHOPPER, "Aino"), (Role.SHOPPER, "Eero"))
    )
    agency.planned(tx, kaisa)
    agency.offered(tx, kaisa, aino, "HAVU-003")
    it = agency.contact(tx, "HAVU-003")
    for person in (kaisa, aino, eero):
        with pytest.raises(Unknown):
            own_contact(tx, person, it.id)
    agency.taken(tx, kaisa, aino, "HAVU-004")
    it = agency.contact(tx, "HAVU-004")
    assert own_contact(tx, aino, it.id) == it
    for person in (kaisa, eero):
        with pytest.raises(Unknown):
            own_contact(tx, person, it.id)
    with pytest.raises(Unknown):
        own_contact(tx, aino, 999_999)


def test_every_command_of_a_menu_leads_somewhere() -> None:
    offered = {command for menu in BY_ROLE.values() for command in menu}
    assert offered == set(COMMANDS)


def test_every_button_s_verb_is_short() -> None:
    assert all(len(verb.encode()) <= 12 and ":" not in verb for verb in BUTTONS)
