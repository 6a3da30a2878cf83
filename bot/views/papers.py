"""Cards of quotes, outcome analyses and recordings."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.names import day, euros
from domain.quote import Quote

UNITS = 20
"""Units on one card."""


def making(words: ChatWords, what: str) -> View:
    """Something heavy that is being made."""
    texts = {
        "quote": words("Making the quote … it comes here in a moment."),
        "analysis": words("Making the outcome analysis … it comes here in a moment."),
        "contact_report": words("Making the report … it comes here in a moment."),
        "praise": words("Looking for a success to tell … it comes here in a moment."),
    }
    return View(texts[what])


def quote(
    words: ChatWords, id: int, offered: Quote, state: str, *, who: str, for_client: bool, simulated: bool
) -> View:
    """A quote in figures, with what can be done with it."""
    states = {
        "draft": words("Not sent yet."),
        "sent": words("Valid until {day}.", day=day(offered.valid_until, words)),
        "accepted": words("Accepted: {who}.", who=who),
        "declined": words("Declined: {who}.", who=who),
    }
    buttons: list[list[Button]] = []
    if for_client and state == "sent":
        buttons = [
            [Button(words("Accept quote"), press("qaccept", id)), Button(words("Decline quote"), press("qdecline", id))]
        ]
    elif not for_client and state == "draft":
        buttons = [[Button(words("Send to client"), press("qsend", id))]]
    vat = offered.gross - offered.subtotal
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            words("<b>Quote {number}</b> · {client}", number=offered.number, client=offered.client),
            Markup("{} · {}").format(offered.study, offered.wave),
            words("Net {net}, VAT {vat}", net=euros(offered.subtotal, words), vat=euros(vat, words)),
            words("<b>In all {gross}</b>", gross=euros(offered.gross, words)),
            states[state],
        ),
        buttons,
    )


def quotes(words: ChatWords, rows: Sequence[tuple[int, str, str]]) -> View:
    """A client's quotes."""
    if not rows:
        return View(words("No quotes yet."))
    return View(
        words("<b>Quotes</b>"),
        in_rows([Button(short(f"{n} · {s}", 60), press("qopen", id)) for id, n, s in rows[:20]], 1),
    )


def analysis(
    words: ChatWords,
    id: int,
    title: str,
    headlines: Sequence[str],
    *,
    for_client: bool,
    sent: bool,
    recordings: bool,
    simulated: bool,
) -> View:
    """An outcome analysis in a few sentences, under its PDF."""
    if for_client:
        buttons = [[Button(words("Recordings"), press("recordings", id))]] if recordings else []
    else:
        buttons = [] if sent else [[Button(words("Send to client"), press("asend", id))]]
    buttons = [*buttons, [Button(words("Praise"), press("praise", id))]]
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            words("<b>Outcome analysis</b> · {title}", title=title),
            *[Markup("• {}").format(line) for line in headlines],
            words("The client has it.") if sent and not for_client else None,
        ),
        buttons,
    )


def reports(words: ChatWords, rows: Sequence[tuple[int, str]]) -> View:
    """A client's outcome analyses."""
    if not rows:
        return View(words("No outcome analyses yet."))
    return View(
        words("<b>Outcome analyses</b>"),
        in_rows([Button(short(title, 60), press("aopen", id)) for id, title in rows[:20]], 1),
    )


def choose_praised(words: ChatWords, id: int, units: Sequence[str], page: int = 0) -> View:
    """Which unit is praised."""
    first = page * UNITS
    around = paging(
        words,
        press("praise", id, page - 1) if page else None,
        press("praise", id, page + 1) if len(units) > first + UNITS else None,
    )
    buttons = [
        Button(short(unit, 60), press("praised", id, first + number))
        for number, unit in enumerate(units[first : first + UNITS])
    ]
    return View(
        lines(
            words("<b>Whom shall I praise?</b>"),
            words("I look for one success of a unit, in the shopper’s own words, without anybody’s name."),
        ),
        [*in_rows(buttons, 1), *around],
    )


def recordings(words: ChatWords, analysis_id: int, files: Mapping[int, str], page: int = 0) -> View:
    """The recordings of an analysis, a button each by the contact's code."""
    if not files:
        return View(words("There are no recordings in this analysis."))
    shown = list(files.items())[page * 30 : page * 30 + 30]
    buttons = [Button(code, press("hear", analysis_id, id)) for id, code in shown]
    around = paging(
        words,
        press("recordings", analysis_id, page - 1) if page else None,
        press("recordings", analysis_id, page + 1) if len(files) > page * 30 + 30 else None,
    )
    return View(
        lines(
            words("<b>Recordings</b>"),
            words("Each one you choose comes here, is noted, and is deleted from this chat within 48 hours."),
        ),
        [*in_rows(buttons, 3), *around],
    )
