"""Which contacts an analysis looks at, as conditions that a query takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from domain.contact import Outcome, State
from domain.storage import tables


@dataclass(frozen=True)
class Chosen:
    """Contacts of some waves of one agency's study, of some services or of all."""

    agency: int
    study: int
    waves: tuple[int, ...]
    services: tuple[str, ...] = ()

    @property
    def planned(self) -> Sequence[ColumnElement[bool]]:
        """Conditions for all of them."""
        of = tables.contact.c
        services = (of.service.in_(self.services),) if self.services else ()
        # one wave is found by its own index; for several SQLite would look through all contacts of the agency
        study = (of.study_id == self.study,) if len(self.waves) > 1 else ()
        return (of.agency_id == self.agency, *study, of.wave_id.in_(self.waves), *services)

    @property
    def counted(self) -> Sequence[ColumnElement[bool]]:
        """Conditions for those that count."""
        of = tables.contact.c
        outcomes = [outcome for outcome in Outcome if outcome.counts]
        return (*self.planned, of.state == State.APPROVED, of.outcome.in_(outcomes))

    def ids(self) -> Select[Any]:
        """Selects the ids of those that count."""
        return select(tables.contact.c.id).where(*self.counted)
