"""Every page of every paper looks as somebody has approved it.

`APPROVE=write make test TESTS=tests/reporting/looks` approves them as they are now. Look at them before they are
committed.
"""

import pytest

from tests.reporting.looks.approved import FOLDER, unlike
from tests.reporting.looks.papers import PAPERS, paper

MOST_KEPT = 3_000_000
"""Bytes of all approved pictures."""


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_looks_as_approved(name: str) -> None:
    assert unlike(name, paper(name)) == []


def test_nothing_is_approved_that_is_not_printed_and_all_of_it_is_small() -> None:
    assert {folder.name for folder in FOLDER.iterdir()} == set(PAPERS)
    assert sum(path.stat().st_size for path in FOLDER.glob("*/*.png")) < MOST_KEPT
