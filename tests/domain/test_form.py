"""A form is played: what applies, what must be answered, what is calculated."""

import time
from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.dependency import dependency_order
from domain.form import Filled, Form, check, fill, is_promised_date, needs_comment, stage_date, stages
from domain.label import Label
from domain.metric import Choice, Measure, Question, QuestionType
from domain.study import Study
from tests.domain.workbook_edits import study

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
CALL = {"channel": "phone", "answered": "yes", "wait_seconds": "40"}
NOBODY = {"channel": "phone", "answered": "no"}
LETTER = {"channel": "email", "answered": "yes", "reply_hours": "20"}


@pytest.fixture(scope="module")
def havu() -> Study:
    return study()


def question(name: str, type: QuestionType = QuestionType.INTEGER, **rest: object) -> Question:
    """Returns a question with as little as it needs."""
    return Question.model_validate({"name": name, "type": type, "label": {"en": name}, "row": 2, **rest})


def form(*questions: Question, **choices: tuple[Choice, ...]) -> Form:
    """Returns a form of some questions."""
    return Form(
        form_id="f",
        title="F",
        version="1",
        default_language="en",
        languages=("en",),
        questions=questions,
        choices=choices,
    )


def played(of: Form, answers: Mapping[str, str], facts: Mapping[str, str] | None = None) -> Filled:
    """Returns a form filled now."""
    return fill(of, answers, facts or {}, now=NOW)


def asked(filled: Filled, stage: str = "") -> list[str]:
    """Returns the names of the questions asked in a stage."""
    return [each.name for each in filled.questions(stage)]


def test_a_call_is_asked_of_voice_and_transfers_and_a_letter_is_not(havu: Study) -> None:
    call, letter = played(havu.form, {}, CALL), played(havu.form, {}, LETTER)
    assert set(asked(call)) - set(asked(letter)) == {"siirrot", "aani", "nauhoite"}
    assert asked(call)[:3] == ["siirrot", "ensivaikutelma", "aani"]


def test_a_contact_that_nobody_answered_asks_nothing(havu: Study) -> None:
    filled = played(havu.form, {}, NOBODY)
    assert [asked(filled, stage) for stage in stages(havu.form)] == [[], [], []]
    assert filled.values["vastattiin"] == "0"


def test_an_answer_makes_the_next_questions_apply(havu: Study) -> None:
    promised = played(havu.form, {"ratkaisuaste": "promised"}, CALL)
    unsolved = played(havu.form, {"ratkaisuaste": "unsolved"}, CALL)
    assert "lupaus_aika" in asked(promised)
    assert asked(promised, "${lupaus_aika}") == ["lupaus_piti"]
    assert "ratkaisu_miksi" in asked(unsolved)
    assert asked(unsolved, "${lupaus_aika}") == []


def test_calculations_come_from_facts_and_answers(havu: Study) -> None:
    filled = played(havu.form, {"cx_saapui": "yes", "cx_osat_kysytty": "nps ces"}, CALL)
    assert (filled.values["vastattiin"], filled.values["odotus"], filled.values["vastausviive"]) == ("100", "40", "")
    assert filled.values["cx_sisalto"] == "67"
    assert {"odotus", "channel"} <= filled.relevant
    assert "vastausviive" not in filled.relevant


def test_every_question_has_a_value_even_when_it_is_empty(havu: Study) -> None:
    assert set(played(havu.form, {}).values) == {each.name for each in havu.form.questions}


def test_an_irrelevant_answer_counts_as_none(havu: Study) -> None:
    answers = {"ratkaisuaste": "solved", "lupaus_aika": "2026-11-30", "siirrot": "3"}
    assert played(havu.form, answers, LETTER).values["siirrot"] == ""
    assert played(havu.form, answers, CALL).values["lupaus_aika"] == ""


def test_relevance_follows_through_irrelevant_questions() -> None:
    chain = form(
        question("c", relevant=("${b} = 1",)),
        question("b", relevant=("${a} = 1",)),
        question("a"),
    )
    assert asked(played(chain, {"a": "1", "b": "1", "c": "1"})) == ["c", "b", "a"]
    assert asked(played(chain, {"a": "0", "b": "1", "c": "1"})) == ["a"]


def test_calculations_may_stand_in_any_order() -> None:
    backwards = form(
        question("double", QuestionType.CALCULATE, calculation="${sum} * 2"),
        question("sum", QuestionType.CALCULATE, calculation="${a} + ${b}"),
        question("a"),
        question("b"),
    )
    assert played(backwards, {"a": "1", "b": "2"}).values["double"] == "6"


def test_a_calculation_without_a_number_is_no_answer() -> None:
    assert (
        played(form(question("c", QuestionType.CALCULATE, calculation="${x} + 1"), question("x")), {}).values["c"] == ""
    )


def test_a_calculated_truth_stays_one_for_other_expressions() -> None:
    few = form(
        question("n"),
        question("many", QuestionType.CALCULATE, calculation="${n} > 3"),
        question("why", QuestionType.TEXT, relevant=("${many}",)),
        question("points", QuestionType.CALCULATE, calculation="${many} * 100"),
    )
    assert played(few, {"n": "5"}).values == {"n": "5", "many": "1", "why": "", "points": "100"}
    assert asked(played(few, {"n": "2"})) == ["n"]


def test_facts_fill_hidden_rows_only_and_answers_never_do() -> None:
    of = form(question("channel", QuestionType.HIDDEN), question("minutes"))
    values = played(of, {"channel": "visit"}, {"channel": "phone", "minutes": "12"}).values
    assert values == {"channel": "phone", "minutes": ""}


def test_once_keeps_what_was_calculated_before() -> None:
    kept = form(question("day", QuestionType.CALCULATE, calculation="once(today())"))
    assert played(kept, {}).values["day"] == "2026-11-21"
    assert played(kept, {"day": "2026-11-01"}).values["day"] == "2026-11-01"


def test_questions_in_a_circle_are_played_all_the_same() -> None:
    circle = form(question("a", relevant=("${b} = ''",)), question("b", relevant=("${a} = ''",)))
    assert asked(played(circle, {})) == ["a", "b"]


def test_what_is_required_and_missing_is_known(havu: Study) -> None:
    filled = played(havu.form, {"ensivaikutelma": "8"}, CALL)
    missing = [each.name for each in filled.missing()]
    assert "ensivaikutelma" not in missing
    assert "puuttui" not in missing
    assert missing[:2] == ["siirrot", "aani"]
    assert "vastattiin" not in filled.required


def test_what_is_required_may_depend_on_an_answer() -> None:
    depends = form(question("a"), question("why", QuestionType.TEXT, required="${a} < 3"))
    assert played(depends, {"a": "2"}).required == {"why"}
    assert played(depends, {"a": "3"}).required == frozenset()


def test_a_constraint_refuses_in_the_forms_own_words(havu: Study) -> None:
    filled = played(havu.form, {}, CALL)
    transfers = havu.form.question("siirrot")
    assert check(havu.form, transfers, "20", filled, now=NOW) is None
    unfit = check(havu.form, transfers, "21", filled, now=NOW)
    assert unfit is not None
    assert unfit.message.text("en") == "Give a number from 0 to 20."


def test_a_constraint_looks_at_the_new_value_and_not_the_old_one(havu: Study) -> None:
    asked_unprompted = havu.form.question("tarkentavat")
    filled = played(havu.form, {"tarkentavat": "ei_mitaan"}, CALL)
    assert check(havu.form, asked_unprompted, "ei_mitaan", filled, now=NOW) is None
    assert check(havu.form, asked_unprompted, "ei_mitaan sopimus", filled, now=NOW) is not None


def test_no_answer_is_never_checked() -> None:
    strict = question("n", constraint=". > 3")
    assert check(form(strict), strict, "", played(form(strict), {}), now=NOW) is None


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("ensivaikutelma", "5", True),
        ("ensivaikutelma", "6", False),
        ("ensivaikutelma", "", False),
        ("aani", "vaikea", True),
        ("aani", "heikko", False),
        ("siirrot", "0", False),
    ],
)
def test_a_low_answer_asks_for_a_comment(havu: Study, name: str, value: str, expected: bool) -> None:
    assert needs_comment(havu.form, havu.form.question(name), value) is expected


def test_choices_scored_no_higher_than_the_limit_ask_for_a_comment(havu: Study) -> None:
    solution = havu.form.question("ratkaisuaste").model_copy(update={"comment_below": "transferred"})
    wanted = [
        choice.name for choice in havu.form.choices_of(solution) if needs_comment(havu.form, solution, choice.name)
    ]
    assert wanted == ["transferred", "unsolved"]


def test_a_choice_without_a_score_asks_only_for_itself() -> None:
    choices = tuple(Choice(name=name, label=Label({"en": name})) for name in ("none", "some"))
    many = question("m", QuestionType.SELECT_MULTIPLE, list_name="l", comment_below="none")
    of = form(many, l=choices)
    assert needs_comment(of, many, "some none")
    assert not needs_comment(of, many, "some")


def test_stages_and_their_days_are_known(havu: Study) -> None:
    assert stages(havu.form) == ("", "${lupaus_aika}", "later")
    assert stage_date("${lupaus_aika}") == "lupaus_aika"
    assert stage_date("later") is None
    assert is_promised_date(havu.form, havu.form.question("lupaus_aika"))
    assert not is_promised_date(havu.form, havu.form.question("nps"))


def test_circles_are_told_apart_from_what_waits_for_them() -> None:
    order, circles = dependency_order({"after": {"a"}, "a": {"b"}, "b": {"a"}, "free": set(), "self": {"self"}})
    assert order[0] == "free"
    assert circles == ["a", "b", "self"]


def test_two_hundred_questions_are_played_in_under_five_milliseconds() -> None:
    many = [question(f"q{n}", measure=Measure.SCORE, weight=1, full_at=10, zero_at=0) for n in range(160)]
    conditional = [
        question(f"r{n}", relevant=(f"${{q{n}}} > 3 and not(${{q{n + 1}}} = '')",), required="true()")
        for n in range(40)
    ]
    large = form(*many, *conditional)
    answers = {each.name: "5" for each in large.questions}
    played(large, answers)
    before = time.perf_counter()
    for _ in range(20):
        played(large, answers)
    assert (time.perf_counter() - before) / 20 < 0.005
