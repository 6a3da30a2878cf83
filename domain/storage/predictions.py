"""What analyses have foretold of the next wave."""

from collections.abc import Iterable
from datetime import datetime

from domain.prediction import Prediction
from domain.storage.tables import prediction
from domain.storage.transaction import Transaction


def put(tx: Transaction, analysis_id: int, made: Iterable[Prediction], now: datetime) -> None:
    """Keeps what an analysis foretells, in place of what it did before it was made anew."""
    tx.remove(prediction, analysis_id=analysis_id)
    tx.add_all(prediction, [{"analysis_id": analysis_id, **one.model_dump(), "made_at": now} for one in made])
