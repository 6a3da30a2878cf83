"""What a function of expressions is."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from domain.expressions.value import Value

Arguments = Sequence[Value]


class Function(NamedTuple):
    """What a function does with its values, and how many it takes (`most` None: any number)."""

    least: int
    most: int | None
    value: Callable[[Arguments, datetime], Value]
