"""Answers and times of contacts, a row each: as put down on approval, or else made out of the rows themselves."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, String, cast, select

from domain.contact import Moment
from domain.storage.digests import packed
from domain.storage.tables import answer, contact, digest, timing


class Digest(NamedTuple):
    """What a contact told: `asked`, `given` and `comments` as the table `digest` has them, times as ISO 8601 in UTC."""

    contact: int
    asked: str
    given: str
    comments: str
    started: str | None
    answered: str | None
    ended: str | None


def read(connection: Connection, counted: Select[Any], n: int) -> list[Digest]:
    """Reads the digests of the contacts whose ids `counted` selects, of which there are n.

    Neither those that were put down nor those made here look at other contacts' rows.
    """
    found = list(map(Digest._make, connection.execute(stored_query(counted)).all()))
    return found if len(found) == n else [*found, *_made(connection, counted)]


def stored_query(counted: Select[Any]) -> Select[Any]:
    """Selects the digests that have been put down."""
    of = digest.c
    times = (cast(of[moment], String) for moment in Moment)
    return select(of.contact_id, of.asked, of.given, of.comments, *times).where(of.contact_id.in_(counted))


def answers_query(counted: Select[Any]) -> Select[Any]:
    """Selects the answers of the contacts that have none."""
    of = answer.c
    columns = (of.contact_id, of.question, of.state, of.value, of.comment)
    return select(*columns).where(of.contact_id.in_(_without(counted))).order_by(of.contact_id, of.id)


def times_query(counted: Select[Any]) -> Select[Any]:
    """Selects the times of the last tries of the contacts that have none, the newest last."""
    of = timing.c
    return (
        select(of.contact_id, cast(of.moment, String), cast(of.at, String))
        .join(contact, contact.c.id == of.contact_id)
        .where(of.contact_id.in_(_without(counted)), of.attempt == contact.c.attempts)
        .order_by(of.id)
    )


def _without(counted: Select[Any]) -> Select[Any]:
    return counted.where(contact.c.id.not_in(select(digest.c.contact_id).where(digest.c.contact_id == contact.c.id)))


def _made(connection: Connection, counted: Select[Any]) -> Iterator[Digest]:
    times: defaultdict[int, dict[str, str]] = defaultdict(dict)
    for id, moment, at in connection.execute(times_query(counted)):
        times[id][moment] = at
    rows = connection.execute(answers_query(counted))
    told = {id: packed(row[1:] for row in its) for id, its in groupby(rows, key=lambda row: row[0])}
    for id in times.keys() | told.keys():
        yield Digest(id, *told.get(id, packed(())).values(), *map(times[id].get, Moment))
