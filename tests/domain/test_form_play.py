"""What a form does while it is answered: defaults, filtered choices, locked questions, checks, words in labels."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from domain.check import Check, Strength, failing
from domain.form import Filled, Form, fill, offered_choices
from domain.label import Label
from domain.study import Study
from domain.wording import mentions, worded
from domain.workbook import read
from tests.domain.workbook_edits import study
from tests.forms import FORMS, build

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=ZoneInfo("Europe/Helsinki"))


def form_of(name: str) -> Form:
    """Returns one of our forms, read from its workbook."""
    read_form = read(build(next(form for form in FORMS if form.name == name)), f"{name}.xlsx").form
    assert read_form is not None
    return read_form


def study_of(name: str) -> Study:
    """Returns one of our studies, read from its workbook."""
    read_study = read(build(next(form for form in FORMS if form.name == name)), f"{name}.xlsx").study
    assert read_study is not None
    return read_study


def played(form: Form, answers: Mapping[str, str] | None = None) -> Filled:
    """Returns a form filled now."""
    return fill(form, answers or {}, {}, now=NOW)


def offered(form: Form, name: str, answers: Mapping[str, str]) -> list[str]:
    """Returns the names of the choices that a question offers beside some answers."""
    return [choice.name for choice in offered_choices(form, form.question(name), played(form, answers), now=NOW)]


def test_a_default_stands_until_somebody_answers() -> None:
    filled = played(form_of("defaults"))
    assert filled.values == {
        "count": "1",
        "litres": "2.5",
        "words": "Good morning (or so)",
        "one": "yes",
        "many": "yes no",
        "day": "2026-11-21",
        "clock": "09:05:00.000",
        "moment": "2026-11-21T14:30:00.000+02:00",
        "grade": "7",
        "form_kind": "visit",
    }
    assert filled.defaulted == set(filled.values)


def test_an_answer_and_an_emptied_one_take_the_place_of_the_default() -> None:
    filled = played(form_of("defaults"), {"count": "3", "litres": ""})
    assert (filled.values["count"], filled.values["litres"]) == ("3", "")
    assert not {"count", "litres"} & filled.defaulted


def test_each_choice_leaves_what_may_follow_it() -> None:
    cascade = form_of("cascade")
    assert offered(cascade, "region", {}) == ["south", "north"]
    assert offered(cascade, "town", {}) == []
    assert offered(cascade, "town", {"region": "south"}) == ["helsinki", "espoo"]
    assert offered(cascade, "shop", {"region": "south", "town": "espoo"}) == ["tapiola"]
    assert offered(cascade, "others", {"region": "south", "town": "espoo", "shop": "tapiola"}) == ["kamppi"]
    assert len(cascade.choices_of(cascade.question("town"))) == 3


def test_a_choice_that_is_filtered_away_empties_its_answer_and_all_that_follow() -> None:
    answers = {"region": "south", "town": "espoo", "shop": "tapiola", "others": "kamppi"}
    whole = played(form_of("cascade"), answers)
    assert whole.values == answers
    assert whole.withdrawn == frozenset()
    changed = played(form_of("cascade"), {**answers, "region": "north"})
    assert changed.values == {"region": "north", "town": "", "shop": "", "others": ""}
    assert changed.withdrawn == {"town", "shop", "others"}


def test_many_choices_keep_those_that_are_still_offered() -> None:
    answers = {"region": "south", "town": "espoo", "shop": "tapiola", "others": "kamppi valkea"}
    filled = played(form_of("cascade"), answers)
    assert filled.values["others"] == "kamppi"
    assert filled.withdrawn == {"others"}


def test_choices_of_one_name_are_told_apart_by_their_filter() -> None:
    same = form_of("same_names_in_cascade")
    filled = played(same, {"region": "north", "town": "centre"})
    assert filled.values["town"] == "centre"
    (choice,) = offered_choices(same, same.question("town"), filled, now=NOW)
    assert choice.label.text("fi") == "The centre of the north"


def test_nobody_is_asked_a_locked_question() -> None:
    locked = form_of("locked")
    filled = played(locked, {"sure": "no"})
    assert [question.name for question in filled.questions()] == ["sure", "count"]
    assert filled.values["code"] == "HAVU-1"
    assert filled.readonly == {"code"}
    sure = played(locked, {"sure": "yes", "count": "4"})
    assert [question.name for question in sure.questions()] == ["sure"]
    assert sure.values["count"] == "4"


def test_what_must_be_answered_follows_an_expression() -> None:
    locked = form_of("locked")
    assert played(locked, {"sure": "no"}).required == {"count"}
    assert played(locked, {"sure": "yes"}).required == frozenset()


def test_another_choice_asks_for_its_words() -> None:
    other = form_of("other_words")
    assert [choice.name for choice in other.choices_of(other.question("a"))] == ["yes", "no", "other"]
    asked = [question.name for question in played(other, {"a": "other", "c": "yes other", "b": "no"}).questions()]
    assert asked == ["a", "a_other", "b", "c", "c_other"]


def test_the_words_of_other_are_in_the_languages_of_the_form() -> None:
    edited = next(form for form in FORMS if form.name == "many_languages")
    sheets = {
        **edited.sheets,
        "survey": edited.sheets["survey"].replace("select_one yes_no", "select_one yes_no or_other"),
    }
    form = read(build(type(edited)("x", "", sheets)), "x.xlsx").form
    assert form is not None
    label = form.question("nice_other").label
    assert (label.text("fi"), label.text("en"), label.text("sv")) == ("Muu, mikä?", "Other: what?", "Other: what?")
    assert [form.choices["yes_no"][2].label.text(language) for language in ("fi", "en")] == ["Muu", "Other"]


def test_guidance_and_the_forms_own_words_are_kept() -> None:
    wait = form_of("guided").question("wait")
    assert wait.guidance.text("en") == "Count all of it."
    assert wait.required_message.text("en") == "Only you know."


def test_every_language_of_the_headings_is_there() -> None:
    form = form_of("many_languages")
    assert form.languages == ("en", "fi", "sv", "et")
    wait = form.question("wait")
    assert [form.label(wait, language) for language in ("sv", "et", "de")] == [
        "Hur länge väntade du?",
        "Kui kaua sa ootasid?",
        "How long did you wait?",
    ]


def test_a_label_tells_an_answer_that_it_mentions() -> None:
    form = form_of("words_between")
    thanks = form.question("thanks").label
    assert mentions(thanks) == {"who"}
    assert worded(thanks, played(form, {"who": "Aila"}), "en") == "Thank you; Aila will be told."
    assert worded(thanks, played(form), "en") == "Thank you;  will be told."


def test_a_mentioned_choice_is_told_by_its_words(havu: Study) -> None:
    filled = fill(havu.form, {"aani": "lammin"}, {"channel": "phone", "answered": "yes"}, now=NOW)
    assert worded(Label({"en": "It was ${ aani }!"}), filled, "en") == "It was 5 Warm and clear!"


@pytest.fixture(scope="module")
def havu() -> Study:
    return study()


def test_a_check_that_does_not_hold_is_told_hard_ones_first() -> None:
    checked = study_of("checked")
    answers = {"greeting": "10", "nps": "1", "promised": "2026-11-01T09:00:00.000+02:00"}
    filled = fill(checked.form, answers, {}, now=NOW)
    failed = failing(checked.checks, filled, stages=("", "later"), now=NOW)
    assert [check.strength for check in failed] == [Strength.HARD, Strength.SOFT]
    assert [check.message.text("fi") for check in failed] == ["Lupaus on jo mennyt.", "Käyvätkö molemmat?"]
    assert failed[1].questions(filled) == ("greeting", "nps")


def test_a_check_waits_for_the_stage_of_its_questions() -> None:
    checked = study_of("checked")
    filled = fill(
        checked.form, {"greeting": "10", "nps": "1", "promised": "2026-12-01T09:00:00.000+02:00"}, {}, now=NOW
    )
    assert failing(checked.checks, filled, now=NOW) == ()
    assert len(failing(checked.checks, filled, stages=("", "later"), now=NOW)) == 1


def test_a_check_of_what_does_not_apply_is_left_out() -> None:
    cascade = form_of("nested_groups")
    check = Check(expression="${minutes} < 60", message=Label({"en": "Really?"}))
    assert failing([check], played(cascade, {"served": "no"}), now=NOW) == ()
    assert failing([check], played(cascade, {"served": "yes", "minutes": "90"}), now=NOW) == (check,)


def test_a_study_stored_before_there_were_these_fields_still_loads(havu: Study) -> None:
    stored = havu.model_dump(mode="json")
    del stored["checks"]
    for asked in stored["form"]["questions"]:
        for name in ("default", "readonly", "choice_filter", "guidance", "required_message"):
            del asked[name]
    for choices in stored["form"]["choices"].values():
        for choice in choices:
            del choice["extra"]
    assert Study.model_validate(stored) == havu


def test_two_thousand_choices_are_filtered_and_played() -> None:
    towns = "\n".join(f"towns | t{n} | Town {n} | r{n % 20}" for n in range(1980))
    regions = "\n".join(f"regions | r{n} | Region {n} |" for n in range(20))
    source = next(form for form in FORMS if form.name == "cascade")
    survey = """
type | name | label | choice_filter
select_one regions | region | Which region? |
select_one towns | town | Which town? | region = ${region}
"""
    sheets = {"survey": survey, "choices": f"list_name | name | label | region\n{regions}\n{towns}"}
    form = read(build(type(source)("large", "", sheets)), "large.xlsx").form
    assert form is not None
    filled = played(form, {"region": "r7", "town": "t27"})
    assert len(offered_choices(form, form.question("town"), filled, now=NOW)) == 99
