"""Actions: what a client will change, listed, agreed, changed and added; by the agency on the client's behalf too."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.turn import Act, Desk, Draw, Turn
from bot.view import Button, Notice, View, press
from bot.views import actions as views
from bot.views.actions import Shown
from bot.views.names import day
from domain.action import Action, ActionState
from domain.operations import access, analyses
from domain.operations import actions as operations
from domain.operations.access import may
from domain.place import Place, place
from domain.refusal import Unknown
from domain.storage import people, studies
from domain.study import Study

Ids = Mapping[str, Any]
NEW = "new"
"""What the buttons of an action that is being added say."""


def list_(turn: Turn) -> Place:
    """`/actions`, [Actions], and the pages of the list; study 0 is all of a client's"""
    study, page = 0, 0
    if turn.heard.press is not None:
        study = turn.number(0)
        page = turn.number(1) if len(turn.press.about) > 1 else 0
    operations.of_mine(turn.tx, turn.person, study or None)
    return place("actions", study=study, page=page)


def draw_list(desk: Desk, where: Place) -> View:
    """The actions of a study, or of all studies of a client."""
    found = operations.of_mine(desk.tx, desk.reader, where["study"] or None)
    runs = may(desk.reader, access.Action.RUN)
    back = [Button(desk.words("Back"), press("study", where["study"]))] if runs else []
    offers = operations.offerable(desk.tx, desk.reader, where["study"])
    return views.actions(desk.words, where["study"], _all_shown(desk, found), where["page"], back=back, offers=offers)


def offer(turn: Turn) -> Place:
    """[Add the report's decisions]"""
    operations.offer(turn.tx, by=turn.person, analysis_id=turn.number(0), now=turn.now)
    row, _ = analyses.readable(turn.tx, turn.person, turn.number(0))
    return place("actions", study=row["study_id"], page=0)


def _all_shown(desk: Desk, found: Sequence[Action]) -> list[Shown]:
    """Actions as their reader sees them; each of their studies and waves is read once."""
    defined = {id: _defined(desk, id) for id in {one.study_id for one in found}}
    waves = {id: studies.get_wave(desk.tx, id)["name"] for id in {one.wave_id for one in found}}
    return [_as_shown(desk, one, defined[one.study_id], waves[one.wave_id]) for one in found]


def _defined(desk: Desk, study_id: int) -> Study:
    row = studies.get(desk.tx, study_id)
    if row is None:
        raise Unknown
    return studies.definition(row)


def _as_shown(desk: Desk, action: Action, study: Study, wave: str) -> Shown:
    return Shown(
        action=action,
        where=f"{study.terms.name} · {wave}",
        late=action.is_late(study.local(desk.now).date()),
        metric=study.form.label(study.form.question(action.metric), desk.words.language) if action.metric else "",
    )


def _shown(desk: Desk, action: Action) -> Shown:
    return _all_shown(desk, [action])[0]


def open_(turn: Turn) -> Place:
    """An action's button"""
    return place("action", action=_mine(turn).id)


def _mine(turn: Turn) -> Action:
    return operations.readable(turn.tx, turn.person, turn.number(0))[0]


def draw(desk: Desk, where: Place) -> View:
    """One action."""
    found, _ = operations.readable(desk.tx, desk.reader, where["action"])
    return views.action(
        desk.words,
        _shown(desk, found),
        operations.standing(desk.tx, desk.reader, found),
        _changed(desk, found),
        for_client=may(desk.reader, access.Action.COMMISSION),
    )


def _changed(desk: Desk, action: Action) -> str:
    """Who has changed it last, and when; of what is still as the report proposed it, that."""
    words = desk.words
    if action.state is ActionState.PROPOSED:
        return words("Proposed by the outcome analysis.")
    by = people.get(desk.tx, action.changed_by)
    row = studies.get(desk.tx, action.study_id)
    if by is None or row is None:
        return ""
    when = day(studies.definition(row).local(action.changed_at), words)
    if may(by, access.Action.RUN):
        return words("Recorded on behalf of the client by {name}, {day}", name=by.name, day=when)
    return words("{name}, {day}", name=by.name, day=when)


def move(turn: Turn) -> Place:
    """[Agree], [Done], [Drop], [Take up again]"""
    try:
        state = ActionState(turn.about(1))
    except ValueError:
        raise Unknown from None
    operations.become(turn.tx, by=turn.person, action_id=turn.number(0), state=state, now=turn.now)
    return place("action", action=turn.number(0))


def add(turn: Turn) -> Place:
    """[Add action]: to which study, when there are several"""
    study = turn.number(0)
    if study:
        return place("act_new", study=operations.a_study_of_mine(turn.tx, turn.person, study)["id"])
    access.ensure(turn.person, access.Action.COMMISSION)
    mine = studies.of_client(turn.tx, turn.person.client_id or 0)
    if not mine:
        return place("actions", study=0, page=0)
    return place("act_new", study=mine[0]["id"]) if len(mine) == 1 else place("act_study")


def draw_choose_study(desk: Desk, _: Place) -> View:
    """To which study an action is added."""
    access.ensure(desk.person, access.Action.COMMISSION)
    mine = studies.of_client(desk.tx, desk.reader.client_id or 0)
    return views.choose_study(desk.words, [(row["id"], row["name"]) for row in reversed(mine)])


def draw_new(desk: Desk, where: Place) -> View:
    """What a new action is."""
    row = operations.a_study_of_mine(desk.tx, desk.reader, where["study"])
    for_client = may(desk.reader, access.Action.COMMISSION)
    return views.ask_new(desk.words, row["id"], row["name"], for_client=for_client)


def added(turn: Turn) -> Place:
    """A new action, typed: it is kept at once, and asked about further"""
    id = operations.add(turn.tx, by=turn.person, study_id=turn.place["study"], what=turn.text, now=turn.now)
    return place("act_who", action=id, adding=True)


def what(turn: Turn) -> Place:
    """[What]"""
    return place("act_what", action=_mine(turn).id)


def who(turn: Turn) -> Place:
    """[Who]"""
    return place("act_who", action=_mine(turn).id)


def when(turn: Turn) -> Place:
    """[By when], or [Skip] of who sees to it"""
    return place("act_when", action=_mine(turn).id, adding=NEW in turn.press.about)


def metric(turn: Turn) -> Place:
    """[Metric], its pages, or [Skip] of the day"""
    pages = [part for part in turn.press.about[1:] if part != NEW]
    page = turn.number(1) if pages else 0
    return place("act_metric", action=_mine(turn).id, page=page, adding=NEW in turn.press.about)


def draw_what(desk: Desk, where: Place) -> View:
    """Other words for an action."""
    return views.ask_what(desk.words, _at(desk, where))


def draw_who(desk: Desk, where: Place) -> View:
    """Who sees to an action."""
    return views.ask_who(desk.words, _at(desk, where), adding=where.get("adding", False))


def draw_when(desk: Desk, where: Place) -> View:
    """By when an action is done."""
    return views.ask_when(desk.words, _at(desk, where), adding=where.get("adding", False))


def draw_metric(desk: Desk, where: Place) -> View:
    """Which metric an action should move."""
    found, row = operations.readable(desk.tx, desk.reader, where["action"])
    form = studies.definition(row).form
    names = operations.metrics_of(desk.tx, found)
    labels = [form.label(form.question(name), desk.words.language) for name in names]
    return views.choose_metric(desk.words, found, labels, where["page"], adding=where.get("adding", False))


def _at(desk: Desk, where: Place) -> Action:
    return operations.readable(desk.tx, desk.reader, where["action"])[0]


def what_said(turn: Turn) -> Place:
    """Other words, typed"""
    id = turn.place["action"]
    operations.say_what(turn.tx, by=turn.person, action_id=id, what=turn.text, now=turn.now)
    return place("action", action=id)


def who_said(turn: Turn) -> Place:
    """Who sees to it, typed"""
    id = turn.place["action"]
    operations.say_who(turn.tx, by=turn.person, action_id=id, who=turn.text, now=turn.now)
    return _next(turn, place("act_when", action=id, adding=True))


def when_said(turn: Turn) -> Place:
    """The day, typed"""
    id = turn.place["action"]
    operations.say_when(turn.tx, by=turn.person, action_id=id, told=turn.text, now=turn.now)
    return _next(turn, place("act_metric", action=id, page=0, adding=True))


def _next(turn: Turn, following: Place) -> Place:
    """What is asked next of a new action; of another one nothing."""
    return following if turn.place.get("adding") else place("action", action=turn.place["action"])


def choose_metric(turn: Turn) -> Place:
    """A metric's button, or [None in particular]"""
    found, name = _mine(turn), ""
    if turn.about(1) != "none":
        names = operations.metrics_of(turn.tx, found)
        if turn.number(1) >= len(names):
            raise Unknown
        name = names[turn.number(1)]
    operations.choose_metric(turn.tx, by=turn.person, action_id=found.id, metric=name, now=turn.now)
    return place("action", action=found.id)


def notice_due(desk: Desk, ids: Ids) -> Notice | None:
    """An action's day has come; nothing once it is done or dropped."""
    found, row = operations.readable(desk.tx, desk.reader, ids["action"])
    if found.state is not ActionState.AGREED:
        return None
    today = studies.definition(row).local(desk.now).date()
    return Notice(views.due(desk.words, _shown(desk, found), today))


DRAWN: Mapping[str, Draw] = {
    "actions": draw_list,
    "action": draw,
    "act_study": draw_choose_study,
    "act_new": draw_new,
    "act_what": draw_what,
    "act_who": draw_who,
    "act_when": draw_when,
    "act_metric": draw_metric,
}
"""The cards of actions."""

SAID: Mapping[str, Act] = {
    "act_new": added,
    "act_what": what_said,
    "act_who": who_said,
    "act_when": when_said,
}
"""Where a typed message is about an action."""
