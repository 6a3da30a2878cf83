from decimal import Decimal
from typing import Any, TypeVar

import pytest

from domain.fingerprint import Part, Precedent, fingerprint, precedents
from domain.label import Label
from domain.service import Channel
from domain.study import Study
from domain.thing import Thing
from tests.domain.havu import BILL, CONTRACT, EMAIL, FEEDBACK, FORM, OUTAGE, PHONE, STUDY

Kind = TypeVar("Kind", bound=Thing)


def but(thing: Kind, **changes: Any) -> Kind:
    """Returns the thing as it is but for the changes."""
    return thing.model_copy(update=changes)


def without_metric(name: str, study: Study = STUDY) -> Study:
    kept = tuple(question for question in study.form.questions if question.name != name)
    return but(study, form=but(study.form, questions=kept))


def with_metric(name: str, study: Study = STUDY, **changes: Any) -> Study:
    asked = tuple(but(question, **changes) if question.name == name else question for question in study.form.questions)
    return but(study, form=but(study.form, questions=asked))


def with_choices(name: str) -> Study:
    return but(STUDY, form=but(FORM, choices={**FORM.choices, name: FORM.choices[name][1:]}))


def with_bill(**changes: Any) -> Study:
    return but(STUDY, scenarios=(but(BILL, **changes), CONTRACT, OUTAGE, FEEDBACK))


def with_phone(study: Study = STUDY, **changes: Any) -> Study:
    return but(study, services=(but(PHONE, **changes), EMAIL))


def differing(before: Study, after: Study, service: str = "puhelin") -> list[Part]:
    then, now = fingerprint(before, service), fingerprint(after, service)
    return [part for part in Part if then[part] != now[part]]


@pytest.mark.parametrize(
    "reworded",
    [
        but(STUDY, form=but(FORM, version="2026.2")),
        but(STUDY, form=but(FORM, questions=tuple(reversed(FORM.questions)))),
        with_metric("aani", label=Label({"fi": "Ääni"}), target=90.0, row=99),
        with_phone(contacts=30, minutes=PHONE.minutes + 1, fee=Decimal(30)),
        with_bill(label=Label({"fi": "Lasku"}), fee=PHONE.fee),
        but(STUDY, scenarios=tuple(reversed(STUDY.scenarios))),
        but(STUDY, elements=tuple(but(element, target=95.0) for element in STUDY.elements)),
        but(STUDY, touchpoints=tuple(but(point, owner="Helmi", target=90.0) for point in STUDY.touchpoints)),
        but(STUDY, terms=but(STUDY.terms, wave="2027-Q1", promise=f" {STUDY.terms.promise}\n")),
        but(STUDY, units=()),
    ],
)
def test_wording_targets_and_amounts_change_nothing(reworded: Study) -> None:
    assert differing(STUDY, reworded) == []


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        (with_metric("aani", weight=2.0), Part.METRICS),
        (without_metric("aani"), Part.METRICS),
        (with_choices("aani"), Part.METRICS),
        (but(STUDY, terms=but(STUDY.terms, promise="Vastaamme aina.")), Part.PROMISE),
        (but(STUDY, elements=STUDY.elements[:1]), Part.PROMISE),
        (but(STUDY, touchpoints=tuple(reversed(STUDY.touchpoints))), Part.JOURNEY),
        (with_bill(brief=Label({"fi": "Kysy muuta."})), Part.SCENARIOS),
        (but(STUDY, scenarios=(BILL, OUTAGE, FEEDBACK)), Part.SCENARIOS),
        (but(STUDY, steps=()), Part.SCENARIOS),
    ],
)
def test_a_change_in_what_setup_paid_for_is_seen_and_named(changed: Study, part: Part) -> None:
    assert differing(STUDY, changed) == [part]


def test_another_channel_is_another_service() -> None:
    assert Part.CHANNEL in differing(STUDY, with_phone(channel=Channel.VIDEO))


def test_what_a_calculated_metric_is_made_of_belongs_to_it() -> None:
    assert differing(STUDY, with_choices("cx_osat")) == [Part.METRICS]


def test_a_fact_that_no_metric_uses_is_none_of_the_metrics() -> None:
    assert differing(STUDY, without_metric("siirrot")) == []


def test_a_metric_or_a_scenario_of_another_service_changes_nothing() -> None:
    louder = with_metric("aani", with_bill(brief=Label({"fi": "Kysy muuta."})), weight=5.0)
    assert differing(STUDY, louder, "sahkoposti") == []


def test_a_condition_that_might_hold_keeps_the_metric_in() -> None:
    either = with_metric("aani", relevant=("${channel} = 'phone' or ${answered} = 'yes'",))
    assert differing(without_metric("aani"), either, "sahkoposti") == [Part.METRICS]


def test_an_unchanged_service_refers_to_the_newest_wave_that_waives_it() -> None:
    changed = but(STUDY, touchpoints=STUDY.touchpoints[:1])
    assert precedents(STUDY, [(changed, "2026-Q3"), (STUDY, "2026-Q2"), (STUDY, "2026-Q1")]) == (
        Precedent(service="puhelin", study=STUDY.terms.name, wave="2026-Q2"),
        Precedent(service="sahkoposti", study=STUDY.terms.name, wave="2026-Q2"),
    )


def test_a_changed_service_refers_to_the_newest_wave_and_what_changed_since() -> None:
    only_phone = but(STUDY, services=(PHONE,), touchpoints=STUDY.touchpoints[:1])
    (found,) = precedents(STUDY, [(only_phone, "2026-Q3")])
    assert (found.service, found.wave, found.changed) == ("puhelin", "2026-Q3", (Part.JOURNEY,))
    assert not found.waives


def test_a_first_study_has_no_precedent() -> None:
    assert precedents(STUDY, []) == ()
