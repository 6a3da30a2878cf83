"""Cards of handing out: which contacts, to whom, and what comes of it."""

from collections import Counter
from collections.abc import Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press
from bot.views.names import OBSTACLES, codes_told, text_of
from bot.views.studies import back
from domain.contact import Contact
from domain.person import Person
from domain.study import Study

SHOPPERS = 20
"""Shoppers on one card."""


def assign(words: ChatWords, id: int, made: Study, open_: Sequence[Contact], *, closed: str = "") -> View:
    """Which contacts are handed out; none of a wave that has been `closed`, by its name."""
    if closed:
        told = words("The wave {wave} is closed: nothing more of it is planned or handed out.", wave=closed)
        return View(told, [back(words, id)])
    if not open_:
        return View(words("No contact is open: all have been handed out, or none has been planned."), [back(words, id)])
    counts = Counter(contact.service for contact in open_)
    by_service = [
        Button(f"{text_of(words, made, service.label)} ({counts[service.name]})", press("pick", id, place))
        for place, service in enumerate(made.services)
        if counts[service.name]
    ]
    return View(
        lines(
            words("<b>Which contacts are handed out?</b>"),
            words("Choose, or type codes: {codes}", codes=", ".join(dict.fromkeys((open_[0].code, open_[-1].code)))),
        ),
        [
            [Button(words("All open") + f" ({len(open_)})", press("pick", id, "all"))],
            *in_rows(by_service if len(by_service) > 1 else [], 1),
            back(words, id),
        ],
    )


def assign_to(
    words: ChatWords,
    id: int,
    chosen: Sequence[Contact],
    shoppers: Sequence[tuple[Person, Counter[str]]],
    page: int = 0,
    count: int = 0,
) -> View:
    """To whom they are handed: a page of the shoppers, of whom there are `count`."""
    standing = []
    count, shoppers = count or len(shoppers), shoppers[:SHOPPERS]
    for shopper, reasons in shoppers:
        why = "; ".join(f"{n} × {words(OBSTACLES[reason])}" for reason, n in reasons.items())
        standing.append(Markup("{} {}{}").format(shopper.code, shopper.name, f": {why}" if why else ""))
    able = [Button(f"{shopper.code} {shopper.name}", press("to", id, shopper.id)) for shopper, _ in shoppers]
    around = paging(
        words,
        press("to", id, "page", page - 1) if page else None,
        press("to", id, "page", page + 1) if count > (page + 1) * SHOPPERS else None,
    )
    return View(
        lines(
            words.plural(
                "<b>To whom is {n} contact handed?</b>", "<b>To whom are {n} contacts handed?</b>", len(chosen)
            ),
            codes_told(chosen),
            "",
            *standing,
            None if count else words("No shoppers have joined yet. /invite shopper NAME makes a join link."),
        ),
        [
            [
                Button(words("In balance"), press("to", id, "balance")),
                Button(words("Open call"), press("to", id, "call")),
            ],
            *in_rows(able, 2),
            *around,
            back(words, id),
        ],
    )


def assign_check(words: ChatWords, id: int, chosen: Sequence[Contact], to: str, fee: str) -> View:
    """What is about to be offered."""
    return View(
        lines(
            words.plural("<b>Offer {n} contact</b>", "<b>Offer {n} contacts</b>", len(chosen)),
            codes_told(chosen),
            words("To: {to}", to=to),
            words("Fees together: {fee}", fee=fee),
        ),
        [[Button(words("Offer"), press("offer", id))], back(words, id)],
    )
