"""Cards of telling a contact afterwards: when it began, how long one waited, how long it took."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.view import Button, ChatWords, View, in_rows, lines, press
from bot.views.names import clock
from domain.contact import Contact

AGO, AGO_OF_REPLY = (5, 10, 15, 20, 30, 45), (30, 60, 240, 1440, 2880, 4320)
"""Minutes ago that have a button of their own."""
WAITS, WAITS_OF_REPLY = (0, 1, 2, 3, 5, 10), (60, 240, 1440, 2880, 4320)
LENGTHS, LENGTHS_OF_REPLY = (5, 8, 10, 15, 20, 30), (60, 240, 1440, 2880, 4320, 10_080)


def ask_start(words: ChatWords, contact: Contact, now: datetime) -> View:
    """When the contact began."""
    if contact.channel.waits_for_reply:
        question = words("<b>{code}: when did you send it?</b>", code=contact.code)
        example = words(
            "Type the day and the time, for example 21.11. 10.15, or all at once: 21.11. 10.15, 2 days, 2 days"
        )
        shown = {n: _moment(words, now, n) for n in AGO_OF_REPLY}
    else:
        question = words("<b>{code}: when did it start?</b>", code=contact.code)
        example = words("Type the time, for example 10.15. Or all at once: 10.15, waited 3 min, took 12 min")
        shown = {n: clock(_ago(now, n), words) for n in AGO}
    buttons = [Button(label, press("tell", contact.id, "s", minutes)) for minutes, label in shown.items()]
    return View(
        lines(question, example),
        [*in_rows(buttons, 3), [Button(words("Back"), press("contact", contact.id))]],
    )


def _ago(now: datetime, minutes: int) -> datetime:
    return (now.astimezone(UTC) - timedelta(minutes=minutes)).astimezone(now.tzinfo)


def _moment(words: ChatWords, now: datetime, minutes: int) -> str:
    at = _ago(now, minutes)
    same_day = at.date() == now.date()
    return clock(at, words) if same_day else f"{at.day}.{at.month}. {clock(at, words)}"


def ask_wait(words: ChatWords, contact: Contact, *, back: str = "told") -> View:
    """How long the shopper waited for an answer."""
    if contact.channel.waits_for_reply:
        question = words("<b>{code}: how long until the reply?</b>", code=contact.code)
        example = words("For example 5 h or 2 days. A bare number is minutes.")
        offered: Sequence[int] = WAITS_OF_REPLY
    else:
        question = words("<b>{code}: how long did you wait for an answer?</b>", code=contact.code)
        example = words("In minutes; 0 when at once. 1,5 is a minute and a half.")
        offered = WAITS
    buttons = [Button(_length(words, n), press("tell", contact.id, "w", n)) for n in offered]
    return View(lines(question, example), [*in_rows(buttons, 3), [Button(words("Back"), press(back, contact.id))]])


def ask_length(words: ChatWords, contact: Contact, wait: timedelta) -> View:
    """How long it took from start to end: no less than the wait."""
    if contact.channel.waits_for_reply:
        example = words("From the sending to the end, waiting included: for example 5 h or 2 days.")
        offered: Sequence[int] = LENGTHS_OF_REPLY
    else:
        example = words("In minutes from the start to the end, waiting included.")
        offered = LENGTHS
    fitting = [n for n in offered if timedelta(minutes=n) >= wait]
    buttons = [Button(_length(words, n), press("tell", contact.id, "l", n)) for n in fitting]
    return View(
        lines(words("<b>{code}: how long did it take in all?</b>", code=contact.code), example),
        [*in_rows(buttons, 3), [Button(words("Back"), press("told", contact.id))]],
    )


def _length(words: ChatWords, minutes: int) -> str:
    if minutes and minutes % 1440 == 0:
        return words.plural("{n} day", "{n} days", minutes // 1440)
    return f"{minutes // 60} h" if minutes and minutes % 60 == 0 else f"{minutes} min"
