"""What people type becomes the values that ODK would store."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import answer_value
from domain.answer_value import UnreadableAnswer, read_value
from domain.label import Label
from domain.metric import Choice, Question, QuestionType
from domain.refusal import NotATime

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 14, 30, tzinfo=ZoneInfo("Europe/Helsinki"))
VOICE = tuple(
    Choice(name=name, label=Label({"fi": fi, "en": en}))
    for name, fi, en in [
        ("vaikea", "1 Vaikea saada selvää", "1 Hard to follow"),
        ("heikko", "2 Paikoin epäselvä", "2 Unclear at times"),
        ("lammin", "5 Lämmin ja selkeä", "5 Warm and clear"),
    ]
)
KEPT = tuple(
    Choice(name=name, label=Label({"fi": fi, "en": en}))
    for name, fi, en in [("3", "Kaikki kolme", "All three"), ("2", "Kaksi", "Two"), ("0", "Ei mikään", "None")]
)


def question(type: QuestionType, **parameters: str) -> Question:
    """Returns a question of a type."""
    return Question(name="q", type=type, label=Label({"en": "Q"}), row=2, parameters=parameters)


def read(type: QuestionType, typed: str, choices: tuple[Choice, ...] = (), *, ahead: bool = False, **scale: str) -> str:
    """Returns what was typed to a question of a type."""
    return read_value(question(type, **scale), choices, typed, "fi", today=TODAY, ahead=ahead)


NUMBERS = [
    ("5", "5"),
    (" 5 ", "5"),
    ("5,50", "5.5"),
    ("5.5", "5.5"),
    ("−3", "-3"),
    ("+3", "3"),
    ("-0", "0"),
    ("007", "7"),
]
NUMBERS += [("1 234,5", "1234.5"), ("1 000 000", "1000000"), ("0,10", "0.1"), ("100", "100"), ("120,0", "120")]
NUMBERS += [(".5", "0.5"), (",5", "0.5"), ("-,25", "-0.25")]
NUMBERS += [("9,95 €", "9.95"), ("9,95€", "9.95"), ("€9.95", "9.95"), ("85 %", "85"), ("-3%", "-3")]


@pytest.mark.parametrize(("typed", "value"), NUMBERS)
def test_a_number_is_stored_without_needless_zeros(typed: str, value: str) -> None:
    assert read(QuestionType.DECIMAL, typed) == value


@pytest.mark.parametrize(
    "typed",
    [
        *("five", "5 5", "1e5", "5,5,5", "1/2", "NaN", "Infinity", "٣", "9" * 20, "--5", "5."),
        *("12 min", "2 h", "5 $", "€5€", "5 %%", "€", "%", ",", "."),
    ],
)
def test_what_is_no_number_is_told(typed: str) -> None:
    with pytest.raises(answer_value.NotANumber):
        read(QuestionType.DECIMAL, typed)


def test_a_whole_number_is_wanted_whole() -> None:
    for typed, value in (("3,0", "3"), ("2 000", "2000"), ("2 000,00", "2000"), ("85 %", "85")):
        assert read(QuestionType.INTEGER, typed) == value
    for typed in ("3,5", ".5", "three", "2 h"):
        with pytest.raises(answer_value.NotAWholeNumber):
            read(QuestionType.INTEGER, typed)


@pytest.mark.parametrize("typed", ["2,000", "2.000", "1.234.567", "1,000 €", "-2.000"])
def test_a_comma_before_thousands_is_never_taken_for_a_decimal_one(typed: str) -> None:
    with pytest.raises(answer_value.NotAWholeNumber):
        read(QuestionType.INTEGER, typed)


def test_nor_is_it_on_a_scale_of_whole_numbers() -> None:
    with pytest.raises(answer_value.NotAWholeNumber):
        read(QuestionType.RANGE, "2,000", start="0", end="5000")
    assert read(QuestionType.RANGE, "2,000", start="0", end="5", step="0.5") == "2"


def test_a_range_takes_what_lies_on_its_steps() -> None:
    assert [read(QuestionType.RANGE, typed, start="0") for typed in ("0", "10", "7,0")] == ["0", "10", "7"]
    for typed in ("11", "-1", "7,5"):
        with pytest.raises(answer_value.OutOfRange) as caught:
            read(QuestionType.RANGE, typed, start="0")
        assert caught.value.details == {"low": Decimal(0), "high": Decimal(10), "step": Decimal(1)}
    assert read(QuestionType.RANGE, "0,3", start="0", end="1", step="0.1") == "0.3"
    assert read(QuestionType.RANGE, "10") == "10"


CHOICES = [
    ("lammin", "lammin"),
    ("LAMMIN", "lammin"),
    ("5 Lämmin ja selkeä", "lammin"),
    ("5 warm and clear", "lammin"),
    ("5", "lammin"),
    ("2", "heikko"),
    ("2 pai", "heikko"),
    ("1 hard", "vaikea"),
    ("vai", "vaikea"),
]


@pytest.mark.parametrize(("typed", "value"), CHOICES)
def test_a_choice_is_known_by_name_label_start_or_leading_digit(typed: str, value: str) -> None:
    assert read(QuestionType.SELECT_ONE, typed, VOICE) == value


def test_a_name_serves_where_no_label_fits() -> None:
    assert read(QuestionType.SELECT_ONE, "3", KEPT) == "3"
    assert read(QuestionType.SELECT_ONE, "kaikki", KEPT) == "3"


def named(**labels: str) -> tuple[Choice, ...]:
    """Returns choices by their names, with labels in Finnish."""
    return tuple(Choice(name=name.removeprefix("n"), label=Label({"fi": text})) for name, text in labels.items())


GRADES = named(n1="5 paras", n2="4 hyvä", n3="3 kelpaa", n4="2 heikko", n5="1 huonoin")
"""Names that run against the numbers that people see."""


@pytest.mark.parametrize(("typed", "value"), [("5", "1"), ("1", "5"), ("3", "3"), ("5 paras", "1"), ("paras", "")])
def test_a_typed_digit_is_the_one_that_is_seen(typed: str, value: str) -> None:
    if value:
        assert read(QuestionType.SELECT_ONE, typed, GRADES) == value
        assert read(QuestionType.SELECT_MULTIPLE, typed, GRADES) == value
    else:
        with pytest.raises(answer_value.NotAChoice):
            read(QuestionType.SELECT_ONE, typed, GRADES)


def test_many_typed_digits_are_those_that_are_seen() -> None:
    assert read(QuestionType.SELECT_MULTIPLE, "5 4", GRADES) == "1 2"
    assert read(QuestionType.RANK, "5 4 1 2", GRADES) == "1 2 5 4 3"


def test_a_number_that_no_label_has_is_no_hidden_name() -> None:
    from_nought = named(n0="1 huonoin", n1="2 hyvä", n2="3 paras")
    with pytest.raises(answer_value.NotAChoice):
        read(QuestionType.SELECT_ONE, "0", from_nought)
    with pytest.raises(answer_value.NotAChoice):
        read(QuestionType.RANK, "0 1 2", from_nought)


def test_an_order_counts_the_places_that_are_seen() -> None:
    assert read(QuestionType.RANK, "1 2 3", named(n3="Hinta", n2="Nopeus", n1="Kiire")) == "3 2 1"


def test_a_numbers_own_decimals_are_not_another_number() -> None:
    hours = named(a="1 h", b="1,5 h", c="15 h")
    assert [read(QuestionType.SELECT_ONE, typed, hours) for typed in ("1", "1,5", "15")] == ["a", "b", "c"]


def test_a_hidden_name_settles_nothing_among_labels() -> None:
    towns = named(h="Helsinki", hml="Hämeenlinna")
    with pytest.raises(answer_value.AmbiguousChoice) as caught:
        read(QuestionType.SELECT_ONE, "h", towns)
    assert caught.value.details == {"names": ("h", "hml")}
    assert read(QuestionType.SELECT_ONE, "hml", towns) == "hml"
    known = tuple(
        Choice(name=name, label=Label({"fi": label}))
        for name, label in (("n", "Do not know"), ("y", "Yes"), ("x", "Neither"))
    )
    assert read(QuestionType.SELECT_ONE, "n", known) == "x"
    assert read(QuestionType.SELECT_ONE, "Y", known) == "y"


def test_the_readers_own_labels_go_before_those_of_other_languages() -> None:
    answers = tuple(
        Choice(name=name, label=Label({"fi": fi, "en": en}))
        for name, fi, en in [("a", "Ei", "No"), ("b", "En tiedä", "Do not know"), ("c", "Nopeasti", "Eagerly")]
    )
    assert read(QuestionType.SELECT_ONE, "no", answers) == "a"
    assert read(QuestionType.SELECT_ONE, "nop", answers) == "c"
    assert read(QuestionType.SELECT_ONE, "ea", answers) == "c"
    turned = tuple(
        Choice(name=name, label=Label({"fi": fi, "en": en}))
        for name, fi, en in [("a", "1 a", "2 a"), ("b", "2 b", "1 b")]
    )
    assert read(QuestionType.SELECT_ONE, "1", turned) == "a"


def test_a_choice_that_is_none_or_many_is_told() -> None:
    with pytest.raises(answer_value.NotAChoice):
        read(QuestionType.SELECT_ONE, "4", VOICE)
    with pytest.raises(answer_value.AmbiguousChoice) as caught:
        read(QuestionType.SELECT_ONE, "ka", KEPT)
    assert caught.value.details == {"names": ("3", "2")}


@pytest.mark.parametrize("typed", ["lammin vaikea", "5, 1", "vaikea\nlammin", "5 Lämmin ja selkeä; 1 hard to follow"])
def test_many_choices_are_stored_in_the_forms_order(typed: str) -> None:
    assert read(QuestionType.SELECT_MULTIPLE, typed, VOICE) == "vaikea lammin"


DAYS = [
    ("2026-11-30", "2026-11-30"),
    ("21.11.2026", "2026-11-21"),
    ("1.2.27", "2027-02-01"),
    ("21.11.", "2026-11-21"),
    ("30.11", "2026-11-30"),
    ("2.1.", "2027-01-02"),
    ("30.6.", "2026-06-30"),
    ("29.2.", "2028-02-29"),
    ("eilen", "2026-11-20"),
    ("Yesterday", "2026-11-20"),
    ("tänään", "2026-11-21"),
    ("today", "2026-11-21"),
    ("huomenna", "2026-11-22"),
    ("tomorrow", "2026-11-22"),
    ("ylihuomenna.", "2026-11-23"),
]


@pytest.mark.parametrize(("typed", "value"), DAYS)
def test_a_day_is_read_as_people_write_it(typed: str, value: str) -> None:
    assert read(QuestionType.DATE, typed) == value


def test_a_promised_day_lies_ahead() -> None:
    assert read(QuestionType.DATE, "20.11.", ahead=True) == "2027-11-20"
    assert read(QuestionType.DATE, "21.11.", ahead=True) == "2026-11-21"
    assert read(QuestionType.DATE, "20.11.") == "2026-11-20"


@pytest.mark.parametrize("typed", ["31.2.", "32.1.2026", "2026-13-01", "soon", "11/2026", "0.0.", "30.2.2026"])
def test_what_is_no_day_is_told(typed: str) -> None:
    with pytest.raises(answer_value.NotADate):
        read(QuestionType.DATE, typed)


MOMENTS = [
    (QuestionType.TIME, "9.05", "09:05:00.000+02:00"),
    (QuestionType.TIME, "9:05", "09:05:00.000+02:00"),
    (QuestionType.TIME, "klo 9", "09:00:00.000+02:00"),
    (QuestionType.TIME, "Klo 9.05.", "09:05:00.000+02:00"),
    (QuestionType.TIME, "9", "09:00:00.000+02:00"),
    (QuestionType.TIME, "9:05 pm", "21:05:00.000+02:00"),
    (QuestionType.TIME, "12 am", "00:00:00.000+02:00"),
    (QuestionType.TIME, "nyt", "14:30:00.000+02:00"),
    (QuestionType.DATETIME, "21.11. 9.05", "2026-11-21T09:05:00.000+02:00"),
    (QuestionType.DATETIME, "21.11.2026, 9:05", "2026-11-21T09:05:00.000+02:00"),
    (QuestionType.DATETIME, "1.7. klo 9", "2026-07-01T09:00:00.000+03:00"),
    (QuestionType.DATETIME, "eilen 14.30", "2026-11-20T14:30:00.000+02:00"),
    (QuestionType.DATETIME, "klo 9 eilen", "2026-11-20T09:00:00.000+02:00"),
    (QuestionType.DATETIME, "yesterday at 9", "2026-11-20T09:00:00.000+02:00"),
    (QuestionType.DATETIME, "9.05", "2026-11-21T09:05:00.000+02:00"),
    (QuestionType.DATETIME, "23.50", "2026-11-20T23:50:00.000+02:00"),
    (QuestionType.DATETIME, "2026-11-21 9:05", "2026-11-21T09:05:00.000+02:00"),
    (QuestionType.DATETIME, "2026-11-21T07:05:00Z", "2026-11-21T09:05:00.000+02:00"),
    (QuestionType.DATETIME, "now", "2026-11-21T14:30:00.000+02:00"),
]


@pytest.mark.parametrize(("type", "typed", "value"), MOMENTS)
def test_a_time_is_read_as_people_write_it(type: QuestionType, typed: str, value: str) -> None:
    assert read_value(question(type), (), typed, today=TODAY, now=NOW) == value
    assert read_value(question(type), (), value, today=TODAY, now=NOW) == value


def test_a_promised_time_lies_ahead() -> None:
    found = read_value(question(QuestionType.DATETIME), (), "9.05", today=TODAY, now=NOW, ahead=True)
    assert found == "2026-11-22T09:05:00.000+02:00"


@pytest.mark.parametrize(
    ("type", "typed"),
    [
        (QuestionType.TIME, "25"),
        (QuestionType.TIME, "9.5"),
        (QuestionType.TIME, "13 pm"),
        (QuestionType.TIME, "soon"),
        (QuestionType.DATETIME, "21.11."),
        (QuestionType.DATETIME, "31.2. 9.05"),
        (QuestionType.DATETIME, "eilen"),
    ],
)
def test_what_is_no_time_is_told(type: QuestionType, typed: str) -> None:
    with pytest.raises(NotATime):
        read_value(question(type), (), typed, today=TODAY, now=NOW)


def test_a_day_and_a_time_are_told_apart_from_others() -> None:
    with pytest.raises(answer_value.NotADayAndTime):
        read_value(question(QuestionType.DATETIME), (), "soon", today=TODAY, now=NOW)
    with pytest.raises(answer_value.NotADayAhead):
        read(QuestionType.DATE, "soon", ahead=True)
    with pytest.raises(answer_value.NotADate) as caught:
        read(QuestionType.DATE, "soon")
    assert not isinstance(caught.value, answer_value.NotADayAhead)


@pytest.mark.parametrize("typed", ["60.1699, 24.9384", "60.1699 24.9384", "60,1699 24,9384", "60.1699,24.9384"])
def test_a_place_is_latitude_and_longitude(typed: str) -> None:
    assert read(QuestionType.GEOPOINT, typed) == "60.1699 24.9384 0 0"
    assert answer_value.geopoint(60.1699, 24.9384, accuracy=12.5) == "60.1699 24.9384 0 12.5"


@pytest.mark.parametrize("typed", ["here", "91 0", "0 181", "60", "1 2 3"])
def test_what_is_no_place_is_told(typed: str) -> None:
    with pytest.raises(answer_value.NotTyped):
        read(QuestionType.GEOPOINT, typed)


@pytest.mark.parametrize(
    "typed", ["lammin vaikea heikko", "5, 1, 2", "lammin > vaikea", "5 Lämmin ja selkeä; 1 hard to follow; heikko"]
)
def test_an_order_has_every_choice_once_and_the_last_one_may_be_left_out(typed: str) -> None:
    assert read(QuestionType.RANK, typed, VOICE) == "lammin vaikea heikko"


def test_an_order_may_be_told_by_the_places_of_the_choices() -> None:
    named = tuple(Choice(name=name, label=Label({"en": name})) for name in ("price", "speed", "kindness"))
    assert read(QuestionType.RANK, "3 1 2", named) == "kindness price speed"


def test_an_order_that_is_not_whole_is_told() -> None:
    with pytest.raises(answer_value.AmbiguousChoice) as caught:
        read(QuestionType.RANK, "lammin", VOICE)
    assert caught.value.details == {"names": ("vaikea", "heikko")}
    with pytest.raises(answer_value.NotAChoice):
        read(QuestionType.RANK, "lammin, lammin, heikko", VOICE)


def test_words_are_trimmed_and_not_endless() -> None:
    assert read(QuestionType.TEXT, "  Kiitos!  ") == "Kiitos!"
    with pytest.raises(answer_value.TooLong) as caught:
        read(QuestionType.TEXT, "a" * 4001)
    assert caught.value.details == {"most": 4000}
    with pytest.raises(answer_value.NothingTyped):
        read(QuestionType.TEXT, " \n ")


def test_an_acknowledgement_is_ok() -> None:
    assert read(QuestionType.ACKNOWLEDGE, "ok!") == "OK"
    with pytest.raises(answer_value.NotAcknowledged):
        read(QuestionType.ACKNOWLEDGE, "why?")


@pytest.mark.parametrize("type", [QuestionType.NOTE, QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.CALCULATE])
def test_what_is_not_typed_is_told(type: QuestionType) -> None:
    with pytest.raises(answer_value.NotTyped):
        read(type, "something")


@given(st.sampled_from(QuestionType), st.text(max_size=30), st.dates())
def test_whatever_is_typed_is_a_value_or_unreadable(type: QuestionType, typed: str, today: date) -> None:
    try:
        value = read_value(question(type), VOICE, typed, "fi", today=today, ahead=True)
    except (UnreadableAnswer, NotATime):
        return
    assert value == value.strip() != ""


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1_000_000, max_value=1_000_000))
def test_a_number_means_the_same_before_and_after(number: Decimal) -> None:
    value = read(QuestionType.DECIMAL, str(number).replace(".", ","))
    assert Decimal(value) == number
    assert read(QuestionType.DECIMAL, value) == value


@given(st.dates(min_value=TODAY, max_value=TODAY + timedelta(days=364)))
def test_a_promised_day_without_its_year_is_the_next_one(day: date) -> None:
    assert read(QuestionType.DATE, f"{day.day}.{day.month}.", ahead=True) == day.isoformat()
