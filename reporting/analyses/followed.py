"""What became of the actions of the wave before, and of the metrics that they should move."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from domain.action import ActionState
from domain.storage import tables
from reporting.analyses.sameness import Kind
from reporting.analyses.series import Series
from reporting.analyses.waves import Waves
from reporting.earlier import Earlier

TOLD = (ActionState.AGREED, ActionState.DONE, ActionState.DROPPED)
"""States that are told of; what was only proposed has come to nothing."""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An action after the wave before, and its metric since then."""

    what: str
    owner: str
    due_on: date | None
    state: ActionState
    metric: str
    """The question whose value should move; empty: none in particular."""
    series: Series | None
    """That metric from wave to wave; None without one, or when it is not measured in what is counted."""

    def printed(self) -> dict[str, Any]:
        """Returns it as plain data, with the numbers of its metric's change."""
        return {
            "what": self.what,
            "owner": self.owner,
            "due_on": self.due_on.isoformat() if self.due_on else None,
            "state": self.state.value,
            "metric": self.metric,
            "change": self.series.printed() if self.series else None,
        }


def followed(connection: Connection, earlier: Earlier, waves: Waves, *, agency: int) -> tuple[Followed, ...]:
    """Returns the actions of the wave before in their order, those that were agreed, done or dropped."""
    if not earlier.waves:
        return ()
    of = tables.action.c
    last = earlier.waves[-1].chosen.waves
    query = select(of.what, of.owner, of.due_on, of.state, of.metric).where(
        of.agency_id == agency, of.wave_id.in_(last), of.state.in_(TOLD)
    )
    return tuple(
        Followed(
            what=row.what,
            owner=row.owner,
            due_on=row.due_on,
            state=row.state,
            metric=row.metric,
            series=waves.get(Kind.METRIC, row.metric) if row.metric else None,
        )
        for row in connection.execute(query.order_by(of.id))
    )
