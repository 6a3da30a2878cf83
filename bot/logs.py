"""Logs never hold a token, an answer or a name."""

import logging
import re

TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}")


class _Redacted(logging.Formatter):
    """Hides anything that looks like a token, in messages and in tracebacks alike."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub("[token]", super().format(record))


def set_up(level: int = logging.INFO) -> None:
    """Sends the log to standard error, tokens hidden; libraries that would log requests are kept quiet."""
    handler = logging.StreamHandler()
    handler.setFormatter(_Redacted("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "aiohttp", "telegram", "sqlalchemy", "alembic", "fontTools", "fpdf"):
        logging.getLogger(name).setLevel(logging.WARNING)
