"""Makes our own copies of what people send."""

import asyncio
import logging
import re
from functools import partial
from pathlib import PurePosixPath

from sqlalchemy import RowMapping
from telegram.error import BadRequest, NetworkError, TelegramError
from telegram.ext import ExtBot

from bot.office import Office
from bot.transport import told_to_wait
from domain.likeness import likeness
from domain.storage import answers

log = logging.getLogger(__name__)

DOWNLOAD_SECONDS = 300.0
"""20 MB through a slow line."""
FIRST_WAIT, LONGEST_WAIT = 2.0, 600.0
"""Seconds before a file that did not come is fetched again; doubled each time."""
ENDINGS = {"voice": ".ogg", "audio": ".m4a", "photo": ".jpg", "video": ".mp4"}


async def download(bot: ExtBot[None], file_id: str) -> bytes:
    """Returns a file's bytes from Telegram."""
    file = await bot.get_file(file_id)
    if file.file_path is None:
        raise NetworkError("no file path")
    return bytes(await file.download_as_bytearray(read_timeout=DOWNLOAD_SECONDS))


class Keeping:
    """Fetches the files that are owed, each again later when it does not come."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._waits: dict[int, tuple[float, float]] = {}
        self._coming: set[int] = set()

    async def keep_files(self) -> bool:
        """Copies the files that are owed and may be tried now; says whether one came, so that there may be more."""
        now = asyncio.get_running_loop().time()
        waiting = [id for id, (until, _) in self._waits.items() if until > now]
        owed = await self._office.read(lambda tx: answers.owed_attachments(tx, besides=waiting))
        kept = [await self._keep(file) for file in owed]
        return any(kept)

    async def let_go(self) -> bool:
        """Destroys our copies of files that have been replaced or taken away, and forgets Telegram's references.

        Says whether there may be more. A file that is just coming is let go when it has come.
        """
        coming = tuple(self._coming)
        removed = await self._office.read(lambda tx: answers.removed_copies(tx, besides=coming))
        for file in removed:
            if file["path"]:
                await asyncio.to_thread(self._office.media.remove, file["path"])
            await self._office.write(partial(answers.change_attachment, id=file["id"], path="", file_id=""))
        return bool(removed)

    async def _keep(self, file: RowMapping) -> bool:
        self._coming.add(file["id"])
        try:
            return await self._fetch(file)
        finally:
            self._coming.discard(file["id"])
            # it may have been taken away meanwhile
            self._office.stirred.ring()

    async def _fetch(self, file: RowMapping) -> bool:
        office, id = self._office, file["id"]
        path = str(PurePosixPath("contacts") / str(file["contact_id"]) / f"{id}{_ending(file)}")
        try:
            data = await download(office.bot, file["file_id"])
        except BadRequest as refused:
            state = "too_large" if "too big" in refused.message.lower() else "lost"
            log.error("a file cannot be copied: %s", refused.message)
            # an earlier try may have been cut off when the bytes were there already
            await asyncio.to_thread(office.media.remove, path)
            await office.write(lambda tx: answers.settle_attachment(tx, id, state=state, path=""))
            return True
        except TelegramError as failure:
            self._wait(id, failure)
            return False
        self._waits.pop(id, None)
        # noted first: whatever happens after the bytes have been put, they are found again
        if not await office.write(lambda tx: answers.settle_attachment(tx, id, path=path)):
            return True
        sha256 = await asyncio.to_thread(office.media.put, path, data)
        looks = await asyncio.to_thread(likeness, data) if answers.is_picture(file) else ""
        kept = {"state": "kept", "sha256": sha256, "size": len(data), "likeness": looks}
        if not await office.write(lambda tx: answers.settle_attachment(tx, id, **kept)):
            # it was replaced while it came: nobody may find it again
            await asyncio.to_thread(office.media.remove, path)
        return True

    def _wait(self, id: int, failure: TelegramError) -> None:
        _, last = self._waits.get(id, (0.0, FIRST_WAIT / 2))
        wait = max(min(last * 2, LONGEST_WAIT), told_to_wait(failure))
        loop = asyncio.get_running_loop()
        self._waits[id] = (loop.time() + wait, wait)
        loop.call_later(wait, self._office.stirred.ring)


def _ending(file: RowMapping) -> str:
    """The file's own ending when it is a plain one, else its kind's."""
    found = re.search(r"\.[A-Za-z0-9]{1,5}$", file["filename"])
    return found[0].lower() if found else ENDINGS.get(file["kind"], "")
