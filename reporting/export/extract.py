"""What one reader may have of a wave: codes instead of people, and words without names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, select

from domain.label import Label
from domain.mask import MASK
from domain.storage import tables
from domain.texts import Words
from reporting.analyses.quotes import masked
from reporting.frames import Frames


@dataclass(frozen=True, kw_only=True)
class Extract:
    """The frames of a wave with the codes of its contacts, and of its shoppers when the agency itself reads."""

    frames: Frames
    words: Words
    contacts: Mapping[int, str]
    """HAVU-017, by the contact's id."""
    shoppers: Mapping[str, str] | None
    """A12, by the shopper's id as the frames have it; None for a client, who gets nothing of a shopper."""
    _told: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def for_client(self) -> bool:
        """Whether it is the client who reads."""
        return self.shoppers is None

    def said(self, text: str) -> str:
        """Returns what a shopper wrote or said: whole to the agency, masked as quotes are to a client."""
        if not self.for_client or not text:
            return text
        if text not in self._told:
            self._told[text] = masked(text, self.frames.people)
        return self._told[text]

    def where(self, place: str) -> str:
        """Returns where a shopper was: to the agency alone, since it may be their home."""
        return MASK if self.for_client and place else place

    def called(self, label: Label) -> str:
        """Returns what the study calls a thing, in the reader's language where it has it."""
        return label.text(self.words.language, self.frames.study.form.default_language)


def extract(connection: Connection, frames: Frames, words: Words, *, agency: int, for_client: bool) -> Extract:
    """Returns what one reader may have of frames that have been read; for a client no shopper is looked up at all."""
    contact, person = tables.contact.c, tables.person.c
    codes = connection.execute(select(contact.id, contact.code).where(*frames.chosen.counted)).all()
    shoppers = None
    if not for_client:
        query = select(person.id, person.code).where(person.agency_id == agency)
        shoppers = {str(row.id): row.code for row in connection.execute(query)}
    return Extract(frames=frames, words=words, contacts={row.id: row.code for row in codes}, shoppers=shoppers)


def plain_moment(moment: datetime | None) -> datetime | None:
    """Returns a local moment without its zone, which no spreadsheet knows."""
    return None if moment is None else moment.replace(tzinfo=None)
