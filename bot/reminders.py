"""What the clock does: later stages wake, recordings leave, the inbox is pruned."""

import logging
from datetime import timedelta

from telegram.error import TelegramError

from bot.office import Office
from domain.operations import retention, submissions
from domain.storage import inbox, outbox

log = logging.getLogger(__name__)

INBOX_KEPT = timedelta(days=7)


class Reminders:
    """Looks at the clock and does what has become due; all of it is read from the database."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def do_due(self) -> bool:
        """Does everything that is due."""
        office = self._office
        await office.database.write(lambda connection: inbox.prune(connection, office.now - INBOX_KEPT))
        if await office.read(lambda tx: bool(submissions.is_anything_due(tx, office.now))):
            await office.write(lambda tx: submissions.wake(tx, office.now))
        await self._delete_messages()
        await self._destroy_recordings()
        return False

    async def _delete_messages(self) -> None:
        """Deletes recordings from clients' chats before Telegram no longer lets a bot do so."""
        for row in await self._office.read(lambda tx: outbox.to_delete(tx, self._office.now)):
            id = row["id"]
            try:
                await self._office.bot.delete_message(row["chat_id"], row["message_id"])
            except TelegramError as refused:
                log.warning("a recording could not be deleted from a chat: %s", refused.message)
            await self._office.write(lambda tx, id=id: outbox.deleted(tx, id))  # type: ignore[misc]

    async def _destroy_recordings(self) -> None:
        """Destroys our copies of recordings on their day, and notes it."""
        office = self._office
        for file in await office.read(lambda tx: retention.recordings_to_destroy(tx, office.now)):
            if file["path"]:
                office.media.remove(file["path"])
            await office.write(lambda tx, file=file: retention.note_destroyed(tx, file, office.now))  # type: ignore[misc]
