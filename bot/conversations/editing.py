"""The words of a report: looked through, put otherwise, left out, added and put in order before the client has it."""

from datetime import date

from bot.conversations import scoping
from bot.turn import Desk, Turn
from bot.view import View
from bot.views import manuscripts as views
from domain.action import read_due_day
from domain.manuscript import Change, Line, Manuscript, Section
from domain.operations import manuscripts as operations
from domain.operations.analyses import readable
from domain.place import Place, place
from domain.refusal import Unknown
from domain.storage import studies

SAVED = {"kind": "Saved"}
LAST = 999
"""The last page, however many there are."""


def open_(turn: Turn) -> Place:
    """[Edit words], a section's button, and the pages of it"""
    operations.editable(turn.tx, by=turn.person, analysis_id=turn.number(0))
    section = _section(turn) if len(turn.press.about) > 1 else Section.STRENGTHS
    page = turn.number(2) if len(turn.press.about) > 2 else 0
    return _list(turn.number(0), section, page=page)


def _section(turn: Turn) -> Section:
    try:
        return Section(turn.about(1))
    except ValueError:
        raise Unknown from None


def _list(analysis: int, section: Section, **more: object) -> Place:
    return place("manuscript", **{"analysis": analysis, "section": str(section), "page": 0, **more})


def draw_manuscript(desk: Desk, where: Place) -> View:
    """The sentences of one section."""
    manuscript = operations.editable(desk.tx, by=desk.reader, analysis_id=where["analysis"])
    row, study = readable(desk.tx, desk.reader, where["analysis"])
    title, section = scoping.title(desk, row, study), Section(where["section"])
    return views.section(desk.words, where["analysis"], title, manuscript, section, where["page"])


def open_sentence(turn: Turn) -> Place:
    """A sentence's number"""
    operations.sentence(turn.tx, by=turn.person, analysis_id=turn.number(0), code=turn.about(1))
    return place("sentence", analysis=turn.number(0), code=turn.about(1))


def draw_sentence(desk: Desk, where: Place) -> View:
    """One sentence whole."""
    return views.sentence(desk.words, where["analysis"], *_line(desk, where))


def _line(desk: Desk, where: Place) -> tuple[Manuscript, Line]:
    return operations.sentence(desk.tx, by=desk.reader, analysis_id=where["analysis"], code=where["code"])


def change(turn: Turn) -> Place:
    """[Drop], [Bring back], [Up], [Down], [As it was], [It still holds]"""
    try:
        to = Change(turn.about(2))
    except ValueError:
        raise Unknown from None
    operations.change(
        turn.tx,
        by=turn.person,
        analysis_id=turn.number(0),
        code=turn.about(1),
        to=to,
        version=turn.number(3),
        now=turn.now,
    )
    return place("sentence", analysis=turn.number(0), code=turn.about(1))


def reword(turn: Turn) -> Place:
    """Other words for a sentence, typed"""
    where = turn.place
    operations.reword(
        turn.tx, by=turn.person, analysis_id=where["analysis"], code=where["code"], text=turn.text, now=turn.now
    )
    return place("sentence", analysis=where["analysis"], code=where["code"], note=SAVED)


def ask(turn: Turn) -> Place:
    """[Who] and [By when] of a decision"""
    _, line = operations.sentence(turn.tx, by=turn.person, analysis_id=turn.number(0), code=turn.about(1))
    if line.offered.section is not Section.DECISIONS or turn.about(2) not in {"who", "by"}:
        raise Unknown
    return place(f"sentence_{turn.about(2)}", analysis=turn.number(0), code=turn.about(1))


def draw_who(desk: Desk, where: Place) -> View:
    """Who decides."""
    return views.ask_who(desk.words, where["analysis"], _line(desk, where)[1])


def draw_by(desk: Desk, where: Place) -> View:
    """By when it is decided."""
    return views.ask_by(desk.words, where["analysis"], _line(desk, where)[1])


def who(turn: Turn) -> Place:
    """Who decides, typed"""
    return _assigned(turn, turn.text, None)


def by(turn: Turn) -> Place:
    """By when, typed"""
    _, study = readable(turn.tx, turn.person, turn.place["analysis"])
    today = studies.definition(study).local(turn.now).date()
    return _assigned(turn, "", read_due_day(turn.text, today))


def _assigned(turn: Turn, who: str, due_on: date | None) -> Place:
    id, code = turn.place["analysis"], turn.place["code"]
    operations.assign(turn.tx, by=turn.person, analysis_id=id, code=code, who=who, due_on=due_on, now=turn.now)
    return place("sentence", analysis=id, code=code, note=SAVED)


def ask_sentence(turn: Turn) -> Place:
    """[Add a sentence]"""
    section = _section(turn)
    operations.with_room(turn.tx, by=turn.person, analysis_id=turn.number(0), section=section)
    return place("own_sentence", analysis=turn.number(0), section=str(section))


def draw_own_sentence(desk: Desk, where: Place) -> View:
    """A sentence of the agency's own."""
    operations.editable(desk.tx, by=desk.reader, analysis_id=where["analysis"])
    return views.ask_sentence(desk.words, where["analysis"], Section(where["section"]))


def add(turn: Turn) -> Place:
    """A sentence of the agency's own, typed"""
    where, section = turn.place, Section(turn.place["section"])
    operations.add(
        turn.tx, by=turn.person, analysis_id=where["analysis"], section=section, text=turn.text, now=turn.now
    )
    return _list(where["analysis"], section, page=LAST, note=SAVED)


def restore_order(turn: Turn) -> Place:
    """[Order as it was]"""
    section = _section(turn)
    operations.restore_order(
        turn.tx, by=turn.person, analysis_id=turn.number(0), section=section, version=turn.number(2), now=turn.now
    )
    return _list(turn.number(0), section)


def print_again(turn: Turn) -> Place:
    """[Make the report]"""
    operations.print_again(turn.tx, by=turn.person, analysis_id=turn.number(0), now=turn.now)
    return place("making", what="analysis", analysis=turn.number(0))
