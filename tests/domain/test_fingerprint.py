from collections.abc import Mapping
from typing import Any, TypeVar

import pytest

from domain.fingerprint import Fingerprint, Part, Precedent, fingerprint, precedents
from domain.service import Channel
from domain.study import Study
from domain.thing import Thing
from tests.domain.havu import BILL, CONTRACT, EMAIL, FORM, OUTAGE, PHONE, SOLUTION, STUDY, SURVEY, VOICE, label

Kind = TypeVar("Kind", bound=Thing)


def but(thing: Kind, **changes: Any) -> Kind:
    """Returns the thing as it is but for the changes."""
    return thing.model_copy(update=changes)


def with_questions(*questions: object) -> Study:
    return but(STUDY, form=but(FORM, questions=questions))


def changes(before: Fingerprint, after: Mapping[Part, str]) -> list[Part]:
    return [part for part in Part if before[part] != after[part]]


@pytest.mark.parametrize(
    "reworded",
    [
        but(STUDY, form=but(FORM, version="2026.2")),
        but(STUDY, form=but(FORM, questions=tuple(reversed(FORM.questions)))),
        with_questions(but(VOICE, label=label("Ääni", "Voice"), target=90.0, row=99), *FORM.questions[1:]),
        but(STUDY, services=(but(PHONE, contacts=30, minutes=PHONE.minutes + 1, fee=PHONE.fee + 5), EMAIL)),
        but(STUDY, scenarios=(OUTAGE, CONTRACT, but(BILL, label=label("Lasku", "Bill"), fee=PHONE.fee))),
        but(STUDY, elements=tuple(but(element, target=95.0) for element in STUDY.elements)),
        but(STUDY, touchpoints=tuple(but(point, owner="Helmi", target=90.0) for point in STUDY.touchpoints)),
        but(STUDY, terms=but(STUDY.terms, wave="2027-Q1", promise=f" {STUDY.terms.promise}\n")),
        but(STUDY, units=()),
    ],
)
def test_wording_targets_and_amounts_change_nothing(reworded: Study) -> None:
    assert fingerprint(reworded, "puhelin") == fingerprint(STUDY, "puhelin")


@pytest.mark.parametrize(
    ("changed", "part"),
    [
        (with_questions(but(VOICE, weight=2.0), *FORM.questions[1:]), Part.METRICS),
        (with_questions(*FORM.questions[1:]), Part.METRICS),
        (but(STUDY, form=but(FORM, choices={**FORM.choices, "aani": ()})), Part.METRICS),
        (but(STUDY, form=but(FORM, choices={**FORM.choices, "cx_osat": ()})), Part.METRICS),
        (but(STUDY, terms=but(STUDY.terms, promise="Vastaamme aina.")), Part.PROMISE),
        (but(STUDY, elements=STUDY.elements[:1]), Part.PROMISE),
        (but(STUDY, touchpoints=tuple(reversed(STUDY.touchpoints))), Part.JOURNEY),
        (but(STUDY, services=(but(PHONE, channel=Channel.VIDEO), EMAIL), form=but(FORM, questions=())), Part.CHANNEL),
        (but(STUDY, scenarios=(but(BILL, brief=label("Kysy muuta.", "Ask else.")), CONTRACT, OUTAGE)), Part.SCENARIOS),
        (but(STUDY, scenarios=(BILL, OUTAGE)), Part.SCENARIOS),
        (but(STUDY, steps=()), Part.SCENARIOS),
    ],
)
def test_a_change_in_what_setup_paid_for_is_seen_and_named(changed: Study, part: Part) -> None:
    before = STUDY if part is not Part.CHANNEL else but(STUDY, form=but(FORM, questions=()))
    assert changes(fingerprint(before, "puhelin"), fingerprint(changed, "puhelin")) == [part]


def test_a_metric_or_a_scenario_of_another_service_changes_nothing() -> None:
    louder = but(
        STUDY,
        form=but(FORM, questions=(but(VOICE, weight=5.0), SOLUTION, *FORM.questions[2:])),
        scenarios=(but(BILL, brief=label("Kysy muuta.", "Ask something else.")), CONTRACT, OUTAGE),
    )
    assert fingerprint(louder, "sahkoposti") == fingerprint(STUDY, "sahkoposti")


def test_a_condition_that_might_hold_keeps_the_metric_in() -> None:
    either = but(VOICE, relevant=("${channel} = 'phone' or ${answered} = 'yes'",))
    without = with_questions(SOLUTION, SURVEY)
    assert fingerprint(with_questions(either, SOLUTION, SURVEY), "sahkoposti") != fingerprint(without, "sahkoposti")


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
