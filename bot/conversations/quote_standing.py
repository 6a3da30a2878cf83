"""Where the quote of a wave stands, as its study's card tells it."""

from markupsafe import Markup
from sqlalchemy import RowMapping

from bot.turn import Desk
from bot.views.quotes import QuoteStanding, plan_changed, standing
from domain.operations import quotes as operations
from domain.quote_state import QuoteState
from domain.storage import quotes


def quote_standing(desk: Desk, study_row: RowMapping, wave_id: int) -> QuoteStanding:
    """Returns the standing of the newest version, of the one that is agreed, and whether the plan has left it."""
    known = quotes.of_wave(desk.tx, wave_id)
    if not known:
        return QuoteStanding()
    agreed = operations.agreed(desk.tx, wave_id)
    shown = [row for row in (agreed, known[0]) if row is not None]
    told = [_told(desk, study_row, row) for row in shown[: 1 if shown[0]["id"] == shown[-1]["id"] else 2]]
    is_answered = known[0]["state"] in {QuoteState.ACCEPTED, QuoteState.DECLINED}
    if agreed is None or not is_answered or operations.strayed(desk.tx, agreed) is None:
        return QuoteStanding(tuple(told))
    return QuoteStanding((*told, plan_changed(desk.words, agreed["number"])), known[0]["id"])


def _told(desk: Desk, study_row: RowMapping, row: RowMapping) -> Markup:
    state = QuoteState(row["state"])
    valid = operations.document(row).is_valid(operations.today_of(study_row, desk.now))
    return standing(desk.words, row["number"], state, expired=state is QuoteState.SENT and not valid)
