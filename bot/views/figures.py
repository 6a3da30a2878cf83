"""Cards of a client's own figures and of its telephone exchange's calls."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from bot.view import Button, ChatWords, View, by_length, in_rows, lines, press, short
from bot.views.names import day, decimal
from bot.views.workbooks import fault_lines
from domain.figures.exchange import NEAR, Calls, Compared, Comparison, Standing
from domain.figures.own import MEASURES, Change, Figure, OwnFigures
from domain.metric import Measure
from domain.study import Study
from domain.texts import N_
from reporting.ladder import Rung, rung

SHOWN = 2600
"""Characters of contacts on one card; with what stands round them a message holds no more."""
CODES = 12
"""Contacts that are named of those that are not compared."""
STUDIES = 20
NAMES = {Measure.NPS: "NPS", Measure.CSAT: "CSAT", Measure.CES: "CES"}
OWN_TITLE, EXCHANGE_TITLE = (
    N_("<b>Answers of the client’s own customers</b>"),
    N_("<b>Calls of the telephone exchange</b>"),
)
OTHERS = {
    Standing.DOUBTFUL: N_("Decide yourself, left alone: {codes}"),
    Standing.AMBIGUOUS: N_("Several calls or contacts fit, left alone: {codes}"),
    Standing.MISSING: N_("No call found: {codes}"),
}


def ask_study(words: ChatWords, id: int, filename: str, known: Sequence[tuple[int, str]]) -> View:
    """Of which study a file is."""
    buttons = [Button(short(name, 60), press("figstudy", id, study)) for study, name in known[:STUDIES]]
    discard_ = [Button(words("Discard"), press("figdrop", id))]
    text = words("To which study does {filename} belong?", filename=short(filename, 60))
    return View(text, [*in_rows(buttons, 1), discard_])


def reading(words: ChatWords, filename: str) -> View:
    """A file that is being read."""
    return View(words("Reading {filename} …", filename=short(filename, 60)))


def neither(words: ChatWords, filename: str, found: Sequence[Mapping[str, Any]]) -> View:
    """What a file needs to be understood, with examples."""
    return View(
        lines(
            words("I could not make out what {filename} holds; nothing was stored.", filename=short(filename, 60)),
            *fault_lines(words, found),
            "",
            words("The first line of a CSV names its columns. I read these:"),
            words("Answers of the client’s own customers, a row each:"),
            words("<code>date;nps;csat;ces;region\n21.11.2026;9;5;6;North</code>"),
            words("or as ready sums:"),
            words("<code>period;measure;n;value\n10/2026;NPS;340;12\n10/2026;CSAT;338;82 %</code>"),
            words("Calls of the telephone exchange:"),
            words("<code>number;started;waited;unit;answered\n0200001001;21.11.2026 10:15;1:15;Oulu;yes</code>"),
        )
    )


def faults(words: ChatWords, filename: str, found: Sequence[Mapping[str, Any]]) -> View:
    """Every fault of a file."""
    title = words.plural(
        "{filename} has {n} fault; nothing was stored:",
        "{filename} has {n} faults; nothing was stored:",
        len(found),
        filename=short(filename, 60),
    )
    return View(lines(title, *fault_lines(words, found), "", words("Mend them and send the file again.")))


def discarded(words: ChatWords, filename: str) -> View:
    """A file that was not kept."""
    return View(words("{filename} was not kept. Send it again to look at it.", filename=short(filename, 60)))


def own(
    words: ChatWords,
    id: int,
    filename: str,
    study: str,
    found: OwnFigures,
    *,
    changes: Sequence[Change],
    same: bool,
    saved: bool,
) -> View:
    """What a client's own customers answered, before and after it is saved."""
    whole = [figure for measure in MEASURES if (figure := found.of(measure)) is not None]
    return View(
        lines(
            words(OWN_TITLE),
            Markup("{} · {}").format(study, short(filename, 60)),
            _extent(words, found.rows, found.first, found.last),
            "",
            *[Markup("• {}").format(_figure_told(words, figure)) for figure in whole],
            words("Background columns: {columns}", columns=_listed(found.taken)) if found.taken else None,
            words("Left out, not stored: {columns}", columns=_listed(found.left)) if found.left else None,
            "",
            *_replaced(words, changes, same=same),
            words("Saved; they stand in the next outcome analysis.") if saved else None,
            words("Shown beside the mystery shoppers’ own figures, never mixed with them."),
        ),
        _saving(words, id, saved=saved, same=same),
    )


def _replaced(words: ChatWords, changes: Sequence[Change], *, same: bool) -> list[Markup]:
    if same:
        return [words("⚠ These very figures have been saved already.")]
    if not changes:
        return []
    told = [
        Markup("• {}: {} → {}").format(
            NAMES[change.measure], _value_told(words, change.was), _value_told(words, change.becomes)
        )
        for change in changes
    ]
    return [words("⚠ There are figures of the same days; these replace them:"), *told]


def _saving(words: ChatWords, id: int, *, saved: bool, same: bool) -> list[list[Button]]:
    if saved:
        return [[Button(words("Remove these figures"), press("figdrop", id))]]
    save = [] if same else [Button(words("Save figures"), press("figsave", id))]
    return [[*save, Button(words("Discard"), press("figdrop", id))]]


def _figure_told(words: ChatWords, figure: Figure) -> Markup:
    told = _value_told(words, figure)
    if figure.measure is Measure.NPS:
        return Markup("NPS {}").format(told)
    scale = words("scale {low}–{high}", low=decimal(figure.low, words), high=decimal(figure.high, words))
    return Markup("{} {} · {}").format(NAMES[figure.measure], told, scale)


def _value_told(words: ChatWords, figure: Figure) -> Markup:
    """A value with its n, as far as the ladder of small numbers bears it: n alone, counts, a value."""
    step = rung(figure.n)
    n = Markup("(n = {})").format(decimal(figure.n, words))
    if step is Rung.COUNTS and figure.camps is not None:
        return Markup("{} {}").format(_counted(words, figure), n)
    if not step.shows_value or figure.value is None:
        return n
    sign = "\u00a0%" if words.language == "fi" else "%"
    percent = sign if figure.measure is Measure.CSAT else ""
    told = Markup("<b>{}{}</b> {}").format(decimal(round(figure.value, 1), words), percent, n)
    return Markup("{}, {}").format(told, words("indicative")) if step.is_indicative else told


def _counted(words: ChatWords, figure: Figure) -> Markup:
    favour, against = figure.camps or (0, 0)
    if figure.measure is Measure.NPS:
        return words("promoters {favour}, detractors {against}", favour=favour, against=against)
    return words("{count} of {n}", count=favour, n=figure.n)


def _extent(words: ChatWords, rows: int, first: date, last: date) -> Markup:
    days = day(first, words) if first == last else f"{day(first, words)}–{day(last, words)}"
    return words.plural("{n} row, {days}", "{n} rows, {days}", rows, days=days)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(short(name, 30) for name in names[:CODES])
    return f"{shown}, …" if len(names) > CODES else shown


def calls(words: ChatWords, id: int, filename: str, study: str, found: Calls, *, saved: bool) -> View:
    """An exchange's calls for the client who sends them: which of them were shoppers' is not told."""
    return View(
        lines(
            words(EXCHANGE_TITLE),
            Markup("{} · {}").format(study, short(filename, 60)),
            _extent(words, found.rows, found.first.date(), found.last.date()),
            "",
            words("The agency has it, and compares it with its own contacts.")
            if saved
            else words("The agency will compare it with its own contacts. Of other calls nothing is stored."),
        ),
        [] if saved else _saving(words, id, saved=False, same=False),
    )


def compared(
    words: ChatWords, id: int, filename: str, name: str, study: Study, found: Comparison, *, used: bool
) -> View:
    """What the shoppers told beside what the exchange counted, before anything is changed."""
    differing = found.of(Standing.DIFFERS)
    told = by_length([_difference(words, study, each) for each in differing], SHOWN)[0]
    left = len(differing) - len(told)
    days = (study.local(moment).date() for moment in (found.calls.first, found.calls.last))
    return View(
        lines(
            words(EXCHANGE_TITLE),
            Markup("{} · {}").format(name, short(filename, 60)),
            _extent(words, found.calls.rows, *days),
            _matched(words, study, found),
            "",
            words("As the shopper told → as the exchange counted:") if differing else None,
            *told,
            words("… and {n} contacts more.", n=left) if left else None,
            *_others(words, found),
            words("⚠ The client has been sent an analysis with some of these; it stays as it was until a new one.")
            if found.analysed and differing and not used
            else None,
            words("What the shopper told stays in the trail, and the contacts’ scores are counted anew.")
            if differing and not used
            else None,
        ),
        [] if used else _using(words, id, any_=bool(differing)),
    )


def _matched(words: ChatWords, study: Study, found: Comparison) -> Markup:
    """How many contacts fit their calls; where none does, what may be the reason."""
    if not found.rows:
        return words(
            "Nothing here matches: no call of this study was made and handed in within that time. Please check that it "
            "is the right file and study, and that its times are of the zone {zone}.",
            zone=study.terms.timezone,
        )
    if len(found.of(Standing.MISSING)) == len(found.rows):
        return words(
            "Nothing here matches: contacts made in that time {n}, but no call came from a shopper’s number within "
            "{minutes} min of one. Please check the numbers of the sheets aliases and units, and that the file’s times "
            "are of the zone {zone}.",
            n=len(found.rows),
            minutes=NEAR // timedelta(minutes=1),
            zone=study.terms.timezone,
        )
    return words(
        "Contacts made in that time: {n}. The same: {same}, different: {different}.",
        n=len(found.rows),
        same=len(found.of(Standing.FITS)),
        different=len(found.of(Standing.DIFFERS)),
    )


def _using(words: ChatWords, id: int, *, any_: bool) -> list[list[Button]]:
    use = [Button(words("Use the exchange’s"), press("figuse", id))] if any_ else []
    return [[*use, Button(words("Discard"), press("figdrop", id))]]


def _difference(words: ChatWords, study: Study, each: Compared) -> Markup:
    contact, parts = each.made.contact, list[Markup]()
    if each.wait is not None:
        was = "–" if each.made.wait is None else span(each.made.wait)
        parts.append(words("wait {was} → {wait}", was=was, wait=span(each.wait)))
    if each.unit:
        was, becomes = (
            study.unit(unit).label.text(words.language, study.form.default_language)
            for unit in (contact.answering_unit, each.unit)
        )
        parts.append(Markup("{} → {}").format(was, becomes))
    return Markup("<b>{}</b> {}").format(contact.code, Markup("; ").join(parts))


def _others(words: ChatWords, found: Comparison) -> list[Markup]:
    told = []
    for standing, message in OTHERS.items():
        codes = [each.made.contact.code for each in found.of(standing)]
        if codes:
            told.append(words(message, codes=_listed(codes)))
    return told


def span(wait: timedelta) -> str:
    """Returns a wait as minutes and seconds: `1:15`."""
    minutes, seconds = divmod(round(wait.total_seconds()), 60)
    return f"{minutes}:{seconds:02}"


def sent(words: ChatWords, id: int, filename: str, study: str, *, is_exchange: bool) -> View:
    """A client has sent figures."""
    what = words(EXCHANGE_TITLE if is_exchange else OWN_TITLE)
    text = words("The client has sent {filename}.", filename=short(filename, 60))
    return View(lines(what, study, text), [[Button(words("Open"), press("figures", id))]])


def trail(words: ChatWords, study: Study, noted: Sequence[Mapping[str, Any]]) -> list[Markup]:
    """What a shopper had told before it was taken from the exchange, for the review."""
    told = []
    for details in noted:
        name, was = short(details["file"], 40), list[str]()
        if details.get("wait") is not None:
            was.append(words("wait {wait}", wait=span(timedelta(seconds=details["wait"]))))
        if details.get("unit"):
            was.append(study.unit(details["unit"]).label.text(words.language, study.form.default_language))
        told.append(
            words(
                "From the exchange ({filename}); the shopper told: {was}",
                filename=name,
                was=", ".join(was) or "–",
            )
        )
    return told
