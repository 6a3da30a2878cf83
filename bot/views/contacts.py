"""A contact as its shopper sees it before and after the encounter: the offer, the brief, the receipt."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press
from bot.views.bonuses import fee_told
from bot.views.names import OUTCOMES, STATES, clock, day, decimal, euros, text_of
from bot.views.names import moment as moment_told
from bot.views.practice import try_button
from domain.contact import Contact, Outcome, State
from domain.label import Label
from domain.metric import LATER
from domain.practice import Source
from domain.profile import Alias
from domain.service import CHANNELS, Channel
from domain.study import RecordedBy, Study
from domain.texts import N_


def title(words: ChatWords, contact: Contact, study: Study) -> Markup:
    """What heads a contact's cards: its code, service and unit."""
    service = text_of(words, study, study.service(contact.service).label)
    unit = text_of(words, study, study.unit(contact.unit).label)
    return Markup("<b>{}</b> · {} · {}").format(contact.code, service, unit)


def brief(
    words: ChatWords,
    contact: Contact,
    study: Study,
    alias: Alias | None,
    earlier: str,
    *,
    simulated: bool,
    cap: Decimal | None = None,
) -> Markup:
    """Everything a shopper needs to know before a contact; `cap`: up to what its expenses are paid, if they are."""
    scenario, profile = study.scenario(contact.scenario), study.profile(contact.profile)
    unit, service = study.unit(contact.unit), study.service(contact.service)
    stop, after = text_of(words, study, scenario.stop_at), text_of(words, study, scenario.afterwards)
    return lines(
        words("<b>SIMULATED DATA</b>") if simulated else None,
        title(words, contact, study),
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
            fee=fee_told(words, contact),
            paid=_paid(words, study),
        ),
        words("Expenses up to {cap}, with a receipt: /earnings", cap=euros(cap, words)) if cap else None,
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


def address(words: ChatWords, contact: Contact, study: Study) -> Markup | None:
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


def already(words: ChatWords, contact: Contact) -> Button:
    """The button for those who pressed nothing meanwhile."""
    label = words("I called already") if contact.channel is Channel.PHONE else words("I did it already")
    return Button(label, press("told", contact.id))


def accepted(words: ChatWords, contact: Contact, briefing: Markup, again: datetime | None = None) -> View:
    """A taken contact that has not begun; `again`: when a failed one may be tried again, while that is to come."""
    return View(
        lines(words("<b>{code} is yours</b>", code=contact.code), briefing, *_tried(words, contact, again)),
        [
            [Button(words("Start contact"), press("start", contact.id, contact.version))],
            [already(words, contact)],
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
    heading = (
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
    fee = fee_told(words, contact)
    survey = any(stage == LATER for _, stage in stages)
    buttons = [[Button(words("It has come already"), press("come", contact.id, contact.version))]] if survey else []
    if lacks_recording:
        buttons.append([Button(words("Add the recording"), press("addrec", contact.id))])
    if recall_until:
        buttons.append([Button(words("Take it back"), press("recall", contact.id, contact.version))])
    return View(
        lines(
            heading,
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


def standing(words: ChatWords, contact: Contact) -> str:
    """What state a contact is in, in a word."""
    if contact.outcome not in (None, Outcome.ANSWERED) and contact.state is not State.ACCEPTED:
        return f"{words(STATES[contact.state])} ({words(OUTCOMES[contact.outcome])})"
    return str(words(STATES[contact.state]))
