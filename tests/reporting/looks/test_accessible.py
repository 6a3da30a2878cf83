"""A paper read aloud, or by somebody who does not see it: what checkers find, and in what order it is told."""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pytest
from pypdf import PdfReader

from reporting.pdf import looks
from reporting.pdf.document import PdfDocument
from reporting.pdf.looks import Style
from tests.reporting.looks.papers import PAPERS, paper
from tests.reporting.pdf.reading import marked, pages, reader, tree

MOST = 150 * 1024
"""Bytes of a report without the data inside it."""
EVERY = (
    *PAPERS,
    *("analysis-4-en", "analysis-22-en", "analysis-200-en", "one_contact-good-en", "one_contact-bad-fi"),
)


@pytest.mark.parametrize("name", EVERY)
def test_checkers_find_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / "paper.pdf"
    file.write_bytes(paper(name))
    assert [f"{found.rule_id} {found.message}" for found in pdfua.validate(str(file)).findings] == []
    heard = outloud.check(str(file))
    assert [str(found) for found in heard.findings if found.severity in {"error", "warning"}] == []
    assert heard.verdict == "pass"


@pytest.mark.parametrize("name", EVERY)
def test_what_is_told_goes_down_the_page_and_on_to_the_next(name: str) -> None:
    """The tags lead through the content in the order in which it was painted, and nothing painted is left out."""
    told = [mark for tag in tree(paper(name)).walk() for mark in tag.marks]
    assert told == sorted(told)
    painted = [(page, n) for page, numbers in marked(paper(name)).items() for n in numbers if n is not None]
    assert told == painted


@pytest.mark.parametrize("name", EVERY)
def test_headings_step_down_one_level_at_a_time(name: str) -> None:
    levels = [int(tag.role[1]) for tag in tree(paper(name)).walk() if re.fullmatch(r"H[1-6]", tag.role)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("name", EVERY)
def test_bookmarks_nest_and_go_forward(name: str) -> None:
    file, texts = reader(paper(name)), pages(paper(name))
    marks = [*_bookmarks(file, file.outline, 0)]
    assert [depth for depth, _, _ in marks][:1] in ([0], [])
    assert all(later[0] - earlier[0] <= 1 for earlier, later in pairwise(marks))
    places = [place for _, place, _ in marks]
    assert places == sorted(places)
    for _, (page, _), title in marks:
        assert _plain(title) in _plain(texts[page])


def _bookmarks(file: PdfReader, outline: Any, depth: int) -> Iterator[tuple[int, tuple[int, float], str]]:
    """Depth, (page index, how far down), title."""
    for entry in outline:
        if isinstance(entry, list):
            yield from _bookmarks(file, entry, depth + 1)
        else:
            yield depth, (file.get_destination_page_number(entry) or 0, -float(entry["/Top"])), str(entry["/Title"])


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", EVERY)
def test_it_says_its_language_its_title_and_its_pages(name: str) -> None:
    file = reader(paper(name))
    root: Any = file.trailer["/Root"]
    assert root["/Lang"] == {"fi": "fi-FI", "en": "en-GB"}[name[-2:]]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert file.metadata is not None
    assert file.metadata.title
    assert file.page_labels == [str(number) for number in range(1, len(file.pages) + 1)]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_data()


FIGURES = [name for name in EVERY if name.startswith(("analysis", "one_contact"))]


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_tells_its_numbers_in_words(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever number is printed in a figure beside its scale is in the description, too."""
    shown: dict[str, set[str]] = {}
    set_ = PdfDocument.set

    def watched(pdf: PdfDocument, x: float, baseline: float, text: str, style: Style, *, align: str = "left") -> None:
        innermost = pdf._stack[-1] if pdf._stack else None
        if innermost is not None and innermost.s == "/Figure" and not _on_the_scale(text, style):
            alt = str(innermost.alt)
            shown.setdefault(alt, set()).update(NUMBER.findall(text))
        set_(pdf, x, baseline, text, style, align=align)

    monkeypatch.setattr(PdfDocument, "set", watched)
    paper.__wrapped__(name)
    assert shown
    missing = {alt[:60]: sorted(printed - {*NUMBER.findall(alt)}) for alt, printed in shown.items()}
    assert {alt: numbers for alt, numbers in missing.items() if numbers} == {}


NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


def _on_the_scale(text: str, style: Style) -> bool:
    ticks = style.size <= 8 and re.fullmatch(r"[−+\d.,–%\s]+", text) is not None
    return style.colour == looks.QUIET and (ticks or "0–100" in text)


@pytest.mark.parametrize("name", ["analysis-200-fi", "analysis-200-en", "analysis-22-fi"])
def test_a_report_is_small(name: str) -> None:
    pdf = paper(name)
    inside = sum(len(zlib.compress(part)) for parts in reader(pdf).attachments.values() for part in parts)
    assert len(pdf) - inside < MOST
