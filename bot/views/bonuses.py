"""The card of bonuses for openings that are late."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, lines, press
from bot.views.names import day, euros
from domain.contact import Contact

MOST = 20
"""Openings told on one card."""
STEPS = (200, 500, 1000)
"""Bonuses on buttons, in cents."""


def bonus(words: ChatWords, study_id: int, late: Sequence[Contact]) -> View:
    """The openings that are late, what they pay, and how a bonus is given."""
    buttons = [
        Button(Markup("+ {}").format(euros(Decimal(cents) / 100, words)), press("bonus!", study_id, cents))
        for cents in STEPS
    ]
    left = len(late) - MOST
    return View(
        lines(
            words("<b>Bonus</b> on top of the fee"),
            words("Nobody has taken these, and they end within a week:") if late else None,
            *(_told(words, contact) for contact in late[:MOST]),
            words("… and {n} more", n=left) if left > 0 else None,
            words("No opening is late now.") if not late else None,
            "",
            words(
                "Another sum, or only some: type HAVU-017, HAVU-018 7,50. A sum alone is for all above, 0 takes it off."
            ),
        ),
        [*([buttons] if late else []), [Button(words("Back"), press("board", study_id))]],
    )


def _told(words: ChatWords, contact: Contact) -> Markup:
    return words(
        "{code} · by {day} · {fee}", code=contact.code, day=day(contact.closes_on, words), fee=fee_told(words, contact)
    )


def fee_told(words: ChatWords, contact: Contact) -> str:
    """What a contact pays: its fee, and the bonus on top."""
    fee = euros(contact.fee, words)
    return words("{fee} + bonus {bonus}", fee=fee, bonus=euros(contact.bonus, words)) if contact.bonus else fee
