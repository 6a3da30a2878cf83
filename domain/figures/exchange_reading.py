"""A telephone exchange's CSV: its calls, of which only those that may have been ours are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.fault import Fault
from domain.figures import cells
from domain.figures.exchange import Call, Calls, Sought
from domain.figures.faults import Findings
from domain.figures.table import Row, Table
from domain.texts import N_

COLUMNS = {
    "number": "phone|phone number|number|numero|puhelinnumero|puhelin|soittaja|soittajan numero|a numero|a number"
    "|caller|caller id|caller number|calling number|ani|from|mistä",
    "called": "called|called number|soitettu numero|b numero|b number|palvelunumero|vastaanottaja|dnis|to|mihin",
    "started": "started|start|start time|started at|call time|call start|alkoi|alkuaika|aloitusaika|soittoaika|aika"
    "|ajankohta|aikaleima|saapui|saapumisaika|kello|klo|time|timestamp|date time|päivä ja aika",
    "date": "päivä|pvm|päivämäärä|date|day",
    "waited": "waited|wait|wait time|waiting time|queue time|queued|time in queue|jonotus|jonotusaika|jonotti|odotus"
    "|odotusaika|odotti",
    "unit": "unit|yksikkö|jono|queue|ryhmä|group|tiimi|team|reached unit|vastannut yksikkö|palveluryhmä",
    "answered": "answered|vastattu|status|tila|outcome|result|lopputulos",
}
NEEDED = ("number", "called")


def takes_for(headings: tuple[str, ...]) -> int:
    """Returns how many headings of a telephone exchange there are; 0 when they are not enough for any."""
    places = cells.known(headings, COLUMNS)
    known = any(name in places for name in NEEDED) and ("waited" in places or "unit" in places)
    return len(places) if known and ("started" in places or "date" in places) else 0


def read(table: Table, zone: ZoneInfo, sought: Sought) -> tuple[Calls | None, tuple[Fault, ...]]:
    """Returns the calls of a file that `takes_for` an exchange's and that may be ours, or every fault of it."""
    reading = _Reading(cells.known(table.headings, COLUMNS), table.headings, zone, Findings())
    kept, first, last = [], None, None
    for row in table.rows:
        call = reading.call(row)
        if call is None:
            continue
        first, last = min(first or call.started, call.started), max(last or call.started, call.started)
        if sought.might_be(call):
            kept.append(call)
    if not reading.findings.any and (first is None or last is None):
        reading.findings.add(N_("There is no row with figures under the headings."))
    if reading.findings.any or first is None or last is None:
        return None, reading.findings.told()
    return Calls(calls=tuple(kept), rows=len(table.rows), first=first, last=last), ()


@dataclass(frozen=True)
class _Reading:
    places: dict[str, int]
    headings: tuple[str, ...]
    zone: ZoneInfo
    findings: Findings

    def call(self, row: Row) -> Call | None:
        """The call of a row; None when its moment cannot be read."""
        started, waited = self._started(row), self._waited(row)
        said = row.cell(self.places.get("answered"))
        if started is None:
            return None
        return Call(
            line=row.line,
            number=cells.phone(row.cell(self.places.get("number"))),
            called=cells.phone(row.cell(self.places.get("called"))),
            started=started,
            waited=None if waited is None else waited.total_seconds(),
            unit=row.cell(self.places.get("unit"))[:100],
            answered=cells.truth(said),
        )

    def _started(self, row: Row) -> datetime | None:
        column = "started" if "started" in self.places else "date"
        text = row.cell(self.places[column])
        if column == "started" and "date" in self.places and cells.day(text) is None:
            text = f"{row.cell(self.places['date'])} {text}"
        found = cells.moment(text, self.zone)
        if found is None:
            message = N_("“{text}” is no day and time; write it as 21.11.2026 10.15 or 2026-11-21 10:15:30.")
            self.findings.add(message, row.line, self.headings[self.places[column]], text=text.strip()[:40])
        return found

    def _waited(self, row: Row) -> timedelta | None:
        text = row.cell(self.places.get("waited"))
        found = cells.length(text) if text and text not in {"-", "–"} else None
        if found is None and text and text not in {"-", "–"}:
            message = N_("“{text}” is no waiting time; write it as seconds, 1:15 or 0:01:15.")
            self.findings.add(message, row.line, self.headings[self.places["waited"]], text=text[:40])
        return found
