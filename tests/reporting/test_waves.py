"""Waves beside each other: what is told of a change, and how it is printed."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from scipy import stats
from sqlalchemy import event, select

from domain.scope import Scope
from domain.storage import tables
from reporting.statistics import nps_change
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import Field
from tests.reporting.pdf.reading import pages, text
from tests.reporting.waves import answers, indices, lower, several, waves_of


def test_a_first_wave_is_compared_with_nothing(field: MakeField) -> None:
    made = document(field(22))
    assert made.numbers["waves"]["series"] == {}
    assert made.numbers["waves"]["names"] == ["2026-Q4"]
    assert "Last wave" not in text(made.pdf)


def test_a_first_wave_is_asked_for_no_others_contacts(field: MakeField) -> None:
    made = several(field, 2)
    asked = [_counted(made, partial(document, made, wave=wave)) for wave in (1, 2)]
    assert asked[1] > asked[0] + 5


def _counted(field: Field, make: Callable[[], object]) -> int:
    seen: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(field.connection, "before_cursor_execute", note)
    make()
    event.remove(field.connection, "before_cursor_execute", note)
    return len(seen)


def test_the_change_of_the_index_is_recounted(field: MakeField) -> None:
    made = several(field, 3)
    index = waves_of(made, 3)["series"]["index"]["index"]
    then, now = indices(made, 2), indices(made, 3)
    welch = stats.ttest_ind(now, then, equal_var=False)
    interval = welch.confidence_interval()
    exact = stats.permutation_test(
        (np.round(now, 1), np.round(then, 1)), lambda a, b: a.mean() - b.mean(), n_resamples=20_000, rng=1
    )
    assert index["difference"] == pytest.approx(np.mean(now) - np.mean(then))
    assert (index["low"], index["high"]) == pytest.approx((interval.low, interval.high))
    assert index["p"] == pytest.approx(exact.pvalue, abs=0.015)
    assert [round(value["value"], 6) for value in index["values"]] == [
        round(float(np.mean(indices(made, wave))), 6) for wave in (1, 2, 3)
    ]


def test_the_change_of_nps_is_that_of_its_counts(field: MakeField) -> None:
    made = several(field, 2)
    nps = waves_of(made)["series"]["metric"]["nps"]
    sides = []
    for wave in (1, 2):
        given = answers(made, wave, "nps")
        sides.append((sum(x >= 9 for x in given), sum(x <= 6 for x in given), len(given)))
    expected = nps_change(sides[0], sides[1])
    assert (nps["difference"], nps["low"], nps["high"], nps["p"]) == pytest.approx(
        (expected.difference, expected.low, expected.high, expected.p)
    )


def test_a_share_changes_in_percentage_points(field: MakeField) -> None:
    made = several(field, 2)
    csat = waves_of(made)["series"]["metric"]["csat"]
    shares = [100 * np.mean([x >= 4 for x in answers(made, wave, "csat")]) for wave in (1, 2)]
    assert csat["difference"] == pytest.approx(shares[1] - shares[0])
    assert [value["value"] for value in csat["values"]] == pytest.approx(shares)


def test_headlines_are_corrected_by_holm_and_the_others_by_benjamini_and_hochberg(field: MakeField) -> None:
    series = waves_of(several(field, 2))["series"]
    headlines = [series["index"]["index"], series["promise"]["promise"]]
    headlines += [series["metric"][name] for name in ("nps", "csat", "ces")]
    others = [one for kind in series.values() for one in kind.values() if one not in headlines]
    holm = sorted(headlines, key=lambda one: one["p"])
    running = 0.0
    for place, one in enumerate(holm):
        running = max(running, min(1.0, one["p"] * (len(holm) - place)))
        assert one["corrected_p"] == pytest.approx(running)
    tested = [one for one in others if one["p"] is not None]
    expected = stats.false_discovery_control([one["p"] for one in tested])
    assert [one["corrected_p"] for one in tested] == pytest.approx(list(expected))
    assert all(one["corrected_p"] is None for one in others if one["p"] is None)


def test_what_fell_far_is_told_in_chat_on_page_one_and_among_the_waves(field: MakeField) -> None:
    made = several(field, 2)
    lower(made, 2, 30)
    finished = document(made, wave=2)
    assert finished.numbers["waves"]["series"]["index"]["index"]["survives"]
    assert ", lower than 78 in wave 2026-Q4 (change " in finished.summary[1]
    first, whole = pages(finished.pdf)[0], text(finished.pdf)
    assert "Wave 2026-Q4: 78; change −" in first
    assert "more than by chance" in " ".join(first.split())
    assert "What changed" in whole
    assert "Index is lower than in wave 2026-Q4" in whole


def test_what_cannot_be_told_is_never_called_unchanged(field: MakeField) -> None:
    finished = document(several(field, 2), wave=2)
    whole = text(finished.pdf)
    assert "cannot be told from 22 + 22 contacts" in whole
    assert "unchanged" not in whole.lower()
    assert len(finished.summary) == 5


@pytest.mark.parametrize("contacts", [4, 7, 9])
def test_below_ten_contacts_nothing_is_tested(field: MakeField, contacts: int) -> None:
    made = several(field, 2, contacts)
    lower(made, 2, 40)
    waves = waves_of(made)
    for kind in waves["series"].values():
        for one in kind.values():
            assert one["corrected_p"] is None
            assert not one["survives"]
    index = waves["series"]["index"]["index"]
    assert (index["difference"] is None) == (contacts < 5)
    assert all(outlook["silence"] == "few_contacts" for outlook in waves["outlooks"].values())


def test_a_small_wave_before_is_no_ground_for_a_test_either(field: MakeField) -> None:
    made = field(8)
    made.next_wave("2027-Q1")
    made.contacts(40)
    assert waves_of(made)["series"]["index"]["index"]["p"] is None


def test_a_wave_without_approved_contacts_is_passed_over(field: MakeField) -> None:
    made = field(22)
    made.next_wave("empty")
    made.next_wave("2027-Q2")
    made.contacts(22)
    assert waves_of(made, 3)["names"] == ["2026-Q4", "2027-Q2"]


def test_waves_counted_together_are_compared_with_none(field: MakeField) -> None:
    waves = waves_of(several(field, 3), 3, scope=Scope(waves=(2, 3)))
    assert waves["series"] == {}
    assert waves["outlooks"] == {}


def test_a_part_is_compared_with_the_same_part(field: MakeField) -> None:
    made = several(field, 2)
    waves = waves_of(made, scope=Scope(services=("puhelin",)))
    of = tables.contact.c
    query = select(of.score_index).where(of.wave_id == 1, of.service == "puhelin")
    then = list(made.connection.execute(query).scalars())
    index = waves["series"]["index"]["index"]
    assert index["values"][0]["n"] == len(then)
    assert index["values"][0]["value"] == pytest.approx(np.mean(then))
    assert set(waves["series"]["service"]) == {"puhelin"}
    assert waves["outlooks"] == {}


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("waves", [2, 3, 6])
def test_page_one_stays_one_page_whatever_the_waves(field: MakeField, waves: int, language: str) -> None:
    made = several(field, waves)
    finished = document(made, language, wave=waves)
    first = pages(finished.pdf)[0]
    assert {"en": "every contact was reviewed", "fi": "jokaisen kontaktin on tarkastanut"}[language] in first
    assert not finished.manuscript.spills


def test_every_number_of_the_waves_stands_in_the_appendix(field: MakeField) -> None:
    finished = document(several(field, 3), wave=3)
    whole = text(finished.pdf)
    appendix = whole[whole.rindex("Appendix: the numbers") :]
    for one in finished.numbers["waves"]["series"]["index"]["index"]["values"]:
        assert f"{one['n']} {one['value']:.1f} {one['low']:.1f}–{one['high']:.1f}" in appendix
    expected = finished.numbers["waves"]["outlooks"]["index"]
    assert f"Index, next wave {expected['value']:.1f} {expected['low']:.1f}–{expected['high']:.1f}" in appendix


def test_a_report_of_waves_is_the_same_in_both_languages(field: MakeField) -> None:
    made = several(field, 3)
    told = [document(made, language, wave=3).numbers["waves"] for language in ("en", "fi")]
    for waves in told:
        for kind in waves["series"].values():
            for one in kind.values():
                for value in one["values"]:
                    value.pop("label")
        waves.pop("gone")
    assert told[0] == told[1]
