"""A contact as its shopper sees it while it goes on: what to press, how it failed, who answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, press
from bot.views.contacts import address, already, title
from bot.views.names import clock, day, text_of
from bot.views.question_buttons import FRESH, tell_first
from domain.contact import Contact, Moment, Outcome
from domain.profile import Alias
from domain.service import Channel, Unit
from domain.study import Study
from domain.texts import N_


def underway(
    words: ChatWords, contact: Contact, study: Study, times: Mapping[Moment, datetime], alias: Alias | None
) -> View:
    """A contact that goes on, or waits for its reply."""
    labels = {Channel.VISIT: words("Served")}
    answered = labels.get(
        contact.channel, words("Reply received") if contact.channel.waits_for_reply else words("Answered")
    )
    first: list[Button] = []
    if Moment.ANSWERED not in times:
        first = [
            Button(answered, press("answered", contact.id, contact.version)),
            Button(words("No answer"), press("failed", contact.id)),
        ]
    scenario = study.scenario(contact.scenario)
    stop = text_of(words, study, scenario.stop_at)
    return View(
        lines(
            title(words, contact, study),
            address(words, contact, study),
            text_of(words, study, scenario.brief),
            words("<b>Where to stop:</b> {stop}", stop=stop) if stop else None,
            words("You are {name}.", name=alias.name) if alias else None,
            "",
            *times_told(words, study, times, contact.channel),
            words("Tries so far: {n}", n=contact.attempts) if contact.attempts else None,
            _hint(words, contact.channel, answered=Moment.ANSWERED in times),
        ),
        [
            *([first] if first else []),
            [Button(words("Ended"), press("ended", contact.id, contact.version))],
            [already(words, contact), Button(words("Brief"), press("brief", contact.id))],
        ],
    )


def _hint(words: ChatWords, channel: Channel, *, answered: bool) -> Markup | None:
    """What is to be pressed next, or need not be."""
    if channel is Channel.PHONE:
        return words("Nothing needs pressing during a call: everything can be told afterwards.")
    if channel is Channel.VISIT:
        return (
            words("Press Ended when you leave: the questions come then.")
            if answered
            else words("Press Served when your turn comes, and Ended when you leave. Or tell it all afterwards.")
        )
    if not channel.waits_for_reply:
        return None
    return (
        words("Press Ended when the matter is over: the questions come then.")
        if answered
        else words("When the reply comes, even days later, press Reply received. You may do other contacts meanwhile.")
    )


def lacks_wait(words: ChatWords, contact: Contact, study: Study, times: Mapping[Moment, datetime]) -> View:
    """A contact that has ended, of which only the wait is not known."""
    return View(
        lines(
            title(words, contact, study),
            "",
            *times_told(words, study, times, contact.channel),
            words("How long you waited for an answer is still missing."),
        ),
        [
            [Button(words("Tell how long you waited"), press("told", contact.id))],
            [
                Button(words("No answer"), press("failed", contact.id)),
                Button(words("Brief"), press("brief", contact.id)),
            ],
        ],
    )


TOLD: Mapping[Moment, str] = {
    Moment.STARTED: N_("Started {time}"),
    Moment.ANSWERED: N_("Answered {time}"),
    Moment.ENDED: N_("Ended {time}"),
}
SERVED, REPLIED = N_("Served {time}"), N_("Reply received {time}")


def _told(moment: Moment, channel: Channel) -> str:
    """What a moment is called: being answered as the channel's own button says it."""
    if moment is not Moment.ANSWERED:
        return TOLD[moment]
    return SERVED if channel is Channel.VISIT else REPLIED if channel.waits_for_reply else TOLD[moment]


def times_told(words: ChatWords, study: Study, times: Mapping[Moment, datetime], channel: Channel) -> list[Markup]:
    """The times of a contact, a line each; the day too when it isn't the one it started on."""
    started = times.get(Moment.STARTED)
    told = []
    for moment in Moment:
        if moment in times:
            local = study.local(times[moment])
            same = started is not None and study.local(started).date() == local.date()
            shown = (
                clock(local, words)
                if same and moment is not Moment.STARTED
                else f"{day(local, words)} {clock(local, words)}"
            )
            told.append(words(_told(moment, channel), time=shown))
    return told


def failed(words: ChatWords, contact: Contact) -> View:
    """How a contact failed, each with its rule."""
    visit = contact.channel is Channel.VISIT
    nobody = words("Nobody served me") if visit else words("Nobody answered")
    choices = [
        Button(nobody, press("fail", contact.id, contact.version, Outcome.NO_ANSWER)),
        Button(words("I try again later"), press("retry", contact.id, contact.version)),
        Button(
            words("Wrong address") if visit else words("Wrong number or address"),
            press("fail", contact.id, contact.version, Outcome.WRONG_NUMBER),
        ),
        Button(words("I was recognised"), press("fail", contact.id, contact.version, Outcome.EXPOSED)),
        Button(words("Back"), press("contact", contact.id)),
    ]
    return View(
        lines(
            words("<b>{code}: how did it go?</b>", code=contact.code),
            words("• {nobody}: this is a result too, the contact is over and paid.", nobody=nobody),
            words("• I try again later: the place was closed or busy. It counts as a try, not as a result."),
            words("• Wrong address, or recognised: paid, left out of the results.")
            if visit
            else words("• Wrong number or address, or recognised: paid, left out of the results."),
            words("Tries so far: {n}", n=contact.attempts) if contact.attempts else None,
        ),
        in_rows(choices, 1),
    )


def ask_reached(
    words: ChatWords, contact: Contact, study: Study, units: Sequence[Unit], *, may_tell_first: bool
) -> View:
    """Which unit answered."""
    buttons = [
        Button(text_of(words, study, unit.label), press("reached", contact.id, contact.version, n))
        for n, unit in enumerate(units)
    ]
    planned = text_of(words, study, study.unit(contact.unit).label)
    return View(
        lines(
            words("<b>{code}: who answered?</b>", code=contact.code),
            words("Planned: {unit}. Choose who it was; if you cannot tell, choose the planned one.", unit=planned),
            words(FRESH) if may_tell_first else None,
        ),
        [*in_rows(buttons, 1), *([[tell_first(words, contact)]] if may_tell_first else [])],
    )
