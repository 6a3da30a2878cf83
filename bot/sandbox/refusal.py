"""What the Bot API answers when it does not do as asked."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


class Refusal(Exception):
    """The Bot API refuses a call with a code, a description and perhaps parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def as_json(self) -> Json:
        """The body that Telegram sends with this refusal."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(what: str) -> Refusal:
    """A 400, worded as Telegram words it: its own constants stay as they are, sentences start small."""
    if len(what) > 1 and (what[1] == "_" or what[1].isupper()):
        return Refusal(400, f"Bad Request: {what}")
    return Refusal(400, f"Bad Request: {what[:1].lower()}{what[1:]}")


def too_many_requests(retry_after: int) -> Refusal:
    """A 429 with the seconds to wait."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", retry_after=retry_after)


def not_played(what: str) -> Refusal:
    """What Telegram can and this sandbox cannot."""
    return Refusal(501, f"Not Implemented: the sandbox does not play {what}")
