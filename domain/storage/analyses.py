"""Outcome analyses, and who has been handed which recording."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping

from domain.scope import Scope
from domain.storage.tables import analysis, disclosure
from domain.storage.transaction import Transaction


def add(tx: Transaction, *, study_id: int, wave_id: int, scope: Scope, language: str, by: int, now: datetime) -> int:
    """Notes an analysis that is being made."""
    return tx.add(
        analysis,
        study_id=study_id,
        wave_id=wave_id,
        scope=scope.model_dump(mode="json"),
        language=language,
        state="making",
        made_by=by,
        made_at=now,
    )


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the analysis of that id."""
    return tx.one(analysis, analysis.c.id == id)


def of_studies(tx: Transaction, study_ids: Sequence[int], *states: str) -> Sequence[RowMapping]:
    """Returns the analyses of these studies in these states, newest first."""
    return tx.all(
        analysis, analysis.c.study_id.in_(study_ids), analysis.c.state.in_(states), order=analysis.c.id.desc()
    )


def change(tx: Transaction, id: int, **values: Any) -> None:
    """Changes what is known of an analysis."""
    tx.change(analysis, analysis.c.id == id, **values)


def disclose(tx: Transaction, *, person_id: int, attachment_id: int, now: datetime) -> None:
    """Notes that a person has been handed a recording."""
    tx.add(disclosure, person_id=person_id, attachment_id=attachment_id, at=now)
