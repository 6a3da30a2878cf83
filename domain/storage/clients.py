"""Client companies."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from sqlalchemy import RowMapping, func

from domain.storage.tables import client
from domain.storage.transaction import Transaction

LETTERS = 4


def get(tx: Transaction, id: int) -> RowMapping | None:
    """Returns the company of that id."""
    return tx.one(client, client.c.id == id)


def all_of(tx: Transaction) -> Sequence[RowMapping]:
    """Returns the companies by name."""
    return tx.all(client, order=client.c.name)


def find(tx: Transaction, name: str) -> RowMapping | None:
    """Returns the company of that name, typed in any case."""
    return tx.one(client, func.lower(client.c.name) == " ".join(name.split()).lower())


def find_or_add(tx: Transaction, name: str) -> int:
    """Returns the id of the company of that name, which is made when it is new, with letters of its own."""
    name = " ".join(name.split())
    found = find(tx, name) or next((row for row in all_of(tx) if row["name"].casefold() == name.casefold()), None)
    if found:
        return int(found["id"])
    return tx.add(client, name=name, letters=_letters(tx, name), last_number=0)


def take_numbers(tx: Transaction, id: int, count: int) -> range:
    """Reserves the next numbers for a company's contacts."""
    row = get(tx, id)
    assert row is not None
    first = row["last_number"] + 1
    tx.change(client, client.c.id == id, last_number=row["last_number"] + count)
    return range(first, first + count)


def _letters(tx: Transaction, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    first = next(iter(re.findall(r"[A-Z]{2,}", plain.upper())), "CASE")
    word = first[:LETTERS]
    taken = {row["letters"] for row in all_of(tx)}
    if word not in taken:
        return word
    return next(made for number in count(2) if (made := f"{word}{number}") not in taken)


def set_billing(tx: Transaction, id: int, billing: Mapping[str, Any]) -> None:
    """Keeps how a company is billed."""
    tx.change(client, client.c.id == id, billing=billing)
