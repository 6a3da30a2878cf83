"""Timing one thing against another."""

import statistics
import time
from collections.abc import Callable

ROUNDS = 7


def median_seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Returns the median wall time of `work` in seconds, after one round that does not count."""
    work()
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return statistics.median(taken)


def ratio(work: Callable[[], object], against: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Returns how many times as long `work` takes as `against`: the median of pairs measured in turn."""
    work(), against()
    pairs = [(median_seconds(work, 1), median_seconds(against, 1)) for _ in range(rounds)]
    return statistics.median(mine / other for mine, other in pairs)
