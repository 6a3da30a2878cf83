"""How far a quote is, and how it goes on."""

from collections.abc import Mapping
from enum import StrEnum


class QuoteState(StrEnum):
    """How far one version of a quote is."""

    DRAFT = "draft"
    """Made, and changed as often as needed; no client has seen it."""
    SENT = "sent"
    """With the client; it changes no more."""
    ACCEPTED = "accepted"
    """It holds until a later version has been accepted."""
    DECLINED = "declined"
    REPLACED = "replaced"
    """A later version has taken its place; if it was accepted, its acceptance stays in it."""


MOVES: Mapping[QuoteState, frozenset[QuoteState]] = {
    QuoteState.DRAFT: frozenset({QuoteState.SENT}),
    # an offer is replaced as soon as another one has been sent, an agreement only by another agreement
    QuoteState.SENT: frozenset({QuoteState.ACCEPTED, QuoteState.DECLINED, QuoteState.REPLACED}),
    QuoteState.ACCEPTED: frozenset({QuoteState.REPLACED}),
    QuoteState.DECLINED: frozenset({QuoteState.REPLACED}),
    QuoteState.REPLACED: frozenset(),
}
"""To which states it may go on."""
