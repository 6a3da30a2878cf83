"""Logs never hold a token, an answer or a name."""

import logging
import re
import traceback
from types import TracebackType

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _Redacted(logging.Formatter):
    """Hides anything that looks like a token, and of exceptions tells what and where, never their own words."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("[token]", super().format(record))

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - logging's own name
        """Returns the kinds and places of an exception and of those behind it: their words may hold an answer."""
        told: list[str] = []
        failure = ei[1]
        while failure is not None:
            places = "".join(traceback.format_tb(failure.__traceback__))
            told.append(f"Traceback (most recent call last):\n{places}{type(failure).__name__}")
            failure = failure.__cause__ or (None if failure.__suppress_context__ else failure.__context__)
        return "\n\nafter:\n\n".join(told)


def set_up(level: int = logging.INFO) -> None:
    """Sends the log to standard error, tokens hidden; libraries that would log requests are kept quiet."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # on bad answers it would log what was sent
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
    for name in ("httpx", "httpcore", "aiohttp", "sqlalchemy", "alembic", "fontTools", "fpdf", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
