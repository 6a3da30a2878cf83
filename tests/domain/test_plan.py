"""Which contacts a wave has."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from domain.plan import Planned, default_days, plan
from domain.study import Study
from tests.agency import sample

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 20)


def _spread(planned: Iterable[Planned], what: str, names: Iterable[str]) -> int:
    counts = Counter(getattr(contact, what) for contact in planned)
    each = [counts[name] for name in names]
    return max(each) - min(each)


def test_the_sample_has_22_contacts_each_margin_in_balance() -> None:
    study = sample()
    planned = plan(study, FIRST, LAST)
    assert len(planned) == 22
    for service, n in (("puhelin", 12), ("sahkoposti", 10)):
        own = [contact for contact in planned if contact.service == service]
        assert len(own) == n
        assert _spread(own, "unit", [unit.name for unit in study.units_of(service)]) <= 1
        assert _spread(own, "scenario", [s.name for s in study.scenarios if s.service == service]) <= 1
        assert _spread(own, "profile", [profile.name for profile in study.profiles]) <= 1


def test_the_steps_of_the_sample_s_journey_are_joined() -> None:
    threads: dict[str, list[Planned]] = {}
    for contact in plan(sample(), FIRST, LAST):
        if contact.thread:
            threads.setdefault(contact.thread, []).append(contact)
    assert threads
    for thread in threads.values():
        assert [(contact.step, contact.scenario) for contact in thread] == [(1, "laskukysely"), (2, "reklamaatio")]
        assert {contact.profile for contact in thread} == {"lapsiperhe"}


def _study(units: int, suits: list[set[int]], profiles: int, contacts: int) -> Study:
    """The sample with one service of so many units, and scenarios that suit these profiles."""
    service = sample().services[0].model_copy(update={"contacts": contacts})
    unit, scenario, profile = sample().units[0], sample().scenarios[0], sample().profiles[0]
    return sample().model_copy(
        update={
            "services": (service,),
            "units": tuple(unit.model_copy(update={"name": f"u{n}"}) for n in range(units)),
            "profiles": tuple(profile.model_copy(update={"name": f"p{n}"}) for n in range(profiles)),
            "scenarios": tuple(
                scenario.model_copy(
                    update={"name": f"s{n}", "profiles": tuple(f"p{each % profiles}" for each in sorted(suited))}
                )
                for n, suited in enumerate(suits)
            ),
            "steps": (),
        }
    )


@given(
    st.integers(1, 6),
    st.lists(st.sets(st.integers(0, 3), max_size=4), min_size=1, max_size=5),
    st.integers(1, 4),
    st.integers(1, 60),
)
def test_any_plan_is_in_balance(units: int, suits: list[set[int]], profiles: int, contacts: int) -> None:
    study = _study(units, suits, profiles, contacts)
    planned = plan(study, FIRST, LAST)
    assert len(planned) == contacts
    assert _spread(planned, "unit", [unit.name for unit in study.units]) <= 1
    assert _spread(planned, "scenario", [scenario.name for scenario in study.scenarios]) <= 1
    if not any(suits):
        assert _spread(planned, "profile", [profile.name for profile in study.profiles]) <= 1
    for contact in planned:
        suited = study.scenario(contact.scenario).profiles
        assert not suited or contact.profile in suited
        assert (contact.opens_on, contact.closes_on) == (FIRST, LAST)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(1, 80))
def test_units_are_spread_evenly_over_scenarios(units: int, scenarios: int, contacts: int) -> None:
    planned = plan(_study(units, [set()] * scenarios, 3, contacts), FIRST, LAST)
    pairs = Counter((contact.unit, contact.scenario) for contact in planned)
    each = [pairs[f"u{u}", f"s{s}"] for u in range(units) for s in range(scenarios)]
    assert max(each) - min(each) <= 2


def test_the_same_study_gives_the_same_plan() -> None:
    assert plan(sample(), FIRST, LAST) == plan(sample(), FIRST, LAST)


def test_a_wave_begins_tomorrow_and_takes_three_weeks() -> None:
    assert default_days(date(2026, 11, 23)) == (date(2026, 11, 24), date(2026, 12, 14))
