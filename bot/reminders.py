"""What the clock does: stages wake, actions and quotes are called to mind, recordings leave, the inbox is pruned."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta
from functools import partial

from telegram.error import BadRequest, Forbidden, TelegramError

from bot.office import Office
from domain.operations import actions, expiries, retention, submissions
from domain.storage import inbox, outbox

log = logging.getLogger(__name__)

TIDY_EVERY = timedelta(hours=1)
AGAIN = timedelta(minutes=5)
"""After this a deletion that did not reach Telegram is tried again."""

DONE_KEPT, ASIDE_KEPT = timedelta(days=7), timedelta(days=30)
"""How long raw updates are kept: for finding out what happened, and no longer."""
MADE = ("exports", "papers", "pictures", "workbooks")
"""Folders of what was made for somebody once, and can be made again."""
MADE_KEPT = timedelta(days=30)
"""How long that is kept; quotes and reports (analyses/, portfolios/) stay, for they are opened again later."""


class Reminders:
    """Looks at the clock and does what has become due; all of it is read from the database."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._tidied: datetime | None = None

    async def wake(self) -> bool:
        """Asks the questions of the later stages whose time has come, each in a transaction of its own."""
        office = self._office
        for stage in await office.read(lambda tx: submissions.due_stages(tx, office.now)):
            await office.write(partial(submissions.wake, stage=stage, now=office.now))
        await self._delete_messages()
        return False

    async def tidy(self) -> bool:
        """Does what has its day: destroys recordings, calls actions to mind, removes what nobody needs any more."""
        office = self._office
        if self._tidied is not None and timedelta() <= office.now - self._tidied < TIDY_EVERY:
            return False
        self._tidied = office.now
        await self._destroy_recordings()
        await office.write(partial(retention.forget_unsaved_figures, now=office.now))
        await self._call_to_mind()
        for id in await office.read(lambda tx: expiries.to_tell_of(tx, office.now)):
            await office.write(partial(expiries.tell, quote_id=id, now=office.now))
        await office.database.write(lambda connection: inbox.prune(connection, "done", office.now - DONE_KEPT))
        await office.database.write(lambda connection: inbox.prune(connection, "aside", office.now - ASIDE_KEPT))
        await asyncio.to_thread(self._clear_out)
        return False

    async def _call_to_mind(self) -> None:
        """Tells clients' people of the actions whose day has come."""
        office = self._office
        for action in await office.read(lambda tx: actions.to_remind_of(tx, office.now)):
            await office.write(partial(actions.remind, action=action, now=office.now))

    def _clear_out(self) -> None:
        """Removes what was made for somebody a month ago, by the clock of the files themselves."""
        media, due = self._office.media, datetime.now(UTC) - MADE_KEPT
        for path in [path for folder in MADE for path in media.before(folder, due)]:
            media.remove(path)

    async def _delete_messages(self) -> None:
        """Deletes recordings from clients' chats before Telegram no longer lets a bot do so."""
        office = self._office
        for row in await office.read(lambda tx: outbox.to_delete(tx, office.now)):
            try:
                await office.bot.delete_message(row["chat_id"], row["message_id"])
            except (BadRequest, Forbidden) as refused:
                log.warning("a recording could not be deleted from a chat: %s", refused.message)
            except TelegramError:
                await office.write(partial(outbox.keep_until, id=row["id"], moment=office.now + AGAIN))
                continue
            await office.write(partial(outbox.deleted, id=row["id"]))

    async def _destroy_recordings(self) -> None:
        """Destroys our copies of recordings on their day, and notes it."""
        office = self._office
        for file in await office.read(lambda tx: retention.recordings_to_destroy(tx, office.now)):
            if file["path"]:
                await asyncio.to_thread(office.media.remove, file["path"])
            await office.write(partial(retention.note_destroyed, file=file, now=office.now))
