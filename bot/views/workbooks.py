"""Cards of a workbook that was sent: being read, whole, or with its faults."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bot.view import Button, ChatWords, View, by_length, lines, press, short
from bot.views.names import decimal, euros
from bot.views.practice import try_button
from domain.practice import Source
from domain.service import CHANNELS
from domain.study import Study
from domain.texts import N_

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
            fee=words("by the price list") if service.fee is None else euros(service.fee, words),
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
            Markup(", ").join(
                [
                    words.plural("{n} question", "{n} questions", asked),
                    words.plural("{n} measured or calculated metric", "{n} measured or calculated metrics", measured),
                ]
            ),
            Markup(", ").join(
                [
                    words.plural("{n} element of the promise", "{n} elements of the promise", len(study.elements)),
                    words.plural("{n} touchpoint", "{n} touchpoints", len(study.touchpoints)),
                    words.plural("{n} unit", "{n} units", len(study.units)),
                    words.plural("{n} scenario", "{n} scenarios", len(study.scenarios)),
                    words.plural("{n} profile", "{n} profiles", len(study.profiles)),
                ]
            ),
            _recordings(words, study),
            "" if warnings else None,
            words("Worth a look:") if warnings else None,
            *fault_lines(words, warnings)[:WARNINGS_SHOWN],
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
    shown = fault_lines(words, found)
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


def fault_lines(words: ChatWords, found: Sequence[Told]) -> list[Markup]:
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
