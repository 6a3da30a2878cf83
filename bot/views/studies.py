"""Cards of studies: the list, a study, its plan and its board."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, press, short
from bot.views.names import STATES, codes_told, day, text_of
from bot.views.practice import try_button
from bot.views.quotes import QuoteStanding
from domain.contact import Contact, State
from domain.plan import Planned
from domain.practice import Source
from domain.study import RECOMMENDED_CONTACTS, Study
from domain.texts import N_


def studies(words: ChatWords, rows: Sequence[tuple[int, str, str]]) -> View:
    """The studies, newest first."""
    if not rows:
        return View(words("No studies yet. Send a study workbook (.xlsx) here to begin; /template gives an example."))
    buttons = [Button(f"{client}: {short(name, 40)}", press("study", id)) for id, client, name in rows[:20]]
    return View(words("<b>Studies</b>"), in_rows(buttons, 1))


EARLIER = 3
"""Earlier waves that may be closed from the card, the newest ones."""


def study(
    words: ChatWords,
    id: int,
    made: Study,
    *,
    simulated: bool,
    wave: str,
    closed: bool = False,
    earlier: Sequence[tuple[int, str]] = (),
    counts: Mapping[State, int],
    quote: QuoteStanding,
    questions: int,
    own_figures: int | None,
) -> View:
    """A study's own card; `own_figures` is the newest file of the client's own customers, if any.

    `earlier`: ids and names of waves before this one in which something is unfinished.
    """
    total = sum(counts.values())
    standing = [f"{words(STATES[state])} {counts[state]}" for state in State if counts.get(state)]
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            Markup("<b>{}</b>\n{} · {}").format(made.terms.client, made.terms.name, wave),
            "",
            words.plural("{n} contact: {standing}", "{n} contacts: {standing}", total, standing=", ".join(standing))
            if total
            else words("No contacts yet: {n} are to be planned.", n=made.contacts),
            words("The wave is closed: what has been taken may be finished.") if closed else None,
            *quote.told,
            words.plural("{n} question waits for an answer.", "{n} questions wait for an answer.", questions)
            if questions
            else None,
        ),
        in_rows(
            [
                *([] if total else [Button(words("Plan contacts"), press("plan", id))]),
                Button(words("Assign"), press("assign", id)),
                Button(words("Board"), press("board", id)),
                Button(words("Review"), press("reviews", id)),
                Button(words("Analysis"), press("analysis", id)),
                Button(words("Quote"), press("quote", id)),
                Button(words("Hours"), press("hours", id)),
                Button(words("Invoice basis"), press("invoice", id)),
                *([Button(words("Quoted and done"), press("quotedone", id))] if total else []),
                *([Button(words("New version"), press("qnew", quote.renewed))] if quote.renewed else []),
                *([Button(words("New wave"), press("newwave", id))] if total else []),
                *([Button(words("Close wave"), press("closewave", id))] if total and not closed else []),
                *[
                    Button(words("Close wave: {name}", name=short(name, 20)), press("closewave", id, wave_id))
                    for wave_id, name in earlier[-EARLIER:]
                ],
                Button(words("Actions"), press("actions", id)),
                Button(words("Questions"), press("enquiries", id)),
                try_button(words, Source.STUDY, id),
                *([Button(words("Client’s own figures"), press("figures", own_figures))] if own_figures else []),
            ],
            2,
        ),
    )


def plan(words: ChatWords, id: int, made: Study, planned: Sequence[Planned], first: date, last: date) -> View:
    """The contacts a wave would have."""
    parts = []
    for service in made.services:
        chosen = [contact for contact in planned if contact.service == service.name]
        parts.append(
            words("<b>{service}</b>: {n} contacts", service=text_of(words, made, service.label), n=len(chosen))
        )
        for what, names in (
            (N_("units"), Counter(made.unit(c.unit).label.text(words.language) for c in chosen)),
            (N_("scenarios"), Counter(made.scenario(c.scenario).label.text(words.language) for c in chosen)),
            (N_("profiles"), Counter(made.profile(c.profile).label.text(words.language) for c in chosen)),
        ):
            each = ", ".join(f"{name} {n}" for name, n in names.items())
            parts.append(Markup("  {}: {}").format(words(what), each))
        if len(chosen) < RECOMMENDED_CONTACTS:
            parts.append(few(words, len(chosen)))
    threads = len({contact.thread for contact in planned if contact.thread})
    return View(
        lines(
            words(
                "<b>Plan of {n} contacts</b>, {first}–{last}",
                n=len(planned),
                first=day(first, words),
                last=day(last, words),
            ),
            *parts,
            words.plural(
                "{n} customer’s journey of several encounters", "{n} customers’ journeys of several encounters", threads
            )
            if threads
            else None,
            "",
            words("Other days? Type them, for example 1.12.–20.12."),
        ),
        [
            [Button(words("Create contacts"), press("contacts", id, first.isoformat(), last.isoformat()))],
            back(words, id),
        ],
    )


def few(words: ChatWords, n: int) -> Markup:
    """Warns of fewer contacts than recommended, with the precision lost."""
    # the half-width of a 95 % interval goes with the square root of the number of contacts
    wider = round(((RECOMMENDED_CONTACTS / n) ** 0.5 - 1) * 100) if n else 100
    return words(
        "⚠ Fewer than {least} contacts: the results are about {wider} % less precise than with {least}.",
        least=RECOMMENDED_CONTACTS,
        wider=wider,
    )


def back(words: ChatWords, id: int) -> list[Button]:
    """The way back to the study's card."""
    return [Button(words("Back"), press("study", id))]


def board(
    words: ChatWords, id: int, made: Study, counts: Mapping[tuple[str, str, State], int], late: Sequence[Contact]
) -> View:
    """How the contacts stand, per service and unit."""
    parts = []
    for service in made.services:
        parts.append(Markup("<b>{}</b>").format(text_of(words, made, service.label)))
        for unit in made.units_of(service.name):
            states = {state: counts.get((service.name, unit.name, state), 0) for state in State}
            standing = ", ".join(f"{words(STATES[state])} {n}" for state, n in states.items() if n)
            parts.append(Markup("• {}: {}").format(text_of(words, made, unit.label), standing or "–"))
    return View(
        lines(
            words("<b>Board</b> · {name}", name=made.terms.name),
            *parts,
            words("Late: {codes}", codes=codes_told(late)) if late else None,
        ),
        [[Button(words("Bonus"), press("bonus", id))], back(words, id)],
    )
