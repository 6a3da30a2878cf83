"""Calls as a telephone exchange counts them, beside what the shoppers told."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from domain.contact import Contact, Moment, Outcome, State
from domain.figures import cells
from domain.figures.exchange import Call, Compared, Made, Sought, Standing, compare, sought
from domain.figures.reading import Kind, read
from domain.service import Channel
from tests.agency import sample

HELSINKI = ZoneInfo("Europe/Helsinki")
AT = datetime(2026, 12, 1, 8, 15, tzinfo=UTC)
"""10.15 in Helsinki."""
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
MINE = "+358 20 000 1001"


def a_contact(id: int = 1, **changes: object) -> Contact:
    about = {
        "id": id, "study_id": 1, "wave_id": 1, "code": f"HAVU-{id:03}", "service": "puhelin", "unit": "oulu",
        "scenario": "lasku", "profile": "lapsiperhe", "channel": Channel.PHONE, "thread": "", "step": 0,
        "opens_on": date(2026, 12, 1), "closes_on": date(2026, 12, 20), "fee": Decimal(1), "state": State.SUBMITTED,
        "version": 1, "shopper_id": 1, "alias": "t1", "outcome": Outcome.ANSWERED, "reached_unit": "oulu",
        "attempts": 0, "asking": "", "submitted_at": AT, "submitted_from": State.ANSWERING,
    }  # fmt: skip
    return Contact(**{**about, **changes})  # type: ignore[arg-type]


def made(id: int = 1, started: datetime = AT, wait: timedelta = MINUTE, **changes: object) -> Made:
    times = {Moment.STARTED: started, Moment.ANSWERED: started + wait, Moment.ENDED: started + 12 * MINUTE}
    return Made(a_contact(id, **changes), times)


def a_call(line: int = 2, **changes: object) -> Call:
    about = {"line": line, "number": cells.phone(MINE), "started": AT, "waited": 60.0, "unit": "Oulu team"}
    return Call(**{**about, **changes})


def only(contacts: Sequence[Made], calls: Sequence[Call]) -> Compared:
    (row,) = compare(sample(), contacts, calls)
    return row


def test_the_same_wait_and_unit_fit() -> None:
    assert only([made()], [a_call()]).standing is Standing.FITS
    assert only([made()], [a_call(waited=64.0, started=AT + 4 * MINUTE)]).standing is Standing.FITS


def test_a_longer_wait_and_another_unit_differ() -> None:
    row = only([made()], [a_call(waited=95.0, unit="TAMPERE")])
    assert (row.standing, row.unit, row.wait) == (Standing.DIFFERS, "tampere", timedelta(seconds=95))


@pytest.mark.parametrize("unit", ["oulu", "Oulun tiimi", "Oulu_team", "+358 20 000 0001", "020 0000001"])
def test_a_unit_is_known_by_its_name_its_label_and_its_number(unit: str) -> None:
    assert only([made(reached_unit="tampere")], [a_call(unit=unit)]).unit == "oulu"


@pytest.mark.parametrize(
    "call",
    [
        a_call(unit="Jono 3"),
        a_call(answered=False),
        a_call(waited=13 * 60.0),
    ],
)
def test_what_contradicts_the_shopper_is_left_to_a_person(call: Call) -> None:
    assert only([made()], [call]).standing is Standing.DOUBTFUL


def test_a_call_in_vain_fits_when_the_exchange_says_so_too() -> None:
    in_vain = made(outcome=Outcome.NO_ANSWER)
    assert only([in_vain], [a_call(answered=False)]).standing is Standing.FITS
    assert only([in_vain], [a_call(answered=True)]).standing is Standing.DOUBTFUL


@pytest.mark.parametrize(
    "call",
    [
        a_call(started=AT + 5 * MINUTE + SECOND),
        a_call(started=AT - 5 * MINUTE - SECOND),
        a_call(number=cells.phone("+358 20 000 1002")),
        a_call(number="", called=cells.phone("+358 20 000 9999")),
        a_call(number="", called=""),
    ],
)
def test_another_number_or_moment_is_not_the_contact_s(call: Call) -> None:
    assert only([made()], [call]).standing is Standing.MISSING


def test_without_the_caller_the_unit_s_own_number_tells() -> None:
    assert only([made()], [a_call(number="", called=cells.phone("020 000 0001"))]).standing is Standing.FITS


def test_two_calls_that_fit_are_left_alone() -> None:
    assert only([made()], [a_call(2), a_call(3, started=AT + MINUTE)]).standing is Standing.AMBIGUOUS


def test_one_call_that_fits_two_contacts_is_left_alone() -> None:
    rows = compare(sample(), [made(1), made(2, AT + MINUTE)], [a_call()])
    assert [row.standing for row in rows] == [Standing.AMBIGUOUS] * 2


def test_a_contact_told_afterwards_may_have_been_any_of_its_profile() -> None:
    assert only([made(alias="")], [a_call()]).standing is Standing.FITS
    assert only([made(alias="", profile="opiskelija")], [a_call()]).standing is Standing.MISSING


TEXT = """numero;alkoi;jonotus;yksikkö;vastattu
+358 20 000 1001;1.12.2026 10.15;1:15;Oulu;kyllä
040 123 4567;1.12.2026 10.16;0:00:40;Tampere;ei
020 0001001;1.12.2026 18.00;12;Oulu;kyllä
"""


def by(moments: Sequence[datetime]) -> Sought:
    known = sought(sample(), [])
    return Sought(known.callers, known.called, tuple(moments))


def test_of_an_exchange_s_file_only_our_own_calls_are_kept() -> None:
    found = read(TEXT.encode(), HELSINKI, by([AT + MINUTE]))
    assert found.kind is Kind.EXCHANGE
    assert found.calls is not None
    (call,) = found.calls.calls
    assert (call.line, call.started, call.waited, call.unit, call.answered) == (2, AT, 75, "Oulu", True)
    assert (found.calls.rows, found.calls.first) == (3, AT)
    assert "123" not in found.calls.model_dump_json()


@pytest.mark.parametrize(
    "text",
    [
        "caller,start_time,wait time\n+358200001001,2026-12-01T10:15:00+02:00,75",
        "caller,start_time,wait time\n00358200001001,2026-12-01T08:15:00Z,75 s",
        "a-numero;pvm;klo;jonotusaika;tiimi\n0200001001;1.12.2026;10:15;0:01:15;Oulu",
        'Number\tStarted\tWaited\n+358 20 000 1001\t2026-12-01 10:15:00.123\t"1,25 min"',
    ],
)
def test_other_exchanges_write_it_otherwise(text: str) -> None:
    found = read(text.encode(), HELSINKI, by([AT]))
    assert found.faults == ()
    assert found.calls is not None
    (call,) = found.calls.calls
    assert (call.started, call.waited) == (AT, 75)


def test_faults_of_a_call_are_told_with_line_and_column() -> None:
    text = "numero;alkoi;jonotus\n1;tänään;10\n1;1.12.2026 25.00;10\n1;1.12.2026 10.15;pitkään\n"
    found = read(text.encode(), HELSINKI, by([]))
    assert found.calls is None
    assert [(fault.row, fault.column, fault.details["text"]) for fault in found.faults] == [
        (2, "alkoi", "tänään"),
        (3, "alkoi", "1.12.2026 25.00"),
        (4, "jonotus", "pitkään"),
    ]


@pytest.mark.parametrize("number", ["+358 20 000 1001", "00358200001001", "(020) 000 1001", "0200001001"])
def test_a_number_is_the_same_however_it_is_written(number: str) -> None:
    assert cells.phone(number) == "200001001"


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("75", 75),
        ("75,5", 75.5),
        ("1:15", 75),
        ("01:15", 75),
        ("0:01:15", 75),
        ("1,25 min", 75),
        ("2 h", 7200),
        ("0", 0),
    ],
)
def test_a_wait_is_read_in_every_usual_form(text: str, seconds: float) -> None:
    assert cells.length(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize("text", ["1:75", "-5", "long", "13 h", "1:60:00", "99999999999999999999", "5 weeks"])
def test_what_is_no_wait_is_none(text: str) -> None:
    assert cells.length(text) is None
