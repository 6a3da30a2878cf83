"""A study beside the agency's norm: whose contacts are in it, and what its numbers are."""

from collections.abc import Iterator
from datetime import UTC, datetime
from statistics import fmean, median, stdev

import pytest
from sqlalchemy import select

from domain.contact import State
from domain.half_year import HalfYear
from domain.metric import Measure
from domain.operations import norms
from domain.storage import jobs, tables
from domain.storage.transaction import Transaction
from domain.study import Study
from reporting.analyses.norm_parts import Part, count
from tests.reporting.agencies import another_client, approve, count_half, named
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import NOW, Field, database
from tests.reporting.pdf.reading import text

SPRING, AUTUMN = datetime(2026, 5, 10, tzinfo=UTC), datetime(2026, 10, 30, tzinfo=UTC)
CLIENTS = 9


@pytest.fixture(scope="module")
def busy(study: Study) -> Iterator[Field]:
    """An agency of ten clients; making it takes a while, so it is made once."""
    engine = database()
    with engine.connect() as connection:
        made = Field(connection, study, simulated=False)
        made.contacts(22)
        approve(made, AUTUMN)
        for number in range(2, 2 + CLIENTS):
            another_client(made, number, 45, at=SPRING)
        connection.commit()
        yield made
    engine.dispose()


@pytest.fixture
def beside_others(busy: Field) -> Iterator[Field]:
    """A study of 22 contacts, beside nine clients with 45 each in the half-year before."""
    yield busy
    busy.connection.rollback()


def _answers(field: Field, client: int, channel: str, question: str) -> list[float]:
    """The numbers that one client's approved contacts of a channel have for a question, row by row."""
    answer, contact, study = tables.answer.c, tables.contact.c, tables.study.c
    rows = field.connection.execute(
        select(answer.value, answer.state, contact.channel, study.client_id)
        .join(tables.contact, contact.id == answer.contact_id)
        .join(tables.study, study.id == contact.study_id)
        .where(answer.question == question)
    )
    return [
        float(value)
        for value, state, where, whose in rows
        if (where, whose, state) == (channel, client, "given") and value not in {"", "na"}
    ]


def _indices(field: Field, client: int, channel: str) -> list[float]:
    contact, study = tables.contact.c, tables.study.c
    rows = field.connection.execute(
        select(contact.score_index, contact.channel, study.client_id).join(tables.study, study.id == contact.study_id)
    )
    return [index for index, where, whose in rows if (where, whose) == (channel, client) and index is not None]


def _over(values: list[float]) -> tuple[float, float, float]:
    """Mean and t interval over nine clients."""
    half = 2.306004 * stdev(values) / len(values) ** 0.5
    return fmean(values), fmean(values) - half, fmean(values) + half


OTHERS = range(2, 2 + CLIENTS)


def test_the_norm_is_the_mean_over_the_other_clients_of_their_own_means(beside_others: Field) -> None:
    count_half(beside_others, SPRING)
    told = document(beside_others).numbers["norm"]["index:phone"]
    value, low, high = _over([fmean(_indices(beside_others, client, "phone")) for client in OTHERS])
    assert (told["norm"], told["norm_low"], told["norm_high"]) == (round(value), round(low), round(high))
    assert told["clients"] == 9
    assert told["value"] == pytest.approx(fmean(_indices(beside_others, 1, "phone")))


def test_nps_csat_and_ces_are_each_clients_own_first(beside_others: Field, study: Study) -> None:
    count_half(beside_others, SPRING)
    told = document(beside_others).numbers["norm"]
    nps, csat, ces = (named(study, measure) for measure in (Measure.NPS, Measure.CSAT, Measure.CES))

    def over(question: str, counted: object) -> float:
        each = [_answers(beside_others, client, "phone", question) for client in OTHERS]
        return fmean(fmean(counted(value) for value in values) for values in each)  # type: ignore[operator]

    assert told[f"{nps}:phone"]["norm"] == round(over(nps, lambda x: 100.0 * ((x >= 9) - (x <= 6))))
    assert told[f"{csat}:phone"]["norm"] == round(over(csat, lambda x: 100.0 * (x >= 4)))
    assert told[f"{ces}:phone"]["norm"] == round(over(ces, lambda x: x), 1)


def test_waits_are_the_clients_medians_from_the_newest_moments(beside_others: Field) -> None:
    timing, contact, study = tables.timing.c, tables.contact.c, tables.study.c
    moments: dict[tuple[int, int, str], dict[str, datetime]] = {}
    rows = beside_others.connection.execute(
        select(study.client_id, contact.id, contact.channel, timing.moment, timing.at)
        .join(tables.contact, contact.id == timing.contact_id)
        .join(tables.study, study.id == contact.study_id)
        .order_by(timing.id)
    )
    for client, id, channel, moment, at in rows:
        moments.setdefault((client, id, str(channel)), {})[str(moment)] = at
    waits: dict[int, list[float]] = {}
    for (client, _, channel), known in moments.items():
        if channel == "email" and "answered" in known:
            waits.setdefault(client, []).append((known["answered"] - known["started"]).total_seconds() / 60)
    found = count(beside_others.connection, agency=1, half=HalfYear.of(SPRING.date()))
    told = {part.client: part.value for part in found if (part.name, part.channel) == ("wait", "email")}
    assert told == pytest.approx({client: median(waits[client]) for client in OTHERS})


def test_over_all_channels_the_norm_has_the_mix_of_the_study(beside_others: Field) -> None:
    count_half(beside_others, SPRING)
    told = document(beside_others).numbers["norm"]
    phone, email, both = (told[f"index:{channel}"] for channel in ("phone", "email", "all"))
    mixed = (phone["n"] * phone["norm"] + email["n"] * email["norm"]) / (phone["n"] + email["n"])
    assert both["norm"] == round(mixed, 1)
    assert both["n"] == 22


def test_simulated_unapproved_and_later_contacts_are_not_in_it(beside_others: Field) -> None:
    half = HalfYear.of(SPRING.date())
    before = count(beside_others.connection, agency=1, half=half)
    another_client(beside_others, 20, 5, at=SPRING, simulated=True)
    another_client(beside_others, 21, 5, at=AUTUMN)
    left = another_client(beside_others, 22, 5, at=SPRING)
    contact, study = tables.contact, tables.study
    theirs = select(study.c.id).where(study.c.client_id == left)
    beside_others.connection.execute(
        contact.update().where(contact.c.study_id.in_(theirs)).values(state=State.EXCLUDED)
    )
    assert count(beside_others.connection, agency=1, half=half) == before
    assert count(beside_others.connection, agency=2, half=half) == ()


def test_a_client_s_own_contacts_are_never_in_the_norm_it_reads(beside_others: Field) -> None:
    count_half(beside_others, SPRING)
    before = document(beside_others).numbers["norm"]["index:phone"]
    row = beside_others.connection.execute(select(tables.norm.c.parts)).scalar_one()
    own = [list(Part(1, channel, "index", 0.0, 4000)) for channel in ("phone", "email")]
    beside_others.connection.execute(tables.norm.update().values(parts=[*row, *own]))
    assert document(beside_others).numbers["norm"]["index:phone"] == before


@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_page_comes_with_a_norm_and_only_then(beside_others: Field, language: str) -> None:
    heading = {"en": "Beside other companies", "fi": "Muihin yrityksiin verrattuna"}[language]
    without = text(document(beside_others, language).pdf)
    assert heading not in without
    assert {"en": "and there is none here", "fi": "tässä sitä ei ole"}[language] in " ".join(without.split())
    count_half(beside_others, SPRING)
    told = text(document(beside_others, language).pdf)
    assert heading in told
    assert "Client 3" not in told


def test_a_simulated_study_is_beside_nobody(beside_others: Field) -> None:
    count_half(beside_others, SPRING)
    beside_others.connection.execute(tables.study.update().where(tables.study.c.id == 1).values(simulated=True))
    assert document(beside_others).numbers["norm"] == {}


def test_a_norm_older_than_two_years_is_not_told(beside_others: Field) -> None:
    count_half(beside_others, SPRING)
    beside_others.connection.execute(tables.norm.update().values(until=HalfYear.of(NOW.date()).before(4).first))
    assert document(beside_others).numbers["norm"] == {}


def test_what_has_been_counted_once_stays_as_it_was(beside_others: Field) -> None:
    count_half(beside_others, SPRING)
    before = document(beside_others).numbers["norm"]
    another_client(beside_others, 30, 9, at=SPRING)
    count_half(beside_others, SPRING)
    assert document(beside_others).numbers["norm"] == before


def test_half_years_are_counted_when_there_are_seven_clients_and_each_once(beside_others: Field) -> None:
    tx = Transaction(beside_others.connection, 1)
    norms.ask(tx, now=NOW)
    norms.ask(tx, now=NOW)
    asked = [row["ids"]["first"] for row in jobs.waiting(tx, NOW)]
    assert asked == ["2024-07-01", "2025-01-01", "2025-07-01", "2026-01-01"]
    for first in asked:
        norms.keep(tx, first=datetime.fromisoformat(first).date(), parts=(), now=NOW)
        jobs.done(tx, jobs.waiting(tx, NOW)[0]["id"])
    norms.ask(tx, now=NOW)
    assert not jobs.waiting(tx, NOW)


def test_an_agency_of_six_clients_is_asked_for_nothing(field: MakeField) -> None:
    made = field(4, simulated=False)
    for number in range(2, 7):
        another_client(made, number, 1, at=SPRING)
    tx = Transaction(made.connection, 1)
    norms.ask(tx, now=NOW)
    assert not jobs.waiting(tx, NOW)


def test_half_years_follow_each_other() -> None:
    half = HalfYear.of(NOW.date())
    assert (half.first.isoformat(), half.until.isoformat()) == ("2026-07-01", "2027-01-01")
    assert half.before(1).until == half.first
    assert half.before(1) < half
