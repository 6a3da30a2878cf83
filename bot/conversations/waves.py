"""A study's next wave, and the closing of its present one."""

from bot.turn import Desk, Turn
from bot.view import View
from bot.views import waves as views
from domain.operations import quotes, waves
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.refusal import Stale
from domain.storage import studies


def propose(turn: Turn) -> Place:
    """[New wave]"""
    study_id = turn.number(0)
    wave = waves.present(turn.tx, by=turn.person, study_id=study_id)
    name = waves.propose(turn.tx, by=turn.person, study_id=study_id, now=turn.now)
    return place("new_wave", study=study_id, after=wave["id"], name=name)


def name(turn: Turn) -> Place:
    """Another name for the wave, typed"""
    where = turn.place
    typed = waves.ensure_name(turn.tx, by=turn.person, study_id=where["study"], name=turn.text)
    return place("new_wave", study=where["study"], after=where["after"], name=typed)


def draw_new(desk: Desk, where: Place) -> View:
    """The wave to be."""
    row = a_study(desk.tx, desk.reader, where["study"])
    wave = waves.present(desk.tx, by=desk.reader, study_id=row["id"])
    return views.new_wave(
        desk.words,
        row["id"],
        studies.definition(row),
        after=where["after"],
        name=where["name"],
        waived=quotes.waived(desk.tx, by=desk.reader, study_id=row["id"]),
        counts=waves.standing(desk.tx, wave["id"]),
    )


def create(turn: Turn) -> Place:
    """[Create]"""
    where, study_id = turn.place, turn.number(0)
    a_study(turn.tx, turn.person, study_id)
    if where.kind != "new_wave" or (where["study"], where["after"]) != (study_id, turn.number(1)):
        raise Stale(place={"kind": "study", "study": study_id})
    waves.create(turn.tx, by=turn.person, study_id=study_id, after=turn.number(1), name=where["name"], now=turn.now)
    return place("study", study=study_id)


def ask_to_close(turn: Turn) -> Place:
    """[Close wave], of the present one or of an earlier one: what it will do"""
    study_id, earlier = turn.number(0), turn.number(1) if len(turn.press.about) > 1 else None
    wave = waves.to_close(turn.tx, by=turn.person, study_id=study_id, wave_id=earlier)
    return place("close_wave", study=study_id, wave=wave["id"])


def draw_close(desk: Desk, where: Place) -> View:
    """What closing a wave does."""
    row = a_study(desk.tx, desk.reader, where["study"])
    wave, study = studies.get_wave(desk.tx, where["wave"]), studies.definition(row)
    counts = waves.standing(desk.tx, wave["id"])
    return views.close_wave(desk.words, row["id"], study, wave["id"], wave["name"], counts)


def close(turn: Turn) -> Place:
    """[Close wave], surely"""
    waves.close(turn.tx, by=turn.person, study_id=turn.number(0), wave_id=turn.number(1), now=turn.now)
    return place("study", study=turn.number(0))
