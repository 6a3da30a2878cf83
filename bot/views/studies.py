"""Cards of workbooks, studies, plans, handing out and the board."""

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from bot.view import Button, ChatWords, View, by_length, in_rows, lines, paging, press, short
from bot.views.names import CHANNELS, OBSTACLES, STATES, day, decimal, euros
from bot.views.practice import try_button
from domain.contact import Contact, State
from domain.person import Person
from domain.plan import Planned
from domain.practice import Source
from domain.study import RECOMMENDED_CONTACTS, Study
from domain.texts import N_

SHOPPERS = 20
"""Shoppers on one card."""

FAULTS_LENGTH = 3300
"""Characters of the faults in one message, with their markup; what stands around them is told as well."""
FAULTS_SHOWN = 20
"""Lines of faults; beyond them faults of one kind share a line."""
ROWS_SHOWN = 8
WARNINGS_SHOWN = 10

SHEET_PLACE = N_("sheet {sheet}")
ROW_PLACE = N_("row {row}")
ROWS_PLACE = N_("rows {rows}")
COLUMN_PLACE = N_("column {column}")

Told = Mapping[str, Any]
"""A fault as it is stored: message, details, sheet, row, column."""


@dataclass(frozen=True)
class Known:
    """A study that is there already."""

    id: int
    client: str
    name: str
    wave: str


def reading(words: ChatWords, filename: str) -> View:
    """A workbook that is being read."""
    return View(words("Reading {filename} …", filename=filename))


def preview(
    words: ChatWords,
    upload: int,
    study: Study,
    warnings: Sequence[Mapping[str, Any]],
    known: Known | None = None,
    alike: Known | None = None,
) -> View:
    """What a whole workbook holds, before it becomes a study.

    `known` was made from this very file, which does not become another one; `alike` has the same client, name and wave.
    """
    language, form = words.language, study.form
    there = known or alike
    services = [
        words(
            "• {service} ({channel}): {n} contacts of {minutes} min, fee {fee}",
            service=service.label.text(language, form.default_language),
            channel=words(CHANNELS[service.channel]),
            n=service.contacts,
            minutes=decimal(service.minutes, words),
            fee=euros(service.fee, words),
        )
        for service in study.services
    ]
    asked = sum(question.type.is_asked for question in form.questions)
    measured = sum(question.is_measured for question in form.questions)
    return View(
        lines(
            words(
                "<b>{client}</b>\n{name} · {wave}",
                client=study.terms.client,
                name=study.terms.name,
                wave=study.terms.wave,
            ),
            *_beside(words, known, alike),
            "",
            words("“{promise}”", promise=study.terms.promise) if study.terms.promise else None,
            *services,
            words("{n} questions, of which {m} are measured or calculated metrics", n=asked, m=measured),
            words(
                "{elements} elements of the promise, {touchpoints} touchpoints, {units} units, "
                "{scenarios} scenarios, {profiles} profiles",
                elements=len(study.elements),
                touchpoints=len(study.touchpoints),
                units=len(study.units),
                scenarios=len(study.scenarios),
                profiles=len(study.profiles),
            ),
            _recordings(words, study),
            "" if warnings else None,
            words("Worth a look:") if warnings else None,
            *_fault_lines(words, warnings)[:WARNINGS_SHOWN],
        ),
        [
            *([[Button(words("Open the study"), press("study", there.id))]] if there else []),
            [
                *([] if known else [Button(words("Create study"), press("create", upload))]),
                Button(words("Discard"), press("discard", upload)),
            ],
            [try_button(words, Source.UPLOAD, upload)],
        ],
    )


def _beside(words: ChatWords, known: Known | None, alike: Known | None) -> list[Markup]:
    """What is there already of the same."""
    if known:
        return [words("⚠ This workbook is here already, as the study “{name}”.", name=known.name)]
    if alike:
        return [
            words(
                "⚠ {client} already has the study “{name}” with the wave “{wave}”, made from another file. "
                "Create study makes a second one beside it.",
                client=alike.client,
                name=alike.name,
                wave=alike.wave,
            )
        ]
    return []


def created(words: ChatWords, study: int, name: str) -> View:
    """A workbook that has become a study."""
    return View(
        words("This workbook is here already, as the study “{name}”.", name=name),
        [[Button(words("Open the study"), press("study", study))]],
    )


def discarded(words: ChatWords, filename: str) -> View:
    """A workbook that was not kept."""
    return View(words("{filename} was not kept. Send it again to look at it.", filename=short(filename, 60)))


def _recordings(words: ChatWords, study: Study) -> Markup:
    if not study.terms.recordings:
        return words("Calls are not recorded.")
    days = study.terms.recordings_kept_days or 0
    return words(
        "Calls are recorded; our copies are destroyed after {n} days. Basis: {basis}",
        n=days,
        basis=study.terms.recordings_basis,
    )


def faults(words: ChatWords, filename: str, found: Sequence[Told]) -> View:
    """Every fault of a workbook in one message; when they are many, every kind of fault with its rows."""
    shown = _fault_lines(words, found)
    title = words.plural(
        "{filename} has {n} fault; nothing was stored:",
        "{filename} has {n} faults; nothing was stored:",
        len(found),
        filename=short(filename, 60),
    )
    return View(
        lines(
            title,
            *shown,
            "",
            words("Mend them and send the workbook again."),
        )
    )


def _fault_lines(words: ChatWords, found: Sequence[Told]) -> list[Markup]:
    """Faults one by one, else those of one column together, else those of one kind; the first that fits."""
    told: list[Markup] = []
    for groups in ([[fault] for fault in found], _grouped(found, _by_column), _grouped(found, _by_message)):
        if len(groups) == len(found) > FAULTS_SHOWN:
            continue
        told = [_group_line(words, group) for group in groups]
        if len(by_length(told, FAULTS_LENGTH)) == 1:
            return told
    told = told or [_group_line(words, group) for group in _grouped(found, _by_message)]
    shown = by_length(told, FAULTS_LENGTH)[0]
    left = len(told) - len(shown)
    return [*shown, words("… and {n} kinds of faults more.", n=left)] if left else shown


def _by_column(fault: Told) -> Hashable:
    return fault["sheet"], fault["column"], fault["message"]


def _by_message(fault: Told) -> Hashable:
    return (fault["message"],)


def _grouped(found: Sequence[Told], kind: Callable[[Told], Hashable]) -> list[list[Told]]:
    groups: dict[Hashable, list[Told]] = {}
    for fault in found:
        groups.setdefault(kind(fault), []).append(fault)
    return list(groups.values())


def _group_line(words: ChatWords, group: Sequence[Told]) -> Markup:
    """Faults of one kind: where the first column has them, the words of the first, and how many there are elsewhere."""
    here = [fault for fault in group if _by_column(fault) == _by_column(group[0])]
    line = fault_line(words, group[0], sorted({fault["row"] for fault in here if fault.get("row")}))
    if len(here) < len(group):
        return Markup("{} {}").format(line, words("(and {n} more in other columns)", n=len(group) - len(here)))
    if any(fault["details"] != group[0]["details"] for fault in group):
        return Markup("{} {}").format(line, words("(and others like it)"))
    return line


def fault_line(words: ChatWords, fault: Told, rows: Sequence[int] = ()) -> Markup:
    """One fault with its place; with several rows, those that have the same."""
    row = words(ROWS_PLACE, rows=_ranges(rows)) if len(rows) > 1 else words(ROW_PLACE, row=fault.get("row"))
    parts = [
        words(SHEET_PLACE, sheet=short(fault["sheet"], 40)) if fault.get("sheet") else "",
        row if fault.get("row") else "",
        words(COLUMN_PLACE, column=short(fault["column"], 40)) if fault.get("column") else "",
    ]
    where = ", ".join(part for part in parts if part)
    details = {name: short(str(value), 120) for name, value in fault["details"].items()}
    what = words(fault["message"], **details)
    return Markup("• <b>{}</b>: {}").format(where, what) if where else Markup("• {}").format(what)


def _ranges(rows: Sequence[int]) -> str:
    """Rows as one reads them: `2, 5–9, 12`."""
    spans: list[list[int]] = []
    for row in rows:
        if spans and row == spans[-1][-1] + 1:
            spans[-1][1:] = [row]
        else:
            spans.append([row])
    told = ["–".join(map(str, span)) for span in spans]
    return ", ".join(told[:ROWS_SHOWN]) + (" …" if len(told) > ROWS_SHOWN else "")


def studies(words: ChatWords, rows: Sequence[tuple[int, str, str]]) -> View:
    """The studies, newest first."""
    if not rows:
        return View(words("No studies yet. Send a study workbook (.xlsx) here to begin; /template gives an example."))
    buttons = [Button(f"{client}: {short(name, 40)}", press("study", id)) for id, client, name in rows[:20]]
    return View(words("<b>Studies</b>"), in_rows(buttons, 1))


def study(
    words: ChatWords, id: int, made: Study, *, simulated: bool, wave: str, counts: Counter[State], quote: Markup | None
) -> View:
    """A study's own card."""
    total = sum(counts.values())
    standing = [f"{words(STATES[state])} {counts[state]}" for state in State if counts[state]]
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            Markup("<b>{}</b>\n{} · {}").format(made.terms.client, made.terms.name, wave),
            "",
            words.plural("{n} contact: {standing}", "{n} contacts: {standing}", total, standing=", ".join(standing))
            if total
            else words("No contacts yet: {n} are to be planned.", n=made.contacts),
            quote,
        ),
        in_rows(
            [
                *([] if total else [Button(words("Plan contacts"), press("plan", id))]),
                Button(words("Assign"), press("assign", id)),
                Button(words("Board"), press("board", id)),
                Button(words("Review"), press("reviews", id)),
                Button(words("Analysis"), press("analysis", id)),
                Button(words("Quote"), press("quote", id)),
                try_button(words, Source.STUDY, id),
            ],
            2,
        ),
    )


def quote_standing(words: ChatWords, state: str, number: str) -> Markup:
    """Where a study's quote stands."""
    states = {
        "draft": words("Quote {number} is not sent yet.", number=number),
        "sent": words("Quote {number} is with the client.", number=number),
        "accepted": words("Quote {number} has been accepted.", number=number),
        "declined": words("Quote {number} has been declined.", number=number),
    }
    return states[state]


def plan(words: ChatWords, id: int, made: Study, planned: Sequence[Planned], first: date, last: date) -> View:
    """The contacts a wave would have."""
    parts = []
    for service in made.services:
        chosen = [contact for contact in planned if contact.service == service.name]
        parts.append(words("<b>{service}</b>: {n} contacts", service=_label(words, made, service.label), n=len(chosen)))
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


def assign(words: ChatWords, id: int, made: Study, open_: Sequence[Contact]) -> View:
    """Which contacts are handed out."""
    if not open_:
        return View(words("No contact is open: all have been handed out, or none has been planned."), [back(words, id)])
    counts = Counter(contact.service for contact in open_)
    by_service = [
        Button(f"{_label(words, made, service.label)} ({counts[service.name]})", press("pick", id, place))
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
            _codes(chosen),
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
            _codes(chosen),
            words("To: {to}", to=to),
            words("Fees together: {fee}", fee=fee),
        ),
        [[Button(words("Offer"), press("offer", id))], back(words, id)],
    )


def _codes(chosen: Sequence[Contact]) -> str:
    codes = [contact.code for contact in chosen]
    return ", ".join(codes) if len(codes) <= 8 else ", ".join([*codes[:6], "…", codes[-1]])


def board(
    words: ChatWords, id: int, made: Study, counts: Mapping[tuple[str, str, State], int], late: Sequence[Contact]
) -> View:
    """How the contacts stand, per service and unit."""
    parts = []
    for service in made.services:
        parts.append(Markup("<b>{}</b>").format(_label(words, made, service.label)))
        for unit in made.units_of(service.name):
            states = {state: counts.get((service.name, unit.name, state), 0) for state in State}
            standing = ", ".join(f"{words(STATES[state])} {n}" for state, n in states.items() if n)
            parts.append(Markup("• {}: {}").format(_label(words, made, unit.label), standing or "–"))
    return View(
        lines(
            words("<b>Board</b> · {name}", name=made.terms.name),
            *parts,
            words("Late: {codes}", codes=_codes(late)) if late else None,
        ),
        [back(words, id)],
    )


def _label(words: ChatWords, made: Study, label: Any) -> str:
    return str(label.text(words.language, made.form.default_language))
