"""The card that a shopper should see, drawn from the model: its buttons by their words, and what stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import escape

from tests.machine.model import (
    HELSINKI,
    KEPT_DAY,
    LATER,
    MINUTE,
    QUESTIONS,
    SPOKEN,
    UNIT_LABELS,
    Asked,
    Contact,
    File,
    Model,
    Refused,
    Where,
)

WAITS, LENGTHS, AGO = (0, 1, 2, 3, 5, 10), (5, 8, 10, 15, 20, 30), (5, 10, 15, 20, 30, 45)
OUTCOMES = {"no_answer": "nobody answered", "wrong_number": "wrong number or address", "exposed": "recognised"}
LONG = 20
"""Characters of a long value that are looked for: how the rest is cut is not told here."""


@dataclass(frozen=True)
class Card:
    """What is on a card; a button's words are all of its label."""

    buttons: tuple[str, ...]
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def card(model: Model, where: Where) -> Card:
    """Returns the card of a place, or that of home when what it was about is not the reader's any more."""
    try:
        return _card(model, where)
    except Refused:
        return Card(("Your contacts",), lacks=("KOIV",))


def _card(model: Model, where: Where) -> Card:
    if where.kind == "home":
        raise Refused("home")
    if where.kind == "tasks":
        return _tasks(model)
    if where.kind == "practice":
        return Card((), ("A practice run: nothing of it is kept or counted.",))
    if where.kind in {"help", "earnings"}:
        return Card(())
    contact = model.contacts[where.contact]
    if not contact.is_mine or (contact.state == "offered" and where.kind != "contact"):
        raise Refused("Unknown")
    code = (contact.code,)
    match where.kind:
        case "paused":
            return Card(("Continue", "Your contacts"), code)
        case "story":
            return Card(("Back",), (*code, "tell it first"))
        case "brief":
            return Card(("Back",), (*code, "Ask about it."))
        case "release":
            return Card(("I give this up", "Back"), code)
        case "add_recording":
            return Card(("Back",), code)
        case "failed" if contact.state == "underway":
            ways = ("Nobody answered", "I try again later", "Wrong number or address", "I was recognised", "Back")
            return Card(ways, code)
        case "told" if contact.state in {"accepted", "underway", "answering"}:
            return _told(model, contact, where)
    return _contact(model, contact, where)


def _tasks(model: Model) -> Card:
    mine = [contact for contact in model.contacts.values() if contact.is_mine]
    unfinished = [c for c in mine if c.state in {"accepted", "underway", "answering", "returned"}]
    handed_in = [c for c in mine if c.state in {"submitted", "approved"}]
    more = [c for c in handed_in if c.may_be_recalled(model.now) or any(s != "submitted" for s, _ in c.stages.values())]
    offered = [c for c in mine if c.state == "offered"]
    codes = tuple(c.code for c in [*unfinished, *more, *offered])
    return Card(codes, codes, tuple(c.code for c in model.contacts.values() if c.code not in codes))


def _told(model: Model, contact: Contact, where: Where) -> Card:
    if where.wait is not None:
        fitting = tuple(f"{n} min" for n in LENGTHS if n * MINUTE >= where.wait)
        return Card((*fitting, "Back"), (contact.code,))
    if where.started is not None or contact.lacks_wait():
        return Card((*(f"{n} min" for n in WAITS), "Back"), (contact.code,))
    clocks = ((model.now - timedelta(minutes=n)).astimezone(HELSINKI) for n in AGO)
    return Card((*(f"{clock:%H:%M}" for clock in clocks), "Back"), (contact.code,))


def _contact(model: Model, contact: Contact, where: Where) -> Card:
    code = (contact.code,)
    match contact.state:
        case "offered":
            return Card(("Accept", "Decline"), (*code, "Ask about it."))
        case "accepted":
            return Card(("Start contact", "I called already", "Brief", "I give this up"), (*code, "Ask about it."))
        case "underway" if contact.lacks_wait():
            return Card(("Tell how long you waited", "No answer", "Brief"), code)
        case "underway":
            first = () if "answered" in contact.times else ("Answered", "No answer")
            return Card((*first, "Ended", "I called already", "Brief"), (*code, "Ask about it."))
    if not contact.is_open():
        return _handed_in(model, contact, where)
    if contact.asks_who():
        return Card((*UNIT_LABELS, *(("Tell it first",) if contact.may_tell_first() else ())), code)
    kind, name = contact.step()
    if kind == "question":
        return _question(contact, name, more=where.more)
    return _comment(contact, name) if kind == "comment" else _check(contact)


def _handed_in(model: Model, contact: Contact, where: Where) -> Card:
    waits = [stage for stage in (LATER, KEPT_DAY) if contact.stages.get(stage, ("",))[0] == "waiting"]
    buttons = (
        *(("It has come already",) if LATER in waits else ()),
        *(("Add the recording",) if contact.lacks_recording() else ()),
        *(("Take it back",) if contact.may_be_recalled(model.now) else ()),
        "Your contacts",
    )
    comes = tuple(_day(due.astimezone(HELSINKI).date()) for s in waits if (due := contact.stages[s][1]) is not None)
    receipt = f"{contact.code} received"
    return Card(buttons, (receipt if where.receipt else contact.code, *comes), () if where.receipt else (receipt,))


def _question(contact: Contact, name: str, *, more: bool) -> Card:
    asked, order = QUESTIONS[name], contact.asked()
    told, comment = _value(contact, name), _comment_told(contact, name)
    returned = contact.words.get(name, "") if contact.state == "returned" else ""
    leaves = "Does not apply" if asked.measured and not asked.required else "" if asked.required else "Skip"
    buttons = (
        *_values(contact, name, asked),
        *(("Done",) if asked.kind in {"many", "rank"} else ()),
        *(("Keep this",) if contact.may_keep(name) else ()),
        *_removals(contact),
        "Back",
        "Comment",
        *((leaves,) if leaves else ()),
        *(("More help",) if asked.help and not more else ()),
        *(("Tell it first",) if contact.may_tell_first() else ()),
        *(("Play what you told",) if contact.files.get(("", "story")) else ()),
        "Pause",
    )
    has = (
        contact.code,
        f"{order.index(name) + 1}/{len(order)}",
        f"<b>{asked.label}</b>",
        *_present("Now: ", told),
        *_present("Comment: ", comment),
        *((returned,) if returned else ()),
        *((asked.help,) if asked.help and more else ()),
    )
    others = (f"<b>{each.label}</b>" for each in QUESTIONS.values() if each is not asked)
    empty = (("Now: ", told), ("Comment: ", comment), (asked.help, more))
    return Card(buttons, has, (*others, *(words for words, is_there in empty if words and not is_there)))


def _removals(contact: Contact) -> tuple[str, ...]:
    _, _, files = contact.removable()
    photos = [file.id for file in files if file.kind == "photo"]
    labels: list[str] = []
    for file in files:
        if file.kind in SPOKEN:
            labels += ["Play the voice note", "Remove the voice note"]
        else:
            labels.append(f"Remove photo {photos.index(file.id) + 1}" if file.kind == "photo" else "Remove the file")
    return tuple(labels)


def _values(contact: Contact, name: str, asked: Asked) -> tuple[str, ...]:
    picked = contact.answers[name].value.split() if name in contact.answers else []
    match asked.kind:
        case "many":
            return tuple(f"{'☑' if each in picked else '☐'} {label}" for each, label in asked.choices)
        case "rank":
            return tuple(
                f"{picked.index(each) + 1}. {label}" if each in picked else f"☐ {label}"
                for each, label in asked.choices
            )
    return tuple(label for _, label in asked.choices)


def _comment(contact: Contact, name: str) -> Card:
    told, comment = _value(contact, name, default=False), _comment_told(contact, name)
    buttons = (*_removals(contact), "Back", *(() if contact.needs_words(name) else ("Skip",)), "Pause")
    has = (contact.code, QUESTIONS[name].label, *_present("Your answer: ", told), *_present("Comment: ", comment))
    empty = (("Your answer: ", told), ("Comment: ", comment))
    return Card(buttons, has, tuple(words for words, is_there in empty if not is_there))


def _check(contact: Contact) -> Card:
    order, failed = contact.asked(), contact.outcome != "answered"
    answering = contact.state == "answering"
    buttons = (
        *(str(place + 1) for place in range(len(order))),
        "Submit",
        *(("Correct the times",) if answering and not failed else ()),
        *(("Change how it went",) if answering and failed else ()),
        "Pause",
    )
    lines = (
        f"{place}. {_named(QUESTIONS[name].label)} <b>{_line(contact, name)}" for place, name in enumerate(order, 1)
    )
    hard, soft = contact.failing()
    said = (("Was it that good?", hard), ("Was it that bad?", soft), (OUTCOMES.get(contact.outcome, "–"), failed))
    return Card(
        buttons,
        (contact.code, "check and submit", *lines, *(words for words, is_there in said if is_there)),
        ("Still missing", f"{len(order) + 1}. ", *(words for words, is_there in said[:2] if not is_there)),
    )


def _line(contact: Contact, name: str) -> str:
    told = _on_one_line(_value(contact, name, default=False)) or "–"
    commented = _comment_told(contact, name)
    if len(told) > 50:
        return str(escape(told[:LONG]))
    return f"{escape(told)}</b>{' · comment' if commented else chr(10)}"


def _present(words: str, told: str) -> tuple[str, ...]:
    return (str(escape(words + _on_one_line(told)[:LONG])),) if told else ()


def _on_one_line(told: str) -> str:
    return " ".join(told.split())


def _value(contact: Contact, name: str, *, default: bool = True) -> str:
    """An answer as people say it; '' when there is none."""
    asked, answer = QUESTIONS[name], contact.answers.get(name)
    if answer is None or (answer.state == "picking" and not answer.value):
        return contact.values()[name] if default else ""
    if answer.state in {"skipped", "not_applicable"}:
        return answer.state.replace("not_applicable", "does not apply")
    came = _files_told(contact.files.get((name, "answer"), []))
    if came or asked.kind in {"image", "audio"}:
        return f"{came}: {answer.value}" if asked.kind == "text" and answer.value else came
    if asked.choices:
        labels = dict(asked.choices)
        return ", ".join(labels[each] for each in answer.value.split())
    return _day(date.fromisoformat(answer.value)) if asked.kind == "date" and answer.value else answer.value


def _comment_told(contact: Contact, name: str) -> str:
    came = _files_told(contact.files.get((name, "comment"), []))
    return ", ".join(part for part in (contact.comment(name), came) if part)


def _files_told(files: Sequence[File]) -> str:
    photos = sum(file.kind == "photo" for file in files)
    counted = f"{photos} photo{'s' if photos > 1 else ''}"
    return ", ".join([*(file.told for file in files if file.kind != "photo"), *([counted] if photos else [])])


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _named(label: str) -> str:
    return label if label.endswith("?") else f"{label}:"
