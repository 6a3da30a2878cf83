"""Every kind of single change to a study, and whether the setup of a service is charged again for it (decision 020)."""

from decimal import Decimal

import pytest

from domain.fingerprint import Part, Precedent, precedents
from domain.label import Label
from domain.metric import Measure, QuestionType
from domain.profile import Profile
from domain.quote import quote_for
from domain.scenario import Kind
from domain.service import Channel
from domain.study import Study
from tests.domain.havu import BILL, CONTRACT, EMAIL, FEEDBACK, FORM, OUTAGE, PHONE, STUDY
from tests.domain.test_fingerprint import but, with_bill, with_metric, with_phone, without_metric
from tests.domain.test_quote import TODAY

ELSE = Label({"fi": "Aivan toisin sanottu", "en": "Said quite otherwise"})
AANI = FORM.choices["aani"]


def with_choice(**changes: object) -> Study:
    """The sample with one choice of a scored list changed."""
    return but(STUDY, form=but(FORM, choices={**FORM.choices, "aani": (but(AANI[0], **changes), *AANI[1:])}))


def with_element(**changes: object) -> Study:
    """The sample with one part of the promise changed."""
    return but(STUDY, elements=(but(STUDY.elements[0], **changes), *STUDY.elements[1:]))


def with_point(**changes: object) -> Study:
    """The sample with one touchpoint changed."""
    return but(STUDY, touchpoints=(but(STUDY.touchpoints[0], **changes), *STUDY.touchpoints[1:]))


def with_terms(**changes: object) -> Study:
    """The sample with other terms."""
    return but(STUDY, terms=but(STUDY.terms, **changes))


def asking_one_more(measure: Measure) -> Study:
    """The sample with one question more, in every channel."""
    made = but(FORM.questions[0], name="uusi", type=QuestionType.INTEGER, measure=measure, relevant=(), label=ELSE)
    return but(STUDY, form=but(FORM, questions=(*FORM.questions, made)))


def renamed_metric(name: str, to: str) -> Study:
    """The sample with a metric under another name."""
    asked = tuple(but(one, name=to) if one.name == name else one for one in FORM.questions)
    return but(STUDY, form=but(FORM, questions=asked))


def with_chat_measured_at(point: str) -> Study:
    """The sample with a metric more that only a chat is asked, at a touchpoint that may be new."""
    known = point in {each.name for each in STUDY.touchpoints}
    new = () if known else (but(STUDY.touchpoints[0], name=point, label=ELSE),)
    asked = but(FORM.question("aani"), name="chat_uusi", touchpoint=point, relevant=("${channel} = 'chat'",))
    study = but(STUDY, touchpoints=(*STUDY.touchpoints, *new))
    return but(study, form=but(FORM, questions=(*FORM.questions, asked)))


FREE = {
    "a question worded anew": with_metric("aani", label=ELSE),
    "a hint": with_metric("aani", hint=ELSE, guidance=ELSE),
    "a choice worded anew": with_choice(label=ELSE),
    "choices in another order": but(STUDY, form=but(FORM, choices={**FORM.choices, "aani": tuple(reversed(AANI))})),
    "questions in another order": but(STUDY, form=but(FORM, questions=tuple(reversed(FORM.questions)))),
    "when a comment is asked for": with_metric("aani", comment_below="", min_seconds=3.0),
    "whether an answer is required": with_metric("aani", required=""),
    "a metric's target": with_metric("aani", target=99.0),
    "a fact that no metric uses": asking_one_more(Measure.FACT),
    "a question for words": asking_one_more(Measure.VERBATIM),
    "the number of contacts": with_phone(contacts=60),
    "the minutes of a contact": with_phone(minutes=Decimal(25)),
    "the shoppers' fee": with_phone(fee=Decimal(99)),
    "a service's name and target": with_phone(label=ELSE, target=99.0),
    "opening hours and goals of time": with_phone(opening_hours="", answer_goal_seconds=5),
    "the units": but(STUDY, units=STUDY.units[:1]),
    "a scenario's name and fee": with_bill(label=ELSE, fee=Decimal(99)),
    "where a scenario stops": with_bill(stop_at=ELSE, afterwards=ELSE),
    "commas, capitals and spaces of a brief": with_bill(
        brief=Label({code: text.upper().replace(".", " ! ") for code, text in BILL.brief.root.items()})
    ),
    "scenarios in another order": but(STUDY, scenarios=tuple(reversed(STUDY.scenarios))),
    "a profile's background": but(
        STUDY, profiles=(but(STUDY.profiles[0], background=ELSE, label=ELSE), *STUDY.profiles[1:])
    ),
    "one profile more": but(STUDY, profiles=(*STUDY.profiles, Profile(name="uusi", label=ELSE, background=ELSE))),
    "an element's name and target": with_element(label=ELSE, target=99.0),
    "the elements in another order": but(STUDY, elements=tuple(reversed(STUDY.elements))),
    "a touchpoint's name, owner and goals": with_point(label=ELSE, owner="Helmi", company_goal="x", target=99.0),
    "the goal and the target of the study": with_terms(goal="x", target=99.0, journey_owner="Helmi"),
    "recordings, rotation and pay days": with_terms(recordings=False, rotation_days=1, paid_within_days=1),
    "prices": but(STUDY, prices=()),
    "a touchpoint of another service": with_chat_measured_at("uusi"),
    "a metric of another service": with_chat_measured_at(STUDY.touchpoints[0].name),
}
CHARGED = {
    "a metric more": (asking_one_more(Measure.SCORE), Part.METRICS),
    "a metric less": (without_metric("aani"), Part.METRICS),
    "a metric under another name": (renamed_metric("aani", "aanensavy"), Part.METRICS),
    "a metric's weight": (with_metric("aani", weight=2.5), Part.METRICS),
    "what a metric measures": (with_metric("aani", measure=Measure.FACT), Part.METRICS),
    "a metric of another element": (with_metric("aani", element="toinen"), Part.METRICS),
    "a metric at another touchpoint": (with_metric("aani", touchpoint="lopetus2"), Part.METRICS),
    "a metric made critical": (with_metric("aani", critical=True), Part.METRICS),
    "a metric asked later": (with_metric("aani", stage="later"), Part.METRICS),
    "when a metric is asked": (with_metric("aani", relevant=("${answered} = 'yes'",)), Part.METRICS),
    "where a scale is full": (with_metric("ensivaikutelma", full_at=8.0), Part.METRICS),
    "which end of a scale is better": (with_metric("ensivaikutelma", less_is_better=True), Part.METRICS),
    "the score of a choice": (with_choice(score=55.0), Part.METRICS),
    "a choice that no longer counts": (with_choice(not_applicable=True, score=None), Part.METRICS),
    "a choice under another name": (with_choice(name="uusi"), Part.METRICS),
    "a choice less": (but(STUDY, form=but(FORM, choices={**FORM.choices, "aani": AANI[1:]})), Part.METRICS),
    "which choices are offered": (with_metric("aani", choice_filter="name != 'kylma'"), Part.METRICS),
    "what a critical failure does": (
        with_terms(critical_makes_zero=not STUDY.terms.critical_makes_zero),
        Part.METRICS,
    ),
    "the promise": (with_terms(promise="Vastaamme aina ja heti."), Part.PROMISE),
    "the weight of an element": (with_element(weight=7.0), Part.PROMISE),
    "an element more": (but(STUDY, elements=(*STUDY.elements, but(STUDY.elements[0], name="uusi"))), Part.PROMISE),
    "touchpoints in another order": (but(STUDY, touchpoints=tuple(reversed(STUDY.touchpoints))), Part.JOURNEY),
    "a touchpoint more": (
        but(STUDY, touchpoints=(*STUDY.touchpoints, but(STUDY.touchpoints[0], name="uusi"))),
        Part.JOURNEY,
    ),
    "a touchpoint of another sub-journey": (with_point(sub_journey="uusi"), Part.JOURNEY),
    "a brief": (with_bill(brief=Label({"fi": "Kysy aivan muuta asiaa."})), Part.SCENARIOS),
    "a kind of business": (with_bill(kind=Kind.COMPLAINT), Part.SCENARIOS),
    "a scenario less": (but(STUDY, scenarios=(BILL, OUTAGE, FEEDBACK)), Part.SCENARIOS),
    "a scenario more": (but(STUDY, scenarios=(*STUDY.scenarios, but(CONTRACT, name="uusi"))), Part.SCENARIOS),
    "whom a scenario suits": (with_bill(profiles=("toinen",)), Part.SCENARIOS),
    "which encounters follow each other": (but(STUDY, steps=()), Part.SCENARIOS),
}


def setup_of(study: Study, service: str = "puhelin") -> Precedent | None:
    """What the quote of a study says of a service's setup, when the sample was made a wave earlier."""
    priced = but(study, prices=STUDY.prices)
    found = precedents(priced, [(STUDY, "2026-Q2")])
    quote = quote_for(priced, price_list=(), number="2026-001", today=TODAY, precedents=found)
    line = next(line for line in quote.lines if line.of == service and line.item == "setup")
    assert line.net == (0 if line.precedent and line.precedent.waives else 890)
    return line.precedent


def test_the_very_same_study_costs_nothing_again() -> None:
    for service in ("puhelin", "sahkoposti"):
        assert setup_of(STUDY, service) == Precedent(service=service, study=STUDY.terms.name, wave="2026-Q2")


@pytest.mark.parametrize("change", FREE)
def test_no_setup_is_charged_for(change: str) -> None:
    found = setup_of(FREE[change])
    assert found is not None
    assert found.changed == ()


@pytest.mark.parametrize("change", CHARGED)
def test_a_setup_is_charged_for(change: str) -> None:
    study, part = CHARGED[change]
    found = setup_of(study)
    assert found is not None
    assert found.changed == (part,)


def test_another_channel_is_charged_for_whatever_else_it_changes() -> None:
    found = setup_of(with_phone(channel=Channel.VIDEO))
    assert found is not None
    assert Part.CHANNEL in found.changed


def test_a_service_under_another_name_is_another_service() -> None:
    renamed = with_phone(name="soitto")
    assert [found.service for found in precedents(renamed, [(STUDY, "2026-Q2")])] == [EMAIL.name]
    assert PHONE.name not in {service.name for service in renamed.services}
