"""pyxform has its say, so that what opens here opens in ODK and KoboToolbox as well.

Values come from our own reading of the cells (sheets.py): only that knows where each stands, and pyxform stops at its
first fault. pyxform is given the same rows under XLSForm's English names, never the untrusted file, and only judges:
whatever it refuses becomes one more fault. A golden test pins the dict that it makes of the sample, so that a new
version of pyxform that reads forms otherwise is noticed.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from domain.texts import N_
from domain.workbook.faults import Findings
from domain.workbook.sheets import Sheet

_ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")
_SHEETS = ("survey", "choices", "settings")


def pyxform_dict(
    sheets: Mapping[str, Sheet], canonical: Mapping[int, Mapping[str, str]], warnings: list[str]
) -> dict[str, Any]:
    """Returns the form as pyxform reads it; `canonical` are cells of the survey under their XLSForm values.

    Raises PyXFormError. Importing pyxform takes a third of a second, so that only reading a workbook pays for it.
    """
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import DefinitionData

    parts: dict[str, Any] = {}
    for name in (name for name in _SHEETS if name in sheets):
        rows = list(_rows(sheets[name], canonical if name == "survey" else {}))
        parts[name], parts[f"{name}_header"] = rows, [dict.fromkeys(_header(sheets[name]))]
    definition = DefinitionData(**parts, sheet_names=[name for name in _SHEETS if name in sheets])
    form: dict[str, Any] = workbook_to_json(definition, form_name="data", warnings=warnings)
    return form


def _written(sheet: Sheet, column: str) -> str:
    base, _, code = column.partition("::")
    return f"{base}::{sheet.languages[code]}" if code else base


def _header(sheet: Sheet) -> Iterable[str]:
    return (_written(sheet, column) for column in sheet.headings)


def _rows(sheet: Sheet, canonical: Mapping[int, Mapping[str, str]]) -> Iterable[dict[str, str]]:
    """Rows from 2 on, blank ones too: pyxform counts them to tell where a fault is."""
    by_number = {row.number: row for row in sheet.rows}
    for number in range(2, max(by_number, default=1) + 1):
        row = by_number.get(number)
        cells = {**row.cells, **canonical.get(number, {})} if row else {}
        yield {_written(sheet, column): text for column, text in cells.items()}


def check_with_pyxform(
    sheets: Mapping[str, Sheet], canonical: Mapping[int, Mapping[str, str]], findings: Findings
) -> None:
    """Notes what pyxform refuses, with its row when it tells one."""
    try:
        pyxform_dict(sheets, canonical, [])
    except Exception as error:  # whatever it stumbles on, it would stumble on in ODK's own tools as well
        reason, told = str(error), _ROW.search(str(error))
        row = int(told[1]) if told else None
        message = N_("The form would not open in ODK: {reason}")
        findings.fault(message, sheets["survey"].title, row, reason=_ROW.sub("", reason).strip()[:400])
