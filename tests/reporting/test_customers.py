"""A client's own customers beside the mystery shoppers: two sources, never mixed."""

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from domain.export import ExportForm
from domain.imprint import Imprint
from domain.texts import Words
from reporting.analyses import customers
from reporting.analyses.customers import Customers, Pair
from reporting.analyses.outcome import Analysis, analyse
from reporting.export import files
from reporting.frames import read
from reporting.statistics import mean, nps, share
from tests.reporting import recounted
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import NOW, Field
from tests.reporting.pdf.reading import text, tree

ANSWERS = [(n * 7 % 11, 1 + n * 3 % 5, 1 + n * 5 % 7) for n in range(40)]
OWN = "date;nps;csat;ces;team\n" + "".join(
    f"2026-10-{1 + n % 28:02};{a};{b};{c};{('Oulu team', 'Tampere team')[n % 2]}\n"
    for n, (a, b, c) in enumerate(ANSWERS)
)
HEADING = "Beside your own customers' figures"


def analysed(field: Field) -> Analysis:
    own = customers.saved(field.connection, agency=1, study=1)
    return analyse(read(field.connection, agency=1, study=1, wave=1), Words("en"), own)


def beside(field: Field) -> Customers:
    found = analysed(field).customers
    assert found is not None
    return found


def pair(field: Field, name: str) -> Pair:
    return next(each for each in beside(field).pairs if each.customers.name == name)


def test_without_figures_there_is_no_page(field: MakeField) -> None:
    made = document(field(22))
    assert HEADING not in text(made.pdf)
    assert made.numbers["customers"] is None


def test_both_sides_are_counted_by_the_same_functions(field: MakeField) -> None:
    made = field(22)
    made.figures(OWN)
    values = list(zip(*ANSWERS, strict=True))
    promoters, detractors = sum(v >= 9 for v in values[0]), sum(v <= 6 for v in values[0])
    satisfied = share(sum(v >= 4 for v in values[1]), 40)
    assert pair(made, "nps").customers.estimate == nps(promoters, detractors, 40)
    assert pair(made, "csat").customers.interval == pytest.approx(
        [100 * (end or 0.0) for end in (satisfied.low, satisfied.high)]
    )
    assert pair(made, "ces").customers.estimate.value == pytest.approx(mean(values[2], 1, 7).value)
    for name in ("nps", "csat", "ces"):
        shoppers = pair(made, name).shoppers
        assert shoppers is not None
        assert (shoppers.n, shoppers.value) == pytest.approx(recounted.metric(made, name))


def test_nothing_of_them_is_in_any_other_number(field: MakeField) -> None:
    with_them, without = field(22), field(22)
    with_them.figures(OWN)
    one, other = document(with_them).numbers, document(without).numbers
    assert one.pop("customers") is not None
    assert other.pop("customers") is None
    assert one == other


@pytest.mark.parametrize(("month", "shown"), [("2026-09", False), ("2026-10", True), ("2026-11", False)])
def test_only_figures_of_the_contacts_days_are_shown(field: MakeField, month: str, shown: bool) -> None:
    made = field(22)
    made.figures(f"period;measure;n;value\n{month};NPS;340;12\n")
    assert (HEADING in text(document(made).pdf)) is shown


@pytest.mark.parametrize("state", ["discarded", "previewed"])
def test_what_has_not_been_saved_is_not_shown(field: MakeField, state: str) -> None:
    made = field(22)
    made.figures(OWN, state=state)
    assert analysed(made).customers is None


def test_another_agency_s_figures_are_not_read(field: MakeField) -> None:
    made = field(22)
    made.figures(OWN)
    assert customers.saved(made.connection, agency=2, study=1) == ()
    assert customers.saved(made.connection, agency=1, study=2) == ()


def test_the_newest_file_of_the_same_days_counts(field: MakeField) -> None:
    made = field(22)
    made.figures(
        "period;measure;n;value\n2026-10;NPS;340;12\n2026-10;CSAT;100;50 %\n", saved_at=NOW - timedelta(days=1)
    )
    made.figures("period;measure;n;value\n2026-10;NPS;50;20\n")
    assert (pair(made, "nps").customers.n, pair(made, "nps").customers.value) == (50, 20)
    assert pair(made, "csat").customers.n == 100


def test_a_value_told_alone_has_no_interval_and_says_so(field: MakeField) -> None:
    made = field(22)
    made.figures("period;measure;n;value\n2026-10;NPS;340;12\n2026-10;CSAT;338;82 %\n")
    assert pair(made, "nps").customers.interval is None
    assert pair(made, "nps").apart is None
    assert pair(made, "csat").customers.interval is not None
    assert "its interval cannot be counted" in text(document(made).pdf)


def test_four_customers_are_too_few_for_a_value(field: MakeField) -> None:
    made = field(22)
    made.figures("date;nps\n" + "2026-10-05;9\n" * 4)
    assert pair(made, "nps").customers.value is None
    assert HEADING not in text(document(made).pdf)


def test_with_few_of_either_nothing_is_said_of_a_difference(field: MakeField) -> None:
    made = field(22)
    made.figures("date;nps\n" + "2026-10-05;0\n" * 9)
    assert pair(made, "nps").apart is None
    made.figures("date;nps\n" + "2026-10-05;0\n" * 90, saved_at=NOW + timedelta(days=1))
    assert pair(made, "nps").apart is True
    assert "The intervals lie apart: NPS" in text(document(made).pdf)


def test_values_on_two_scales_are_not_compared(field: MakeField) -> None:
    made = field(22)
    made.figures("date;ces (1-5)\n" + "2026-10-05;2\n" * 90)
    assert pair(made, "ces").apart is None
    printed = text(document(made).pdf)
    assert "Own customers (1–5)" in printed
    assert "different scales" in printed


def test_customers_of_a_team_stand_above_the_shoppers_who_met_it(field: MakeField) -> None:
    made = field(40)
    made.figures(OWN)
    group = next(each for each in beside(made).groups if each.customers.name == "team:Oulu team:nps")
    of_team = read(made.connection, agency=1, study=1, wave=1)
    there = of_team.contacts.index[of_team.contacts["unit"] == "oulu"]
    answers = of_team.answers
    given = answers[(answers["question"] == "nps") & answers["contact"].isin(there)]["number"].dropna()
    assert group.customers.n == 20
    assert group.shoppers is not None
    assert group.shoppers.n == len(given)
    assert group.shoppers.estimate.value == pytest.approx(100 * ((given >= 9).mean() - (given <= 6).mean()))
    assert "the mystery shoppers there" in text(document(made).pdf)


@pytest.mark.parametrize("contacts", [4, 10, 22])
@pytest.mark.parametrize("language", ["en", "fi"])
def test_the_picture_is_told_and_its_numbers_stand_in_the_appendix(
    field: MakeField, contacts: int, language: str
) -> None:
    made = field(contacts)
    made.figures(OWN)
    finished = document(made, language)
    words = Words(language)
    printed = text(finished.pdf)
    appendix = printed[printed.rindex(words("Appendix: the numbers")) :]
    assert words("Mystery shoppers and own customers") in appendix
    told = [tag.alt for tag in tree(finished.pdf).walk() if tag.alt and words("Own customers") in tag.alt]
    assert len(told) == (1 if contacts > 4 else 0)
    for alt in told:
        for each in beside(made).pairs:
            assert f"n\u00a0=\u00a0{each.customers.n}" in alt


def test_the_summary_sheet_has_a_row_for_each(field: MakeField) -> None:
    made = field(22, simulated=False)
    made.figures(OWN)
    book = files.make(
        made.connection, agency=1, study=1, wave=1, language="en", imprint=Imprint(agency="Toteuma Oy"), now=NOW,
        form=ExportForm.EXCEL, for_client=True,
    )  # fmt: skip
    rows = list(load_workbook(io.BytesIO(book))["Summary"].iter_rows(values_only=True))
    mine = {row[1]: row for row in rows if row[0] == "Client's own customers"}
    assert set(mine) == {"NPS", "CSAT", "CES"}
    assert mine["NPS"][4] == 40
    assert mine["NPS"][5] == pytest.approx(pair(made, "nps").customers.value)
