"""The queue of the review: a card of 400 contacts beside one of 40, five photos with each."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from sqlalchemy import ColumnElement, Table

from bench.timing import median_seconds, ratio
from bot.conversations.reviewing import draw_queue
from bot.settings import Settings
from bot.turn import Desk
from bot.view import ChatWords
from domain.operations import reviews
from domain.person import Role
from domain.place import place
from domain.storage import agencies
from domain.storage.database import open_engine
from domain.storage.migrating import migrate
from domain.storage.tables import answer, attachment, contact, stage, timing
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

MANY, FEW, PHOTOS = 400, 40, 5
CODE = "HAVU-003"


@contextmanager
def _waiting(contacts: int) -> Iterator[Desk]:
    """The desk of a coordinator for whom so many contacts wait, all like one that was made and handed in."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        migrate(url)
        engine = open_engine(url, writes=True)
        with engine.connect() as connection, connection.begin():
            tx = Transaction(connection, agencies.the_only(connection, "Aalto Mystery"))
            kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
            aino = agency.join(tx, Role.SHOPPER, "Aino")
            agency.planned(tx, kaisa)
            agency.taken(tx, kaisa, aino, CODE)
            agency.submitted(tx, aino, CODE)
            for number in range(1, contacts):
                _add_another(tx, number)
            yield Desk(tx, NOW, kaisa, ChatWords("en"), Settings(_env_file=None, bot_token="1:x"), "toteuma_bot")
        engine.dispose()


def _add_another(tx: Transaction, number: int) -> None:
    made = agency.contact(tx, CODE).id
    [it] = _rows(tx, contact, contact.c.id == made)
    id = tx.add(contact, **{**it, "code": f"BENCH-{number}"})
    for table in (answer, stage, timing):
        tx.add_all(table, [{**row, "contact_id": id} for row in _rows(tx, table, table.c.contact_id == made)])
    words = f"These are the words of contact {number}."
    tx.change(answer, answer.c.contact_id == id, answer.c.question == "parasta", value=words)
    chance = Random(number)
    about = {"contact_id": id, "question": "kuva", "purpose": "answer", "kind": "photo", "state": "kept"}
    of_photo = {"file_id": "f", "added_at": NOW, **about}
    looks = [f"{chance.getrandbits(64):016x}" for _ in range(PHOTOS)]
    tx.add_all(attachment, [{**of_photo, "file_unique_id": each, "likeness": each} for each in looks])


def _rows(tx: Transaction, table: Table, where: ColumnElement[bool]) -> list[dict[str, object]]:
    own = {"id", "agency_id"}
    return [{name: value for name, value in row.items() if name not in own} for row in tx.all(table, where)]


def measure() -> dict[str, float]:
    """Returns how the queue's card grows with what waits, and how long finding what is plain holds the writer."""
    with _waiting(MANY) as many, _waiting(FEW) as few:

        def card(desk: Desk) -> object:
            return draw_queue(desk, place("reviews", study=0, page=0))

        def look() -> object:
            return reviews.queue(many.tx, by=many.reader, now=NOW)

        return {
            f"review queue of {MANY} contacts / of {FEW}": ratio(lambda: card(many), lambda: card(few), 5),
            f"review queue of {MANY} contacts, ms": median_seconds(lambda: card(many), 3) * 1000,
            "finding those without a flag, ms": median_seconds(look, 3) * 1000,
        }
