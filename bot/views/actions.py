"""Cards of actions: the list, one of them, and the questions about it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.names import day, decimal
from domain.action import Action, ActionState
from domain.texts import N_

PAGE = 7
"""Actions on one card: two lines each."""
METRICS = 18
"""Metrics on one card."""
STATES: Mapping[ActionState, str] = {
    ActionState.PROPOSED: N_("proposed"),
    ActionState.AGREED: N_("agreed"),
    ActionState.DONE: N_("done"),
    ActionState.DROPPED: N_("dropped"),
}
NOBODY, NO_DAY = N_("nobody yet"), N_("no day yet")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An action as its reader sees it: with the names of its study, wave and metric, and whether it is late."""

    action: Action
    where: str
    late: bool
    metric: str = ""


def actions(
    words: ChatWords,
    study_id: int,
    rows: Sequence[Shown],
    page: int,
    *,
    back: Sequence[Button],
    offers: int | None = None,
) -> View:
    """The actions of a study or of a client, the newest wave first; `offers` is a report with decisions to take up."""
    below = [[Button(words("Add action"), press("actadd", study_id))], *([list(back)] if back else [])]
    if offers is not None:
        below.insert(0, [Button(words("Add the report’s decisions"), press("actoffer", offers))])
    if not rows:
        told = words("No actions yet. They come out of an outcome analysis, or you add them.")
        return View(lines(words("<b>Actions</b>"), told), below)
    numbered = list(enumerate(rows, start=1))[page * PAGE : (page + 1) * PAGE]
    buttons = [Button(str(number), press("action", shown.action.id)) for number, shown in numbered]
    around = paging(
        words,
        press("actions", study_id, page - 1) if page else None,
        press("actions", study_id, page + 1) if len(rows) > (page + 1) * PAGE else None,
    )
    parts: list[Markup] = []
    for where, group in groupby(numbered, key=lambda pair: pair[1].where):
        parts.append(Markup("\n<b>{}</b>").format(where))
        parts += [_line(words, number, shown) for number, shown in group]
    return View(
        lines(words("<b>Actions</b>"), *parts),
        [*in_rows(buttons, PAGE), *around, *below],
    )


def _line(words: ChatWords, number: int, shown: Shown) -> Markup:
    action = shown.action
    facts = [
        _state(words, shown),
        action.owner,
        words("by {day}", day=day(action.due_on, words)) if action.due_on else "",
    ]
    told = " · ".join(fact for fact in facts if fact)
    return Markup("{}. {}\n<i>{}</i>").format(number, short(action.what, 120), told)


def _state(words: ChatWords, shown: Shown) -> str:
    return "⚠ " + words("late") if shown.late else words(STATES[shown.action.state])


def action(
    words: ChatWords,
    shown: Shown,
    standing: Mapping[str, Any] | None,
    changed: str,
    *,
    for_client: bool,
) -> View:
    """One action: what, who, by when, what it should move, and what can be done with it."""
    made = shown.action
    stood = words("{metric} – {stood}", metric=shown.metric, stood=told_standing(words, standing)) if standing else None
    return View(
        lines(
            words("<b>Action</b> · {where}", where=shown.where),
            Markup("{}").format(made.what),
            "",
            words("State: {state}", state=_state(words, shown)),
            words("Who: {who}", who=made.owner or words(NOBODY)),
            words("By when: {day}", day=day(made.due_on, words) if made.due_on else words(NO_DAY)),
            words("Should move: {metric}", metric=stood or shown.metric or words("no metric chosen")),
            Markup("<i>{}</i>").format(changed) if changed else None,
            None if for_client else words("What you change here is recorded on behalf of the client."),
        ),
        [
            *_moves(words, made),
            *_edits(words, made),
            [Button(words("Actions"), press("actions", made.study_id))],
        ],
    )


def _moves(words: ChatWords, made: Action) -> Iterator[list[Button]]:
    agree = Button(words("Agree"), press("act", made.id, ActionState.AGREED))
    drop = Button(words("Drop"), press("act", made.id, ActionState.DROPPED))
    match made.state:
        case ActionState.PROPOSED:
            yield [agree, drop]
        case ActionState.AGREED:
            yield [done(words, made), drop]
        case _:
            yield [Button(words("Take up again"), press("act", made.id, ActionState.AGREED))]


def done(words: ChatWords, made: Action) -> Button:
    """The button that ends an action well."""
    return Button(words("✓ Done"), press("act", made.id, ActionState.DONE))


def _edits(words: ChatWords, made: Action) -> list[list[Button]]:
    if not made.is_open:
        return []
    kinds = (("actwhat", words("What")), ("actwho", words("Who")), ("actwhen", words("By when")))
    return [
        [Button(f"✎ {label}", press(verb, made.id)) for verb, label in kinds],
        [Button("✎ " + words("Metric"), press("actmetric", made.id))],
    ]


def told_standing(words: ChatWords, standing: Mapping[str, Any]) -> Markup:
    """Returns where a metric stood: `62 (95%: 51–73; n = 21; target 80)`; with few contacts their number alone."""
    unit, n = standing.get("unit", ""), standing["n"]
    if standing["value"] is None:
        return words("it cannot be told from {n} contacts where it stood", n=n)
    low, high = (_amount(words, unit, standing[end]) for end in ("low", "high"))
    facts = [words("95%: {low} – {high}", low=low, high=high), Markup("n = {}").format(n)]
    if standing["target"] is not None:
        facts.append(words("target {target}", target=_amount(words, unit, standing["target"])))
    return words("it stood at {value} ({facts})", value=_amount(words, unit, standing["value"]), facts="; ".join(facts))


def _amount(words: ChatWords, unit: str, number: float) -> str:
    told = decimal(round(number, 1 if unit == "mean" else 0), words)
    if unit != "percent":
        return told
    return f"{told} %" if words.language == "fi" else f"{told}%"


def choose_study(words: ChatWords, rows: Sequence[tuple[int, str]]) -> View:
    """To which study an action is added."""
    buttons = [Button(short(name, 60), press("actadd", id)) for id, name in rows[:20]]
    return View(words("Which study is it about?"), [*in_rows(buttons, 1), [Button(words("Back"), press("actions", 0))]])


def ask_new(words: ChatWords, study_id: int, name: str, *, for_client: bool) -> View:
    """What a new action is."""
    return View(
        lines(
            words("<b>A new action</b> · {name}", name=name),
            words("What will be changed? Type it in a sentence.")
            if for_client
            else words("What has the client decided to change? Type it in a sentence."),
        ),
        [[Button(words("Back"), press("actions", study_id))]],
    )


def ask_what(words: ChatWords, made: Action) -> View:
    """Other words for an action."""
    return _asking(words, made, words("What will be changed? Type it in a sentence."), on="")


def ask_who(words: ChatWords, made: Action, *, adding: bool) -> View:
    """Who sees to an action."""
    return _asking(words, made, words("Who sees to it? Type a name or a role."), on="actwhen" if adding else "")


def ask_when(words: ChatWords, made: Action, *, adding: bool) -> View:
    """By when an action is done."""
    question = words("By when? Type a day, for example 30.11. or tomorrow.")
    return _asking(words, made, question, on="actmetric" if adding else "")


def _asking(words: ChatWords, made: Action, question: Markup, *, on: str) -> View:
    """A question about an action; `on` is where [Skip] goes when the action is new."""
    button = Button(words("Skip"), press(on, made.id, "new")) if on else Button(words("Back"), press("action", made.id))
    return View(lines(_about(made), question), [[button]])


def _about(made: Action) -> Markup:
    return Markup("<b>{}</b>").format(short(made.what, 200))


def choose_metric(words: ChatWords, made: Action, labels: Sequence[str], page: int, *, adding: bool) -> View:
    """Which metric an action should move."""
    first = page * METRICS
    mode = ("new",) if adding else ()
    around = paging(
        words,
        press("actmetric", made.id, page - 1, *mode) if page else None,
        press("actmetric", made.id, page + 1, *mode) if len(labels) > first + METRICS else None,
    )
    chosen = [
        Button(short(label, 60), press("actmoves", made.id, first + number))
        for number, label in enumerate(labels[first : first + METRICS])
    ]
    none = [Button(words("None in particular"), press("actmoves", made.id, "none"))]
    back = [] if adding else [[Button(words("Back"), press("action", made.id))]]
    return View(
        lines(_about(made), words("Which metric should it move? The next wave’s report tells whether it did.")),
        [*in_rows(chosen, 1), *around, none, *back],
    )


def due(words: ChatWords, shown: Shown, today: date) -> View:
    """An action's day has come, or was a week ago."""
    made = shown.action
    told = (
        words("<b>An action is to be done today</b> · {where}", where=shown.where)
        if made.due_on is None or made.due_on >= today
        else words("<b>An action was to be done by {day}</b> · {where}", day=day(made.due_on, words), where=shown.where)
    )
    return View(
        lines(
            told,
            Markup("{}").format(made.what),
            words("Who: {who}", who=made.owner) if made.owner else None,
            words("I shall not remind of it again.") if made.reminded > 1 else None,
        ),
        [[done(words, made), Button(words("Open"), press("action", made.id))]],
    )
