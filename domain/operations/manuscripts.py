"""The words of an outcome analysis: changed by coordinators until the client has it, and printed anew."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from domain.manuscript import LONGEST_WHO, Change, Line, Manuscript, Section, cut_quote, tidied
from domain.operations.access import Action, ensure
from domain.operations.analyses import readable
from domain.operations.secrecy import ensure_nobody_named
from domain.person import Person
from domain.refusal import (
    AnalysisSent,
    NotExpected,
    QuoteReworded,
    ReportBeingMade,
    Stale,
    TooManySentences,
    Unknown,
    WordsTooLong,
)
from domain.storage import analyses, audit, jobs
from domain.storage.transaction import Transaction

CHANGES: Mapping[Change, Callable[[Manuscript, Line], Manuscript]] = {
    Change.DROP: lambda manuscript, line: manuscript.dropped(line, True),
    Change.BRING_BACK: lambda manuscript, line: manuscript.dropped(line, False),
    Change.UP: lambda manuscript, line: manuscript.moved(line, -1),
    Change.DOWN: lambda manuscript, line: manuscript.moved(line, 1),
    Change.AS_IT_WAS: lambda manuscript, line: manuscript.restored(line),
    Change.STILL_HOLDS: lambda manuscript, line: manuscript.confirmed(line),
}


def editable(tx: Transaction, *, by: Person, analysis_id: int) -> Manuscript:
    """Returns the words of an analysis that its client does not have yet (AnalysisSent, ReportBeingMade)."""
    ensure(by, Action.RUN)
    row, _ = readable(tx, by, analysis_id)
    where = {"kind": "analysis", "analysis": analysis_id}
    if row["state"] == "sent":
        raise AnalysisSent(place=where)
    if row["state"] != "made":
        raise ReportBeingMade(place=where)
    return Manuscript.stored(row["wording"])


def sentence(tx: Transaction, *, by: Person, analysis_id: int, code: str) -> tuple[Manuscript, Line]:
    """Returns a sentence by its short name, with the others (Stale when the report does not offer it any more)."""
    manuscript = editable(tx, by=by, analysis_id=analysis_id)
    line = manuscript.find(code)
    if line is None:
        raise Stale(place=_list(analysis_id, Section.STRENGTHS))
    return manuscript, line


def change(
    tx: Transaction, *, by: Person, analysis_id: int, code: str, to: Change, version: int, now: datetime
) -> None:
    """Does to a sentence what a button says (Stale when anything has been changed since it was shown)."""
    manuscript, line = sentence(tx, by=by, analysis_id=analysis_id, code=code)
    if manuscript.version != version:
        raise Stale(place={"kind": "sentence", "analysis": analysis_id, "code": code})
    if line.edit.dropped and to in {Change.BRING_BACK, Change.AS_IT_WAS}:
        _ensure_room(manuscript, line.offered.section)
    _keep(tx, by, analysis_id, CHANGES[to](manuscript, line), f"{to} {line.offered.key}", now)


def reword(tx: Transaction, *, by: Person, analysis_id: int, code: str, text: str, now: datetime) -> None:
    """Puts other words in a sentence's place; a quote is cut, never put otherwise (QuoteReworded)."""
    manuscript, line = sentence(tx, by=by, analysis_id=analysis_id, code=code)
    section = line.offered.section
    if section is Section.QUOTES:
        text = cut_quote(line.offered.text, text)
        if not text:
            raise QuoteReworded
    else:
        text = _printable(tx, analysis_id, text, section.longest)
    _keep(tx, by, analysis_id, manuscript.reworded(line, text), f"words {line.offered.key}", now)


def assign(
    tx: Transaction,
    *,
    by: Person,
    analysis_id: int,
    code: str,
    who: str = "",
    due_on: date | None = None,
    now: datetime,
) -> None:
    """Says who decides, or by when (Unknown for what is no decision)."""
    manuscript, line = sentence(tx, by=by, analysis_id=analysis_id, code=code)
    if line.offered.section is not Section.DECISIONS:
        raise Unknown
    who = _printable(tx, analysis_id, who, LONGEST_WHO) if who else ""
    _keep(tx, by, analysis_id, manuscript.assigned(line, who=who, by=due_on), f"who {line.offered.key}", now)


def add(tx: Transaction, *, by: Person, analysis_id: int, section: Section, text: str, now: datetime) -> None:
    """Adds a sentence of the agency's to a section; to the shoppers' words none (Unknown)."""
    manuscript = with_room(tx, by=by, analysis_id=analysis_id, section=section)
    text = _printable(tx, analysis_id, text, section.longest)
    _keep(tx, by, analysis_id, manuscript.added(section, text), f"add {section}", now)


def with_room(tx: Transaction, *, by: Person, analysis_id: int, section: Section) -> Manuscript:
    """Returns the words of an analysis that may have one more sentence in a section (TooManySentences)."""
    if not section.takes_own:
        raise Unknown
    manuscript = editable(tx, by=by, analysis_id=analysis_id)
    _ensure_room(manuscript, section)
    return manuscript


def restore_order(
    tx: Transaction, *, by: Person, analysis_id: int, section: Section, version: int, now: datetime
) -> None:
    """Puts a section in the order in which it was offered (Stale when anything has been changed since)."""
    manuscript = editable(tx, by=by, analysis_id=analysis_id)
    if manuscript.version != version:
        raise Stale(place=_list(analysis_id, section))
    _keep(tx, by, analysis_id, manuscript.in_offered_order(section), f"order {section}", now)


def print_again(tx: Transaction, *, by: Person, analysis_id: int, now: datetime) -> None:
    """Has the report made anew, in these words and from what the contacts say now; it comes to the one who asks."""
    editable(tx, by=by, analysis_id=analysis_id)
    analyses.change(tx, analysis_id, state="making", made_by=by.id)
    jobs.add(tx, "analysis", now, analysis=analysis_id)
    audit.note(tx, by.id, "make report again", str(analysis_id), now)


def _list(analysis_id: int, section: Section) -> dict[str, object]:
    return {"kind": "manuscript", "analysis": analysis_id, "section": str(section), "page": 0}


def _ensure_room(manuscript: Manuscript, section: Section) -> None:
    if len(manuscript.printed(section)) >= section.most:
        raise TooManySentences(most=section.most)


def _printable(tx: Transaction, analysis_id: int, typed: str, longest: int) -> str:
    """Returns typed words as they are printed: not too long, and without a shopper's or an alias's name."""
    text = tidied(typed)
    if not text:
        raise NotExpected
    if len(text) > longest:
        raise WordsTooLong(most=longest)
    row = analyses.get(tx, analysis_id)
    if row is not None:
        ensure_nobody_named(tx, row["study_id"], text)
    return text


def _keep(tx: Transaction, by: Person, analysis_id: int, manuscript: Manuscript, what: str, now: datetime) -> None:
    analyses.change(tx, analysis_id, wording=manuscript.to_json())
    audit.note(tx, by.id, "edit words", str(analysis_id), now, what=what)
