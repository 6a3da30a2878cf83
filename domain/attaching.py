"""Where a file that a shopper sends belongs, and what it makes of the answer: pure rules, as in answering."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.answer import Answer, AnswerState
from domain.answering import Entry, unanswered
from domain.attachment import FITTING, MOST_PHOTOS, SPOKEN, Attachment, FileKind, Purpose, ReceivedFile
from domain.metric import Question, QuestionType
from domain.refusal import FileThere, NotExpected, TooManyPhotos, Unknown, VoiceOnlyForWords
from domain.sheet import Sheet, StepKind


@dataclass(frozen=True)
class Filed:
    """Where a file goes, and what changes by it."""

    question: str
    """Empty: the whole contact."""
    purpose: Purpose
    entry: Entry


def file_in(sheet: Sheet, file: ReceivedFile, caption: str = "") -> Filed:
    """Returns where a file belongs: to the question asked, to its own album, or to the photos just taken.

    A voice note that comes before anything has been answered, and that the question does not take, tells the whole
    contact. The words under a file become the answer's comment. Raises VoiceOnlyForWords, NotExpected, FileThere or
    TooManyPhotos.
    """
    home = _home(sheet, file)
    if home is None:
        if file.kind in SPOKEN and sheet.may_tell_first:
            return tell_story(sheet, file)
        raise VoiceOnlyForWords if file.kind is FileKind.VOICE else NotExpected
    question, purpose = home
    present = sheet.files_of(question.name, purpose)
    if file.unique_id in {each.file_unique_id for each in present}:
        raise FileThere
    stays = [each for each in present if _stays(question, each, file)]
    if file.kind not in SPOKEN and sum(not each.is_spoken for each in stays) >= MOST_PHOTOS:
        raise TooManyPhotos(most=MOST_PHOTOS)
    if purpose is Purpose.ANSWER:
        entry = _answered(sheet, question, stays, file)
    else:
        # a voice note says it all, a photo leaves room for words; both may get words under them later
        beside = sheet.answers.get(question.name) or unanswered(sheet, question)
        entry = Entry(beside, asking="" if file.kind in SPOKEN else sheet.contact.asking)
    replaces = [each for each in present if each not in stays]
    return Filed(question.name, purpose, replace(_captioned(sheet, question, entry, caption), removes=replaces))


def _home(sheet: Sheet, file: ReceivedFile) -> tuple[Question, Purpose] | None:
    """The question and the purpose that a file serves; None when no question takes it."""
    for earlier in sheet.files:
        if file.album and earlier.album == file.album and earlier.purpose is not Purpose.STORY:
            home = sheet.study.form.question(earlier.question)
            return (home, earlier.purpose) if _fits(home, earlier.purpose, file) else None
    question = sheet.step.question
    if question is not None and sheet.step.kind is StepKind.COMMENT:
        return (question, Purpose.COMMENT) if _fits(question, Purpose.COMMENT, file) else None
    if question is not None and _fits(question, Purpose.ANSWER, file):
        return question, Purpose.ANSWER
    before = sheet.before(question)
    if file.kind is FileKind.PHOTO and before is not None and before.type is QuestionType.IMAGE:
        return before, Purpose.ANSWER
    return None


def _fits(question: Question, purpose: Purpose, file: ReceivedFile) -> bool:
    """Whether a file can answer a question, or comment its answer."""
    if purpose is Purpose.COMMENT:
        return file.kind in {*SPOKEN, FileKind.PHOTO}
    if question.type is QuestionType.IMAGE:
        return file.is_picture
    return file.kind in FITTING.get(question.type, set())


def _stays(question: Question, earlier: Attachment, file: ReceivedFile) -> bool:
    """Whether an earlier file stays beside a new one: photos and albums gather, all else replaces its like."""
    if earlier.purpose is Purpose.ANSWER:
        return question.type is QuestionType.IMAGE or bool(file.album and earlier.album == file.album)
    return file.kind is FileKind.PHOTO or not earlier.is_spoken


def _answered(sheet: Sheet, question: Question, stays: Sequence[Attachment], file: ReceivedFile) -> Entry:
    earlier = sheet.answers.get(question.name)
    value = " ".join([*(each.file_unique_id for each in stays), file.unique_id])
    if question.type is QuestionType.TEXT:
        # typed words stay beside the voice note that joins them; a default is nobody's words
        value = earlier.value if earlier else ""
    answer = Answer(question.name, value, AnswerState.GIVEN, earlier.comment if earlier else "", sheet.now)
    return Entry(answer, asking="" if question == sheet.step.question else sheet.contact.asking)


def _captioned(sheet: Sheet, question: Question, entry: Entry, caption: str) -> Entry:
    if not caption:
        return entry
    answer = entry.answer or sheet.answers.get(question.name) or unanswered(sheet, question)
    commenting = sheet.contact.asking == f"{question.name}#comment"
    commented = replace(answer, comment=joined(answer.comment, caption))
    return Entry(commented, asking="" if commenting else entry.asking)


def joined(comment: str, words: str) -> str:
    """Returns a comment with more words on a line of their own."""
    return "\n".join(part for part in (comment, words.strip()) if part)


def tell_story(sheet: Sheet, file: ReceivedFile) -> Filed:
    """Keeps a voice note as the story of the whole contact, in place of an earlier one."""
    if file.kind not in SPOKEN:
        raise NotExpected
    earlier = sheet.files_of("", Purpose.STORY)
    return Filed("", Purpose.STORY, Entry(asking=sheet.contact.asking, removes=earlier))


def put_in_place(sheet: Sheet, earlier: Attachment, file: ReceivedFile) -> Entry:
    """Puts a file in the place of another; the shopper stays where they are. Raises NotExpected or FileThere."""
    here = sheet.contact.asking
    if earlier.purpose is Purpose.STORY:
        return replace(tell_story(sheet, file).entry, removes=[earlier])
    question = sheet.study.form.question(earlier.question)
    if not _fits(question, earlier.purpose, file):
        raise NotExpected
    if file.unique_id in {each.file_unique_id for each in sheet.files_of(question.name, earlier.purpose)}:
        raise FileThere
    answer = sheet.answers.get(question.name)
    if earlier.purpose is Purpose.COMMENT or question.type is QuestionType.TEXT or answer is None:
        return Entry(asking=here, removes=[earlier])
    named = [file.unique_id if name == earlier.file_unique_id else name for name in answer.value.split()]
    return Entry(replace(answer, value=" ".join(named)), asking=here, removes=[earlier])


def removable(sheet: Sheet) -> tuple[Attachment, ...]:
    """Returns the files of what is asked, each of which may be taken away."""
    question = sheet.step.question
    if question is None:
        return ()
    commenting = sheet.step.kind is StepKind.COMMENT
    return sheet.files_of(question.name, Purpose.COMMENT if commenting else Purpose.ANSWER)


def take_away(sheet: Sheet, *, attachment_id: int) -> Entry:
    """Takes a file of what is asked away; an answer that was nothing else is open again."""
    question, present = sheet.step.question, removable(sheet)
    gone = [file for file in present if file.id == attachment_id]
    if question is None or not gone:
        raise Unknown
    if gone[0].purpose is Purpose.COMMENT:
        return Entry(asking=f"{question.name}#comment", removes=gone)
    earlier = sheet.answers.get(question.name)
    left = " ".join(file.file_unique_id for file in present if file not in gone)
    value = left
    if question.type is QuestionType.TEXT:
        value = earlier.value if earlier else ""
    state = AnswerState.GIVEN if value or left else AnswerState.PICKING
    answer = Answer(question.name, value, state, earlier.comment if earlier else "", sheet.now)
    return Entry(answer, asking=question.name, removes=gone)
