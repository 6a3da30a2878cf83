"""What pyxform makes of the sample, pinned: a new version that reads forms otherwise shows here."""

import json
from pathlib import Path

from domain.workbook.faults import Findings
from domain.workbook.pyxform_form import pyxform_dict
from domain.workbook.sheets import read_sheets
from tests.domain.workbook_edits import DATA, SAMPLE

GOLDEN = Path(__file__).parents[1] / "samples" / "havu_energia.pyxform.json"


def test_pyxform_reads_the_sample_as_before() -> None:
    warnings: list[str] = []
    form = pyxform_dict(read_sheets(DATA, Findings()), {}, warnings)
    assert form == json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert warnings == []


def test_pyxform_reads_our_rows_as_it_reads_the_file_itself() -> None:
    from pyxform.xls2json import parse_file_to_json

    assert pyxform_dict(read_sheets(DATA, Findings()), {}, []) == parse_file_to_json(str(SAMPLE), default_name="data")
