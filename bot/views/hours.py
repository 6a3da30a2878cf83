"""Cards of extra work by the hour: the list with its sums, one entry, and where it is typed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.names import day, digits, money, percent
from bot.views.studies import back
from domain.hours import Hours

STUDIES = 20
"""Studies among which one is chosen."""
ENTRIES = 15
"""Entries on one card."""


def of_which(words: ChatWords, rows: Sequence[tuple[int, str, str]], text: str) -> View:
    """Which study typed hours are of, or (when nothing was typed) whose hours are shown."""
    buttons = [Button(f"{client}: {short(name, 40)}", press("hoursof", id)) for id, client, name in rows]
    asked = words("<b>Which study is this work of?</b>") if text else words("<b>Hours of which study?</b>")
    typed = Markup("“{}”").format(short(text, 300)) if text else None
    return View(lines(asked, typed), in_rows(buttons, 1))


def hours(
    words: ChatWords,
    study_id: int,
    study: str,
    found: Sequence[Hours],
    waves: Mapping[int, str],
    page: int,
    *,
    currency: str,
) -> View:
    """The hours of a study, the newest first; waves are told where there are several."""
    shown = found[page * ENTRIES : (page + 1) * ENTRIES]
    several = len({one.wave_id for one in found}) > 1
    around = paging(
        words,
        press("hours", study_id, page - 1) if page else None,
        press("hours", study_id, page + 1) if len(found) > (page + 1) * ENTRIES else None,
    )
    return View(
        lines(
            words("<b>Hours</b> · {study}", study=study),
            *[_line(words, one, waves[one.wave_id] if several else "", currency) for one in shown],
            _sums(words, found, currency) if found else words("No extra work has been logged."),
            "",
            words("More? Type it, for example: 2.5 yesterday results shown to the board"),
        ),
        [
            *in_rows([Button(_label(words, one), press("hour", one.id)) for one in shown], 3),
            *around,
            back(words, study_id),
        ],
    )


def _line(words: ChatWords, one: Hours, wave: str, currency: str) -> Markup:
    told = Markup("• {} · {} · {}").format(day(one.day, words), length(words, one.hours), short(one.what, 80))
    told += Markup(" · {}").format(wave) if wave else Markup("")
    return told + Markup(" · {}").format(_price(words, one, currency))


def _price(words: ChatWords, one: Hours, currency: str) -> str:
    return money(one.net, words, currency) if one.charged else words("not charged")


def _sums(words: ChatWords, found: Sequence[Hours], currency: str) -> Markup:
    total = sum((one.hours for one in found), Decimal(0))
    charged = sum((one.hours for one in found if one.charged), Decimal(0))
    return words(
        "<b>In all {total}, of which {charged} charged: {net} without VAT</b>",
        total=length(words, total),
        charged=length(words, charged),
        net=money(sum((one.net for one in found), Decimal("0.00")), words, currency),
    )


def _label(words: ChatWords, one: Hours) -> str:
    month = f"{one.day.day}.{one.day.month}." if words.language == "fi" else f"{one.day.day}/{one.day.month}"
    return f"{month} {length(words, one.hours)}"


def length(words: ChatWords, value: Decimal) -> str:
    """Returns hours as their reader writes them: 2,5 h."""
    return f"{digits(value, words)} h"


def entry(words: ChatWords, one: Hours, of: str, who: str, *, currency: str) -> View:
    """One entry, with what can be done with it."""
    turned = Button(words("Do not charge"), press("hourbill", one.id, 0))
    return View(
        lines(
            words("<b>{hours}</b> on {day}", hours=length(words, one.hours), day=day(one.day, words)),
            Markup("{}").format(one.what),
            Markup("{} · {}").format(of, who),
            words(
                "{price} an hour, VAT {percent}",
                price=money(one.price, words, currency),
                percent=percent(one.vat_percent, words),
            ),
            words("<b>{net} without VAT</b>", net=money(one.net, words, currency))
            if one.charged
            else words("Not charged: the client is told of it, and pays nothing."),
            words("Changed since it was logged.") if one.changed_at else None,
        ),
        [
            [
                Button(words("Change"), press("hourchange", one.id)),
                turned if one.charged else Button(words("Charge"), press("hourbill", one.id, 1)),
            ],
            [
                Button(words("Remove"), press("hourdrop", one.id)),
                Button(words("Back"), press("hours", one.study_id)),
            ],
        ],
    )


def change(words: ChatWords, one: Hours) -> View:
    """Where hours are typed anew."""
    now = f"{digits(one.hours, words)} {one.day.isoformat()} {one.what}"
    return View(
        lines(
            words("<b>How is it right?</b> Type the hours, the day and what was done."),
            Markup("<code>{}</code>").format(now),
        ),
        [[Button(words("Back"), press("hour", one.id))]],
    )
