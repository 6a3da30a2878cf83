"""Cards of what an analysis counts: of which study, which wave, which services; and what a chosen scope is called."""

import re
from collections.abc import Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.names import text_of
from bot.views.portfolios import offer
from bot.views.studies import back
from domain.scope import Scope, together
from domain.study import Study
from domain.wave import WithResults

STUDIES, WAVES, PARTS = 20, 8, 10
"""Studies, the newest waves, and services on one card."""
MOST_NAMED = 2
"""How many services a title names; of more it says how many."""
ALL_WAVES = 0


def counted(words: ChatWords, study: Study, waves: Sequence[str], scope: Scope) -> str:
    """Returns what an analysis counts: its wave or waves, and its services when not all are counted."""
    labels = [text_of(words, study, one.label) for one in study.services if scope.services and scope.holds(one.name)]
    parts = ", ".join(labels) if len(labels) <= MOST_NAMED else words.plural("{n} service", "{n} services", len(labels))
    return " · ".join(part for part in (together(waves), parts) if part)


def file_named(name: str) -> str:
    """Returns a name as a file has it: a wave may be called 2/2026."""
    return re.sub(r"[^\w.-]+", "_", name.replace("/", "-"))


def choose_study(
    words: ChatWords, rows: Sequence[tuple[int, str, str]], several: Sequence[tuple[int, str]], page: int = 0
) -> View:
    """Of which study an analysis is made; `several` are the clients whose studies can be read together."""
    first = page * STUDIES
    shown = rows[first : first + STUDIES]
    around = paging(
        words,
        press("analysisof", page - 1) if page else None,
        press("analysisof", page + 1) if len(rows) > first + STUDIES else None,
    )
    buttons = [Button(f"{client}: {short(name, 40)}", press("analysis", id)) for id, client, name in shown]
    all_of_it = [offer(words, id, client) for id, client in several]
    return View(words("<b>Of which study is the analysis made?</b>"), [*in_rows([*buttons, *all_of_it], 1), *around])


def choose_scope(
    words: ChatWords,
    id: int,
    study: Study,
    waves: Sequence[WithResults],
    wave: int,
    without: Sequence[str],
    page: int = 0,
) -> View:
    """What an analysis counts; `wave` is the chosen one's id or ALL_WAVES, `without` are services left out."""
    chosen = [one for one in waves if wave in (one.id, ALL_WAVES)]
    counts = {
        place: (service, sum(one.services.get(service.name, 0) for one in chosen))
        for place, service in enumerate(study.services)
        if any(service.name in one.services for one in chosen)
    }
    n = sum(count for service, count in counts.values() if service.name not in without)
    parts = []
    for place, (service, count) in counts.items():
        ticked = service.name not in without
        label = f"{'☑' if ticked else '☐'} {short(text_of(words, study, service.label), 40)} ({count})"
        parts.append(Button(label, press("scope", id, "part", place, int(not ticked))))
    first = page * PARTS
    around = paging(
        words,
        press("scope", id, "page", page - 1) if page else None,
        press("scope", id, "page", page + 1) if len(parts) > first + PARTS else None,
    )
    return View(
        lines(
            words("<b>What does the analysis count?</b>"),
            Markup("{}\n{}").format(study.terms.client, study.terms.name),
            "",
            words("Choose the wave.") if len(waves) > 1 else None,
            words("Tap a service to leave it out, or to take it back.") if len(parts) > 1 else None,
            words.plural("{n} approved contact is counted.", "{n} approved contacts are counted.", n),
        ),
        [
            *in_rows(_wave_buttons(words, id, waves, wave), 1),
            *in_rows(parts[first : first + PARTS] if len(parts) > 1 else [], 1),
            *around,
            [Button(words("Analysis"), press("analyse", id))],
            back(words, id),
        ],
    )


def _wave_buttons(words: ChatWords, id: int, waves: Sequence[WithResults], chosen: int) -> list[Button]:
    if len(waves) == 1:
        return []
    named = [(one.id, short(one.name, 40), sum(one.services.values())) for one in waves]
    every = (ALL_WAVES, words("All waves together"), sum(n for _, _, n in named))
    return [
        Button(f"{'●' if wave == chosen else '○'} {name} ({n})", press("scope", id, "wave", wave))
        for wave, name, n in (*named[:WAVES], every)
    ]
