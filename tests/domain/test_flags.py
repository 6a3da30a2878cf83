"""What is unusual in how a contact was answered."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from domain.answer import Answer, AnswerState
from domain.contact import Contact, Moment, Outcome, State
from domain.flags import Flag, flags, hurried, same_answers
from domain.form import Form
from domain.label import Label
from domain.metric import Choice, Measure, Question, QuestionType
from domain.service import Channel
from domain.sheet import Sheet, StepKind
from domain.study import Study
from tests.domain.workbook_edits import study

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CONTACT = Contact(
    id=1,
    study_id=1,
    wave_id=1,
    code="HAVU-001",
    service="puhelin",
    unit="oulu",
    scenario="laskukysely",
    profile="lapsiperhe",
    channel=Channel.PHONE,
    thread="",
    step=1,
    opens_on=date(2026, 11, 1),
    closes_on=date(2026, 11, 30),
    fee=Decimal(20),
    state=State.ANSWERING,
    version=1,
    shopper_id=1,
    alias="",
    outcome=Outcome.ANSWERED,
    reached_unit="",
    attempts=1,
    asking="",
    submitted_at=None,
    submitted_from=None,
)


def metric(name: str, **rest: object) -> Question:
    """Returns a scored range of 0-10."""
    made: dict[str, object] = {"name": name, "type": "range", "label": {"en": name}, "row": 2, "measure": "score"}
    return Question.model_validate({**made, "parameters": {"start": "0", "end": "10"}, **rest})


def sheet(questions: list[Question], answers: dict[str, tuple[str, float]], **lists: tuple[Choice, ...]) -> Sheet:
    """Returns a contact's sheet with answers, each with the second in which it was given."""
    form = Form(
        form_id="f",
        title="F",
        version="1",
        default_language="en",
        languages=("en",),
        questions=tuple(questions),
        choices=lists,
    )
    given = {
        name: Answer(name, value, AnswerState.GIVEN, "", NOW + timedelta(seconds=second))
        for name, (value, second) in answers.items()
    }
    made: Study = study().model_copy(update={"form": form})
    return Sheet(CONTACT, made, given, (), {"": "due"}, {}, {}, NOW)


def test_a_question_answered_sooner_than_its_seconds_is_known() -> None:
    questions = [metric("a", min_seconds=5), metric("b", min_seconds=5), metric("c", min_seconds=5), metric("d")]
    quick = sheet(questions, {"a": ("1", 0), "b": ("2", 4.9), "c": ("3", 9.9), "d": ("4", 10)})
    assert hurried(quick) == ("b",)
    assert flags(quick, {}, copied=False, copied_photo=False) == (Flag.TOO_FAST,)


def test_answers_in_another_order_count_from_the_one_before() -> None:
    back = sheet([metric("a", min_seconds=5), metric("b", min_seconds=5)], {"b": ("1", 0), "a": ("2", 6)})
    assert hurried(back) == ()
    assert flags(back, {}, copied=False, copied_photo=False) == ()


@pytest.mark.parametrize(
    ("seconds", "fast"),
    [
        ((0, 0.9, 1.8, 2.7, 3.6), True),
        ((0, 1, 2, 3, 4), False),
        ((0, 1, 2, 3), False),
        ((0, 0.1, 0.2, 0.3, 3600, 3600.1, 3600.2, 3600.3), False),
        ((0, 0.9, 1.8, 2.7, 3.6, 3600), True),  # a pause before the last one
        ((0, 600, 600.5, 601, 601.5, 602, 900), True),  # in the middle
        ((0, 9, 18, 27, 172_800, 172_800.9, 172_801.8, 172_802.7, 172_803.6), True),  # all of a later stage
    ],
)
def test_five_quick_answers_in_a_row_are_known_whatever_else_there_is(seconds: tuple[float, ...], fast: bool) -> None:
    questions = [metric(f"q{n}", measure=Measure.FACT) for n in range(len(seconds))]
    answered = sheet(questions, {f"q{n}": (str(n), second) for n, second in enumerate(seconds)})
    assert (Flag.TOO_FAST in flags(answered, {}, copied=False, copied_photo=False)) is fast


def settled(answered: Sheet, **states: AnswerState) -> Sheet:
    """Returns the sheet with answers in other states."""
    changed = {name: replace(answered.answers[name], state=state) for name, state in states.items()}
    return replace(answered, answers={**answered.answers, **changed})


def test_a_hurried_answer_stays_in_sight_when_more_comes() -> None:
    questions = [metric("a"), metric("b", min_seconds=5), metric("c", min_seconds=5), metric("later", stage="later")]
    quick = {"a": ("1", 0.0), "b": ("2", 2.0), "c": ("3", 60.0)}
    assert hurried(sheet(questions, {**quick, "later": ("4", 172_800.0)})) == ("b",)
    assert hurried(sheet(questions, {**quick, "c": ("4", 172_800.0)})) == ("b",)
    begun = [metric("z"), *questions]
    assert hurried(sheet(begun, {"z": ("1", 0.0), "a": ("1", 90.0), "b": ("2", 4.0), "c": ("3", 60.0)})) == ("b",)
    assert hurried(sheet(begun, {"z": ("1", 0.0), "a": ("1", 90.0), "b": ("2", 6.0), "c": ("3", 60.0)})) == ()


@pytest.mark.parametrize(
    "state", [AnswerState.SKIPPED, AnswerState.NOT_APPLICABLE, AnswerState.RETURNED, AnswerState.IRRELEVANT]
)
def test_time_runs_from_whatever_was_settled_before(state: AnswerState) -> None:
    questions = [metric("a"), metric("b"), metric("c", min_seconds=5)]
    quick = sheet(questions, {"a": ("1", 0), "b": ("2", 60), "c": ("3", 62)})
    assert hurried(settled(quick, b=state)) == ("c",)
    assert hurried(settled(quick, c=state)) == ()
    assert hurried(settled(quick, b=AnswerState.CALCULATED)) == ()


@pytest.mark.parametrize(("values", "expected"), [("77777", 5), ("7777", 0), ("77778", 0)])
def test_the_same_answer_to_every_metric_of_a_scale_is_known(values: str, expected: int) -> None:
    questions = [metric(f"q{n}") for n in range(len(values))]
    answered = sheet(questions, {f"q{n}": (value, 9.0 * n) for n, value in enumerate(values)})
    assert len(same_answers(answered)) == expected
    assert flags(answered, {}, copied=False, copied_photo=False) == ((Flag.SAME_ANSWERS,) if expected else ())


def choices(*names: str, not_applicable: str = "") -> tuple[Choice, ...]:
    """Returns a list of choices."""
    made = [Choice(name=name, label=Label({"en": name}), score=50) for name in names]
    none = [Choice(name=not_applicable, label=Label({"en": "Does not apply"}), not_applicable=True)]
    return (*made, *(none if not_applicable else ()))


@pytest.mark.parametrize(
    ("offered", "expected"),
    [
        (choices("yes", "no"), 0),
        (choices("yes", "partly", "no", not_applicable="na"), 0),
        (choices("yes", "rather", "partly", "no", not_applicable="na"), 0),
        (choices("yes", "rather", "partly", "hardly", "no"), 6),
    ],
)
def test_yes_to_everything_is_worth_a_look_only_where_more_can_be_said(
    offered: tuple[Choice, ...], expected: int
) -> None:
    questions = [metric(f"c{n}", type=QuestionType.SELECT_ONE, list_name="list") for n in range(6)]
    answered = sheet(questions, {question.name: ("yes", 1.0) for question in questions}, list=offered)
    assert len(same_answers(answered)) == expected


@pytest.mark.parametrize(
    ("parameters", "expected"), [((1, 4, 1), 0), ((1, 5, 1), 5), ((0, 10, 5), 0), ((0, 1, 0.25), 5)]
)
def test_a_range_has_as_many_values_as_steps(parameters: tuple[float, float, float], expected: int) -> None:
    ends = dict(zip(("start", "end", "step"), map(str, parameters), strict=True))
    questions = [metric(f"q{n}", parameters=ends) for n in range(5)]
    assert len(same_answers(sheet(questions, {question.name: ("1", 1.0) for question in questions}))) == expected


def test_metrics_that_do_not_apply_are_passed_over() -> None:
    offered = choices("1", "2", "3", "4", "5", not_applicable="na")
    questions = [metric(f"c{n}", type=QuestionType.SELECT_ONE, list_name="list") for n in range(6)]
    none = {question.name: ("na", 1.0) for question in questions}
    assert same_answers(sheet(questions, none, list=offered)) == ()
    assert len(same_answers(sheet(questions, {**none, **{f"c{n}": ("4", 1.0) for n in range(5)}}, list=offered))) == 5


def test_scales_are_looked_at_apart_and_facts_not_at_all() -> None:
    lists = choices("good", "fair", "middling", "poor", "bad")
    chosen = [metric(f"c{n}", type=QuestionType.SELECT_ONE, list_name="list") for n in range(5)]
    other = [metric(f"q{n}") for n in range(4)] + [metric("fact", measure=Measure.FACT)]
    answers = {question.name: ("good" if question.list_name else "7", 1.0) for question in [*chosen, *other]}
    assert same_answers(sheet([*chosen, *other], answers, list=lists)) == ("c0", "c1", "c2", "c3", "c4")
    assert same_answers(sheet(other, {name: answers[name] for name in ("q0", "q1", "q2", "q3", "fact")})) == ()


@pytest.mark.parametrize(
    ("channel", "hour", "expected"),
    [
        (Channel.PHONE, 5, (Flag.OUTSIDE_HOURS,)),  # the sample answers from 8 to 18, two hours before UTC
        (Channel.PHONE, 6, ()),
        (Channel.PHONE, 17, (Flag.OUTSIDE_HOURS,)),
        (Channel.EMAIL, 17, ()),
        (Channel.PHONE, 21, (Flag.ODD_HOURS, Flag.OUTSIDE_HOURS)),
    ],
)
def test_a_contact_made_while_the_service_was_closed_is_flagged(
    channel: Channel, hour: int, expected: tuple[Flag, ...]
) -> None:
    friday = NOW.replace(day=20, hour=hour, minute=30)
    made = replace(sheet([], {}), contact=replace(CONTACT, channel=channel))
    assert flags(made, {Moment.STARTED: friday}, copied=False, copied_photo=False) == expected


def test_copies_are_flagged_as_what_they_are() -> None:
    nothing = sheet([], {})
    assert flags(nothing, {}, copied=True, copied_photo=False) == (Flag.COPIED_TEXT,)
    assert flags(nothing, {}, copied=False, copied_photo=True) == (Flag.COPIED_PHOTO,)


def test_an_answer_that_is_filtered_away_is_asked_again_and_a_locked_one_is_not() -> None:
    towns = (Choice(name="oulu", label=Label({"en": "Oulu"}), extra={"region": "north"}),)
    region = Question(name="region", type=QuestionType.TEXT, label=Label({"en": "Region"}), row=2)
    town = Question(
        name="town",
        type=QuestionType.SELECT_ONE,
        label=Label({"en": "Town"}),
        row=3,
        list_name="towns",
        choice_filter="region = ${region}",
    )
    locked = Question(name="locked", type=QuestionType.TEXT, label=Label({}), row=4, readonly="true()", default="x")
    answers = {"region": ("south", 0.0), "town": ("oulu", 9.0)}
    asked = sheet([region, town, locked], answers, towns=towns)
    assert [question.name for question in asked.asked] == ["region", "town"]
    assert (asked.step.kind, asked.step.question) == (StepKind.QUESTION, town)
    assert asked.filled.values["locked"] == "x"
    whole = sheet([region, town, locked], {**answers, "region": ("north", 0.0)}, towns=towns)
    assert whole.step.kind is StepKind.CHECK
