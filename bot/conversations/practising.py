"""A practice run of a form: everything of it stands in the card, and nothing anywhere else."""

from typing import Any

from bot.turn import Desk, Turn
from bot.view import View
from bot.views import practice as views
from domain.answer import AnswerState
from domain.answering import Act, ensure_ready
from domain.attaching import Filed, file_in
from domain.attachment import Purpose, ReceivedFile
from domain.metric import QuestionType
from domain.operations.practices import scenarios_to_try, study_to_try
from domain.place import Place, place
from domain.practice import Practice, Source
from domain.refusal import Stale, Unknown
from domain.score import index
from domain.sheet import Sheet

BACK = {Source.UPLOAD: ("workbook", "upload"), Source.STUDY: ("study", "study"), Source.CONTACT: ("contact", "contact")}
"""The card that a run was begun from, and what it calls its id."""


def open_(turn: Turn) -> Place:
    """[Try the form]; where there are several scenarios, it is asked which, and the pages of the list"""
    source, id = _source(turn.about(0)), turn.number(1)
    names = scenarios_to_try(turn.tx, by=turn.person, source=source, id=id)
    if len(names) == 1:
        return place("practice", **_begun(turn, source, id, names[0]))
    return place("practice_of", source=source, id=id, page=turn.number(2) if len(turn.press.about) > 2 else 0)


def _begun(turn: Turn, source: Source, id: int, scenario: str) -> dict[str, Any]:
    """A new run: its buttons count on from the chat's cards, so that those of every earlier run are stale."""
    return Practice(source, id, scenario, version=turn.card.turn + 1 if turn.card else 1).to_json()


def _source(word: str) -> Source:
    if word not in set(Source):
        raise Unknown
    return Source(word)


def draw_scenarios(desk: Desk, where: Place) -> View:
    """Which scenario is practised."""
    source = Source(where["source"])
    names = scenarios_to_try(desk.tx, by=desk.reader, source=source, id=where["id"])
    study = study_to_try(desk.tx, by=desk.reader, source=source, id=where["id"])
    verb, _ = BACK[source]
    return views.scenarios(desk.words, study, source, where["id"], names, page=where.get("page", 0), back=verb)


def begin(turn: Turn) -> Place:
    """A scenario's button"""
    source, id = _source(turn.about(0)), turn.number(1)
    names = scenarios_to_try(turn.tx, by=turn.person, source=source, id=id)
    if turn.number(2) >= len(names):
        raise Unknown
    return place("practice", **_begun(turn, source, id, names[turn.number(2)]))


def sheet(at: Desk | Turn, where: Place) -> Sheet:
    """Returns a practice run's sheet as it stands."""
    return _sheet(at, Practice.from_json(where.about))


def _sheet(at: Desk | Turn, run: Practice) -> Sheet:
    if at.person is None:
        raise Unknown
    study = study_to_try(at.tx, by=at.person, source=run.source, id=run.id)
    words = at.words if isinstance(at, Desk) else None
    return run.sheet(study, str(words("Practice")) if words else "", at.now)


def _run(turn: Turn, version: int | None = None) -> Practice:
    """Returns the run of the card (Stale for a button of another run, or of an earlier card)."""
    if turn.place.kind != "practice":
        raise Stale
    run = Practice.from_json(turn.place.about)
    if version is not None and version != run.version:
        raise Stale
    return run


def here(turn: Turn, **about: object) -> Place:
    """Returns the run's card as it stands, shown in another way."""
    return place("practice", **_run(turn).to_json(), **about)


def go_on(turn: Turn, act: Act, *, version: int | None = None) -> Place:
    """Does one act on the run."""
    run = _run(turn, version)
    return place("practice", **run.after(act(_sheet(turn, run))).to_json())


def go_on_with_file(turn: Turn, file: ReceivedFile) -> Place:
    """Answers or comments with a file."""
    run = _run(turn)
    filed = file_in(_sheet(turn, run), file, turn.heard.caption)
    album = {"album": file.album} if file.album else {}
    after = run.after_file(filed, file)
    return place("practice", **after.to_json(), **album, **kept(_sheet(turn, after), filed, file))


def kept(sheet: Sheet, filed: Filed, file: ReceivedFile) -> dict[str, Any]:
    """Returns the note that a file leaves on the card, as a part of its place."""
    if not file.can_be_copied:
        return {"note": {"kind": "TooLargeKept"}}
    if filed.purpose is Purpose.STORY:
        return {"note": {"kind": "StoryKept"}}
    gathered = sheet.study.form.question(filed.question).type is QuestionType.IMAGE
    if gathered and filed.purpose is Purpose.ANSWER:
        return {"note": {"kind": "PhotosKept", "n": len(sheet.files_of(filed.question))}}
    return {}


def leave(turn: Turn) -> Place:
    """[Pause] in a practice run ends it: there is nothing to go on with"""
    run = _run(turn)
    kind, name = BACK[run.source]
    return Place(kind, {name: run.id, "note": {"kind": "PracticeLeft"}})


def finish(turn: Turn, *, version: int) -> Place:
    """[Submit] in a practice run"""
    run = _run(turn, version)
    filled = _sheet(turn, run)
    ensure_ready(filled, turn.person.language)
    not_applicable = {name for name, a in filled.answers.items() if a.state is AnswerState.NOT_APPLICABLE}
    value = index(filled.study, filled.filled, not_applicable=not_applicable, stages=set(filled.stages)).value
    return place("practice_over", source=run.source, id=run.id, scenario=run.scenario, index=value)


def draw_over(desk: Desk, where: Place) -> View:
    """What a practice run would have come to."""
    source = Source(where["source"])
    study_to_try(desk.tx, by=desk.reader, source=source, id=where["id"])
    verb, _ = BACK[source]
    return views.over(desk.words, source, where["id"], where["index"], back=verb)
