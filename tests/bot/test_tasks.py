"""A shopper's list of contacts: what stays on it after it has been handed in."""

from datetime import timedelta

import pytest

from bot.conversations.contact import draw_tasks
from bot.settings import Settings
from bot.turn import Desk
from bot.view import ChatWords, View
from domain.person import Person, Role
from domain.place import place
from domain.storage import contacts
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW
from tests.counting import counted


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.planned(tx, kaisa)
    return kaisa


@pytest.fixture
def aino(tx: Transaction) -> Person:
    return agency.join(tx, Role.SHOPPER, "Aino")


def _submitted(tx: Transaction, kaisa: Person, aino: Person, *codes: str) -> None:
    for code in codes:
        agency.taken(tx, kaisa, aino, code)
        agency.submitted(tx, aino, code)


def _nothing_comes(tx: Transaction, code: str) -> None:
    """Hands in whatever stage a contact still has to come."""
    contact = agency.contact(tx, code)
    for name in contacts.stages_of(tx, contact.id):
        contacts.set_stage(tx, contact.id, name, "submitted")


SETTINGS = Settings(_env_file=None, bot_token="1:x")


def _tasks(tx: Transaction, shopper: Person, after: timedelta) -> View:
    desk = Desk(tx, NOW + after, shopper, ChatWords("en"), SETTINGS, "toteuma_bot")
    return draw_tasks(desk, place("tasks"))


@pytest.mark.both_databases
def test_tasks_show_what_has_a_stage_to_come_or_may_be_taken_back(tx: Transaction, kaisa: Person, aino: Person) -> None:
    done, later = agency.codes([3, 4])
    _submitted(tx, kaisa, aino, done, later)
    _nothing_comes(tx, done)
    assert done in _tasks(tx, aino, timedelta(minutes=10)).text
    shown = _tasks(tx, aino, timedelta(minutes=11)).text
    assert later in shown
    assert done not in shown


def test_tasks_take_no_look_for_each_contact_that_is_done_with(tx: Transaction, kaisa: Person, aino: Person) -> None:
    looks = []
    for codes in (agency.codes(range(1, 3)), agency.codes(range(3, 15))):
        _submitted(tx, kaisa, aino, *codes)
        for code in codes:
            _nothing_comes(tx, code)
        looks.append(counted(tx, lambda: _tasks(tx, aino, timedelta(hours=1)))[0])
    assert looks[0] == looks[1]
