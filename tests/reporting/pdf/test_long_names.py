"""Long names stay within their room: smaller, then cut, and never over each other."""

import pytest

from domain.imprint import Imprint
from reporting.figures.labels import fitted
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.looks import RUNNING, SMALL, WIDTH
from tests.agency import NOW
from tests.reporting.pdf.reading import text

SHORT = "Oulun tiimi"
LONG = "Sähköverkonhallintajärjestelmän neuvontapalvelu, Pohjois-Karjalan ja Kainuun asiakaspalvelukeskus " * 2
CLIENT = "Pohjois-Karjalan Sähköverkkopalvelut ja Energiaratkaisut Oyj"


def pdf(left: str = "Havu", right: str = "Study · 2026-Q4") -> PdfDocument:
    imprint = Imprint(agency="Aalto")
    return PdfDocument(title="A", language="fi", made_at=NOW, imprint=imprint, running=Running(left=left, right=right))


def test_a_short_name_is_set_as_it_is() -> None:
    assert fitted(pdf(), SHORT, SMALL, 50, 10) == ([SHORT], SMALL)


@pytest.mark.parametrize("height", [3.0, 8.4, 10.0, 13.0])
def test_a_long_name_is_made_smaller_and_cut_to_its_room(height: float) -> None:
    document = pdf()
    lines, style = fitted(document, LONG, SMALL, 50, height)
    assert style.size < SMALL.size
    assert len(lines) * style.line <= max(height, style.line)
    assert all(document.width(line, style) <= 50 for line in lines)
    assert lines[-1].endswith("…")
    assert "".join(LONG.split()).startswith("".join(lines).removesuffix("…").replace(" ", ""))


def test_the_two_ends_of_the_running_head_never_meet() -> None:
    document = pdf(CLIENT, f"{CLIENT} 2026–2027 · kevätkierros 2/2026")
    told = text(document.finish())
    assert CLIENT in told
    assert "kevätkierros" not in told
    shown = told[told.index(CLIENT) + len(CLIENT) : told.index("…") + 1].strip()
    assert document.width(CLIENT, RUNNING) + document.width(shown, RUNNING) < WIDTH


def test_only_the_ellipsis_is_left_where_there_is_no_room() -> None:
    assert pdf().shortened(LONG, SMALL, 0.5) == "…"
