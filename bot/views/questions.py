"""One card for each question, and the card on which everything is checked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from bot.views.encounters import times_told
from bot.views.names import OUTCOMES, clock, day, digits, named, text_of
from bot.views.question_buttons import FRESH, Story, Ways, pause, removals, rows
from domain.answer import Answer, AnswerState
from domain.answer_value import number_text, scale
from domain.attachment import DOWNLOAD_BYTES, Attachment, FileKind, Purpose
from domain.check import Strength
from domain.contact import Contact, Moment, Move, Outcome, State
from domain.metric import Question, QuestionType
from domain.sheet import Sheet
from domain.study import Study
from domain.texts import N_

VALUE_SHOWN = 300
CHECK_LABEL, CHECK_VALUE = 80, 50
PAGE = 20
"""Lines of the check card at once."""

EXAMPLES: Mapping[QuestionType, str] = {
    QuestionType.INTEGER: N_("Type a whole number, for example 0 or 3."),
    QuestionType.DECIMAL: N_("Type a number, for example 2.5."),
    QuestionType.TEXT: N_("Type, or send a voice note."),
    QuestionType.DATE: N_("Type a day, for example 21.11. or tomorrow."),
    QuestionType.AUDIO: N_("Send the recording as a voice note, an audio file or a file, at most {most} MB."),
    QuestionType.IMAGE: N_("Send one photo or several, at most {most} MB each."),
    QuestionType.VIDEO: N_("Send a video, at most {most} MB."),
    QuestionType.FILE: N_("Send a file, at most {most} MB."),
    QuestionType.TIME: N_("Type a time, for example 9.05."),
    QuestionType.DATETIME: N_("Type a day and a time, for example 21.11. 9.05 or yesterday 14.30."),
    QuestionType.GEOPOINT: N_("Send a location: the paper clip, then Location."),
    QuestionType.RANK: N_("Press the choices in order, the first one first, then Done."),
    QuestionType.SELECT_MULTIPLE: N_("Choose all that fit, then Done."),
}


def question(
    words: ChatWords,
    sheet: Sheet,
    asked: Question,
    values: Sequence[str],
    ways: Ways,
) -> View:
    """A question's card: where it belongs, what is asked, how to answer."""
    place, count = sheet.position(asked)
    hint = sheet.text(asked.hint, words.language)
    returned = sheet.returned.get(asked.name)
    answer = sheet.answers.get(asked.name)
    return View(
        lines(
            Markup("<b>{}</b> · {}{}/{}").format(
                sheet.contact.code, _touchpoint(words, sheet.study, asked), place, count
            ),
            "",
            Markup("<b>{}</b>").format(sheet.label(asked, words.language)),
            Markup("<i>{}</i>").format(hint) if hint else None,
            sheet.text(asked.guidance, words.language) if ways.more else None,
            words("The coordinator asks: {words}", words=returned) if returned else None,
            _present(words, sheet, asked, answer),
            # a form's own hint on a text already tells that it may be spoken
            None if hint and asked.type is QuestionType.TEXT else _example(words, asked, values),
            words(FRESH) if ways.story is Story.TELL else None,
        ),
        rows(words, sheet, asked, values, answer, ways),
    )


def _touchpoint(words: ChatWords, study: Study, asked: Question) -> str:
    if not asked.touchpoint:
        return ""
    return study.touchpoint(asked.touchpoint).label.text(words.language, study.form.default_language) + " · "


def _example(words: ChatWords, asked: Question, values: Sequence[str]) -> Markup | None:
    if asked.type is QuestionType.RANGE:
        low, high, _ = (number_text(part).replace(".", "," if words.language == "fi" else ".") for part in scale(asked))
        return None if values else words("Type a number from {low} to {high}.", low=low, high=high)
    return example(words, asked.type)


def example(words: ChatWords, type: QuestionType) -> Markup | None:
    """How a question of a type is answered, with the size of what can be sent, if that needs saying."""
    told = EXAMPLES.get(type)
    return words(told, most=DOWNLOAD_BYTES // 1024 // 1024) if told else None


def _present(words: ChatWords, sheet: Sheet, asked: Question, answer: Answer | None) -> Markup | None:
    if answer is None:
        answer = Answer(asked.name, "", AnswerState.GIVEN, "", sheet.now)
    if asked.name in sheet.filled.defaulted:
        answer = replace(answer, value=sheet.filled.values[asked.name])
    told = "" if asked.name in sheet.filled.withdrawn else value_told(words, sheet, asked, answer)
    comment = comment_told(words, sheet, asked, answer)
    if not told and not comment:
        return None
    return lines(
        words("Now: {value}", value=short(told, VALUE_SHOWN)) if told else None,
        words("Comment: {comment}", comment=short(comment, VALUE_SHOWN)) if comment else None,
    )


def comment_told(words: ChatWords, sheet: Sheet, asked: Question, answer: Answer | None) -> str:
    """Returns what stands beside an answer: the words, the voice note, the photos."""
    came = files_told(words, sheet.files_of(asked.name, Purpose.COMMENT))
    return ", ".join(part for part in (answer.comment if answer else "", came) if part)


def value_told(words: ChatWords, sheet: Sheet, asked: Question, answer: Answer) -> str:
    """Returns an answer as people say it: labels of choices, a day, the length of a voice note."""
    match answer.state:
        case AnswerState.SKIPPED:
            return str(words("skipped"))
        case AnswerState.NOT_APPLICABLE:
            return str(words("does not apply"))
    came = files_told(words, sheet.files_of(asked.name))
    if came:
        joined = answer.value if asked.type is QuestionType.TEXT else ""
        return f"{came}: {joined}" if joined else came
    if asked.type.is_attachment:
        return ""
    form = sheet.study.form
    if asked.list_name:
        labels = [form.choice(asked, name) for name in answer.value.split()]
        return ", ".join(c.label.text(words.language, form.default_language) for c in labels if c is not None)
    if asked.type is QuestionType.DATE and answer.value:
        return day(date.fromisoformat(answer.value[:10]), words)
    if asked.type is QuestionType.DATETIME and answer.value:
        at = datetime.fromisoformat(answer.value)
        return f"{day(at, words)} {clock(at, words)}"
    if asked.type is QuestionType.TIME and answer.value:
        return answer.value[:5].replace(":", "." if words.language == "fi" else ":")
    if asked.type is QuestionType.GEOPOINT and answer.value:
        latitude, longitude, *_ = answer.value.split()
        return f"{latitude}, {longitude}"
    if asked.type in {QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE} and answer.value:
        return digits(Decimal(answer.value), words)
    return answer.value


KINDS_OF_FILE = {
    FileKind.VOICE: N_("voice note"),
    FileKind.AUDIO: N_("recording"),
    FileKind.PHOTO: N_("photo"),
    FileKind.VIDEO: N_("video"),
    FileKind.DOCUMENT: N_("file"),
}


def file_told(words: ChatWords, file: Attachment) -> str:
    """Returns what a file is, with its length."""
    length = f" {file.seconds // 60}:{file.seconds % 60:02}" if file.seconds is not None else ""
    return f"{words(KINDS_OF_FILE[file.kind])}{length}"


def files_told(words: ChatWords, files: Sequence[Attachment]) -> str:
    """Returns what files there are: photos counted, all else one by one."""
    photos = sum(file.is_picture for file in files)
    others = [file_told(words, file) for file in files if not file.is_picture]
    return ", ".join([*others, *([words.plural("{n} photo", "{n} photos", photos)] if photos else [])])


def comment(words: ChatWords, sheet: Sheet, asked: Question, removable: Sequence[Attachment]) -> View:
    """Asks for a few words beside an answer."""
    contact, answer, needed = sheet.contact, sheet.answers.get(asked.name), sheet.needs_words(asked)
    told = value_told(words, sheet, asked, answer) if answer else ""
    present = comment_told(words, sheet, asked, answer)
    return View(
        lines(
            Markup("<b>{}</b> · {}").format(contact.code, sheet.label(asked, words.language)),
            words("Your answer: {value}", value=short(told, VALUE_SHOWN)) if told else None,
            words("Comment: {comment}", comment=short(present, VALUE_SHOWN)) if present else None,
            "",
            words("<b>What happened?</b> A few words are needed with this answer: type them, or send a voice note.")
            if needed
            else words("<b>Your comment:</b> type it, or send a voice note. A photo goes with it too."),
        ),
        [
            *removals(words, contact, removable),
            [
                Button(words("Back"), press("back", contact.id, contact.version)),
                *([] if needed else [Button(words("Skip"), press("skip", contact.id, contact.version))]),
            ],
            [pause(words, contact)],
        ],
    )


def check(words: ChatWords, sheet: Sheet, times: Mapping[Moment, datetime], page: int = 0) -> View:
    """Everything on one card, what is missing first; a line's button changes it. Long forms have pages."""
    contact = sheet.contact
    first = page * PAGE if page * PAGE < len(sheet.asked) else 0
    shown = list(enumerate(sheet.asked))[first : first + PAGE]
    missing = [sheet.label(asked, words.language) for asked in sheet.missing]
    outcome = contact.outcome if contact.outcome is not Outcome.ANSWERED else None
    told = [_checked(words, sheet, asked, number) for number, asked in shown]
    return View(
        lines(
            words("<b>{code}: check and submit</b>", code=contact.code),
            words("Still missing: {questions}", questions=short(", ".join(missing), 200)) if missing else None,
            *[words(CHECKS[each.strength], message=sheet.text(each.message, words.language)) for each in sheet.failing],
            words("How it went: {outcome}", outcome=words(OUTCOMES[outcome])) if outcome else None,
            _who_answered(words, sheet),
            *times_told(words, sheet.study, times, contact.channel),
            "" if told else None,
            *told,
            "" if told else None,
            words("Press a number to change its line.") if told else None,
        ),
        [
            *in_rows([Button(str(n + 1), press("goto", contact.id, contact.version, n)) for n, _ in shown], 6),
            *_pages(words, contact, first // PAGE, len(sheet.asked)),
            [Button(words("Submit"), press("submit", contact.id, contact.version))],
            *_corrections(words, sheet, may_correct=bool(times) and contact.state is State.ANSWERING),
        ],
    )


def _who_answered(words: ChatWords, sheet: Sheet) -> Markup | None:
    """The unit that was reached, where it could have been another one."""
    contact, study = sheet.contact, sheet.study
    if not contact.reached_unit or len(study.units_of(contact.service)) < 2:
        return None
    return words("Who answered: {unit}", unit=text_of(words, study, study.unit(contact.reached_unit).label))


CHECKS: Mapping[Strength, str] = {
    Strength.HARD: N_("⚠ To be put right before submitting: {message}"),
    Strength.SOFT: N_("⚠ Worth checking: {message}"),
}


def _checked(words: ChatWords, sheet: Sheet, asked: Question, number: int) -> Markup:
    answer = sheet.answers.get(asked.name)
    value = value_told(words, sheet, asked, answer) if answer else ""
    commented = comment_told(words, sheet, asked, answer)
    return Markup("{}. {} <b>{}</b>{}").format(
        number + 1,
        named(short(sheet.label(asked, words.language), CHECK_LABEL)),
        short(value, CHECK_VALUE) or "–",
        words(" · comment") if commented else "",
    )


def _pages(words: ChatWords, contact: Contact, page: int, count: int) -> list[list[Button]]:
    earlier = press("page", contact.id, page - 1) if page else None
    return paging(words, earlier, press("page", contact.id, page + 1) if count > (page + 1) * PAGE else None)


def _corrections(words: ChatWords, sheet: Sheet, *, may_correct: bool) -> list[list[Button]]:
    """What else than answers can be put right, and the way out."""
    contact = sheet.contact
    answered = may_correct and contact.outcome is Outcome.ANSWERED
    units = sheet.study.units_of(contact.service)
    rows = [
        *([Button(words("Correct the times"), press("told", contact.id))] if answered else []),
        *([Button(words("Who answered"), press("who", contact.id, contact.version))] if answered and units[1:] else []),
    ]
    undo = Button(words("Change how it went"), press("undo", contact.id, contact.version))
    may_undo = contact.has_failed and contact.may(Move.UNDO)
    return [*([rows] if rows else []), [*([undo] if may_undo else []), pause(words, contact)]]


def paused(words: ChatWords, contact: Contact) -> View:
    """A contact that goes on later."""
    return View(
        words("Paused. Everything you answered about {code} is kept.", code=contact.code),
        [[Button(words("Continue"), press("contact", contact.id)), Button(words("Your contacts"), press("tasks"))]],
    )


def add_recording(words: ChatWords, contact: Contact) -> View:
    """Asks for the recording of a call that was handed in without it."""
    return View(
        lines(words("<b>{code}: send the recording</b>", code=contact.code), example(words, QuestionType.AUDIO)),
        [[Button(words("Back"), press("contact", contact.id))]],
    )


def story(words: ChatWords, contact: Contact) -> View:
    """Asks for the whole contact in one voice note."""
    return View(
        lines(
            words("<b>{code}: tell it first</b>", code=contact.code),
            words("Send one voice note: what happened, from the beginning to the end, in your own words."),
            words("The questions come next, and you can play it while you answer them."),
        ),
        [[Button(words("Back"), press("contact", contact.id))]],
    )
