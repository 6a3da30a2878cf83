"""A report in the words that a coordinator has given it."""

import pytest

from domain.imprint import Imprint
from domain.manuscript import FRONT, Manuscript, Section
from domain.storage import tables
from reporting import outcome_analysis
from reporting.outcome_analysis import Document
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import NOW, Field
from tests.reporting.pdf.reading import marked, pages, text, tree


def printed(field: Field, manuscript: Manuscript, language: str = "en") -> Document:
    return outcome_analysis.make(
        field.connection,
        agency=1,
        study=1,
        wave=1,
        language=language,
        imprint=Imprint(agency="Toteuma Oy"),
        now=NOW,
        edited=manuscript,
    )


def page_one(made: Document) -> str:
    return " ".join(pages(made.pdf)[0].split())


def plain(words: str) -> str:
    return words.replace("\u00a0", " ").replace("\u202f", " ")


def test_an_edited_strength_stands_on_page_one_in_words_and_in_the_headlines(field: MakeField) -> None:
    made = field(22)
    first = document(made).manuscript
    line = first.lines(Section.STRENGTHS)[0]
    again = printed(made, first.reworded(line, "Extra services were offered nearly always."))
    assert "Extra services were offered nearly always." in page_one(again)
    assert text(again.pdf).count("Extra services were offered nearly always.") == 2
    assert plain(line.offered.text) not in text(again.pdf)
    assert "Extra services were offered nearly always." in again.summary
    assert "has edited sentences" in text(again.pdf)


def test_the_first_three_stand_on_page_one_in_the_order_they_were_put_in(field: MakeField) -> None:
    made = field(22)
    first = document(made).manuscript
    lines = first.lines(Section.STRENGTHS)
    assert len(lines) > FRONT
    moved = first.moved(lines[FRONT], -1)
    told = page_one(printed(made, moved))
    assert plain(lines[FRONT].offered.text) in told
    assert plain(lines[FRONT - 1].offered.text) not in told
    assert told.index(plain(lines[0].offered.text)) < told.index(plain(lines[FRONT].offered.text))


def test_what_is_left_out_is_nowhere_and_another_finding_heads_the_message(field: MakeField) -> None:
    made = field(22)
    whole = document(made)
    line = whole.manuscript.lines(Section.STRENGTHS)[0]
    again = printed(made, whole.manuscript.dropped(line, True))
    assert plain(line.offered.text) not in text(again.pdf)
    assert line.offered.text in whole.summary
    assert line.offered.text not in again.summary
    assert len(again.summary) == len(whole.summary)


def test_a_quote_that_is_left_out_is_not_printed(field: MakeField) -> None:
    made = field(22)
    manuscript = document(made).manuscript
    said = manuscript.lines(Section.QUOTES)[0].offered.text
    for line in manuscript.lines(Section.QUOTES):
        if line.offered.text == said:
            manuscript = manuscript.dropped(line, True)
    assert said not in text(printed(made, manuscript).pdf)


def test_own_words_and_own_decisions_are_printed_as_typed(field: MakeField) -> None:
    made = field(22)
    first = document(made).manuscript
    own = first.added(Section.OWN, "A <b>storm</b> & {odd} week.").added(Section.DECISIONS, "Write the guide anew")
    told = text(printed(made, own).pdf)
    assert "In the agency's words A <b>storm</b> & {odd} week." in told
    assert "Write the guide anew – – –" in page_one(printed(made, own))


def test_with_everything_left_out_no_page_of_words_remains(field: MakeField) -> None:
    made = field(22)
    manuscript = document(made).manuscript
    for section in Section:
        for line in manuscript.lines(section):
            manuscript = manuscript.dropped(line, True)
    told = text(printed(made, manuscript).pdf)
    assert "What is strong" not in told
    assert "To be decided" not in told
    assert "What the numbers say, and what the shoppers wrote." not in told


@pytest.mark.parametrize("language", ["en", "fi"])
def test_long_sentences_flow_are_tagged_and_their_spilling_is_told(field: MakeField, language: str) -> None:
    made = field(22)
    manuscript = document(made, language).manuscript
    assert not manuscript.spills
    for section in (Section.STRENGTHS, Section.FAULTS, Section.DECISIONS):
        for line in manuscript.lines(section):
            manuscript = manuscript.reworded(line, ("Hyvin sujui asiointi. " * 40)[: section.longest])
    for _ in range(6):
        manuscript = manuscript.added(Section.DECISIONS, "x" * Section.DECISIONS.longest)
    again = printed(made, manuscript, language)
    assert again.manuscript.spills
    held = sorted(mark for tag in tree(again.pdf).walk() for mark in tag.marks)
    assert held == sorted((page, n) for page, numbers in marked(again.pdf).items() for n in numbers if n is not None)


def test_new_data_keep_edits_tell_lost_ones_and_flag_changed_figures(field: MakeField) -> None:
    made = field(22)
    manuscript = document(made).manuscript
    for line in (*manuscript.lines(Section.STRENGTHS), *manuscript.lines(Section.FAULTS)):
        manuscript = manuscript.reworded(line, f"Ours: {line.offered.about}")
    assert not printed(made, manuscript).manuscript.outdated
    made.connection.execute(tables.answer.update().values(value="0").where(tables.answer.c.question == "ammattitaito"))
    made.connection.execute(tables.answer.update().values(value="yes").where(tables.answer.c.question == "cx_saapui"))
    again = printed(made, manuscript).manuscript
    about = {line.offered.about for line in again.outdated}
    assert "ammattitaito" in about
    kept = {line.sentence.text for section in (Section.STRENGTHS, Section.FAULTS) for line in again.lines(section)}
    assert {f"Ours: {name}" for name in about} <= kept
    assert not set(again.lost) & kept


def test_quotes_have_praise_and_criticism_apart(field: MakeField) -> None:
    made = field(40)
    for value in ("10", "2"):
        of = tables.answer.c
        change = tables.answer.update().where(of.question == "ensivaikutelma", of.value == value)
        made.connection.execute(change.values(comment=f"Tervehdys oli kuin arvosana {value}."))
    groups = {line.offered.group for line in document(made).manuscript.lines(Section.QUOTES)}
    assert "Remarks on scores of 75 and above" in groups
    assert "Remarks on scores below 75" in groups
