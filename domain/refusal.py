"""What people cannot do, and why: small classes whose words are made where they are shown."""

from typing import Any


class Refusal(Exception):
    """Something that was asked for is not done; nothing has changed."""

    def __init__(self, **details: Any) -> None:
        super().__init__(*details.values())
        self.details = details


class Unknown(Refusal):
    """There is no such thing, or it isn't yours: the answer is the same."""


class Stale(Refusal):
    """The button belongs to a card that has changed since."""


class InvitationUnknown(Refusal):
    """The join link has been used, has expired, or never was."""


class AlreadyJoined(Refusal):
    """This chat belongs to somebody who has joined already."""


class MayNotInvite(Refusal):
    """People of that role are invited by somebody else."""


class ClientNeeded(Refusal):
    """An invitation of a client's person has to say of which company."""


class NotThatState(Refusal):
    """The contact is not in a state where this can be done."""


class OfferGone(Refusal):
    """The offer has been withdrawn or given to somebody else."""


class MayNotTake(Refusal):
    """The shopper may not take this contact: rotation, or one step of a thread in other hands."""


class AliasInUse(Refusal):
    """Every alias of the profile is in use in another contact."""


class EarlierStepFirst(Refusal):
    """The earlier encounter of the thread comes first."""


class TooSoonAgain(Refusal):
    """After a failed try the place gets some time before the next one."""


class NotATime(Refusal):
    """That is no time of day."""


class NotATelling(Refusal):
    """Some of what was told of an encounter's times is not understood."""


class NotALength(Refusal):
    """That is no length of time."""


class TooLongToBe(Refusal):
    """Longer than an encounter through that channel can take."""


class InTheFuture(Refusal):
    """A time that has not come yet cannot be told."""


class EndsInTheFuture(Refusal):
    """An encounter that is over has not ended after now."""


class WaitTooLong(Refusal):
    """Nobody waits for longer than the whole encounter took."""


class AnswerBeforeStart(Refusal):
    """An encounter is answered and ended after it has started."""


class RecallTooLate(Refusal):
    """What was handed in can be taken back for some minutes only."""


class ClientWasTold(Refusal):
    """The client knows of a critical failure in it already."""


class NotHeld(Refusal):
    """The answer breaks the question's constraint."""


class NotExpected(Refusal):
    """What was sent does not answer what is asked."""


class NothingAsked(Refusal):
    """What was sent came while nothing was asked."""


class VoiceOnlyForWords(Refusal):
    """A voice note answers questions for words only."""


class FileThere(Refusal):
    """The very same file answers this question already."""


class TooManyPhotos(Refusal):
    """One question takes at most `most` photos."""


class HandedIn(Refusal):
    """A message was edited whose answer has been handed in."""


class AnsweredSince(Refusal):
    """A message was edited whose answer has been replaced by another one."""


class CommentNeeded(Refusal):
    """An answer this low wants a few words beside it."""


class RequiredAnswer(Refusal):
    """The question has to be answered."""


class RankAll(Refusal):
    """Every choice has to be put in its place."""


class StillMissing(Refusal):
    """Something required has no answer yet."""


class FileTooLarge(Refusal):
    """Telegram gives bots files of at most 20 MB."""


class NotAWorkbook(Refusal):
    """Only .xlsx workbooks are read."""


class NoStudyYet(Refusal):
    """There is no study to which a client's figures would belong."""


class StudyIsThere(Refusal):
    """The same workbook is a study already."""


class WorkbookHasFaults(Refusal):
    """A workbook with faults cannot become a study."""


class AlreadyPlanned(Refusal):
    """The wave has its contacts already."""


class WaveEmpty(Refusal):
    """The present wave has no contacts yet: they are planned first."""


class WaveIsClosed(Refusal):
    """Nothing more is planned or handed out of a wave that has been closed."""


class WaveNameWrong(Refusal):
    """A wave's name is one line of at most `most` characters."""


class WaveNameTaken(Refusal):
    """Another wave of the study has that name."""


class DatesWrong(Refusal):
    """The last day is before the first, or has passed."""


class NobodyToTake(Refusal):
    """There is no shopper who may take it."""


class NobodyThere(Refusal):
    """Nobody of the client has joined yet."""


class NothingToAnalyse(Refusal):
    """No contact has been approved yet."""


class PartNeeded(Refusal):
    """An analysis counts at least one service."""


class TooFewToPraise(Refusal):
    """So few contacts of the unit count that a success could tell who was met."""


class QuoteDecided(Refusal):
    """The quote has been accepted or declined already."""


class QuoteExpired(Refusal):
    """The quote's validity has ended."""


class QuoteReplaced(Refusal):
    """A later version, `number`, has taken the quote's place."""


class QuoteBeingMade(Refusal):
    """The quote's PDF is still to come."""


class MayNotAccept(Refusal):
    """Quotes are accepted by others of the company, `who`."""


class AcceptedWhen(Refusal):
    """A recorded acceptance says who accepted, and on what day between the quote's and today."""


class WordsNeeded(Refusal):
    """A return says in words what is to be corrected."""


class ReasonNeeded(Refusal):
    """Leaving a contact out of the results needs a reason."""


class TranscriptTooLong(Refusal):
    """A voice note that is written out takes at most so many characters."""


class NotALanguage(Refusal):
    """There is no such language here."""


class AssignHow(Refusal):
    """Handing out in one line takes codes, a shopper, and perhaps a day."""


class CodesUnknown(Refusal):
    """No contact has these codes."""


class ShopperUnknown(Refusal):
    """No shopper has this code."""


class NotOpen(Refusal):
    """Only open contacts are handed out; `standing` says how these stand."""


class PlanTooLong(Refusal):
    """A wave lasts at most so many days."""


class PlanTooFar(Refusal):
    """A wave begins and ends within a few years."""


class DayPassed(Refusal):
    """An action is agreed for a day that is still to come."""


class DayTooFar(Refusal):
    """An action is agreed for a day within a few years."""


class WordsTooLong(Refusal):
    """What is typed takes at most `most` characters."""


class AnalysisSent(Refusal):
    """The client has the analysis: its words stay as they are."""


class ReportBeingMade(Refusal):
    """The words of a report rest while it is being made."""


class WordsNotPrinted(Refusal):
    """The words have been edited since the report was made."""


class TooManySentences(Refusal):
    """A part of the report holds at most `most` sentences."""


class QuoteReworded(Refusal):
    """A shopper's words are cut, never put otherwise."""


class NamesAShopper(Refusal):
    """What is typed for the client has a shopper's name in it, or an alias's."""


class EnquiryAnswered(Refusal):
    """Somebody, `who`, has answered the client's question already."""
