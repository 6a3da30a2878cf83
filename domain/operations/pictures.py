"""Pages of an outcome analysis as pictures, for those who may read it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.operations.analyses import readable
from domain.person import Person
from domain.refusal import Unknown
from domain.storage import audit, jobs, outbox
from domain.storage.transaction import Transaction

ONE_PICTURE = timedelta(seconds=10)
"""The same page asked for again within this is the same wish."""


def pages(tx: Transaction, *, by: Person, analysis_id: int) -> Sequence[str]:
    """Returns what each page of an analysis is about, the first page first; nothing before it has been made."""
    row, _ = readable(tx, by, analysis_id)
    return list(row["pages"] or [])


def request(tx: Transaction, *, by: Person, analysis_id: int, page: int, now: datetime) -> None:
    """Asks for a page (from 1) as a picture, unless it is being made or has come a moment ago."""
    if not 1 <= page <= len(pages(tx, by=by, analysis_id=analysis_id)):
        raise Unknown
    ids = {"analysis": analysis_id, "person": by.id, "page": page}
    if jobs.asked_lately(tx, "picture", now, ONE_PICTURE, **ids) is None:
        jobs.add(tx, "picture", now, **ids)
        audit.note(tx, by.id, "ask for picture", str(analysis_id), now, page=page)


def made(tx: Transaction, *, to: Person, analysis_id: int, page: int, path: str, now: datetime) -> None:
    """Gives somebody the picture they asked for."""
    outbox.tell(tx, to, "picture_made", now, analysis=analysis_id, page=page, path=path)
