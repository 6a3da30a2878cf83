"""Why an expression cannot be played, and where in it."""

from collections.abc import Mapping


class ExpressionFault(Exception):
    """An expression that cannot be played; `message` is a text of the catalogue."""

    def __init__(self, message: str, column: int, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        """The character where it goes wrong, counted from 1."""
        self.details: Mapping[str, object] = {**details, "column": column}
