"""Cards of outcome analyses and recordings."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.manuscripts import edit_buttons, edit_notes
from bot.views.portfolios import listed
from domain.export import ExportForm
from domain.manuscript import Manuscript

REPORTS = 18
"""Reports on one card."""
UNITS = 20
"""Units on one card."""


def making(words: ChatWords, what: str) -> View:
    """Something heavy that is being made."""
    texts = {
        "quote": words("Making the quote … it comes here in a moment."),
        "accepted_quote": words("Making the accepted copy … it comes here in a moment."),
        "analysis": words("Making the outcome analysis … it comes here in a moment."),
        "contact_report": words("Making the report … it comes here in a moment."),
        "invoice": words("Making the invoice basis … its files come here in a moment."),
        "portfolio": words("Making the report of all studies … it comes here in a moment."),
        "praise": words("Looking for a success to tell … it comes here in a moment."),
    }
    return View(texts[what])


def analysis(
    words: ChatWords,
    id: int,
    study_id: int,
    title: str,
    headlines: Sequence[str],
    *,
    for_client: bool,
    state: str,
    manuscript: Manuscript | None,
    recordings: bool,
    simulated: bool,
) -> View:
    """An outcome analysis in a few sentences, under its PDF."""
    excel = Button(words("Excel"), press("excel", id))
    if for_client:
        buttons = [[*([Button(words("Recordings"), press("recordings", id))] if recordings else []), excel]]
    else:
        buttons = [[excel]] if manuscript is None or state != "made" else edit_buttons(words, id, manuscript, excel)
    buttons = [*buttons, [Button(words("Picture"), press("picture", id)), Button(words("Praise"), press("praise", id))]]
    asking = words("Ask about this") if for_client else words("Record a question")
    buttons = [
        *buttons,
        [Button(words("Actions"), press("actions", study_id)), Button(asking, press("ask", id))],
    ]
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            words("<b>Outcome analysis</b> · {title}", title=title),
            *[Markup("• {}").format(line) for line in headlines],
            *(edit_notes(words, manuscript) if manuscript and state == "made" else []),
            words("The report is being made.") if state == "making" else None,
            words("The client has it.") if state == "sent" and not for_client else None,
        ),
        buttons,
    )


def exporting(words: ChatWords, form: ExportForm) -> View:
    """A file of data that is being made."""
    if form is ExportForm.EXCEL:
        return View(words("Making the workbook … it comes here in a moment."))
    return View(words("Making the files … they come here in a moment."))


def export(words: ChatWords, id: int, title: str, form: ExportForm, *, for_client: bool, simulated: bool) -> View:
    """Under a file of data: what is in it, and for whom it is."""
    is_excel = form is ExportForm.EXCEL
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            words("<b>Data</b> · {title}", title=title),
            words("Summary, answers, times and codebook.")
            if is_excel
            else words(
                "answers.csv has a row for each answer, contacts_wide.csv a row for each contact as KoboToolbox "
                "exports it, and study.json all of it for programs."
            ),
            None
            if for_client
            else words(
                "For the agency alone: shoppers by their codes, and comments as written. The client’s own Excel has "
                "no shoppers and masks names."
            ),
        ),
        [[Button(words("Other formats"), press("formats", id))]] if is_excel and not for_client else [],
    )


def export_failed(words: ChatWords) -> View:
    """A file of data could not be made."""
    return View(words("The file could not be made. The fault has been noted; nothing is lost, and you may try again."))


def reports(
    words: ChatWords, rows: Sequence[tuple[int, str]], together: Sequence[tuple[int, str]], *, page: int, more: bool
) -> View:
    """A page of a client's outcome analyses; `together` are the ids and days of those over all studies."""
    if not rows and not together:
        return View(words("No outcome analyses yet."))
    over_all = [listed(words, id, made) for id, made in together]
    single = [Button(short(title, 60), press("aopen", id)) for id, title in rows]
    around = paging(words, press("reports", page - 1) if page else None, press("reports", page + 1) if more else None)
    return View(words("<b>Outcome analyses</b>"), [*in_rows([*over_all, *single], 1), *around])


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
        [*in_rows(buttons, 1), *around, [Button(words("Back"), press("aback", id))]],
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
