"""A client's lists: every report and action is reached page by page, and a long list costs no more to read."""

from collections.abc import Mapping
from typing import Any

import pytest

from bot.application import CARDS
from bot.settings import Settings
from bot.turn import Desk
from bot.view import ChatWords, View
from domain.operations import actions
from domain.person import Person, Role
from domain.place import place
from domain.scope import WHOLE
from domain.storage import analyses, portfolios, studies
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW
from tests.counting import counted

SETTINGS = Settings(_env_file=None, bot_token="1:x")


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def helmi(tx: Transaction) -> Person:
    return agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)


@pytest.fixture
def study(tx: Transaction, kaisa: Person) -> int:
    return agency.planned(tx, kaisa)


def _sent(tx: Transaction, by: Person, study: int, many: int) -> list[int]:
    """Lets the client have so many analyses, newest first."""
    wave = studies.present_wave(tx, study)["id"]
    made = [
        analyses.add(tx, study_id=study, wave_id=wave, scope=WHOLE, language="fi", by=by.id, now=NOW)
        for _ in range(many)
    ]
    for id in made:
        analyses.change(tx, id, state="sent", sent_at=NOW)
    return made[::-1]


def _over_all(tx: Transaction, by: Person, study: int, many: int) -> list[int]:
    client = studies.all_of(tx)[0]["client_id"]
    made = [
        portfolios.add(tx, client_id=client, studies=[study], language="fi", by=by.id, now=NOW) for _ in range(many)
    ]
    for id in made:
        portfolios.change(tx, id, state="sent", sent_at=NOW)
    return made[::-1]


def _drawn(tx: Transaction, reader: Person, kind: str, about: Mapping[str, Any]) -> View:
    desk = Desk(tx, NOW, reader, ChatWords("en"), SETTINGS, "toteuma_bot")
    return CARDS[kind](desk, place(kind, **about))


def _pressed(view: View) -> list[str]:
    return [button.press for row in view.rows for button in row]


def test_all_reports_are_reached_page_by_page(tx: Transaction, kaisa: Person, helmi: Person, study: int) -> None:
    wanted = [f"popen:{id}" for id in _over_all(tx, kaisa, study, 20)]
    wanted += [f"aopen:{id}" for id in _sent(tx, kaisa, study, 22)]
    pages = [_pressed(_drawn(tx, helmi, "reports", {"page": page})) for page in range(3)]
    assert [one for page in pages for one in page if not one.startswith("reports")] == wanted
    assert all(len(page) <= 20 for page in pages)
    assert [[one for one in page if one.startswith("reports")] for page in pages] == [
        ["reports:1"],
        ["reports:0", "reports:2"],
        ["reports:1"],
    ]


def test_a_long_list_of_reports_is_read_no_more_than_its_page(
    tx: Transaction, kaisa: Person, helmi: Person, study: int
) -> None:
    _sent(tx, kaisa, study, 18)
    few, _ = counted(tx, lambda: _drawn(tx, helmi, "reports", {}))
    _sent(tx, kaisa, study, 40)
    many, _ = counted(tx, lambda: _drawn(tx, helmi, "reports", {}))
    assert many == few


def test_a_long_list_of_actions_takes_no_more_queries_than_a_short_one(
    tx: Transaction, kaisa: Person, helmi: Person, study: int
) -> None:
    actions.add(tx, by=helmi, study_id=study, what="Soitetaan takaisin", now=NOW)
    one, _ = counted(tx, lambda: _drawn(tx, helmi, "actions", {"study": 0, "page": 0}))
    for number in range(30):
        actions.add(tx, by=helmi, study_id=study, what=f"Soitetaan takaisin {number}", now=NOW)
    many, shown = counted(tx, lambda: _drawn(tx, helmi, "actions", {"study": 0, "page": 2}))
    assert many == one
    assert "Soitetaan takaisin 14" in shown.text
