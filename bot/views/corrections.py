"""What stands above a card when an edited message has changed something: how it was, and how it is."""

from collections.abc import Mapping
from datetime import datetime

from bot.view import ChatWords, short
from bot.views.encounters import times_told
from bot.views.questions import CHECK_LABEL, value_told
from domain.answer import Answer
from domain.attachment import ReceivedFile
from domain.contact import Contact, Moment
from domain.correction import Correction
from domain.sheet import Sheet
from domain.study import Study

SHOWN = 100


def answer_note(words: ChatWords, corrected: Correction) -> dict[str, str]:
    """The note of an answer, or of its comment, that was corrected."""
    sheet = corrected.sheet
    about = {
        "code": sheet.contact.code,
        "question": short(sheet.label(corrected.question, words.language), CHECK_LABEL),
    }
    if not corrected.is_of_comment:
        before, after = (_value(words, corrected, answer) for answer in (corrected.before, corrected.after))
        return {"kind": "AnswerCorrected", **about, "before": before, "after": after}
    before, after = (short(answer.comment, SHOWN) for answer in (corrected.before, corrected.after))
    if not before:
        return {"kind": "CommentAdded", **about, "after": after}
    if not after:
        return {"kind": "CommentRemoved", **about, "before": before}
    return {"kind": "CommentCorrected", **about, "before": before, "after": after}


def _value(words: ChatWords, corrected: Correction, answer: Answer) -> str:
    return short(value_told(words, corrected.sheet, corrected.question, answer), SHOWN)


def times_note(
    words: ChatWords,
    contact: Contact,
    study: Study,
    before: Mapping[Moment, datetime],
    after: Mapping[Moment, datetime],
) -> dict[str, str]:
    """The note of times that were corrected."""
    was, now = (", ".join(times_told(words, study, times, contact.channel)) for times in (before, after))
    return {"kind": "TimesCorrected", "code": contact.code, "before": was, "after": now}


def file_note(sheet: Sheet, file: ReceivedFile) -> dict[str, str]:
    """The note of a file that took another one's place."""
    return {"kind": "FileReplaced" if file.can_be_copied else "TooLargeKept", "code": sheet.contact.code}


def story_note(sheet: Sheet, after: str) -> dict[str, str]:
    """The note of the words under what was told first."""
    about = {"code": sheet.contact.code}
    return {"kind": "StoryReworded", **about, "after": short(after, SHOWN)} if after else {"kind": "StoryBare", **about}
