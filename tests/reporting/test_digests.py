"""What an analysis reads of an approved contact is the same, put down in one row or made out of its own rows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.answer import AnswerState
from domain.contact import Contact, Moment, Source, State
from domain.operations import reviews
from domain.operations.sheets import sheet_of
from domain.person import Person, Role
from domain.storage import answers, contacts, digests
from domain.storage.tables import digest
from domain.storage.transaction import Transaction
from reporting import coded, frames
from reporting.digests import Digest
from tests import agency
from tests.agency import NOW
from tests.reporting.field import havu

PHONE = "HAVU-003"
TOLD = 'Rivi,\ntoinen \\n ja "lainattu"; C:\\kansio'


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def approved(tx: Transaction, kaisa: Person) -> Contact:
    """A contact that was answered in odd words, and approved; another one that nobody answered."""
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa)
    agency.approved(tx, kaisa, aino, PHONE, parasta=TOLD, ensivaikutelma="2")
    return agency.contact(tx, PHONE)


def read(tx: Transaction, contact: Contact) -> frames.Frames:
    return frames.read(tx.connection, agency=tx.agency, study=contact.study_id, wave=contact.wave_id)


def stored(tx: Transaction) -> int:
    return len(tx.all(digest, order=digest.c.contact_id))


@pytest.mark.both_databases
def test_the_row_says_what_the_answers_and_times_say(tx: Transaction, approved: Contact) -> None:
    assert stored(tx) == 1
    put_down = read(tx, approved)
    digests.drop(tx, approved.id)
    made = read(tx, approved)
    pd.testing.assert_frame_equal(put_down.answers, made.answers)
    pd.testing.assert_frame_equal(put_down.contacts, made.contacts)
    told = put_down.answers.set_index("question")
    assert told.at["parasta", "value"] == TOLD
    assert told.at["ensivaikutelma", "comment"] == "Siitä jäi parannettavaa."
    assert put_down.contacts["wait"].tolist() == [1.0]
    assert put_down.contacts["length"].tolist() == [11.0]


def corrected(tx: Transaction, contact: Contact) -> None:
    shown = sheet_of(tx, contact, NOW).answers["parasta"]
    answers.put(tx, contact.id, replace(shown, value="Lyhyesti."), by=contact.shopper_id or 0)


def set_aside(tx: Transaction, contact: Contact) -> None:
    answers.set_state(tx, contact.id, ["parasta"], AnswerState.IRRELEVANT)


def timed_anew(tx: Transaction, contact: Contact) -> None:
    at = contacts.times_of(tx, contact)[Moment.STARTED] + timedelta(minutes=9)
    contacts.set_time(tx, contact, Moment.ANSWERED, at, source=Source.EXCHANGE, now=NOW)


def opened_again(tx: Transaction, contact: Contact) -> None:
    contacts.undo_end(tx, contact, "a slip of the finger")


@pytest.mark.parametrize("change", [corrected, set_aside, timed_anew, opened_again])
def test_a_change_is_read_at_once(
    tx: Transaction, approved: Contact, change: Callable[[Transaction, Contact], None]
) -> None:
    before = read(tx, approved)
    change(tx, approved)
    now = read(tx, approved)
    assert not (now.answers.equals(before.answers) and now.contacts.equals(before.contacts))


def test_approving_again_puts_down_what_stands_then(tx: Transaction, approved: Contact, kaisa: Person) -> None:
    corrected(tx, approved)
    assert stored(tx) == 0
    contacts.change(tx, approved, state=State.SUBMITTED)
    reviews.approve(tx, by=kaisa, contact_id=approved.id, version=None, now=NOW)
    assert stored(tx) == 1
    assert "Lyhyesti." in set(read(tx, approved).answers["value"])


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=30) | st.text("\\n\n ab", max_size=8)


@given(st.lists(st.lists(ANYTHING, min_size=2, max_size=2), max_size=5))
def test_whatever_was_said_is_read_as_it_was_written(said: list[list[str]]) -> None:
    """Two questions of several contacts, packed and unpacked."""
    told = []
    for contact, values in enumerate(said):
        answers = [(name, "given", value, value) for name, value in zip(("parasta", "puuttui"), values, strict=True)]
        packed = digests.packed(answers)
        told.append(Digest(contact, packed["asked"], packed["given"], packed["comments"], None, None, None))
    ids = [one.contact for one in told]
    frame = coded.unpacked(told, np.asarray(ids, dtype=int), havu()).frame()
    assert frame["value"].tolist() == frame["comment"].tolist() == [value for values in said for value in values]
