"""A document of our own class: tags, type, pages, and the same bytes twice."""

from datetime import UTC, datetime
from typing import Any

from domain.imprint import Imprint
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import BODY, WIDTH
from reporting.pdf.table import Column, table
from tests.reporting.pdf.reading import marked, reader, text, tree

MADE = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def blank(mark: str = "") -> PdfDocument:
    running = Running(
        left="Havu Energia Oy", right="Tutkimus", foot="Toteuma Oy", page="sivu {page}/{pages}", mark=mark
    )
    return PdfDocument(
        title="Äänen sävy – ”testi”", language="fi", made_at=MADE, imprint=Imprint(agency="Toteuma Oy"), running=running
    )


def filled() -> bytes:
    pdf = blank()
    pdf.heading(1, "Pääotsikko")
    pdf.paragraph("Sana " * 900)
    pdf.heading(2, "Luettelo")
    pdf.bullets(["yksi", "kaksi"])
    pdf.figure("Havainto", "Kuvaus", 30, lambda canvas, box: canvas.rectangle(box, fill=(200, 200, 200)), note="n = 5")
    rows = [[f"rivi {number}", str(number), "x"] for number in range(60)]
    table(pdf, [Column(head=head, width=40) for head in ("Rivi", "Luku", "Muuta")], rows, caption="Taulukko")
    return pdf.finish()


def test_the_same_calls_give_the_same_bytes() -> None:
    assert filled() == filled()


def test_it_tells_its_language_title_and_that_it_is_tagged() -> None:
    file = reader(filled())
    root = file.trailer["/Root"]
    assert root["/Lang"] == "fi-FI"  # type: ignore[index]
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    assert file.metadata is not None
    assert file.metadata.title == "Äänen sävy – ”testi”"


def test_every_mark_belongs_to_one_tag_and_everything_painted_is_marked() -> None:
    pdf = filled()
    held = sorted(mark for tag in tree(pdf).walk() for mark in tag.marks)
    painted = sorted(
        (page, number) for page, numbers in marked(pdf).items() for number in numbers if number is not None
    )
    assert held == painted
    assert len(set(held)) == len(held)


def test_the_parent_tree_leads_back_to_the_same_tags() -> None:
    pdf = filled()
    file = reader(pdf)
    root: Any = file.trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    numbers = root["/ParentTree"]["/Nums"]
    by_key: dict[int, Any] = {
        int(numbers[place]): numbers[place + 1].get_object() for place in range(0, len(numbers), 2)
    }
    for page in file.pages:
        for mcid, element in enumerate(by_key[int(str(page["/StructParents"]))]):
            kids = element.get_object()["/K"]
            assert mcid in [int(kid["/MCID"]) for kid in kids if "/MCID" in kid]


def test_blocks_have_their_roles_in_order() -> None:
    roles = [tag.role for tag in tree(filled()).kids]
    assert roles == ["H1", "P", "H2", "L", "Figure", "P", "Table"]


def test_a_table_that_goes_on_repeats_its_heading_as_decoration() -> None:
    pdf = filled()
    heads = [tag for tag in tree(pdf).walk() if tag.role == "TH"]
    assert len(heads) == 3 + 60
    assert text(pdf).count("Muuta") > 1


def test_a_figure_has_its_description() -> None:
    figures = [tag for tag in tree(filled()).walk() if tag.role == "Figure"]
    assert [figure.alt for figure in figures] == ["Kuvaus"]
    assert [kid.role for kid in figures[0].kids] == ["Caption"]


def test_headings_are_bookmarks_and_pages_have_labels() -> None:
    file = reader(filled())
    outline: Any = file.outline
    assert outline[0]["/Title"] == "Pääotsikko"
    assert outline[1][0]["/Title"] == "Luettelo"
    assert file.page_labels[:2] == ["1", "2"]


def test_every_page_is_counted_and_bears_its_warning() -> None:
    pdf = blank(mark="SIMULOITU AINEISTO")
    pdf.paragraph("Sana " * 2500)
    pages = reader(pdf.finish()).pages
    assert len(pages) > 2
    for number, page in enumerate(pages, start=1):
        assert f"sivu {number}/{len(pages)}" in page.extract_text()
        assert "SIMULOITU AINEISTO" in page.extract_text()


def test_every_letter_has_a_glyph_of_its_own_or_the_spare_types() -> None:
    pdf = blank()
    pdf.paragraph("ä ö å Ä – − ” ’ € % → ★ ☆ ž")
    assert "ä ö å Ä – − ” ’ € % → ★ ☆ ž" in text(pdf.finish())


def test_a_letter_that_no_type_has_is_left_out() -> None:
    pdf = blank()
    pdf.paragraph("a\U000e0001b")
    assert "ab" in text(pdf.finish())


def test_lines_break_at_spaces_never_at_hard_ones_and_in_words_only_when_they_must() -> None:
    pdf = blank()
    lines = pdf.wrap("n\u00a0=\u00a022 " * 60, BODY, WIDTH)
    assert len(lines) > 1
    assert all(line.replace("n\u00a0=\u00a022", "").strip() == "" for line in lines)
    assert all(pdf.width(line, BODY) <= WIDTH for line in pdf.wrap("x" * 500, BODY, WIDTH))
    assert pdf.wrap("", BODY, WIDTH) == [""]


def test_a_hard_space_is_searched_with_a_plain_one() -> None:
    pdf = blank()
    pdf.paragraph("Hinta 1\u00a0234,50\u00a0€")
    assert "Hinta 1 234,50 €" in text(pdf.finish())


def test_a_label_too_long_for_its_column_stays_one_text() -> None:
    pdf = blank()
    label = "Vastausohje: yritys, oma nimi ja tervehdys. Montako toteutui?"
    table(
        pdf, [Column(head="a", width=40), Column(head="b", width=20), Column(head="c", width=20)], [[label, "1", "2"]]
    )
    assert f"{label} 1 2" in text(pdf.finish())
