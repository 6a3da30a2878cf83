"""The sentences of a report: whatever is done to them, what was offered can be had back."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.manuscript import Edit, Line, Manuscript, Section, Sentence, cut_quote, tidied
from domain.mask import names_in

OFFERED = (
    Sentence(key="strength:a", section=Section.STRENGTHS, text="A: 93", about="a"),
    Sentence(key="strength:b", section=Section.STRENGTHS, text="B: 91", about="b"),
    Sentence(key="strength:c", section=Section.STRENGTHS, text="C: 90", about="c"),
    Sentence(key="fault:d", section=Section.FAULTS, text="D: 50", about="d"),
    Sentence(
        key="decision:d", section=Section.DECISIONS, text="D: agree", who="Esa", by=date(2026, 12, 21), moves="50"
    ),
    Sentence(key="quote:1:q", section=Section.QUOTES, text="Hyvin meni, kiitos.", group="What was best?"),
    Sentence(key="quote:2:q", section=Section.QUOTES, text="Kaikki meni hyvin.", group="What was best?"),
    Sentence(key="quote:3:z", section=Section.QUOTES, text="Jono oli pitkä.", group="What was missing?"),
)
FRESH = Manuscript().renewed(OFFERED)
FIRST, SECOND, THIRD = FRESH.lines(Section.STRENGTHS)

Change = Callable[[Manuscript, Line], Manuscript]
CHANGES: Sequence[Change] = (
    lambda m, line: m.reworded(line, "Other words"),
    lambda m, line: m.dropped(line, True),
    lambda m, line: m.dropped(line, False),
    lambda m, line: m.moved(line, -1),
    lambda m, line: m.moved(line, 1),
    lambda m, line: m.assigned(line, who="Sari", by=date(2027, 1, 4)),
    lambda m, line: m.confirmed(line),
    lambda m, line: m.restored(line),
    lambda m, line: m.added(line.offered.section, "Our own"),
    lambda m, _: m.renewed(OFFERED[1:]),
    lambda m, _: m.renewed(OFFERED),
    lambda m, _: Manuscript.stored(m.to_json()),
)
ACTS = st.lists(st.tuples(st.integers(0, len(CHANGES) - 1), st.integers(0, 30)), max_size=25)


def every(manuscript: Manuscript) -> list[Line]:
    return [line for section in Section for line in manuscript.lines(section)]


def after(acts: list[tuple[int, int]]) -> Manuscript:
    manuscript = FRESH
    for change, number in acts:
        lines = every(manuscript)
        manuscript = CHANGES[change](manuscript, lines[number % len(lines)])
    return manuscript


@given(ACTS)
def test_whatever_is_done_every_offered_sentence_can_be_had_back(acts: list[tuple[int, int]]) -> None:
    manuscript = after(acts).renewed(OFFERED)
    for line in every(manuscript):
        manuscript = manuscript.restored(line)
    for section in Section:
        manuscript = manuscript.in_offered_order(section)
    for section in Section:
        mine = [one for one in OFFERED if one.section is section]
        assert [one for one in manuscript.printed(section) if not one.key.startswith("own:")] == mine


@given(ACTS)
def test_an_order_is_a_permutation_and_quotes_stay_under_their_headings(acts: list[tuple[int, int]]) -> None:
    manuscript = after(acts)
    keys = [line.offered.key for line in every(manuscript)]
    assert sorted(keys) == sorted(one.key for one in (*manuscript.offered, *manuscript.own))
    groups = [line.offered.group for line in manuscript.lines(Section.QUOTES)]
    assert len([1 for a, b in pairwise(groups) if a != b]) == len(set(groups)) - 1


@given(ACTS)
def test_short_names_are_stable_and_apart(acts: list[tuple[int, int]]) -> None:
    manuscript = after(acts)
    lines = every(manuscript)
    assert len({line.code for line in lines}) == len(lines)
    for line in lines:
        assert manuscript.find(line.code) == line


def test_a_change_is_not_in_the_print_until_it_is_made_again() -> None:
    assert FRESH.is_printed
    changed = FRESH.dropped(FIRST, True)
    assert not changed.is_printed
    assert changed.renewed(OFFERED).is_printed


def test_the_words_that_were_offered_are_no_change() -> None:
    changed = FRESH.reworded(FIRST, "A is splendid").reworded(FIRST, "A: 93")
    assert changed.lines(Section.STRENGTHS)[0].edit == Edit()
    assert not changed.is_edited


def test_the_first_cannot_go_up_nor_a_quote_leave_its_heading() -> None:
    assert FRESH.moved(FIRST, -1) == FRESH
    assert FRESH.moved(FRESH.lines(Section.QUOTES)[1], 1) == FRESH
    assert [one.text for one in FRESH.moved(THIRD, -1).printed(Section.STRENGTHS)] == ["A: 93", "C: 90", "B: 91"]


def test_edits_of_a_sentence_that_is_gone_are_told_and_others_kept() -> None:
    changed = FRESH.reworded(FIRST, "A is splendid").reworded(SECOND, "B too").dropped(THIRD, True)
    again = changed.renewed(OFFERED[1:2])
    assert again.lost == ("A is splendid",)
    assert [one.text for one in again.printed(Section.STRENGTHS)] == ["B too"]
    assert again.renewed(OFFERED[1:]).lost == ()


def test_words_written_over_other_figures_are_flagged_until_held_to_the_new_ones() -> None:
    changed = FRESH.reworded(FIRST, "A is splendid")
    assert changed.renewed(OFFERED).outdated == ()
    again = changed.renewed((OFFERED[0].model_copy(update={"text": "A: 70"}), *OFFERED[1:]))
    (line,) = again.outdated
    assert (line.sentence.text, line.offered.text) == ("A is splendid", "A: 70")
    assert again.confirmed(line).outdated == ()
    assert again.reworded(line, "A is good").outdated == ()
    assert again.dropped(line, True).outdated == ()


def test_another_due_day_is_no_other_figure() -> None:
    (line,) = FRESH.lines(Section.DECISIONS)
    later = tuple(
        one.model_copy(update={"by": date(2027, 1, 4)}) if one.section is Section.DECISIONS else one for one in OFFERED
    )
    assert FRESH.reworded(line, "Agree at once").renewed(later).outdated == ()


@pytest.mark.parametrize(
    ("typed", "cut"),
    [
        ("Minulle ei kerrottu mitään, ja jono oli pitkä.", "Minulle ei kerrottu mitään, ja jono oli pitkä."),
        ("Minulle ei kerrottu mitään", "Minulle ei kerrottu mitään, […]"),
        ("jono oli pitkä", "[…] jono oli pitkä."),
        ("Ei kerrottu mitään … jono oli pitkä!", "[…] ei kerrottu mitään, […] jono oli pitkä."),
        ("Minulle kerrottiin kaikki", ""),
        ("jono oli pitkä, ja minulle ei kerrottu", ""),
        ("jono oli todella pitkä", ""),
        ("…", ""),
    ],
)
def test_a_quote_is_cut_and_never_put_otherwise(typed: str, cut: str) -> None:
    assert cut_quote("Minulle ei kerrottu mitään, ja jono oli pitkä.", typed) == cut


@given(st.text(max_size=60))
def test_a_cut_quote_has_no_word_that_was_not_written(typed: str) -> None:
    written = "Hyvin meni – kiitos, kiitos […] kaikesta."
    assert set(cut_quote(written, typed).split()) <= set(written.split())


@given(st.text(max_size=80))
def test_typed_words_are_one_line_of_letters_that_can_be_seen(typed: str) -> None:
    told = tidied(typed)
    assert told.isprintable()
    assert told == tidied(told) == " ".join(told.split())


def test_names_are_found_in_their_case_forms_and_not_in_other_words() -> None:
    names = ("Aino Salmi", "Virtanen (testi 1)")
    assert names_in("Kiitos Ainolle ja Virtaselle!", names) == ("Ainolle", "Virtaselle")
    assert names_in("Ainoa vika oli jono.", names) == ()
    assert names_in("Ainolle", ()) == ()
