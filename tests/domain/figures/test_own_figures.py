"""What a client's own customers answered, as their programs write it."""

import csv
import io
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.figures.exchange import Sought
from domain.figures.own import Figure, OwnFigures, changes, in_force, overlapping
from domain.figures.own_sums import period
from domain.figures.reading import Kind, ReadCsv, read
from domain.metric import Measure

HELSINKI = ZoneInfo("Europe/Helsinki")
NOBODY = Sought(frozenset(), frozenset(), ())
NPS, CSAT, CES = Measure.NPS, Measure.CSAT, Measure.CES

AS = "write it as 2026-10, 10/2026, 2026-Q4 or 1.10.2026–31.10.2026."
ROWS = "päivä;suositteluhalu;tyytyväisyys;vaivattomuus\n21.11.2026;9;5;6\n2.11.2026;3;2;4\n30.10.2026;10;4;7\n"


def found(text: str | bytes) -> ReadCsv:
    return read(text.encode() if isinstance(text, str) else text, HELSINKI, NOBODY)


def own(text: str | bytes) -> OwnFigures:
    made = found(text)
    assert made.faults == ()
    assert made.own is not None
    return made.own


def whole(figures: OwnFigures, measure: Measure) -> Figure:
    figure = figures.of(measure)
    assert figure is not None
    return figure


def told(text: str) -> list[tuple[int | None, str, str]]:
    """The faults: line, column, words with their details."""
    made = found(text)
    assert made.own is None
    return [(fault.row, fault.column, fault.message.format(**fault.details)) for fault in made.faults]


@pytest.mark.parametrize(
    "data",
    [
        ROWS.encode(),
        b"\xef\xbb\xbf" + ROWS.encode(),
        ROWS.encode("cp1252"),
        ROWS.encode("utf-16"),
        ROWS.encode("utf-16-le"),
        ROWS.encode("utf-16-be"),
        ROWS.replace("\n", "\r\n").encode(),
        ROWS.replace("\n", "\r").encode(),
        ROWS.replace(";", ",").encode(),
        ROWS.replace(";", "\t").encode(),
        ("sep=;\n" + ROWS).encode(),
        ("\n;;;\n" + ROWS).encode(),
        '"päivä";"suositteluhalu";"tyytyväisyys";"vaivattomuus"\n'.encode() + ROWS.partition("\n")[2].encode(),
        ROWS.replace("21.11.2026", "2026-11-21").encode(),
        ROWS.replace("21.11.2026", "2026-11-21T10:15:30Z").encode(),
        ROWS.replace("21.11.2026", "21.11.2026 10.15").encode(),
        ROWS.replace(";9;5;6", ";9,0;5,0;6,00").encode(),
        ROWS.replace("suositteluhalu;tyytyväisyys;vaivattomuus", "NPS;CSAT (1–5);Customer_Effort").encode(),
    ],
)
def test_every_usual_way_of_writing_says_the_same(data: bytes) -> None:
    figures = own(data)
    assert whole(figures, NPS).n == 3
    assert whole(figures, NPS).value == pytest.approx(100 / 3)
    assert whole(figures, CSAT).value == pytest.approx(200 / 3)
    assert whole(figures, CES).value == pytest.approx(17 / 3)
    assert (figures.first, figures.last) == (date(2026, 10, 1), date(2026, 11, 30))
    assert [figure.n for figure in figures.figures if figure.measure is NPS] == [1, 2]


def test_an_empty_answer_is_nobody_s() -> None:
    figures = own("date;nps;csat\n2026-11-01;9;\n2026-11-02;;4\n2026-11-03;-;-\n")
    assert (whole(figures, NPS).n, whole(figures, CSAT).n) == (1, 1)


@pytest.mark.parametrize(
    ("answers", "scale", "value"),
    [
        (["5", "4", "3"], (1, 5), 200 / 3),
        (["6", "7", "3"], (1, 7), 200 / 3),
        (["9", "8", "3"], (1, 10), 200 / 3),
        (["9", "8", "0"], (0, 10), 200 / 3),
        (["100", "74", "75"], (0, 100), 200 / 3),
    ],
)
def test_the_scale_of_satisfaction_is_seen_from_its_answers(
    answers: list[str], scale: tuple[float, float], value: float
) -> None:
    figure = whole(own("date;csat\n" + "".join(f"2026-11-01;{answer}\n" for answer in answers)), CSAT)
    assert (figure.low, figure.high) == scale
    assert figure.value == pytest.approx(value)


def test_a_heading_may_tell_the_scale() -> None:
    assert whole(own("date;csat (1-7)\n2026-11-01;5\n"), CSAT).value == 0
    assert whole(own("date;csat\n2026-11-01;5\n"), CSAT).value == 100


def test_every_fault_is_told_at_once_with_its_line_and_column() -> None:
    text = "päivä;nps;csat\n2026-11-01;9;4\neilen;11;4\n31.2.2026;9,5;paljon\n;8;4\n"
    assert told(text) == [
        (3, "päivä", "“eilen” is no day; write it as 21.11.2026 or 2026-11-21."),
        (3, "nps", "11 is no answer on a scale of 0–10."),
        (4, "päivä", "“31.2.2026” is no day; write it as 21.11.2026 or 2026-11-21."),
        (4, "nps", "9,5 is no answer on a scale of 0–10."),
        (4, "csat", "“paljon” is not a number."),
        (5, "päivä", "“” is no day; write it as 21.11.2026 or 2026-11-21."),
    ]


def test_of_very_many_faults_the_rest_is_counted() -> None:
    faults = found("date;nps\n" + "x;9\n" * 1000).faults
    assert len(faults) == 301
    assert faults[-1].details == {"n": 700}


def test_a_line_is_counted_with_the_breaks_inside_quotes() -> None:
    assert told('date;nps;note\n2026-11-01;9;"two\nlines"\nx;9;\n')[0][0] == 4


CUSTOMERS = "date;nps;Name;E-mail;Region;Age group;Agent;Comment;Shop\n" + "".join(
    f"2026-11-0{1 + n % 9};{n % 11};Matti Meikäläinen {n};m{n}@x.example;{'North' if n % 2 else 'South'};"
    f"{('18-29', '30-49', '50-')[n % 3]};Sirpa;=1+1;{'Maija Virtanen' if n % 2 else 'Liisa Korhonen'}\n"
    for n in range(60)
)


def test_a_background_is_stored_and_a_person_is_not() -> None:
    figures = own(CUSTOMERS)
    assert figures.taken == ("Region", "Age group")
    assert figures.left == ("Name", "E-mail", "Agent", "Comment", "Shop")
    stored = figures.model_dump_json()
    for personal in ("Meikäläinen", "@", "Sirpa", "Virtanen", "=1+1"):
        assert personal not in stored
    north = [figure for figure in figures.figures if (figure.column, figure.group) == ("Region", "North")]
    assert sum(figure.n for figure in north) == 30


def test_a_background_with_many_values_or_few_customers_is_left_out() -> None:
    text = "date;nps;branch;rare\n" + "".join(f"2026-11-01;9;b{n % 20};{'yes' if n < 3 else 'no'}\n" for n in range(60))
    figures = own(text)
    assert figures.left == ("branch",)
    assert {figure.group for figure in figures.figures} == {"", "no"}


SUMS = """kausi;mittari;n;arvo;suosittelijat;passiiviset;arvostelijat
10/2026;NPS;100;;50;30;20
2026-11;NPS;50;14;;;
2026-Q4;Tyytyväisyys;338;82 %;;;
1.10.2026–31.12.2026;CES;300;5,4;;;
"""


def test_ready_sums_are_read_with_or_without_their_camps() -> None:
    figures = own(SUMS)
    october, november = (figure for figure in figures.figures if figure.measure is NPS)
    assert (october.value, october.camps) == (30, (50, 20))
    assert (november.value, november.camps) == (14, None)
    pooled = whole(figures, NPS)
    assert pooled.n == 150
    assert pooled.value == pytest.approx((30 * 100 + 14 * 50) / 150)
    assert whole(figures, CSAT).camps == (277, 61)
    assert whole(figures, CES).value == pytest.approx(5.4)
    assert (figures.first, figures.last) == (date(2026, 10, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("10/2026;NPS;10;;9;0;9", "The parts are more than n together."),
        ("10/2026;NPS;;12;;;", "How many answered is missing: the column n, a whole number from 1 on."),
        ("10/2026;NPS;0;12;;;", "How many answered is missing: the column n, a whole number from 1 on."),
        ("10/2026;NPS;10;120;;;", "The value is missing, or not within -100–100."),
        ("10/2026;NPS;10;;;;", "The value is missing, or not within -100–100."),
        ("10/2026;CSAT;10;4,2;;;", "CSAT is told as the share of the satisfied, in per cent: 82 %. Is this a mean?"),
        ("10/2026;loyalty;10;4;;;", "“loyalty” is none of NPS, CSAT and CES."),
        (
            "13/2026;NPS;10;4;;;",
            "“13/2026” is no period; write it as 2026-10, 10/2026, 2026-Q4 or 1.10.2026–31.10.2026.",
        ),
        ("10/2026;NPS;ten;4;;;", "ten is not a whole number."),
        ("10/2026;NPS;10;four;;;", "“four” is not a number."),
    ],
)
def test_a_faulty_sum_is_told_kindly(row: str, words: str) -> None:
    assert words in [message for _, _, message in told(SUMS.partition("\n")[0] + f"\n{row}\n")]


def test_the_same_days_twice_are_not_counted_twice() -> None:
    assert "on an earlier row" in told(SUMS + "12.10.2026;NPS;10;4;;;\n")[0][2]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2/2024", "2024-02-01", "2024-02-29"),
        ("02.2024", "2024-02-01", "2024-02-29"),
        ("2026-Q3", "2026-07-01", "2026-09-30"),
        ("Q1/2026", "2026-01-01", "2026-03-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("5.10.2026", "2026-10-05", "2026-10-05"),
        ("1.10.2026-31.10.2026", "2026-10-01", "2026-10-31"),
        ("2026-10-01 - 2026-10-31", "2026-10-01", "2026-10-31"),
    ],
)
def test_a_period_is_read_as_it_is_written(text: str, first: str, last: str) -> None:
    assert period(text) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("text", ["", "2026-Q5", "2026-00", "0/2026", "31.10.2026–1.10.2026", "autumn", "10/26"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert period(text) is None


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty."),
        (b"\n\n;;;\n", "The file is empty."),
        (b"PK\x03\x04 a workbook", "This is no CSV"),
        (b"a\x00b\x00\x00\x00;", "This is no CSV"),
        (bytes(range(1, 256)) * 3, "This is no CSV"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"date;nps\n" + b"1;2\n" * 200_002, "more than 200000 rows"),
        (";".join(f"c{n}" for n in range(101)).encode(), "more than 100 columns"),
        (b'date;nps\n2026-11-01;9\n"' + b"x" * 200_000, "quotation mark"),
    ],
)
def test_what_is_no_such_file_says_why(data: bytes, words: str) -> None:
    made = found(data)
    assert made.kind is Kind.NEITHER
    assert words in made.faults[0].message.format(**made.faults[0].details)


def test_other_headings_are_neither() -> None:
    made = found("customer;product\n1;2\n")
    assert (made.kind, made.faults) == (Kind.NEITHER, ())


def test_headings_alone_hold_no_figures() -> None:
    assert told("date;nps\n") == [(None, "", "There is no row with figures under the headings.")]


def a_figure(measure: Measure, first: str, last: str, n: int) -> Figure:
    return Figure(
        measure=measure, first=date.fromisoformat(first), last=date.fromisoformat(last), n=n, answers=((9.0, n),)
    )


def test_a_newer_file_replaces_the_same_days_and_leaves_the_others() -> None:
    october, november = a_figure(NPS, "2026-10-01", "2026-10-31", 10), a_figure(NPS, "2026-11-01", "2026-11-30", 20)
    csat = a_figure(CSAT, "2026-10-01", "2026-10-31", 5)
    newer = a_figure(NPS, "2026-10-01", "2026-10-31", 12)
    assert in_force([[newer], [october, november, csat]]) == [newer, november, csat]


def test_the_difference_is_told_over_what_is_replaced_alone() -> None:
    present = [a_figure(NPS, "2026-10-01", "2026-10-31", 10), a_figure(NPS, "2026-11-01", "2026-11-30", 20)]
    new = OwnFigures(figures=(a_figure(NPS, "2026-11-01", "2026-11-30", 25),), rows=25)
    (change,) = changes(new, present)
    assert (change.was.n, change.becomes.n) == (20, 25)
    assert changes(new, present[:1]) == []


def test_a_period_overlaps_from_its_first_day_to_its_last() -> None:
    october = a_figure(NPS, "2026-10-01", "2026-10-31", 10)
    assert overlapping([october], date(2026, 10, 31), date(2026, 12, 1)) == [october]
    assert overlapping([october], date(2026, 11, 1), date(2026, 12, 1)) == []


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["9", "10,0", "-1", "1e5", "21.11.2026", "2026-11-21", "NaN", "inf", "٣", "²", "0:99", "NPS"]),
    st.dates().map(str),
    st.floats().map(str),
)
HEADINGS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "date",
                "nps",
                "csat-(1-7)",
                "ces",
                "period",
                "measure",
                "n",
                "arvo",
                "scale",
                "promoters",
                "detractors",
                "satisfied",
                "numero",
                "alkoi",
                "jonotus",
                "yksikkö",
                "vastattu",
                "päivä",
                "kello",
                "called",
            ]
        ),
        st.text(max_size=8),
    ),
    min_size=1,
    max_size=9,
)

CODES = st.sampled_from(["utf-8", "utf-16", "cp1252"])


def written(rows: list[list[str]], separator: str, encoding: str) -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding, "replace")


@settings(max_examples=400, deadline=None)
@given(
    HEADINGS,
    st.lists(st.lists(CELLS, max_size=9), max_size=8),
    st.sampled_from(";,\t"),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
)
def test_no_table_is_too_odd_to_be_read_or_told_of(
    headings: list[str], rows: list[list[str]], separator: str, encoding: str
) -> None:
    _is_whole(found(written([headings, *rows], separator, encoding)))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfe\x00")
@example(b"sep=;")
@example(b'"')
@example(b"date;nps\n0001-01-01;9")
@example(b"numero;alkoi;jonotus\n1;0001-01-01 00:00;1")
@example(b"numero;alkoi;jonotus\n1;9999-12-31 23:59:59-23:59;1")
def test_no_bytes_bring_the_reading_down(data: bytes) -> None:
    _is_whole(found(data))


def _is_whole(made: ReadCsv) -> None:
    """Either something was read that can be stored and told, or its faults were."""
    for fault in made.faults:
        assert fault.message.format(**fault.details)
    if made.own is not None:
        assert OwnFigures.model_validate(made.own.model_dump(mode="json")) == made.own
        assert made.own.first <= made.own.last
        for figure in made.own.figures:
            assert figure.value is None or -100 <= figure.value <= 100
    if made.calls is not None:
        assert isinstance(made.calls.first, datetime)
    assert made.kind is Kind.NEITHER or made.faults or made.own or made.calls
