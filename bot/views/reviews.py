"""Cards of the review: the queue, a contact, what is returned and why."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from bot.view import Button, ChatWords, View, by_length, in_rows, lines, paging, press, short
from bot.views.encounters import times_told
from bot.views.figures import trail
from bot.views.names import FLAGS, OUTCOMES, STATES, decimal, named
from bot.views.questions import file_told, files_told, value_told
from domain.answer import AnswerState
from domain.attachment import Attachment, Purpose
from domain.contact import Contact, Moment, Move, Outcome
from domain.flags import Flag
from domain.metric import Question
from domain.sheet import Sheet

LINE_LABEL, LINE_VALUE, LINE_COMMENT = 45, 80, 200
PAGE = 12
"""Contacts of the queue on one card."""
NOTES = 20
"""Voice notes on one card."""
TRANSCRIPT = 3000
"""Characters of a voice note's words on the card that asks for them."""
ANSWERS = 3000
"""Characters of answers on one card; with what stands above them a message holds no more."""


def queue(
    words: ChatWords, study: int, rows: Sequence[tuple[Contact, float | None, Sequence[Flag], str]], page: int = 0
) -> View:
    """What waits for a review, worst first, a line each."""
    if not rows:
        return View(words("Nothing waits for a review."))
    shown = rows[page * PAGE : page * PAGE + PAGE]
    told = [
        Markup("<b>{}</b> {}{}{}").format(
            contact.code,
            score_told(words, contact, index),
            "".join(f" · ⚑ {words(FLAGS[flag])}" for flag in flags),
            Markup("\n  <i>{}</i>").format(short(worst, LINE_COMMENT)) if worst else "",
        )
        for contact, index, flags, worst in shown
    ]
    plain = sum(not flags and index != 0 for _, index, flags, _ in rows)
    around = paging(
        words,
        press("reviews", study, page - 1) if page else None,
        press("reviews", study, page + 1) if len(rows) > (page + 1) * PAGE else None,
    )
    return View(
        lines(words.plural("<b>{n} contact to review</b>", "<b>{n} contacts to review</b>", len(rows)), *told),
        [
            *in_rows([Button(contact.code, press("review", contact.id)) for contact, *_ in shown], 3),
            *around,
            *([[Button(words("Approve unflagged") + f" ({plain})", press("unflagged", study))]] if plain else []),
        ],
    )


def score_told(words: ChatWords, contact: Contact, index: float | None) -> str:
    """How a contact failed, if it did, and its index, if it has one."""
    failed = contact.outcome if contact.outcome is not Outcome.ANSWERED else None
    told = [
        words(OUTCOMES[failed]) if failed else None,
        words("index {index}", index=decimal(round(index, 1), words)) if index is not None else None,
    ]
    return " · ".join(part for part in told if part) or "–"


def contact(
    words: ChatWords,
    sheet: Sheet,
    index: float | None,
    flags: Sequence[Flag],
    times: Mapping[Moment, datetime],
    *,
    spoken: Sequence[Attachment] = (),
    shopper: str,
    reason: str,
    from_exchange: Sequence[Mapping[str, Any]] = (),
    expenses: int = 0,
    page: int = 0,
) -> View:
    """A contact's answers with times, comments and flags; `spoken` are the files that may be written out."""
    made, study = sheet.contact, sheet.study
    unit = study.unit(made.answering_unit).label.text(words.language, study.form.default_language)
    scenario = study.scenario(made.scenario).label.text(words.language, study.form.default_language)
    shown = [question for question in study.form.questions if _shown(sheet, question)]
    stories = [_story(words, file) for file in spoken if file.purpose is Purpose.STORY]
    pages = by_length([*stories, *(_line(words, sheet, question, spoken) for question in shown)], ANSWERS)
    page = min(page, len(pages) - 1)
    return View(
        lines(
            Markup("<b>{}</b> · {} · {}").format(made.code, unit, scenario),
            words("{shopper} · {standing}", shopper=shopper, standing=words(STATES[made.state])),
            Markup(" · ").join(times_told(words, study, times, sheet.contact.channel)),
            *trail(words, study, from_exchange),
            Markup("<b>{}</b>").format(score_told(words, made, index)),
            *[Markup("⚑ {}").format(words(FLAGS[flag])) for flag in flags],
            words("Left out because: {reason}", reason=reason) if reason else None,
            "",
            *pages[page],
        ),
        [*_pages(words, made, page, len(pages)), *_spent(words, made, expenses), *_buttons(words, sheet, spoken)],
    )


def _spent(words: ChatWords, made: Contact, expenses: int) -> list[list[Button]]:
    return [[Button(words("Expenses ({n})", n=expenses), press("spends", made.id))]] if expenses else []


def _pages(words: ChatWords, made: Contact, page: int, count: int) -> list[list[Button]]:
    earlier = press("review", made.id, page - 1) if page else None
    return paging(words, earlier, press("review", made.id, page + 1) if page + 1 < count else None)


def _shown(sheet: Sheet, question: Question) -> bool:
    answer = sheet.answers.get(question.name)
    hidden = {AnswerState.IRRELEVANT, AnswerState.PICKING}
    return answer is not None and answer.state not in hidden and question.type != "hidden" and bool(question.label)


def _story(words: ChatWords, file: Attachment) -> Markup:
    return Markup("{}: <i>{}</i>").format(words("The whole contact"), _note_told(words, file))


def _line(words: ChatWords, sheet: Sheet, question: Question, spoken: Sequence[Attachment]) -> Markup:
    comment = _comment(words, sheet, question)
    return Markup("{} <b>{}</b>{}").format(
        named(short(sheet.label(question, words.language), LINE_LABEL)),
        _value(words, sheet, question, spoken) or "–",
        Markup("\n  <i>{}</i>").format(comment) if comment else "",
    )


def _value(words: ChatWords, sheet: Sheet, question: Question, spoken: Sequence[Attachment]) -> str:
    answer = sheet.answers[question.name]
    mine = [file for file in spoken if (file.question, file.purpose) == (question.name, Purpose.ANSWER)]
    written_out = [_note_told(words, file) for file in mine if file.transcript]
    if not written_out:
        return short(value_told(words, sheet, question, answer), LINE_VALUE)
    return " · ".join([*written_out, *([short(answer.value, LINE_VALUE)] if answer.value else [])])


def _comment(words: ChatWords, sheet: Sheet, question: Question) -> str:
    typed = short(sheet.answers[question.name].comment, LINE_COMMENT)
    files = sheet.files_of(question.name, Purpose.COMMENT)
    spoken = [_note_told(words, file) for file in files if file.is_spoken]
    others = files_told(words, [file for file in files if not file.is_spoken])
    return " · ".join(part for part in (typed, *spoken, others) if part)


def _note_told(words: ChatWords, file: Attachment) -> str:
    """A voice note with its length, and what is said in it when that has been written out."""
    said = short(" ".join(file.transcript.split()), LINE_COMMENT)
    return f"{file_told(words, file)}: “{said}”" if said else file_told(words, file)


def _buttons(words: ChatWords, sheet: Sheet, spoken: Sequence[Attachment]) -> list[list[Button]]:
    made = sheet.contact
    decisions = [
        (Move.APPROVE, Button(words("Approve"), press("approve", made.id, made.version))),
        (Move.RETURN, Button(words("Return"), press("return", made.id))),
        (Move.EXCLUDE, Button(words("Exclude"), press("exclude", made.id))),
        (Move.WITHDRAW, Button(words("Take back"), press("withdraw", made.id, made.version))),
    ]
    open_ = [button for move, button in decisions if made.may(move)]
    kept = [file for file in sheet.files if file.state != "destroyed"]
    return [
        *in_rows(open_, 2),
        *([[Button(words("Voice notes and files") + f" ({len(kept)})", press("files", made.id))]] if kept else []),
        *([[_write_out(words, made, spoken)]] if spoken else []),
        *([[Button(words("Report"), press("report", made.id))]] if made.submitted_at else []),
        [Button(words("Review queue"), press("reviews", made.study_id))],
    ]


def _write_out(words: ChatWords, made: Contact, spoken: Sequence[Attachment]) -> Button:
    """Where there is one voice note it is not asked which."""
    first, *others = spoken
    return Button(words("Write it out"), press("voices", made.id) if others else press("writeout", first.id))


def choose_voice_note(words: ChatWords, sheet: Sheet, spoken: Sequence[Attachment], page: int = 0) -> View:
    """Which voice note is written out; those that have been are ticked."""
    made = sheet.contact
    around = paging(
        words,
        press("voices", made.id, page - 1) if page else None,
        press("voices", made.id, page + 1) if len(spoken) > (page + 1) * NOTES else None,
    )
    notes = [
        Button(f"{'✓ ' if file.transcript else ''}{_about(words, sheet, file)}", press("writeout", file.id))
        for file in spoken[page * NOTES : page * NOTES + NOTES]
    ]
    return View(
        words("<b>{code}: which voice note?</b>", code=made.code),
        [
            *in_rows(notes, 1),
            *around,
            [Button(words("Back"), press("review", made.id))],
        ],
    )


def _about(words: ChatWords, sheet: Sheet, file: Attachment) -> str:
    """What a voice note is about, and its length."""
    form = sheet.study.form
    label = sheet.label(form.question(file.question), words.language) if file.question else None
    about = short(label or words("The whole contact"), LINE_LABEL)
    comment = f"{words('Comment')}: " if file.purpose is Purpose.COMMENT else ""
    return f"{comment}{about} · {file_told(words, file)}"


def ask_transcript(words: ChatWords, sheet: Sheet, file: Attachment, *, alone: bool) -> View:
    """What is said in a voice note; `alone` when the contact has no other one."""
    made, said = sheet.contact, file.transcript
    return View(
        lines(
            Markup("<b>{}</b> · {}").format(made.code, _about(words, sheet, file)),
            words("<b>Type what is said</b>, word for word, in the language it was spoken."),
            words("Now: {value}", value=short(said, TRANSCRIPT)) if said else None,
        ),
        [[Button(words("Back"), press("review", made.id) if alone else press("voices", made.id))]],
    )


def choose_metrics(
    words: ChatWords, sheet: Sheet, names: Sequence[str], asked: Mapping[str, str], page: int = 0
) -> View:
    """Which metrics go back, and the words so far."""
    made, form = sheet.contact, sheet.study.form
    told = [
        Markup("• {}: <i>{}</i>").format(
            short(sheet.label(form.question(n), words.language), LINE_LABEL), short(t, 200)
        )
        for n, t in asked.items()
    ]
    shown = names[page * 20 : page * 20 + 20]
    metrics = [
        Button(
            f"{'✓ ' if name in asked else ''}{short(sheet.label(form.question(name), words.language), LINE_LABEL)}",
            press("metric", made.id, page * 20 + number),
        )
        for number, name in enumerate(shown)
    ]
    around = paging(
        words,
        press("return", made.id, page - 1) if page else None,
        press("return", made.id, page + 1) if len(names) > (page + 1) * 20 else None,
    )
    send = Button(words("Return"), press("return!", made.id, made.version))
    return View(
        lines(
            words("<b>{code}: what is to be corrected?</b>", code=made.code),
            words("Choose a metric, then type what you ask of it."),
            *told,
        ),
        [
            *in_rows(metrics, 1),
            *around,
            [*([send] if asked else []), Button(words("Back"), press("review", made.id))],
        ],
    )


def ask_words(words: ChatWords, sheet: Sheet, question: Question) -> View:
    """What the coordinator asks of one metric."""
    answer = sheet.answers.get(question.name)
    value = value_told(words, sheet, question, answer) if answer else ""
    return View(
        lines(
            Markup("<b>{}</b> · {}").format(sheet.contact.code, sheet.label(question, words.language)),
            words("The answer: {value}", value=short(value, 300)) if value else None,
            words("<b>What do you ask?</b> Type it in the shopper’s own language."),
        ),
        [[Button(words("Back"), press("return", sheet.contact.id))]],
    )


def ask_reason(words: ChatWords, made: Contact) -> View:
    """Why a contact is left out."""
    return View(
        words(
            "<b>{code} is left out of the results</b>, and paid. Type the reason; it stays beside it.", code=made.code
        ),
        [[Button(words("Back"), press("review", made.id))]],
    )
