"""The study workbook: an XLSForm with a mystery-shopping study's sheets, read whole or refused with every reason."""

from domain.workbook.marked_copy import marked_copy
from domain.workbook.reading import Reading, read

__all__ = ["Reading", "marked_copy", "read"]
