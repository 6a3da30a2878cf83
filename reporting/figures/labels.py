"""Names of rows and columns, set in the room that they have."""

from reporting.pdf.document import PdfDocument
from reporting.pdf.looks import Style

_SMALLER, _LEADING = 7.0, 1.18
"""How a name is set that takes more room than it has as it is."""


def fitted(pdf: PdfDocument, name: str, style: Style, width: float, height: float) -> tuple[list[str], Style]:
    """Returns a name's lines and their style for a room in mm: smaller when it is long, then cut with an ellipsis."""
    lines = pdf.wrap(name, style, width)
    if len(lines) * style.line <= height:
        return lines, style
    small = style.but(size=min(style.size, _SMALLER), leading=_LEADING)
    lines = pdf.wrap(name, small, width)
    most = max(int(height / small.line), 1)
    if len(lines) > most:
        lines = [*lines[: most - 1], pdf.shortened(" ".join(lines[most - 1 :]), small, width)]
    return lines, small
