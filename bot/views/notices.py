"""Words of the messages that come by themselves."""

from collections.abc import Mapping
from datetime import date, datetime

from markupsafe import Markup

from bot.view import Button, ChatWords, View, lines, press, short
from bot.views.names import day, decimal, euros, moment, named
from domain.contact import Contact, Moment, State
from domain.sheet import Sheet
from domain.study import Study


def _open_review(words: ChatWords, contact: Contact) -> list[list[Button]]:
    return [[Button(words("Open"), press("review", contact.id))]]


def under_cover(words: ChatWords, about: str) -> View:
    """Something came in the middle of a contact: whoever looks over the shoulder learns nothing; `about` opens it."""
    return View(
        words("There is something new for you. No hurry."),
        [[Button(words("Show"), about)]],
    )


def declined(words: ChatWords, contact: Contact, who: str) -> View:
    """A shopper left an offer to others."""
    return View(
        words("{who} declined {code}; it is open again.", who=who, code=contact.code),
        [[Button(words("Assign"), press("assign", contact.study_id))]],
    )


def released(words: ChatWords, contact: Contact, who: str) -> View:
    """A shopper gave a contact up."""
    return View(
        words("{who} gave {code} up; it is open again.", who=who, code=contact.code),
        [[Button(words("Assign"), press("assign", contact.study_id))]],
    )


def withdrawn(words: ChatWords, contact: Contact) -> View:
    """A contact was taken back from its shopper."""
    return View(
        words("{code} has been taken back by the agency: nothing more is needed of you there.", code=contact.code),
        [[Button(words("Your contacts"), press("tasks"))]],
    )


def submitted(words: ChatWords, contact: Contact, index: float | None, *, later: bool) -> View:
    """A contact, or the later part of one, waits for a review."""
    told = words(", index {index}", index=decimal(round(index, 1), words)) if index is not None else ""
    text = (
        words("The later part of <b>{code}</b> waits for a review{told}.", code=contact.code, told=told)
        if later
        else words("<b>{code}</b> waits for a review{told}.", code=contact.code, told=told)
    )
    return View(text, _open_review(words, contact))


def later(words: ChatWords, contact: Contact, study: Study) -> View:
    """The time of a later stage has come."""
    scenario = study.scenario(contact.scenario).label.text(words.language, study.form.default_language)
    return View(
        words(
            "<b>{code}</b> ({scenario}): a few more questions can be answered now.",
            code=contact.code,
            scenario=scenario,
        ),
        [[Button(words("Continue"), press("contact", contact.id))]],
    )


def returned(words: ChatWords, sheet: Sheet, asked: Mapping[str, str]) -> View:
    """Some metrics came back with words."""
    told = [
        Markup("• {} <i>{}</i>").format(
            named(short(sheet.label(sheet.study.form.question(name), words.language), 60)), short(text, 300)
        )
        for name, text in asked.items()
        if name
    ]
    return View(
        lines(words("<b>{code}</b> came back: please correct just this.", code=sheet.contact.code), *told),
        [[Button(words("Continue"), press("contact", sheet.contact.id))]],
    )


def approved(words: ChatWords, contact: Contact, paid_by: date | None) -> View:
    """A contact has been reviewed, and is paid."""
    left_out = contact.state is State.EXCLUDED
    fee = euros(contact.fee + (contact.bonus or 0), words)
    return View(
        lines(
            words("<b>{code}</b> has been reviewed, thank you!", code=contact.code),
            words("It is left out of the results, and paid all the same.") if left_out else None,
            words("{fee} is paid by {day}.", fee=fee, day=day(paid_by, words)) if paid_by else None,
        )
    )


def alert(words: ChatWords, id: int, sheet: Sheet, question: str, state: str) -> View:
    """A critical failure, for the coordinator to confirm."""
    contact, study = sheet.contact, sheet.study
    unit = study.unit(contact.answering_unit).label.text(words.language, study.form.default_language)
    label = sheet.label(study.form.question(question), words.language)
    decide = [
        [Button(words("Confirm"), press("confirm", id)), Button(words("Do not tell"), press("drop", id))],
        *_open_review(words, contact),
    ]
    return View(
        lines(
            words("<b>Critical failure: {code}</b>", code=contact.code),
            Markup("{}: {}").format(unit, label),
            words("Confirm tells the client, without the shopper’s name."),
        ),
        decide if state == "raised" else _open_review(words, contact),
    )


def critical(
    words: ChatWords,
    sheet: Sheet,
    question: str,
    times: Mapping[Moment, datetime],
    *,
    simulated: bool,
) -> View:
    """A confirmed critical failure, for the client: the metric's own words, with none of the shopper's in them."""
    contact, study = sheet.contact, sheet.study
    unit = study.unit(contact.answering_unit).label.text(words.language, study.form.default_language)
    label = study.form.label(study.form.question(question), words.language)
    started = times.get(Moment.STARTED)
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            words("<b>A critical failure in your service</b>"),
            Markup("{} · {}").format(contact.code, unit),
            words("Failed: {metric}", metric=label),
            words("When: {moment}", moment=moment(started, study, words)) if started else None,
            words("The agency has checked it."),
        )
    )


def contact_report(words: ChatWords, contact: Contact) -> View:
    """Under the report of one contact."""
    return View(
        lines(
            words("<b>{code}: report</b>", code=contact.code),
            words("Not reviewed yet: the page says that it is a draft.")
            if contact.state in {State.SUBMITTED, State.RETURNED}
            else None,
            words("It names no shopper and no customer who was played."),
        )
    )


def praise(words: ChatWords, unit: str) -> View:
    """Under a unit's praise."""
    return View(
        lines(
            words("<b>Praise for {unit}</b>", unit=unit),
            words("To be read to the team, or put on the wall. Nobody is named in it; a glance before that is good."),
        )
    )


def no_praise(words: ChatWords, unit: str) -> View:
    """Why there is no praise for a unit."""
    return View(
        lines(
            words("<b>Praise for {unit}</b>", unit=unit),
            words(
                "No contact of this wave has both a high index and praise in words that could be told without telling "
                "who was met. Nothing is made up, so there is no page this time."
            ),
        )
    )


def paper_failed(words: ChatWords) -> View:
    """A quote or an analysis could not be made."""
    return View(words("The PDF could not be made. The fault has been noted; nothing is lost, and you may try again."))


def file(words: ChatWords, contact: Contact, label: str) -> View:
    """Under a file, for the reviewer."""
    return View(Markup("<b>{}</b> · {}").format(contact.code, label))


def recording(words: ChatWords, contact: Contact) -> View:
    """Under a recording, for the client."""
    return View(words("<b>{code}</b> · recording; deleted from this chat within 48 hours.", code=contact.code))


def unreachable(words: ChatWords, who: str) -> View:
    """Somebody can no longer be written to."""
    return View(words("{who} cannot be reached: the bot has been blocked, or the account is gone.", who=who))
