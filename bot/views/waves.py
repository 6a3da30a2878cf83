"""Cards of a study's waves: the next one, and the closing of the present one."""

from collections.abc import Mapping

from markupsafe import Markup

from bot.view import Button, ChatWords, View, lines, press
from bot.views.studies import back
from domain.contact import MAY_FINISH, UNFINISHED, State
from domain.study import Study


def new_wave(
    words: ChatWords, id: int, study: Study, *, after: int, name: str, waived: int, counts: Mapping[State, int]
) -> View:
    """The wave to be, and what goes on of the present one; `waived` services cost no setup again."""
    unfinished = sum(counts[state] for state in counts if state in UNFINISHED)
    return View(
        lines(
            words("<b>New wave</b>"),
            Markup("{}\n{}").format(study.terms.client, study.terms.name),
            "",
            words("It is called <b>{name}</b>. Another name? Type it.", name=name),
            words.plural(
                "{n} contact of the present wave is unfinished; it may be finished still, and is reviewed as before.",
                "{n} contacts of the present wave are unfinished; they may be finished still, and are reviewed as "
                "before.",
                unfinished,
            )
            if unfinished
            else None,
            setup(words, study, waived),
        ),
        [[Button(words("Create"), press("newwave!", id, after))], back(words, id)],
    )


def setup(words: ChatWords, study: Study, waived: int) -> Markup:
    """Whether a quote of the wave charges the setup of its services again."""
    if waived == len(study.services):
        return words("Its quote charges no setup: nothing has changed in the services.")
    return words(
        "Its quote charges the setup of {charged} of {n} services.",
        charged=len(study.services) - waived,
        n=len(study.services),
    )


def close_wave(words: ChatWords, id: int, study: Study, wave_id: int, name: str, counts: Mapping[State, int]) -> View:
    """What closing a wave does."""
    open_, offered = counts.get(State.OPEN, 0), counts.get(State.OFFERED, 0)
    going_on = sum(n for state, n in counts.items() if state in MAY_FINISH)
    return View(
        lines(
            words("<b>Close the wave {name}?</b>", name=name),
            Markup("{}\n{}").format(study.terms.client, study.terms.name),
            "",
            words.plural(
                "{n} open contact is taken out: nobody is offered it any more.",
                "{n} open contacts are taken out: nobody is offered them any more.",
                open_,
            )
            if open_
            else None,
            words.plural(
                "{n} offer is withdrawn, and whoever has it is told.",
                "{n} offers are withdrawn, and whoever has them is told.",
                offered,
            )
            if offered
            else None,
            words.plural(
                "{n} contact that has been taken may be finished and reviewed.",
                "{n} contacts that have been taken may be finished and reviewed.",
                going_on,
            )
            if going_on
            else None,
            words("It cannot be opened again."),
        ),
        [[Button(words("Close wave"), press("closewave!", id, wave_id))], back(words, id)],
    )
