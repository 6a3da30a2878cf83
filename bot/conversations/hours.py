"""`/hours`: extra work, logged in a line, listed, changed and removed."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from bot.turn import Act, Desk, Draw, Turn
from bot.view import View
from bot.views import hours as views
from domain.hours import read_hours
from domain.operations import hours as operations
from domain.operations.access import Action, ensure
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.storage import clients, people, prices, studies


def log(turn: Turn) -> Place:
    """`/hours [2.5 what was done]`; the study is asked only where there is a choice"""
    ensure(turn.person, Action.RUN)
    text = turn.heard.text
    known = studies.all_of(turn.tx)
    if not known:
        return place("studies")
    if text:
        known = operations.studies_meant(turn.tx, by=turn.person, told=read_hours(text, _today(turn)))
    if len(known) > 1:
        return place("hours_of", studies=[row["id"] for row in known[: views.STUDIES]], text=text)
    return _logged(turn, known[0]["id"], text) if text else place("hours", study=known[0]["id"], page=0)


def _today(turn: Turn) -> date:
    return turn.now.astimezone(ZoneInfo(turn.settings.timezone)).date()


def _logged(turn: Turn, study_id: int, text: str) -> Place:
    id = operations.log(turn.tx, by=turn.person, study_id=study_id, text=text, now=turn.now)
    return place("hour", hours=id, note={"kind": "HoursLogged"})


def draw_of(desk: Desk, where: Place) -> View:
    """Which study typed hours are of, or whose hours are shown."""
    ensure(desk.person, Action.RUN)
    companies = {row["id"]: row["name"] for row in clients.all_of(desk.tx)}
    rows = [(row["id"], companies[row["client_id"]], row["name"]) for row in studies.all_of(desk.tx)]
    return views.of_which(desk.words, [row for row in rows if row[0] in where["studies"]], where["text"])


def choose(turn: Turn) -> Place:
    """A study, for what was typed before"""
    a_study(turn.tx, turn.person, turn.number(0))
    where = turn.place
    if where.kind != "hours_of" or not where["text"]:
        return place("hours", study=turn.number(0), page=0)
    return _logged(turn, turn.number(0), where["text"])


def list_(turn: Turn) -> Place:
    """[Hours] of a study, and the pages of the list"""
    row = a_study(turn.tx, turn.person, turn.number(0))
    return place("hours", study=row["id"], page=turn.number(1) if len(turn.press.about) > 1 else 0)


def said(turn: Turn) -> Place:
    """Hours, typed under the list of a study's"""
    return _logged(turn, turn.place["study"], turn.text)


def draw_list(desk: Desk, where: Place) -> View:
    """The hours of a study, with their sums."""
    row = a_study(desk.tx, desk.reader, where["study"])
    found = operations.of_study(desk.tx, desk.reader, row["id"])
    waves = {wave["id"]: wave["name"] for wave in studies.waves_of(desk.tx, row["id"])}
    return views.hours(
        desk.words, row["id"], row["name"], found, waves, where["page"], currency=prices.currency(desk.tx)
    )


def open_(turn: Turn) -> Place:
    """One entry's button"""
    return place("hour", hours=operations.of_mine(turn.tx, turn.person, turn.number(0)).id)


def draw_one(desk: Desk, where: Place) -> View:
    """One entry."""
    found = operations.of_mine(desk.tx, desk.reader, where["hours"])
    row = a_study(desk.tx, desk.reader, found.study_id)
    worker = people.get(desk.tx, found.person_id)
    wave = studies.get_wave(desk.tx, found.wave_id)["name"]
    of = f"{row['name']} · {wave}"
    return views.entry(desk.words, found, of, worker.name if worker else "–", currency=prices.currency(desk.tx))


def charge(turn: Turn) -> Place:
    """[Charge] and [Do not charge]"""
    id = turn.number(0)
    operations.charge(turn.tx, by=turn.person, hours_id=id, charged=bool(turn.number(1)), now=turn.now)
    return place("hour", hours=id)


def change(turn: Turn) -> Place:
    """[Change]"""
    return place("hour_change", hours=operations.of_mine(turn.tx, turn.person, turn.number(0)).id)


def draw_change(desk: Desk, where: Place) -> View:
    """Where hours are typed anew."""
    return views.change(desk.words, operations.of_mine(desk.tx, desk.reader, where["hours"]))


def changed(turn: Turn) -> Place:
    """The hours, typed anew"""
    id = turn.place["hours"]
    operations.change(turn.tx, by=turn.person, hours_id=id, text=turn.text, now=turn.now)
    return place("hour", hours=id, note={"kind": "Saved"})


def remove(turn: Turn) -> Place:
    """[Remove]"""
    gone = operations.remove(turn.tx, by=turn.person, hours_id=turn.number(0), now=turn.now)
    return place("hours", study=gone.study_id, page=0, note={"kind": "HoursRemoved"})


PRESSED: Mapping[str, Act] = {
    "hours": list_,
    "hoursof": choose,
    "hour": open_,
    "hourbill": charge,
    "hourchange": change,
    "hourdrop": remove,
}
SAID: Mapping[str, Act] = {"hours": said, "hour_change": changed}
DRAWN: Mapping[str, Draw] = {"hours_of": draw_of, "hours": draw_list, "hour": draw_one, "hour_change": draw_change}
