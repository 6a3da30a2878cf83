"""The three sheets of an XLSForm: settings, survey and choices become a form."""

from collections.abc import Iterable

from domain.form import Form
from domain.journey import Touchpoint
from domain.promise import Element
from domain.study import Terms
from domain.texts import N_
from domain.workbook import names
from domain.workbook.book import Book
from domain.workbook.cells import Cells
from domain.workbook.choices_sheet import read_choices
from domain.workbook.headings import tell_unknown_heading
from domain.workbook.languages import language_code
from domain.workbook.metric_checks import check_metrics
from domain.workbook.pyxform_form import check_with_pyxform
from domain.workbook.sheets import Sheet
from domain.workbook.survey_expressions import check_expressions
from domain.workbook.survey_sheet import Surroundings, Survey


def read_form(
    book: Book, terms: Terms, touchpoints: Iterable[Touchpoint], elements: Iterable[Element], *, is_plain: bool = False
) -> tuple[Survey, Form]:
    """Returns the rows of the survey and the form that they make, checked by us first and by pyxform last.

    A plain XLSForm may do without its settings, as it may in ODK.
    """
    settings = next(book.rows("settings"), None)
    choices = book.sheets.get("choices")
    around = Surroundings(
        touchpoints=[touchpoint.name for touchpoint in touchpoints],
        elements=[element.name for element in elements],
        choices=read_choices(
            book.rows("choices"),
            choices.extra if choices else (),
            duplicates=settings is not None and names.truth(settings.text("allow_choice_duplicates")) is True,
        ),
    )
    survey = _survey(book, around)
    check_expressions(survey)
    check_metrics(survey, terms.recordings)
    _tell_unused_columns(book, survey)
    _warn_unshown(book)
    form = _form(book, survey, terms, settings, is_plain)
    if not book.findings.faults:
        check_with_pyxform(book.sheets, survey.canonical, book.findings)
    return survey, form


def _survey(book: Book, around: Surroundings) -> Survey:
    survey = Survey(around)
    for cells in book.rows("survey"):
        survey.read(cells)
    survey.close()
    return survey


def _form(book: Book, survey: Survey, terms: Terms, settings: Cells | None, is_plain: bool) -> Form:
    if settings is not None:
        if not is_plain:
            settings.needed("form_id")
        _check_default_language(settings.text("default_language"), book)
    form_id, title, version = (settings.line(key) if settings else "" for key in ("form_id", "form_title", "version"))
    languages = dict.fromkeys([book.default_language, *_sheet_languages(book.sheets.get("survey"))])
    return Form(
        form_id=form_id or "form",
        title=title or terms.name,
        version=version or "1",
        default_language=book.default_language,
        languages=tuple(languages),
        questions=tuple(asked.question for asked in survey.asked),
        choices=dict(survey.around.choices),
    )


def _sheet_languages(sheet: Sheet | None) -> Iterable[str]:
    return sheet.languages if sheet else ()


def _check_default_language(written: str, book: Book) -> None:
    sheet = book.sheets["settings"]
    code = language_code(written)
    if written and code is None and written.casefold() != "default":
        message = N_("“{text}” does not tell its language; write it as in {example}.")
        book.findings.fault(
            message, sheet.title, 2, sheet.heading("default_language"), text=written[:40], example="Suomi (fi)"
        )


def _tell_unused_columns(book: Book, survey: Survey) -> None:
    """A further column of the choices that no choice_filter looks at may be a slip of the pen."""
    sheet = book.sheets.get("choices")
    filters = " ".join(asked.question.choice_filter for asked in survey.asked)
    for column in sorted(sheet.extra if sheet else ()):
        if sheet and column not in filters:
            tell_unknown_heading(sheet.name, sheet.title, column, book.findings)


def _warn_unshown(book: Book) -> None:
    for name in ("survey", "choices"):
        sheet = book.sheets.get(name)
        for column in sheet.headings if sheet else ():
            if (
                sheet
                and column.partition("::")[0] in names.UNSHOWN[name]
                and any(column in row.cells for row in sheet.rows)
            ):
                message = N_("The column {heading} is not shown in the chat.")
                book.findings.warn(message, sheet.title, 1, sheet.headings[column], heading=sheet.headings[column])
