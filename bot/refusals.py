"""The words of every refusal and of the other sentences that stand above a card."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from babel.numbers import format_decimal
from markupsafe import Markup

from bot.view import ChatWords
from bot.views.names import OBSTACLES, STATES, clock, day, euros
from domain import (
    answer_value,
    billing,
    currency,
    discount_words,
    discounts,
    expense,
    hours,
    invoice_basis,
    ordering,
    pay,
    payee,
    price_history,
    price_list,
    refusal,
    typed_price,
    vat,
)
from domain.contact import State
from domain.price_list import ITEMS, Item
from domain.refusal import Refusal
from domain.texts import N_

WORDS: Mapping[type[Refusal], str] = {
    refusal.Unknown: N_("I do not know that. /help tells what I can do."),
    refusal.Stale: N_("That button was from an earlier card. Here is how things stand now."),
    refusal.InvitationUnknown: N_("This join link has been used or has expired. Please ask the agency for a new one."),
    refusal.AlreadyJoined: N_("You have joined already; the link was left unused."),
    refusal.MayNotInvite: N_("Coordinators invite shoppers and clients. The owner invites everyone."),
    refusal.ClientNeeded: N_("Please say of which company, for example: /invite client Havu Energia Oy"),
    refusal.NotThatState: N_("That cannot be done with {code} now. Here is how it stands."),
    refusal.OfferGone: N_("This offer is no longer open."),
    refusal.MayNotTake: N_("{shopper} may not take {code}: {reason}"),
    refusal.AliasInUse: N_(
        "The customer you are to play is in use until {code} has ended. Please start this one after it."
    ),
    refusal.EarlierStepFirst: N_("{code} comes first: it is the earlier encounter of the same customer."),
    refusal.TooSoonAgain: N_("A little too soon after the last try: the next one may begin on {day} from {clock} on."),
    refusal.NotATime: N_("I could not read the time. For example: 10.15"),
    refusal.NotATelling: N_("I could not read the times. For example: 10.15, waited 3 min, took 12 min"),
    refusal.NotALength: N_("I could not read how long it was. For example: 3 min, 1.5 min, 2 h or 2 days"),
    refusal.TooLongToBe: N_("It cannot have been that long. A bare number is minutes; 2 h is hours."),
    refusal.InTheFuture: N_("That time has not come yet. When did it happen?"),
    refusal.EndsInTheFuture: N_("Then it would end later than now. Please check the start and how long it took."),
    refusal.WaitTooLong: N_("The wait would be longer than the whole contact. Please check both."),
    refusal.AnswerBeforeStart: N_("That would be before the contact began. Please check the time."),
    refusal.RecallTooLate: N_(
        "The time for taking it back is over, so it stays handed in. If something needs changing, the coordinator can "
        "return it to you."
    ),
    refusal.ClientWasTold: N_(
        "The client has been told of something in it already, so it stays handed in. If that needs changing, please "
        "ask the coordinator to return it to you."
    ),
    refusal.NotHeld: N_("{reason}"),
    refusal.NotExpected: N_(
        "That does not answer what is asked here; the card tells how. What you answered before is kept."
    ),
    refusal.NothingAsked: N_(
        "Nothing is asked here, so your message was not used. Press a button of the card, or go on with {way}."
    ),
    refusal.VoiceOnlyForWords: N_("A voice note answers questions for words. Please choose or type the value here."),
    refusal.FileThere: N_("That very file is here already."),
    refusal.TooManyPhotos: N_("A question takes at most {most} photos. Remove one first."),
    refusal.HandedIn: N_("{code} has been handed in, so the edited message changes nothing."),
    refusal.AnsweredSince: N_("You have answered that otherwise since, so the edited message changes nothing."),
    refusal.CommentNeeded: N_("A few words are needed here: type them, or send a voice note."),
    refusal.RequiredAnswer: N_("This question needs an answer."),
    refusal.RankAll: N_("Please press every choice, the first one first; then Done."),
    refusal.StillMissing: N_("Something is still missing: {questions}"),
    refusal.FileTooLarge: N_("The file is too large for me: Telegram hands me at most {limit} MB."),
    refusal.NotAWorkbook: N_("I read study workbooks in .xlsx form. /help tells more."),
    refusal.NoStudyYet: N_("There is no study yet to which these figures would belong."),
    refusal.StudyIsThere: N_("This workbook is here already, as the study “{name}”."),
    refusal.WorkbookHasFaults: N_("The workbook has faults; please mend them and send it again."),
    refusal.AlreadyPlanned: N_("The contacts of this wave have been planned already."),
    refusal.DatesWrong: N_("Those days do not work: the last one has to come after the first, and not have passed."),
    refusal.NobodyToTake: N_("There is no shopper who may take it. /invite shopper NAME makes a join link."),
    refusal.NobodyThere: N_("Nobody of {client} has joined yet. /invite client {client} makes a join link."),
    refusal.PartNeeded: N_("At least one service has to be counted."),
    refusal.NothingToAnalyse: N_("No contact of this wave has been approved yet, so there is nothing to analyse."),
    refusal.TooFewToPraise: N_(
        "This unit has fewer than {least} contacts that count, and a story of one of them would tell who was met. With "
        "more contacts there will be praise to read out."
    ),
    refusal.QuoteDecided: N_("This quote has been decided already."),
    refusal.QuoteExpired: N_("This quote was valid until {day}. Please ask for a new one."),
    refusal.QuoteReplaced: N_("{number} has taken the place of this quote. Here it is."),
    refusal.QuoteBeingMade: N_("The PDF of this quote is still being made. It comes here in a moment."),
    refusal.MayNotAccept: N_("Quotes are accepted and declined by {who}. The agency can give you the right too."),
    refusal.AcceptedWhen: N_(
        "Please type who accepted it, and a day between the quote’s own and today if you like: Matti Virtanen, 23.11."
    ),
    discount_words.NotADiscount: N_(
        "I could not read the discount. For example: 10 % regular client, or 150 € first study"
    ),
    discount_words.DiscountReasonNeeded: N_("Please type the reason too, for example: 10 % regular client"),
    discount_words.NotEstimatedHours: N_("I could not read the hours. For example: 2.5"),
    discounts.DiscountTooLarge: N_("The discount would take off more than there is: {left} are left."),
    ordering.NotOrderDetails: N_(
        "I could not read “{line}”. A line begins with Purchase order, Reference, E-invoice or Operator: "
        "Purchase order PO-88213"
    ),
    refusal.WordsNeeded: N_("Please choose at least one metric and say in words what to correct."),
    refusal.ReasonNeeded: N_("Please type the reason; it stays beside the contact."),
    refusal.TranscriptTooLong: N_("That is too long: at most {most} characters. Please shorten it a little."),
    refusal.NotALanguage: N_("I do not speak that language yet."),
    refusal.AssignHow: N_(
        "Write the contacts’ codes and the shopper’s, and the last day if you like: "
        "/assign HAVU-017,HAVU-018 A12 until 20.12."
    ),
    refusal.CodesUnknown: N_("I know no contact {codes}. A code is letters and a number, for example HAVU-017."),
    refusal.ShopperUnknown: N_(
        "I know no shopper {who}. The shopper’s code comes last: /assign HAVU-017,HAVU-018 A12. "
        "Plain /assign lists them."
    ),
    refusal.NotOpen: N_("Only open contacts can be handed out. Not open: {standing}"),
    refusal.WaveEmpty: N_("The present wave has no contacts yet. Please plan them first."),
    refusal.WaveIsClosed: N_("The wave {wave} is closed: nothing more of it is planned or handed out."),
    refusal.WaveNameWrong: N_("A wave’s name is one line, at most {most} characters. Please type a shorter one."),
    refusal.WaveNameTaken: N_("This study has a wave “{name}” already. Please type another name."),
    refusal.PlanTooLong: N_("The contacts of a wave are made within {most} days. Please type nearer days."),
    refusal.PlanTooFar: N_("Those days are too far ahead: at most {years} years."),
    refusal.DayPassed: N_("That day has passed. If you mean next year’s, please type the year too."),
    refusal.DayTooFar: N_("That is too far ahead: at most {years} years."),
    refusal.WordsTooLong: N_("That is too long: at most {most} characters. Please shorten it a little."),
    refusal.AnalysisSent: N_(
        "The client has this analysis already, so its words stay as they are. A new analysis can be made and edited."
    ),
    refusal.ReportBeingMade: N_("The report is being made right now. Its words can be edited when it has come."),
    refusal.WordsNotPrinted: N_(
        "The words have been edited since the report was made. Please make the report, and look at it before it goes "
        "to the client."
    ),
    refusal.TooManySentences: N_("This part of the report holds at most {most} sentences. Leave one out first."),
    refusal.QuoteReworded: N_(
        "A shopper’s words can be cut, but not put otherwise. Type the words to keep, as they are and in their order; "
        "I mark what was left out with […]."
    ),
    refusal.NamesAShopper: N_(
        "The client must not see who the shoppers are or whom they played, and this has such a name in it: {names}. "
        "Please put it without the name."
    ),
    refusal.EnquiryAnswered: N_("{who} has answered this already; the client has that answer. Yours was not sent."),
    price_list.PriceMissing: N_(
        "There is no price yet for: {item}. The owner can set it with /prices, or the study’s own workbook can say it."
    ),
    vat.VatRateMissing: N_("There is no rate of VAT for {day} yet. The owner can set it with /prices."),
    discounts.DiscountTooLarge: N_("The discount “{reason}” is more than there is to take it off."),
    price_history.InForceAlready: N_("That has been in force already, so it stays. Set a new one instead."),
    price_history.NoPriceToEnd: N_("There is no such price now."),
    typed_price.NotAPrice: N_("I could not read the price. For example: 2.40, or with its first day: 2.40 1.1.2027"),
    typed_price.PriceOutOfRange: N_("A price goes from 0 to {most}."),
    typed_price.PriceTooFine: N_("At most {decimals} decimals, please."),
    typed_price.NotAPercentage: N_("A rate of VAT is from 0 to 99 per cent, for example 25.5"),
    currency.NotACurrency: N_("I know no such currency with hundredths. Its three letters, please, for example SEK."),
    payee.NotAnIban: N_(
        "That is no account’s number as it stands: please check it. For example: FI21 1234 5600 0007 85"
    ),
    payee.IdentityCode: N_("A personal identity code does not belong in a chat. It was not kept."),
    expense.NotAnExpense: N_("I could not read the amount. For example: Bus ticket 3,20"),
    expense.TooManyExpenses: N_("At most {most} expenses are told for one contact. Please ask the coordinator."),
    expense.OverCap: N_("At most {cap_sum} of expenses are paid for this contact; {left_sum} of it is left."),
    pay.NothingToPay: N_("Nothing has been approved that is not on a pay run already."),
    pay.DayNotPossible: N_("The day of payment is today or earlier, and not before the run’s period."),
    pay.AmountWrong: N_("That cannot be the amount: more than 0, at most {sum}."),
    hours.NotHours: N_("I could not read the hours. For example: /hours 2.5 what was done, or 2:30 yesterday what"),
    hours.TooManyHours: N_("That cannot be a day’s work: from a minute to {most} hours."),
    hours.WorkUntold: N_("Please say what was done too: /hours 2.5 results shown to the board"),
    hours.WorkTooLong: N_("That is too long: at most {most} characters. Please shorten it a little."),
    hours.StudyUnknown: N_("I know no study or client whose name begins with “{name}”."),
    invoice_basis.NothingToBill: N_("Nothing has been done that has not been billed already."),
    invoice_basis.NotAnInstalment: N_("I could not read it. For example: 40 %, or 1200 (without VAT)"),
    invoice_basis.InstalmentTooLarge: N_("That is more than the quote has left: {left} without VAT."),
    billing.NotBilling: N_("I could not read “{line}”. For example: Street Katu 1, or Business id 1234567-1"),
    invoice_basis.BasisBeingMade: N_("It is being made right now, and can be sent when it has come."),
    invoice_basis.BasisDecided: N_("This invoice basis has been sent or cancelled already."),
    invoice_basis.BasisOutdated: N_(
        "This invoice basis is dated {day}, and its payment term runs from then. Please make it anew first."
    ),
    invoice_basis.BasisOvertaken: N_(
        "Another invoice basis of this wave has been sent or taken back since. Please make this one anew first."
    ),
    answer_value.NothingTyped: N_("The message was empty."),
    answer_value.NotANumber: N_("A number is needed here, for example 3 or 2.5."),
    answer_value.NotAWholeNumber: N_(
        "A whole number is needed here, without a point or a comma, for example 3 or 2000."
    ),
    answer_value.OutOfRange: N_("The number is not on the scale: it goes from {low} to {high} in steps of {step}."),
    answer_value.NotAChoice: N_("None of the choices begins like that. Press a button, or type how one begins."),
    answer_value.AmbiguousChoice: N_("That fits several choices: {names}. Please type a little more."),
    answer_value.NotADate: N_("I could not read the day. For example: 21.11. or yesterday"),
    answer_value.NotADayAhead: N_("I could not read the day. For example: 21.11. or tomorrow"),
    answer_value.NotADayAndTime: N_("I could not read the day and the time. For example: 21.11. 10.15"),
    answer_value.NotAcknowledged: N_("Press OK here when you have read it."),
    answer_value.TooLong: N_("That is too long: at most {most} characters. Please shorten it, or send a voice note."),
}

NOTES: Mapping[str, str] = {
    "Offered": N_("Offered: {n}. The shoppers have been told."),
    "Declined": N_("Declined. The coordinator has been told."),
    "Released": N_("Given up. The coordinator has been told."),
    "Recalled": N_("Taken back: nothing has been handed in. Submit when it is ready."),
    "RecalledPart": N_("Taken back: what you handed in last can be changed again. Submit when it is ready."),
    "Approved": N_("{code} approved."),
    "ApprovedMany": N_("Approved: {n}."),
    "Returned": N_("{code} went back to the shopper."),
    "WrittenOut": N_("Written out. The words stand beside the voice note."),
    "Confirmed": N_("Confirmed. The client has been told, without the shopper’s name."),
    "Dropped": N_("Not told to the client."),
    "RecordingAdded": N_("The recording of {code} has been added."),
    "Asked": N_("Your question has gone to the agency. The answer comes into this chat."),
    "AnswerSent": N_("The answer has been sent to the one who asked."),
    "AnswerKept": N_("The answer has been kept beside the question."),
    "SentToClient": N_("Sent to the client."),
    "Forward": N_("The PDF comes with a covering text: forward that message to the client."),
    "Fault": N_("Something went wrong on our side. Nothing you had sent before is lost; please try that once more."),
    "TimesKept": N_("Times kept: it began on {day} at {clock}."),
    "StoryKept": N_("Kept. You can play it while you answer."),
    "PhotosKept": N_("Photos kept: {n}. More can be sent right away."),
    "AnswerCorrected": N_(
        "{code}: changed as you edited it. “{question}” was answered “{before}” and is now “{after}”"
    ),
    "CommentCorrected": N_(
        "{code}: changed as you edited it. The comment on “{question}” was “{before}” and is now “{after}”"
    ),
    "CommentAdded": N_("{code}: changed as you edited it. “{question}” now has the comment “{after}”"),
    "CommentRemoved": N_("{code}: changed as you edited it. “{question}” no longer has the comment “{before}”"),
    "FileReplaced": N_("{code}: changed as you edited it. The new file has taken the place of the earlier one."),
    "StoryReworded": N_("{code}: changed as you edited it. Beside what you told first now stands “{after}”"),
    "StoryBare": N_("{code}: changed as you edited it. No words stand beside what you told first any more."),
    "TimesCorrected": N_("{code}: changed as you edited it. The times were: {before}. Now they are: {after}."),
    "PracticeLeft": N_("The practice run is over. Nothing of it was kept."),
    "PictureComes": N_("The picture comes here in a moment."),
    "Saved": N_("Saved."),
    "HoursLogged": N_("Logged."),
    "HoursRemoved": N_("Removed: it counts nowhere any more."),
    "PricesCome": N_("The price list comes here in a moment."),
    "PricesUsed": N_("Prices changed: {n}."),
    "ExchangeUsed": N_("Taken from the exchange: {n}. The scores have been counted anew."),
    "Withdrawn": N_("Taken back: {code} is open again. Whoever had it has been told."),
    "Welcome": N_("Welcome, {name}!"),
    "Left": N_("Left as it was. Everything stored is kept."),
    "TooLargeKept": N_("The file is over 20 MB, so I hold only Telegram’s reference to it, not a copy of our own."),
    "BonusGiven": N_("Bonus set: {n}."),
    "DetailsAsked": N_("Asked: {n}."),
    "FileComes": N_("The file comes here in a moment."),
    "PayCorrected": N_("Corrected: it is on the next pay run."),
    "IdentityCode": N_(
        "A personal identity code does not belong in a chat: I did not keep it, and I delete the message. Payroll asks "
        "for it elsewhere."
    ),
    "AgainAwake": N_("I was away for a moment. Here is where you were."),
}


def note_of(refused: Refusal) -> dict[str, Any]:
    """Returns a refusal as it is stored with a card: its kind, and the details its words need."""
    plain = {name: str(value) for name, value in refused.details.items() if name != "place"}
    return {"kind": type(refused).__name__, **plain}


def sentence(note: Mapping[str, Any] | None, words: ChatWords) -> Markup | None:
    """Returns the sentence of a stored note in the reader's language."""
    if note is None:
        return None
    message = _messages().get(note["kind"])
    if message is None:
        return None
    details = {name: _told(name, value, words) for name, value in note.items() if name != "kind"}
    told = words(message, **details)
    if "edited" in note:
        told = words("“{question}” stays as it was. {why}", question=note["edited"], why=told)
    return told


def _told(name: str, value: Any, words: ChatWords) -> Any:
    """A detail as its reader says it: a reason in words, a day and a time of day in their own form."""
    if name == "reason" and value in OBSTACLES:
        return words(OBSTACLES[value])
    if name == "item" and value in set(Item):
        return words(ITEMS[Item(value)])
    if name in {"cap_sum", "left_sum", "sum"}:
        return euros(Decimal(value), words)
    if name in {"low", "high", "step"}:
        return value.replace(".", ",") if words.language == "fi" else value
    if name == "left":
        return format_decimal(Decimal(value), "#,##0.00", locale=words.language)
    if name == "day":
        return day(date.fromisoformat(value), words)
    if name == "clock":
        return clock(datetime.fromisoformat(value), words)
    if name == "standing":
        return _standing(value, words)
    return value


def _standing(value: str, words: ChatWords) -> str:
    """How contacts stand: `HAVU-003=accepted HAVU-004=open` as `HAVU-003 (accepted), HAVU-004 (open)`."""
    each = [part.partition("=") for part in value.split()]
    return ", ".join(f"{code} ({words(STATES[State(state)])})" for code, _, state in each)


@cache
def _messages() -> Mapping[str, str]:
    return {**{kind.__name__: message for kind, message in WORDS.items()}, **NOTES}
