"""The agency's norm over its clients: its half-years are counted when the first report after them is asked for."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from domain.half_year import HalfYear
from domain.storage import jobs, norms
from domain.storage.transaction import Transaction

LEAST_COMPANIES = 7
"""Clients below which no norm can be told to anybody: the five of its limit, the reader, and one more who knows."""
MOST_HALVES = 4
"""Half-years that a norm may be gathered from."""


def ask(tx: Transaction, *, now: datetime) -> None:
    """Has the half-years counted that have ended and are not counted yet; an agency of few clients has none."""
    if norms.companies(tx) < LEAST_COMPANIES:
        return
    present = HalfYear.of(now.date())
    known = {HalfYear.of(until - timedelta(days=1)) for until in norms.counted(tx)}
    newest = max(known, default=present.before(MOST_HALVES + 1))
    for half in (present.before(many) for many in range(MOST_HALVES, 0, -1)):
        ids = {"first": half.first.isoformat()}
        if half > newest and jobs.asked_lately(tx, "norm", now, timedelta(0), **ids) is None:
            jobs.add(tx, "norm", now, **ids)


def keep(tx: Transaction, *, first: date, parts: Sequence[Sequence[Any]], now: datetime) -> None:
    """Keeps what a half-year came to, for good."""
    norms.keep(tx, HalfYear.of(first).until, parts, now)
