"""From a file to a study, or to everything that is wrong with it."""

import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.fault import Fault
from domain.form import Form
from domain.price_differences import Listed
from domain.study import Study, Terms
from domain.texts import N_
from domain.workbook import study_sheets
from domain.workbook.book import Book
from domain.workbook.checks_sheet import read_checks
from domain.workbook.faults import Findings
from domain.workbook.form_sheets import read_form
from domain.workbook.price_sheet import read_price_list
from domain.workbook.reach import warn_unreachable
from domain.workbook.safety import danger
from domain.workbook.sheets import STUDY_SHEETS, Sheet, is_plain_form, is_price_list, read_sheets
from domain.workbook.terms import read_terms


@dataclass(frozen=True)
class Reading:
    """What came of a workbook: a study when nothing is wrong with it, and what is wrong or doubtful."""

    study: Study | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    form: Form | None = None
    """The form when nothing is wrong with it: the study's, or that of an XLSForm which lacks a study's sheets."""
    listed: tuple[Listed, ...] | None = None
    """The rows when it is the agency's price list instead, with nothing wrong in it."""


def read(data: bytes, filename: str, *, timezone: str = "Europe/Helsinki") -> Reading:
    """Reads a workbook, all its faults at once; never raises for what is in it.

    `timezone` is the agency's, of studies that name none.
    """
    refused = danger(data, filename)
    if refused is not None:
        return Reading(None, (refused,), ())
    findings = Findings()
    try:
        with warnings.catch_warnings():  # openpyxl tells of odd cells, which are faults of ours anyway
            warnings.simplefilter("ignore")
            sheets = read_sheets(data, findings)
    except Exception:  # openpyxl raises whatever it stumbles on in a strange file
        message = N_("The file is damaged; save it again as .xlsx and send it anew.")
        return Reading(None, (Fault(message),), ())
    book = Book(sheets, findings)
    if is_plain_form(sheets):
        return _plain_form(book)
    if is_price_list(sheets):
        return _price_list(book)
    study = _study(book, timezone)
    faults, warned = _in_order(findings.faults, sheets), _in_order(findings.warnings, sheets)
    return Reading(None, faults, warned) if faults else Reading(study, faults, warned, study.form)


def _in_order(found: Iterable[Fault], sheets: Mapping[str, Sheet]) -> tuple[Fault, ...]:
    """As one goes through the workbook: by sheet, row and column; what has no such place comes first."""
    places = {sheet.title: place for place, sheet in enumerate(sheets.values())}
    columns = {sheet.title: list(sheet.headings.values()) for sheet in sheets.values()}

    def place(fault: Fault) -> tuple[int, int, int]:
        headings = columns.get(fault.sheet, [])
        column = headings.index(fault.column) if fault.column in headings else -1
        return places.get(fault.sheet, -1), fault.row or 0, column

    return tuple(sorted(found, key=place))


def _price_list(book: Book) -> Reading:
    listed = read_price_list(book.rows("price_list"))
    faults, warned = _in_order(book.findings.faults, book.sheets), _in_order(book.findings.warnings, book.sheets)
    return Reading(None, faults, warned, listed=None if faults else listed)


def _plain_form(book: Book) -> Reading:
    """A form made for ODK or KoboToolbox is judged as it is, so that it is known to work before its study is added."""
    _, form = read_form(book, _NO_TERMS, (), (), is_plain=True)
    faults = _in_order(book.findings.faults, book.sheets)
    message = N_("This is an XLSForm without a study: add the sheets {sheets}. The template has them all.")
    missing = Fault(message, {"sheets": ", ".join(STUDY_SHEETS)})
    return Reading(None, (missing, *faults), _in_order(book.findings.warnings, book.sheets), None if faults else form)


def _study(book: Book, timezone: str) -> Study:
    """Reads every sheet, even after faults, so that all of them are told at once."""
    _refuse_sheet(book, "quiz")
    terms = read_terms(book.sheets["study"], book.findings, timezone) if "study" in book.sheets else _NO_TERMS
    elements = study_sheets.read_elements(book.rows("promise"))
    touchpoints = study_sheets.read_touchpoints(book.rows("journey"))
    services = study_sheets.read_services(book.rows("services"))
    service_names = [service.name for service in services]
    profiles = study_sheets.read_profiles(book.rows("profiles"))
    profile_names = [profile.name for profile in profiles]
    scenarios = study_sheets.read_scenarios(book.rows("scenarios"), service_names, profile_names)
    survey, form = read_form(book, terms, touchpoints, elements)
    by_name = {scenario.name: scenario for scenario in scenarios}
    study = Study(
        terms=terms,
        elements=elements,
        touchpoints=touchpoints,
        services=services,
        units=study_sheets.read_units(book.rows("units"), service_names),
        scenarios=scenarios,
        profiles=profiles,
        steps=study_sheets.read_steps(book.rows("journeys"), by_name, profile_names),
        aliases=study_sheets.read_aliases(book.rows("aliases"), profile_names),
        prices=study_sheets.read_prices(book.rows("prices")),
        form=form,
        checks=read_checks(
            book.rows("checks"),
            [question.name for question in form.questions],
            [touchpoint.name for touchpoint in touchpoints],
        ),
    )
    _check_services(book, study)
    warn_unreachable(book, study, survey.asked)
    return study


_NO_TERMS = Terms(client="", name="", wave="")


def _refuse_sheet(book: Book, name: str) -> None:
    sheet = book.sheets.get(name)
    if sheet is not None and sheet.rows:
        message = N_("The sheet {name} is not played yet; empty it, or take it out.")
        book.findings.fault(message, sheet.title, sheet.rows[0].number, name=name)


def _check_services(book: Book, study: Study) -> None:
    served = {unit.service for unit in study.units}
    visited = {scenario.service for scenario in study.scenarios}
    for service, cells in zip(study.services, book.rows("services"), strict=True):
        if service.name and service.name not in served:
            message = N_("No unit gives the service “{name}”; add one to the sheet units.")
            cells.fault("service", message, name=service.name)
        if service.name and service.name not in visited:
            message = N_("No scenario is for the service “{name}”; add one to the sheet scenarios.")
            cells.fault("service", message, name=service.name)
