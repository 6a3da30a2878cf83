"""Why what people type is no answer to what is asked."""

from domain.refusal import NotATime, Refusal


class UnreadableAnswer(Refusal):
    """What was typed is no answer to the question."""


class NothingTyped(UnreadableAnswer):
    """An empty message answers nothing."""


class NotANumber(UnreadableAnswer):
    """The question asks for a number."""


class NotAWholeNumber(UnreadableAnswer):
    """The question asks for a whole number."""


class OutOfRange(UnreadableAnswer):
    """The number is not one of the scale: `low`, `high` and `step` say which are."""


class NotAChoice(UnreadableAnswer):
    """None of the choices is called so."""


class AmbiguousChoice(UnreadableAnswer):
    """Several choices begin so; `names` are theirs."""


class NotADate(UnreadableAnswer):
    """That is no day of the calendar."""


class NotADayAhead(NotADate):
    """That is no day of the calendar, where one that lies ahead is asked."""


class NotADayAndTime(NotATime):
    """That is no day with a time of day."""


class NotAcknowledged(UnreadableAnswer):
    """The question is answered with OK only."""


class TooLong(UnreadableAnswer):
    """The text has more than `most` characters."""


class NotTyped(UnreadableAnswer):
    """The question is answered with a file, or not at all."""
