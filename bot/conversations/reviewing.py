"""The review: the queue by exception, a contact, and what is decided of it."""

from collections.abc import Sequence

from bot.turn import Desk, Turn
from bot.view import View
from bot.views import reviews as views
from domain.attachment import Attachment, Purpose
from domain.contact import Contact, Move
from domain.metric import Measure
from domain.operations import assignments, printing
from domain.operations import reviews as operations
from domain.operations.access import Action, ensure
from domain.operations.sheets import sheet_of
from domain.place import Place, place
from domain.refusal import Stale, Unknown
from domain.score import score
from domain.sheet import Sheet
from domain.storage import answers, contacts, expenses, outbox, people, reviews


def queue(turn: Turn) -> Place:
    """`/review`, [Review], and the pages of the queue"""
    ensure(turn.person, Action.RUN)
    about = turn.heard.press.about if turn.heard.press else ()
    study = turn.number(0) if about else 0
    page = turn.number(1) if len(about) > 1 else 0
    return place("reviews", study=study, page=page)


def draw_queue(desk: Desk, where: Place) -> View:
    """What waits for a review, worst first."""
    waiting = operations.queue(desk.tx, by=desk.reader, study_id=where["study"] or None, now=desk.now)
    page = where.get("page", 0)
    shown = range(page * views.PAGE, (page + 1) * views.PAGE)
    rows = [
        (each.contact, each.index, each.flags, _worst_words(desk, each.contact) if number in shown else "")
        for number, each in enumerate(waiting)
    ]
    return views.queue(desk.words, where["study"], rows, page)


def _worst_words(desk: Desk, contact: Contact) -> str:
    """The comment on the lowest scored answer that has one, written or written out."""
    sheet, files = _spoken(desk, contact)
    spoken = {file.question: file.transcript for file in files if file.purpose is Purpose.COMMENT}
    commented = [
        (score if score is not None else 100.0, comment)
        for question in sheet.study.form.questions
        if question.measure is Measure.SCORE
        and (answer := sheet.answers.get(question.name)) is not None
        and (comment := answer.comment or spoken.get(question.name, ""))
        for score in [_score(sheet, question.name)]
    ]
    return min(commented)[1] if commented else ""


def _score(sheet: Sheet, name: str) -> float | None:

    return score(sheet.study.form, sheet.study.form.question(name), sheet.answers[name].value)


def open_(turn: Turn) -> Place:
    """A contact's button in the queue, [Open], or a page of its answers"""
    page = turn.number(1) if len(turn.press.about) > 1 else 0
    return place("review", contact=_contact(turn, turn.number(0)).id, page=page)


def find(turn: Turn) -> Place:
    """`/find CODE`"""
    ensure(turn.person, Action.RUN)
    contact = contacts.of_code(turn.tx, turn.text)
    if contact is None:
        raise Unknown
    return place("review", contact=contact.id)


def _contact(turn: Turn | Desk, id: int) -> Contact:
    ensure(turn.person, Action.RUN)
    contact = contacts.get(turn.tx, id)
    if contact is None:
        raise Unknown
    return contact


def draw_review(desk: Desk, where: Place) -> View:
    """A contact's answers with times, comments and flags."""
    contact = _contact(desk, where["contact"])
    sheet = sheet_of(desk.tx, contact, desk.now)
    shopper = people.get(desk.tx, contact.shopper_id) if contact.shopper_id else None
    latest = reviews.latest(desk.tx, contact.id)
    return views.contact(
        desk.words,
        sheet,
        contacts.index_of(desk.tx, contact.id),
        operations.flags_of(desk.tx, contact, desk.now) if contact.submitted_at else (),
        contacts.times_of(desk.tx, contact),
        spoken=operations.voice_notes(sheet),
        shopper=f"{shopper.code} {shopper.name}" if shopper else "–",
        from_exchange=contacts.noted_from_exchange(desk.tx, contact),
        reason=latest["words"].get("", "") if latest and latest["decision"] == "exclude" else "",
        expenses=len(expenses.of_contact(desk.tx, contact.id)),
        page=where.get("page", 0),
    )


def approve(turn: Turn) -> Place:
    """[Approve]"""
    operations.approve(turn.tx, by=turn.person, contact_id=turn.number(0), version=turn.number(1), now=turn.now)
    return place("reviews", study=0, note={"kind": "Approved", "code": _contact(turn, turn.number(0)).code})


def approve_unflagged(turn: Turn) -> Place:
    """[Approve unflagged]"""
    study = turn.number(0)
    n = operations.approve_unflagged(turn.tx, by=turn.person, study_id=study or None, now=turn.now)
    return place("reviews", study=study, note={"kind": "ApprovedMany", "n": n})


def return_(turn: Turn) -> Place:
    """[Return]: which metrics, and the pages of the list"""
    contact = operations.to_review(turn.tx, by=turn.person, contact_id=turn.number(0), version=None, move=Move.RETURN)
    page = turn.number(1) if len(turn.press.about) > 1 else 0
    return place("return", contact=contact.id, words=_words_so_far(turn, contact.id), page=page)


def _words_so_far(turn: Turn, contact_id: int) -> dict[str, str]:
    where = turn.place
    if where.kind in {"return", "return_words"} and where["contact"] == contact_id:
        return dict(where["words"])
    return {}


def draw_return(desk: Desk, where: Place) -> View:
    """Which metrics go back."""
    contact = _contact(desk, where["contact"])
    sheet = sheet_of(desk.tx, contact, desk.now)
    names = operations.returnable(desk.tx, contact, desk.now)
    return views.choose_metrics(desk.words, sheet, names, where["words"], where.get("page", 0))


def choose_metric(turn: Turn) -> Place:
    """A metric's button"""
    contact = _contact(turn, turn.number(0))
    names = operations.returnable(turn.tx, contact, turn.now)
    if turn.number(1) >= len(names):
        raise Unknown
    words = _words_so_far(turn, contact.id)
    return place("return_words", contact=contact.id, metric=names[turn.number(1)], words=words)


def draw_return_words(desk: Desk, where: Place) -> View:
    """What is asked of one metric."""
    contact = _contact(desk, where["contact"])
    sheet = sheet_of(desk.tx, contact, desk.now)
    question = sheet.study.form.question(where["metric"])
    return views.ask_words(desk.words, sheet, question)


def metric_words(turn: Turn) -> Place:
    """The words, typed"""
    where = turn.place
    words = {**where["words"], where["metric"]: turn.text[:1000]}
    return place("return", contact=_contact(turn, where["contact"]).id, words=words, page=0)


def return_surely(turn: Turn) -> Place:
    """[Return], with the words"""
    contact = _contact(turn, turn.number(0))
    where = turn.place
    if where.kind != "return" or where["contact"] != contact.id:
        raise Stale(place={"kind": "review", "contact": contact.id})
    operations.return_(
        turn.tx,
        by=turn.person,
        contact_id=contact.id,
        version=turn.number(1),
        words=where["words"],
        now=turn.now,
    )
    return place("reviews", study=0, note={"kind": "Returned", "code": contact.code})


def exclude(turn: Turn) -> Place:
    """[Exclude]: the reason is asked"""
    contact = operations.to_review(turn.tx, by=turn.person, contact_id=turn.number(0), version=None, move=Move.EXCLUDE)
    return place("exclude", contact=contact.id)


def draw_exclude(desk: Desk, where: Place) -> View:
    """Why a contact is left out."""
    return views.ask_reason(desk.words, _contact(desk, where["contact"]))


def exclude_words(turn: Turn) -> Place:
    """The reason, typed"""
    contact = _contact(turn, turn.place["contact"])
    operations.exclude(
        turn.tx, by=turn.person, contact_id=contact.id, version=None, reason=turn.text[:1000], now=turn.now
    )
    return place("review", contact=contact.id)


def withdraw(turn: Turn) -> Place:
    """[Take back]"""
    contact = _contact(turn, turn.number(0))
    assignments.withdraw(turn.tx, by=turn.person, contact_id=contact.id, version=turn.number(1), now=turn.now)
    return place("review", contact=contact.id, note={"kind": "Withdrawn", "code": contact.code})


def files(turn: Turn) -> Place:
    """[Voice notes and files]: they come as messages of their own"""
    contact = _contact(turn, turn.number(0))
    for file in answers.attachments_of(turn.tx, contact.id):
        if file.state != "destroyed":
            outbox.tell(turn.tx, turn.person, "file", turn.now, attachment=file.id)
    return place("review", contact=contact.id)


def report(turn: Turn) -> Place:
    """[Report]: the contact on paper"""
    job = printing.ask_for_report(turn.tx, by=turn.person, contact_id=turn.number(0), now=turn.now)
    return place("making", what="contact_report", job=job)


def voice_notes(turn: Turn) -> Place:
    """[Write it out], where there are several voice notes: which one, and the pages of the list"""
    contact = _contact(turn, turn.number(0))
    if not _spoken(turn, contact)[1]:
        raise Stale(place={"kind": "review", "contact": contact.id})
    page = turn.number(1) if len(turn.press.about) > 1 else 0
    return place("voice_notes", contact=contact.id, page=page)


def draw_voice_notes(desk: Desk, where: Place) -> View:
    """Which voice note is written out."""
    sheet, spoken = _spoken(desk, _contact(desk, where["contact"]))
    return views.choose_voice_note(desk.words, sheet, spoken, where["page"])


def _spoken(desk: Turn | Desk, contact: Contact) -> tuple[Sheet, Sequence[Attachment]]:
    sheet = sheet_of(desk.tx, contact, desk.now)
    return sheet, operations.voice_notes(sheet)


def write_out(turn: Turn) -> Place:
    """[Write it out], or a voice note's button: it comes as a message of its own, to be played while typing"""
    _, file = operations.to_write_out(turn.tx, by=turn.person, attachment_id=turn.number(0), now=turn.now)
    outbox.tell(turn.tx, turn.person, "file", turn.now, attachment=file.id)
    return place("write_out", attachment=file.id)


def draw_write_out(desk: Desk, where: Place) -> View:
    """What is said in a voice note."""
    sheet, file = operations.to_write_out(desk.tx, by=desk.reader, attachment_id=where["attachment"], now=desk.now)
    _, spoken = _spoken(desk, sheet.contact)
    return views.ask_transcript(desk.words, sheet, file, alone=len(spoken) == 1)


def words_written_out(turn: Turn) -> Place:
    """What is said in a voice note, typed"""
    contact = operations.write_out(
        turn.tx, by=turn.person, attachment_id=turn.place["attachment"], words=turn.text, now=turn.now
    )
    return place("review", contact=contact.id, note={"kind": "WrittenOut"})


def confirm(turn: Turn) -> Place:
    """[Confirm]: the client is told of a critical failure"""
    contact_id = operations.decide_alert(turn.tx, by=turn.person, alert_id=turn.number(0), confirm=True, now=turn.now)
    return place("review", contact=contact_id, note={"kind": "Confirmed"})


def drop(turn: Turn) -> Place:
    """[Do not tell]: a critical failure stays inside the agency"""
    contact_id = operations.decide_alert(turn.tx, by=turn.person, alert_id=turn.number(0), confirm=False, now=turn.now)
    return place("review", contact=contact_id, note={"kind": "Dropped"})
