"""Threads, promises, openings, drivers and priorities of a wave, counted anew from its rows."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain.metric import Shows
from domain.storage import tables
from reporting.analyses.parts import by_contact
from reporting.analyses.priorities import Importance
from reporting.analyses.threads import threads
from reporting.analyses.together import Together
from reporting.figures.priorities import numbered
from reporting.pdf.canvas import Box
from tests.reporting import recounted
from tests.reporting.conftest import analysed, document
from tests.reporting.field import Field
from tests.reporting.journeys import KEPT, join, journeyed, of_service, say
from tests.reporting.pdf.reading import text, tree


@pytest.fixture
def journeys() -> Iterator[Any]:
    """Makes waves of journeys and closes their databases."""
    opened: list[Field] = []

    def make(contacts: int = 22, **about: Any) -> Field:
        opened.append(journeyed(contacts, **about))
        return opened[-1]

    yield make
    for field in opened:
        field.connection.close()


def together(field: Field) -> Together:
    return analysed(field).together


def rows(field: Field) -> list[Any]:
    """The contacts that count."""
    of = tables.contact.c
    return list(field.connection.execute(select(tables.contact).where(of.state == "approved").order_by(of.id)))


def paired(field: Field) -> list[tuple[Any, Any]]:
    """The two contacts of each thread, looked up one by one."""
    found = {(row.thread, row.step): row for row in rows(field) if row.thread}
    return [(row, found[thread, 2]) for (thread, step), row in found.items() if step == 1 and (thread, 2) in found]


def test_a_journey_is_whole_when_every_encounter_of_it_counts(journeys: Any) -> None:
    made = journeys(22, threads=8)
    letter = paired(made)[2][1].id
    made.connection.execute(update(tables.contact).where(tables.contact.c.id == letter).values(state="excluded"))
    found = together(made).threads
    assert (found.begun, found.whole) == (8, 7)
    assert "Journeys of several encounters walked whole: 7 of 8" in text(document(made).pdf)


def test_threads_of_the_same_name_in_two_waves_are_two_customers(journeys: Any) -> None:
    made = journeys(22, threads=1)
    call, letter = of_service(made, "puhelin")[3], of_service(made, "sahkoposti")[3]
    join(made, [(call, letter)])
    read = analysed(made).frames
    waves = read.contacts["wave"].where(~read.contacts.index.isin([call, letter]), "another")
    both = replace(read, contacts=read.contacts.assign(wave=waves))
    assert threads(both, "en").whole == 2


@pytest.mark.parametrize("contacts", [22, 60])
def test_how_the_next_encounter_goes_is_counted_by_the_targets_of_both(journeys: Any, contacts: int) -> None:
    made = journeys(contacts)
    (link,) = together(made).threads.links
    pairs = [(a, b) for a, b in paired(made) if a.score_index is not None and b.score_index is not None]
    sides = [(a.score_index >= 82, b.score_index >= 80) for a, b in pairs]
    assert link.n == len(pairs)
    assert (link.above, link.below) == (sides.count((True, True)), sides.count((False, False)))
    assert link.above + link.below + link.apart == len(pairs)
    first, then = np.mean([a for a, _ in sides]), np.mean([b for _, b in sides])
    assert link.expected == pytest.approx(len(pairs) * (first * then + (1 - first) * (1 - then)))


def test_the_indices_of_two_encounters_are_correlated_from_thirty_customers_on(journeys: Any) -> None:
    made = journeys(80)
    (link,) = together(made).threads.links
    pairs = [(a.score_index, b.score_index) for a, b in paired(made)]
    assert link.n == len(pairs) >= 30
    assert link.moving is not None
    assert link.moving.estimate.value == pytest.approx(np.corrcoef(np.asarray(pairs).T)[0, 1])
    (fewer,) = together(journeys(80, threads=29)).threads.links
    assert (fewer.n, fewer.moving) == (29, None)


def test_two_customers_are_too_few_to_compare(journeys: Any) -> None:
    printed = text(document(journeys(22, threads=2)).pdf)
    assert "2 customers, too few to compare" in printed
    assert "same side of the target" not in printed


def test_the_next_encounter_says_whether_a_promise_was_kept_before_the_same_one_does(journeys: Any) -> None:
    made = journeys(22, threads=8)
    for contact in [row.id for row in rows(made)]:
        for question in ("lupaus_aika", "lupaus_piti", KEPT):
            say(made, contact, question, "")
    for number, (call, letter) in enumerate(paired(made)):
        say(made, call.id, "lupaus_aika", "2026-10-30")
        say(made, call.id, "lupaus_piti", "yes")
        say(made, letter.id, KEPT, ["yes", "no", ""][number % 3])
    found = together(made)
    # yes by the next one 3, no by it 3, and of the two that it says nothing of the same one says yes
    assert (found.between.made, found.between.kept.n, found.between.kept.reached) == (8, 8, 5)
    assert found.promises.printed()["made"] == 8


def test_promises_are_counted_from_the_rows(journeys: Any) -> None:
    made = journeys(40, threads=0)
    given = {(row.id, row.question): row.value for row in recounted.rows(made)}
    promised = [row.id for row in rows(made) if given.get((row.id, "lupaus_aika"))]
    known = [given[one, "lupaus_piti"] for one in promised if given.get((one, "lupaus_piti"))]
    kept, n = known.count("yes"), len(known)
    found = together(made).promises
    assert (found.made, found.kept.n, found.kept.reached) == (len(promised), n, kept)
    # Wilson's interval, written out
    z, share = 1.959964, kept / n
    middle, half = share + z * z / (2 * n), z * np.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    ends = [100 * (middle + sign * half) / (1 + z * z / n) for sign in (-1, 1)]
    assert (found.kept.estimate.low, found.kept.estimate.high) == pytest.approx(ends, abs=1e-3)


def test_promises_nobody_has_told_of_yet_are_said_to_be_unknown(journeys: Any) -> None:
    made = journeys(22, threads=10)
    for call, letter in paired(made):
        say(made, call.id, "lupaus_aika", "2026-10-30")
        say(made, call.id, "lupaus_piti", "")
        say(made, letter.id, KEPT, "yes" if call.id % 2 else "")
    found = together(made).between
    assert found.made == 10
    assert 0 < found.unknown < 10
    assert f"not known yet of {found.unknown}" in text(document(made).pdf)


def test_an_opening_is_a_contact_to_which_the_offer_applied(journeys: Any) -> None:
    made = journeys(40)
    for service in made.study.services:
        mine = {row.id for row in rows(made) if row.service == service.name}
        values = [
            row.value
            for row in recounted.rows(made)
            if row.id in mine and row.question == "myynnillisyys" and row.value in {"yes", "no"}
        ]
        (found,) = (row for row in together(made).openings.services if row.taken.name == service.name)
        assert (found.contacts, found.seen) == (len(mine), len(values))
        assert (found.taken.n, found.taken.reached) == (len(values), values.count("yes"))
    assert not together(made).openings.asked


def test_where_openings_are_asked_only_those_seen_count(journeys: Any) -> None:
    study = journeys(4).study
    questions = tuple(
        one.model_copy(update={"shows": Shows.OPENING}) if one.name == "jatko" else one for one in study.form.questions
    )
    marked = study.model_copy(update={"form": study.form.model_copy(update={"questions": questions})})
    made = journeys(30, study=marked)
    given = {(row.id, row.question): row.value for row in recounted.rows(made)}
    seen = [row.id for row in rows(made) if given.get((row.id, "jatko")) == "yes"]
    offered = [given.get((one, "myynnillisyys")) for one in seen]
    found = together(made).openings
    assert found.asked
    assert found.whole.seen == len(seen)
    assert (found.whole.taken.n, found.whole.taken.reached) == (
        sum(value in {"yes", "no"} for value in offered),
        offered.count("yes"),
    )


@pytest.mark.parametrize(("contacts", "told", "ranked"), [(29, False, False), (45, True, False), (150, True, True)])
def test_drivers_climb_the_ladder(journeys: Any, contacts: int, told: bool, ranked: bool) -> None:
    found = together(journeys(contacts)).drivers
    assert (bool(found.told), found.ranked) == (told, ranked)


def test_a_drivers_correlation_is_that_of_its_scores_with_the_asked_outcome(journeys: Any) -> None:
    made = journeys(60)
    frames = analysed(made).frames
    scores = by_contact(frames, lambda question: question.touchpoint)
    asked = {row.id: float(row.value) for row in recounted.rows(made) if row.question == "nps" and row.value}
    for row in together(made).drivers.told:
        known = scores[row.name].dropna()
        both = [(known[one], asked[one]) for one in asked if one in known.index]
        assert row.moving is not None
        assert row.n == len(both)
        assert row.moving.estimate.value == pytest.approx(np.corrcoef(np.asarray(both).T)[0, 1])


def test_without_an_asked_outcome_each_touchpoint_is_held_against_the_index_without_it(journeys: Any) -> None:
    made = journeys(150)
    asked = tables.answer.c.question.in_(["nps", "csat", "ces"])
    made.connection.execute(tables.answer.delete().where(asked))
    found = together(made).drivers
    assert found.measure is None
    assert found.told
    assert not found.ranked
    printed = text(document(made).pdf)
    assert "index without the touchpoint itself" in printed


def test_all_outcomes_alike_are_said_to_be_so(journeys: Any) -> None:
    made = journeys(45)
    made.connection.execute(update(tables.answer).where(tables.answer.c.question == "nps").values(value="9"))
    found = together(made)
    assert not found.drivers.told
    assert found.priorities.kind is Importance.WEIGHT
    assert "all its values are alike" in text(document(made).pdf)


@pytest.mark.parametrize(
    ("contacts", "kind"), [(22, Importance.WEIGHT), (45, Importance.CORRELATION), (150, Importance.SHARE)]
)
def test_importance_is_the_best_that_the_contacts_bear(journeys: Any, contacts: int, kind: Importance) -> None:
    analysis = analysed(journeys(contacts))
    found = analysis.together.priorities
    assert found.kind is kind
    assert len(found.rows) == 6
    assert [row.number for row in found.rows] == [1, 2, 3, 4, 5, 6]
    for row, part in zip(found.rows, analysis.touchpoints, strict=True):
        assert row.gap[0] == pytest.approx((part.value or 0) - (part.target or 0))
        assert (row.importance.interval is None) == (kind is Importance.WEIGHT)
    if kind is not Importance.CORRELATION:
        assert sum(row.importance.value or 0 for row in found.rows) == pytest.approx(1)
    for row in found.first:
        assert row.gap[0] < 0
        assert (row.importance.value or 0) > found.middle


def test_weights_are_those_of_the_workbook(journeys: Any) -> None:
    found = {row.measured.name: row.importance.value for row in together(journeys(22)).priorities.rows}
    assert found["tervehdys"] == pytest.approx((2 + 1 + 1) / sum((4, 4, 3, 10, 2, 2)))


@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize("contacts", [4, 22, 45, 150])
def test_its_pages_are_there_only_when_the_contacts_bear_them(journeys: Any, contacts: int, language: str) -> None:
    finished = document(journeys(contacts), language)
    printed, enough = text(finished.pdf), contacts >= 5
    heads = {
        "en": ("How encounters move together", "What to mend first"),
        "fi": ("Miten kohtaamiset kulkevat yhdessä", "Mikä ensin kuntoon"),
    }[language]
    assert all((head in printed) is enough for head in heads)
    assert "causes" not in printed
    assert "unchanged" not in printed


def test_its_figures_are_described_with_their_numbers(journeys: Any) -> None:
    finished = document(journeys(150))
    alts = [tag.alt for tag in tree(finished.pdf).walk() if tag.role == "Figure"]
    (matrix,) = (alt for alt in alts if "distance from the target" in alt)
    (drivers,) = (alt for alt in alts if "share " in alt and "r\u00a0=" in alt)
    for name, row in finished.numbers["drivers"]["touchpoints"].items():
        assert row["label"] in drivers, name
        assert f"{100 * row['share']['value']:.0f}%" in drivers
        assert row["label"] in matrix
    appendix = text(finished.pdf)
    appendix = appendix[appendix.rindex("Appendix: the numbers") :]
    for head in ("Encounters that follow each other", "Promises kept", "Priorities", "What moves together"):
        assert head in appendix


points = st.lists(st.tuples(st.floats(20, 180), st.floats(30, 120)), min_size=1, max_size=14)


@given(points)
def test_a_points_number_stays_inside_the_matrix(places: list[tuple[float, float]]) -> None:
    plot = Box(15, 20, 170, 110)
    for x, y in numbered(places, plot):
        assert plot.x <= x <= plot.right
        assert plot.y <= y <= plot.bottom


@given(st.tuples(st.floats(50, 150), st.floats(60, 90)), st.integers(1, 8))
def test_the_numbers_of_points_on_one_spot_can_all_be_read(spot: tuple[float, float], several: int) -> None:
    labels = numbered([spot] * several, Box(15, 20, 170, 110))
    gaps = [np.hypot(a[0] - b[0], a[1] - b[1]) for n, a in enumerate(labels) for b in labels[:n]]
    assert min(gaps, default=9) > 4
