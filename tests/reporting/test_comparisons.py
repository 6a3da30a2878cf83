"""Groups beside each other: told apart only when they can be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import update

from domain.storage import tables
from reporting.figures.scale import Scale, reaching, round_step
from tests.reporting.conftest import MakeField, analysed, document
from tests.reporting.pdf.reading import text


def test_groups_that_cannot_be_told_apart_share_the_first_rank(field: MakeField) -> None:
    for league in analysed(field(22)).leagues:
        if not league.differences:
            assert set(league.ranks) == {1}


def test_groups_far_apart_are_ranked_and_their_difference_is_told(field: MakeField) -> None:
    made = field(60)
    for unit, value in (("oulu", 90.0), ("tampere", 40.0), ("keskitetty", 41.0)):
        where = tables.contact.c.unit == unit
        made.connection.execute(update(tables.contact).where(where).values(score_index=value))
    (units,) = (league for league in analysed(made).leagues if league.kind == "unit")
    assert [group.name for group in units.groups] == ["oulu", "keskitetty", "tampere"]
    assert units.ranks[0] == 1
    assert all(rank > 1 for rank in units.ranks[1:])
    assert {pair.higher.name for pair in units.differences} >= {"oulu"}


def test_a_unit_and_a_scenario_have_the_target_of_their_service(field: MakeField) -> None:
    """The same contacts get one verdict, as a service and as its only unit."""
    made = field(40)
    services = tuple(
        one.model_copy(update={"target": None if one.name == "puhelin" else 61.0}) for one in made.study.services
    )
    study = made.study.model_copy(update={"services": services})
    made.connection.execute(update(tables.study).values(definition=study.model_dump_json()))
    analysis = analysed(made)
    told = {league.kind: {group.name: group.target for group in league.groups} for league in analysis.leagues}
    (mail,) = (service for service in analysis.services if service.name != "puhelin")
    (unit,) = (group for league in analysis.leagues for group in league.groups if group.name == "keskitetty")
    assert (unit.target, unit.verdict) == (mail.target, mail.verdict) == (61.0, unit.verdict)
    assert told["unit"]["oulu"] == study.terms.target != 61
    for name, target in told["scenario"].items():
        assert target == (study.terms.target if study.scenario(name).service == "puhelin" else 61.0)
    assert set(told["profile"].values()) == {study.terms.target}
    assert "Target: that of the service" in text(document(made).pdf)


def test_with_fewer_than_two_groups_of_ten_nothing_is_ranked(field: MakeField) -> None:
    """Values are set so that the study's order is not theirs."""
    made = field(22)
    for number, unit in enumerate(made.study.units):
        where = tables.contact.c.unit == unit.name
        made.connection.execute(update(tables.contact).where(where).values(score_index=40.0 + 20 * number))
    (units,) = (league for league in analysed(made).leagues if league.kind == "unit")
    assert not units.comparable
    order = [unit.name for unit in made.study.units]
    assert [group.name for group in units.groups] == [name for name in order if name in {g.name for g in units.groups}]
    printed = text(document(made).pdf)
    assert "Units: too few contacts to compare" in printed
    assert "Units: no two groups" not in printed


def test_groups_under_five_contacts_are_not_compared(field: MakeField) -> None:
    assert analysed(field(7)).leagues == () or all(
        group.n >= 5 for league in analysed(field(7)).leagues for group in league.groups
    )


def test_the_heat_map_counts_each_contact_in_its_service_and_its_unit(field: MakeField) -> None:
    analysis = analysed(field(40))
    by_place = {f"{place.kind}:{place.name}": place.n for place in analysis.places}
    assert by_place["service:puhelin"] == by_place["unit:oulu"] + by_place["unit:tampere"]
    assert sum(n for place, n in by_place.items() if place.startswith("service:")) == 40


@pytest.mark.parametrize(("highest", "end"), [(0, 1), (7, 8), (12.2, 12.5), (60, 60), (61, 80), (1000, 1000)])
def test_a_scale_ends_at_a_round_number(highest: float, end: float) -> None:
    assert reaching(highest) == pytest.approx(end)


@given(st.floats(0.001, 1e6))
def test_a_round_step_is_never_smaller_than_asked(least: float) -> None:
    assert least <= round_step(least) * (1 + 1e-9)
    assert round_step(least) <= 10 * least * (1 + 1e-9)


@given(st.floats(-200, 200))
def test_every_value_is_drawn_within_its_scale(value: float) -> None:
    assert 10 <= Scale(-100, 100, 10, 110).at(value) <= 110
