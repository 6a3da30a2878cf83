"""The sheet `study`: one term a row, key and value."""

from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.study import RecordedBy, Terms
from domain.texts import N_, languages
from domain.workbook import names
from domain.workbook.cells import LONGEST_LINE, Cells
from domain.workbook.faults import Findings, listed, nearest
from domain.workbook.languages import language_code
from domain.workbook.sheets import Row, Sheet

_LONGEST_WAVE = 100


class _ReportBy(StrEnum):
    UNIT = "unit"
    EMPLOYEE = "employee"


class _Alert(StrEnum):
    CONFIRMED = "confirmed"
    AT_ONCE = "at_once"


class _Keys(Cells):
    """The terms as if they were one row: each key is a column, and its faults are told where it stands."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self._rows: dict[str, int] = {}
        values: dict[str, str] = {}
        for row in sheet.rows:
            key = self._key(sheet, row, findings)
            if key in self._rows:
                findings.fault(N_("{key} is there twice."), sheet.title, row.number, sheet.heading("key"), key=key)
            elif key:
                self._rows[key] = row.number
                values[key] = row.cells.get("value", "")
        super().__init__(sheet, Row(1, values), findings)

    @staticmethod
    def _key(sheet: Sheet, row: Row, findings: Findings) -> str | None:
        written = row.cells.get("key", "")
        key = names.canonical(written, names.KEYS)
        if key is None:
            near = nearest(names.folded(written), names.KEYS)
            known = listed(sorted(names.KEYS, key=lambda name: name != near), 30)
            message = N_("There is no term “{key}”; there are {known}.")
            findings.fault(message, sheet.title, row.number, sheet.heading("key"), key=written[:40], known=known)
        return key

    def fault(self, column: str, message: str, /, **details: object) -> None:
        """Notes a fault of a term."""
        row, heading = self._place(column)
        self.findings.fault(message, self.sheet.title, row, heading, **details)

    def warn(self, column: str, message: str, /, **details: object) -> None:
        """Notes something doubtful about a term."""
        row, heading = self._place(column)
        self.findings.warn(message, self.sheet.title, row, heading, **details)

    def _missing(self, column: str) -> None:
        self.fault(column, N_("The sheet {sheet} needs the term {key}."), sheet=self.sheet.title, key=column)

    def _place(self, key: str) -> tuple[int, str]:
        if key in self._rows:
            return self._rows[key], self.sheet.heading("value")
        return 1, self.sheet.heading("key")


def read_terms(sheet: Sheet, findings: Findings, timezone: str) -> Terms:
    """Returns the terms of a study."""
    keys = _Keys(sheet, findings)
    recordings = keys.yes("recordings")
    if recordings:
        _check_recordings(keys)
    return Terms(
        client=_needed(keys, "client"),
        name=_needed(keys, "name"),
        wave=_needed(keys, "wave", _LONGEST_WAVE),
        report_language=_language(keys),
        timezone=_timezone(keys, timezone),
        promise=keys.prose("promise"),
        goal=keys.prose("goal"),
        target=keys.number("target", 0, 100),
        journey_owner=keys.line("journey_owner"),
        recordings=recordings,
        recordings_basis=keys.prose("recordings_basis"),
        recordings_kept_days=keys.whole("recordings_kept_days", 1, 3650),
        recorded_by=keys.one_of("recorded_by", RecordedBy, RecordedBy.SHOPPER),
        report_by_employee=keys.one_of("report_by", _ReportBy, _ReportBy.UNIT) is _ReportBy.EMPLOYEE,
        rotation_days=keys.whole("rotation_days", 0, 3650),
        later_hours=_later_hours(keys),
        critical_makes_zero=keys.yes("critical_makes_zero", default=True),
        critical_alert_at_once=keys.one_of("critical_alert", _Alert, _Alert.CONFIRMED) is _Alert.AT_ONCE,
        paid_within_days=keys.whole("paid_within_days", 0, 3650),
        client_business_id=keys.line("client_business_id"),
        purchase_order=keys.line("purchase_order"),
        payment_term_days=keys.whole("payment_term_days", 0, 3650),
    )


def _needed(keys: Cells, key: str, most: int = LONGEST_LINE) -> str:
    keys.needed(key)
    return keys.line(key, most)


def _check_recordings(keys: Cells) -> None:
    if not keys.text("recordings_basis"):
        keys.fault(
            "recordings", N_("Recording needs a written basis: fill in recordings_basis (staff informed, date).")
        )
    if not keys.text("recordings_kept_days"):
        keys.fault(
            "recordings", N_("Recording needs recordings_kept_days: after so many days our copies are destroyed.")
        )


def _later_hours(keys: Cells) -> float:
    hours = keys.number("later_hours", 0, 24 * 365)
    return 48 if hours is None else hours


def _language(keys: Cells) -> str:
    written = keys.text("report_language") or "fi"
    code = language_code(written)
    if code is None:
        keys.fault("report_language", N_("“{text}” is not a language code such as fi or en."), text=written[:40])
    elif code not in languages():
        message = N_("Reports are made in {known}; “{text}” is not one of them.")
        keys.fault("report_language", message, text=written[:40], known=listed(languages()))
    return code or "fi"


def _timezone(keys: Cells, agencys: str) -> str:
    zone = keys.text("timezone") or agencys
    try:
        ZoneInfo(zone)
    except (KeyError, OSError, ValueError):
        message = N_("There is no time zone “{zone}”; write it as in {example}.")
        keys.fault("timezone", message, zone=zone[:40], example="Europe/Helsinki")
    return zone
