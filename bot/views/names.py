"""What states, channels, roles and the like are called."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from babel.dates import format_date, format_time
from babel.numbers import format_currency, format_decimal

from bot.view import ChatWords
from domain.contact import Contact, Outcome, State
from domain.flags import Flag
from domain.label import Label
from domain.person import Role
from domain.study import Study
from domain.texts import N_

STATES: Mapping[State, str] = {
    State.OPEN: N_("open"),
    State.OFFERED: N_("offered"),
    State.ACCEPTED: N_("accepted"),
    State.UNDERWAY: N_("under way"),
    State.ANSWERING: N_("being answered"),
    State.SUBMITTED: N_("to review"),
    State.RETURNED: N_("returned"),
    State.APPROVED: N_("approved"),
    State.EXCLUDED: N_("left out"),
}
ROLES: Mapping[Role, str] = {
    Role.OWNER: N_("owner"),
    Role.COORDINATOR: N_("coordinator"),
    Role.SHOPPER: N_("shopper"),
    Role.CLIENT: N_("client"),
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.ANSWERED: N_("answered"),
    Outcome.NO_ANSWER: N_("nobody answered"),
    Outcome.CLOSED: N_("closed"),
    Outcome.WRONG_NUMBER: N_("wrong number or address"),
    Outcome.EXPOSED: N_("recognised as a shopper"),
}
FLAGS: Mapping[Flag, str] = {
    Flag.TOO_FAST: N_("answered very fast"),
    Flag.COPIED_TEXT: N_("same words as in another contact"),
    Flag.COPIED_PHOTO: N_("same photo as in another contact"),
    Flag.ODD_HOURS: N_("made at night"),
    Flag.OUTSIDE_HOURS: N_("made outside opening hours"),
    Flag.SAME_ANSWERS: N_("the same answer to every metric"),
    Flag.NO_ATTACHMENT: N_("recording missing"),
}
OBSTACLES: Mapping[str, str] = {
    "thread": N_("the other encounters of the same customer are somebody else’s"),
    "rotation": N_("has met the same unit within the rotation time"),
    "unreachable": N_("has blocked the bot"),
}


def day(value: date | datetime, words: ChatWords) -> str:
    """Returns a day as its reader writes it: 31.10.2026."""
    return format_date(value, "d.M.yyyy" if words.language == "fi" else "d MMM yyyy", locale=words.language)


def clock(value: datetime, words: ChatWords) -> str:
    """Returns a local time of day as its reader writes it: 14.30."""
    return format_time(value, "H.mm" if words.language == "fi" else "HH:mm", locale=words.language)


def moment(value: datetime, study: Study, words: ChatWords) -> str:
    """Returns a moment in the study's own time."""
    local = study.local(value)
    return f"{day(local, words)} {clock(local, words)}"


def euros(amount: Decimal, words: ChatWords) -> str:
    """Returns what a shopper earns or has paid, as its reader writes it: 1 234,50 €."""
    return money(amount, words, "EUR")


def money(amount: Decimal, words: ChatWords, currency: str) -> str:
    """Returns an amount in a currency with the decimals it has: 890 €, 2,40 €, 2,345 €, 1 234,50 SEK."""
    finnish = words.language == "fi"
    digits = "#,##0" if amount == int(amount) else "#,##0.00##"
    if currency != "EUR":
        pattern = f"{digits}\u00a0¤¤" if finnish else f"¤¤\u00a0{digits}"
    else:
        pattern = f"{digits}\u00a0¤" if finnish else f"¤{digits}"
    return format_currency(amount, currency, pattern, words.language, currency_digits=False)


def percent(value: Decimal, words: ChatWords) -> str:
    """Returns a percentage as its reader writes it: 25,5 %."""
    number = format_decimal(value, "#,##0.##", locale=words.language)
    return f"{number}\u00a0%" if words.language == "fi" else f"{number}%"


def decimal(value: float | Decimal, words: ChatWords) -> str:
    """Returns a number with at most one decimal, as its reader writes it."""
    return format_decimal(value, "#,##0.#", locale=words.language)


def digits(value: Decimal, words: ChatWords) -> str:
    """Returns a number with every digit it has, as its reader writes it."""
    return format_decimal(value, "#,##0.###############", locale=words.language)


def codes_told(chosen: Sequence[Contact]) -> str:
    """Returns the codes of contacts; of many, the first ones and the last."""
    codes = [contact.code for contact in chosen]
    return ", ".join(codes) if len(codes) <= 8 else ", ".join([*codes[:6], "…", codes[-1]])


def text_of(words: ChatWords, study: Study, label: Label) -> str:
    """Returns what a study calls a thing, in the reader's language when it says it."""
    return label.text(words.language, study.form.default_language)


def named(label: str) -> str:
    """Returns what a value stands behind: with a colon, unless it ends in a mark of its own."""
    return label if label.endswith(("?", "!", ".", ":", "…")) else f"{label}:"
