"""A contact as its shopper sees it: the offer, the brief, the encounter, the receipt."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press
from bot.views.names import OUTCOMES, STATES, clock, day, decimal, euros, text_of
from bot.views.names import moment as moment_told
from bot.views.practice import try_button
from bot.views.question_buttons import FRESH, tell_first
from domain.contact import Contact, Moment, Outcome, State
from domain.label import Label
from domain.metric import LATER
from domain.practice import Source
from domain.profile import Alias
from domain.service import CHANNELS, Channel, Unit
from domain.study import RecordedBy, Study
from domain.texts import N_


def _title(words: ChatWords, contact: Contact, study: Study) -> Markup:
    service = text_of(words, study, study.service(contact.service).label)
    unit = text_of(words, study, study.unit(contact.unit).label)
    return Markup("<b>{}</b> · {} · {}").format(contact.code, service, unit)


def brief(
    words: ChatWords, contact: Contact, study: Study, alias: Alias | None, earlier: str, *, simulated: bool
) -> Markup:
    """Everything a shopper needs to know before a contact."""
    scenario, profile = study.scenario(contact.scenario), study.profile(contact.profile)
    unit, service = study.unit(contact.unit), study.service(contact.service)
    stop, after = text_of(words, study, scenario.stop_at), text_of(words, study, scenario.afterwards)
    return lines(
        words("<b>SIMULATED DATA</b>") if simulated else None,
        _title(words, contact, study),
        words("{channel}: {address}", channel=words(CHANNELS[contact.channel]).capitalize(), address=unit.address)
        if unit.address
        else words(CHANNELS[contact.channel]).capitalize(),
        words("Open: {hours}", hours=service.opening_hours) if service.opening_hours else None,
        "",
        words(
            "<b>What you do:</b> {scenario}",
            scenario=_sentences(words, study, scenario.label, scenario.brief),
        ),
        words(
            "<b>Who you are:</b> {profile}",
            profile=_sentences(words, study, profile.label, profile.background),
        ),
        _alias(words, alias),
        words("<b>Where to stop:</b> {stop}", stop=stop) if stop else None,
        words("<b>Afterwards:</b> {after}", after=after) if after else None,
        words("<b>Before this:</b> {earlier}", earlier=earlier) if earlier else None,
        _recording(words, contact, study),
        "",
        words(
            "{first}–{last} · about {minutes} min · fee {fee}{paid}",
            first=day(contact.opens_on, words),
            last=day(contact.closes_on, words),
            minutes=decimal(service.minutes, words),
            fee=euros(contact.fee, words),
            paid=_paid(words, study),
        ),
    )


def _sentences(words: ChatWords, study: Study, label: Label, more: Label) -> str:
    """A thing by its label, and what else is told of it, if anything."""
    return f"{text_of(words, study, label)}. {text_of(words, study, more)}".rstrip()


def _recording(words: ChatWords, contact: Contact, study: Study) -> Markup | None:
    if not study.terms.recordings or contact.channel not in {Channel.PHONE, Channel.VIDEO}:
        return None
    if study.terms.recorded_by is RecordedBy.SHOPPER:
        return words("<b>Record the call</b> and send the recording with the questions, or later.")
    return words("<b>The call is recorded</b> for the study; you need not do anything.")


def _paid(words: ChatWords, study: Study) -> Markup | str:
    days = study.terms.paid_within_days
    return words(", paid within {days} days of the review", days=days) if days is not None else ""


def _alias(words: ChatWords, alias: Alias | None) -> Markup | None:
    if alias is None:
        return None
    known = {
        N_("name"): alias.name,
        N_("e-mail"): alias.email,
        N_("phone"): alias.phone,
        N_("customer number"): alias.customer_number,
        N_("order number"): alias.order_number,
    }
    return lines(words("<b>You may say:</b>"), *[Markup("  {}: {}").format(words(n), v) for n, v in known.items() if v])


def _address(words: ChatWords, contact: Contact, study: Study) -> Markup | None:
    """Where to call, write or go, so that the brief need not be opened for it."""
    address = study.unit(contact.unit).address
    channel = words(CHANNELS[contact.channel]).capitalize()
    return words("{channel}: {address}", channel=channel, address=address) if address else None


def offer(words: ChatWords, contact: Contact, briefing: Markup) -> View:
    """An offer to be accepted or declined."""
    return View(
        lines(words("<b>A contact is offered to you</b>"), briefing),
        [
            [
                Button(words("Accept"), press("accept", contact.id, contact.version)),
                Button(words("Decline"), press("decline", contact.id, contact.version)),
            ]
        ],
    )


def tasks(words: ChatWords, mine: Sequence[tuple[Contact, str, str]], page: int = 0) -> View:
    """A shopper's contacts, a button for each by its code."""
    if not mine:
        return View(words("No contacts for you now. When one is offered, it comes here by itself."))
    shown = mine[page * 20 : page * 20 + 20]
    told = [Markup("<b>{}</b> {} · {}").format(contact.code, what, standing) for contact, what, standing in shown]
    around = paging(
        words,
        press("tasks", page - 1) if page else None,
        press("tasks", page + 1) if len(mine) > page * 20 + 20 else None,
    )
    buttons = in_rows([Button(contact.code, press("contact", contact.id)) for contact, _, _ in shown], 3)
    return View(lines(words("<b>Your contacts</b>"), *told), [*buttons, *around])


def _already(words: ChatWords, contact: Contact) -> Button:
    label = words("I called already") if contact.channel is Channel.PHONE else words("I did it already")
    return Button(label, press("told", contact.id))


def accepted(words: ChatWords, contact: Contact, briefing: Markup, again: datetime | None = None) -> View:
    """A taken contact that has not begun; `again`: when a failed one may be tried again, while that is to come."""
    return View(
        lines(words("<b>{code} is yours</b>", code=contact.code), briefing, *_tried(words, contact, again)),
        [
            [Button(words("Start contact"), press("start", contact.id, contact.version))],
            [_already(words, contact)],
            [try_button(words, Source.CONTACT, contact.id)],
            [
                Button(words("Brief"), press("brief", contact.id)),
                Button(words("I give this up"), press("release", contact.id, contact.version)),
            ],
        ],
    )


def _tried(words: ChatWords, contact: Contact, again: datetime | None) -> list[Markup]:
    if not contact.attempts:
        return []
    told = (
        words(
            "Tries so far: {n}. Try again from {time} on, best at another time of day.",
            n=contact.attempts,
            time=clock(again, words),
        )
        if again
        else words("Tries so far: {n}. Try again at another time of day, if you can.", n=contact.attempts)
    )
    return [Markup(), told]


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
            _title(words, contact, study),
            _address(words, contact, study),
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
            [_already(words, contact), Button(words("Brief"), press("brief", contact.id))],
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
            _title(words, contact, study),
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


def brief_card(words: ChatWords, contact: Contact, briefing: Markup) -> View:
    """The brief, and the way back."""
    return View(briefing, [[Button(words("Back"), press("contact", contact.id))]])


def release(words: ChatWords, contact: Contact) -> View:
    """Asks before a contact is given up."""
    return View(
        words("Give {code} up? Somebody else will be asked, and the coordinator is told.", code=contact.code),
        [
            [
                Button(words("I give this up"), press("release!", contact.id, contact.version)),
                Button(words("Back"), press("contact", contact.id)),
            ]
        ],
    )


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


def waiting(
    words: ChatWords,
    contact: Contact,
    study: Study,
    stages: Sequence[tuple[datetime, str]],
    *,
    receipt: bool,
    paid_by: date | None,
    lacks_recording: bool,
    recall_until: datetime | None,
) -> View:
    """A contact handed in: the receipt, what is still to come, and until when it can be taken back, if it can."""
    title = (
        words("<b>{code} received</b>", code=contact.code)
        if receipt
        else Markup("<b>{}</b> · {}").format(contact.code, words(STATES[contact.state]))
    )
    coming = [
        words(
            "More questions come on {day}: about what is still to come, such as a survey."
            if stage == LATER
            else "More questions come on {day}: whether the promise was kept.",
            day=moment_told(due, study, words),
        )
        for due, stage in sorted(stages)
    ]
    fee = euros(contact.fee, words)
    survey = any(stage == LATER for _, stage in stages)
    buttons = [[Button(words("It has come already"), press("come", contact.id, contact.version))]] if survey else []
    if lacks_recording:
        buttons.append([Button(words("Add the recording"), press("addrec", contact.id))])
    if recall_until:
        buttons.append([Button(words("Take it back"), press("recall", contact.id, contact.version))])
    return View(
        lines(
            title,
            words("Thank you! The coordinator reviews it next.") if contact.state is State.SUBMITTED else None,
            words("Fee {fee}, paid by {day}.", fee=fee, day=day(paid_by, words))
            if paid_by
            else words("Fee {fee}{paid}.", fee=fee, paid=_paid(words, study)),
            *coming,
            words("You can take it back until {time}.", time=clock(study.local(recall_until), words))
            if recall_until
            else None,
        ),
        [*buttons, [Button(words("Your contacts"), press("tasks"))]],
    )


def earnings(words: ChatWords, rows: Sequence[tuple[str, Decimal, date | None, bool]]) -> View:
    """What a shopper has earned, and when it is paid."""
    if not rows:
        return View(words("Nothing yet: a fee is yours when the contact has been reviewed."))
    certain = sum((fee for _, fee, _, sure in rows if sure), Decimal(0))
    coming = sum((fee for _, fee, _, sure in rows if not sure), Decimal(0))
    told = [
        Markup("{} · {} · {}").format(
            code,
            euros(fee, words),
            words("paid by {day}", day=day(by, words))
            if by
            else words("reviewed")
            if sure
            else words("to be reviewed"),
        )
        for code, fee, by, sure in rows[-20:]
    ]
    return View(
        lines(
            words("<b>Your earnings</b>"),
            words("Reviewed: {fee}", fee=euros(certain, words)),
            words("To be reviewed: {fee}", fee=euros(coming, words)),
            "",
            *told,
        )
    )


def standing(words: ChatWords, contact: Contact) -> str:
    """What state a contact is in, in a word."""
    if contact.outcome not in (None, Outcome.ANSWERED) and contact.state is not State.ACCEPTED:
        return f"{words(STATES[contact.state])} ({words(OUTCOMES[contact.outcome])})"
    return str(words(STATES[contact.state]))
