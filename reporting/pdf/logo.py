"""The agency's logo in the head of a paper's first page."""

import io
from typing import TYPE_CHECKING

from domain.logo import Logo
from domain.texts import Words
from reporting.pdf.canvas import Box
from reporting.pdf.looks import LEFT, WIDTH

if TYPE_CHECKING:
    from reporting.pdf.document import PdfDocument

ROOM = Box(LEFT + WIDTH - 48, 4.5, 48, 10.5)
"""What a logo may take: at the right, above the rule."""


def placed(logo: Logo) -> Box:
    """Returns the largest box of the logo's own shape that fits, standing at the right on the room's lower edge."""
    width = min(ROOM.width, ROOM.height * logo.shape)
    height = width / logo.shape
    return Box(ROOM.right - width, ROOM.bottom - height, width, height)


def set_logo(pdf: "PdfDocument", logo: Logo, *, agency: str, language: str) -> None:
    """Sets the logo, which those who listen hear of by the agency's name."""
    words, box = Words(language), placed(logo)
    attributes = f"<</O /Layout /Placement /Block /BBox [{pdf.bbox(box)}]>>"
    with pdf.leaf("Figure", alt=words("Logo: {agency}", agency=agency), attributes=attributes):
        pdf.image(io.BytesIO(logo.content), x=box.x, y=box.y, w=box.width, h=box.height)
