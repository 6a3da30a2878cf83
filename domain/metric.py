"""Questions of a form; one that is measured is a metric."""

from enum import StrEnum
from functools import cached_property

from pydantic import Field

from domain.label import Label
from domain.thing import Thing

TOP_BOXES_FROM = 0.75
"""How far up its scale a satisfied answer is: 4 of 1-5, 6 of 1-7."""


class Measure(StrEnum):
    """What a question is in the analysis."""

    SCORE = "score"
    """Counts in the index, 0..100."""
    NPS = "nps"
    """Would you recommend us, 0-10; value -100..100."""
    CSAT = "csat"
    """How satisfied were you; the share of top boxes (4-5 of 1-5, 6-7 of 1-7)."""
    CES = "ces"
    """How easy was it; the mean on its own scale."""
    FACT = "fact"
    """Reported, not scored."""
    VERBATIM = "verbatim"
    """The shopper's own words."""
    RECORDING = "recording"
    """The recorded call."""


class Shows(StrEnum):
    """What a question's answer shows beside what it measures."""

    PROMISE = "promise"
    """That something was promised in this encounter."""
    KEPT = "kept"
    """Whether a promise was kept: asked at once it is the earlier encounter's, in a later part this contact's own."""
    OPENING = "opening"
    """That there was an opening for extra sales."""
    OFFER = "offer"
    """Whether an extra service was offered."""


class QuestionType(StrEnum):
    """XLSForm question types that Toteuma plays."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    TEXT = "text"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    RANK = "rank"
    """Choices put in order; the answer is their names in that order."""
    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"
    GEOPOINT = "geopoint"
    """A place; the answer is latitude, longitude, altitude and accuracy in metres."""
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    CALCULATE = "calculate"
    HIDDEN = "hidden"

    @property
    def is_asked(self) -> bool:
        """Whether a person answers it (a fact or a calculation answers itself)."""
        return self not in {QuestionType.CALCULATE, QuestionType.HIDDEN}

    @property
    def offers_choices(self) -> bool:
        """Whether its answer is made of choices."""
        return self in {QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE, QuestionType.RANK}

    @property
    def is_attachment(self) -> bool:
        """Whether its answer is a file."""
        return self in {QuestionType.IMAGE, QuestionType.AUDIO, QuestionType.VIDEO, QuestionType.FILE}


LATER = "later"
"""The stage that comes when the shopper says that the thing has come, or after the study's later_hours."""


class Choice(Thing):
    """One of the values that a question offers."""

    name: str
    label: Label
    score: float | None = None
    """0..100; None when the choice is not scored."""
    not_applicable: bool = False
    """True leaves the answer out of both sides of the average (`na` in the workbook)."""
    extra: dict[str, str] = Field(default_factory=dict)
    """Further columns of the sheet choices, for the choice_filter of a question."""

    @cached_property
    def columns(self) -> dict[str, str]:
        """What a choice_filter may look at: its name and the further columns."""
        return {"name": self.name, **self.extra}


class Question(Thing):
    """A row of the survey: what is asked, when it is relevant, what holds, and what it measures."""

    name: str
    type: QuestionType
    label: Label
    row: int
    """Its row in the survey sheet, for telling where a fault is (1 is the heading)."""
    hint: Label = Label({})
    guidance: Label = Label({})
    """What a reader may want to know besides the hint, shown when asked for."""
    required: str = ""
    """An expression; empty is no."""
    required_message: Label = Label({})
    readonly: str = ""
    """An expression; empty is no. Nobody answers it while it holds: it keeps its default, or the earlier answer."""
    default: str = ""
    """Its value until somebody answers: a value as ODK stores it, or an expression when it calls a function."""
    relevant: tuple[str, ...] = ()
    """Expressions that must all hold: its own and its groups'."""
    constraint: str = ""
    constraint_message: Label = Label({})
    calculation: str = ""
    list_name: str = ""
    choice_filter: str = ""
    """An expression that holds for the choices that are offered; empty offers all."""
    parameters: dict[str, str] = Field(default_factory=dict)
    """For a range: start, end, step; for an image: max-pixels."""
    measure: Measure = Measure.FACT
    touchpoint: str = ""
    element: str = ""
    """The part of the promise it measures."""
    weight: float = 0.0
    target: float | None = None
    """On its own reporting scale: 0..100 for scores and csat (%), -100..100 for nps, the mean for ces."""
    less_is_better: bool = False
    full_at: float | None = None
    """The value whose score is 100."""
    zero_at: float | None = None
    """The value whose score is 0."""
    critical: bool = False
    comment_below: str = ""
    """A number, or a choice's name: an answer below it (a choice: scored no higher) asks for a comment."""
    min_seconds: float | None = None
    stage: str = ""
    """Empty: asked now. `later`, or `${date question}`: asked when that time comes."""
    shows: Shows | None = None
    """What the answer shows beside that; domain/evidence.py knows those that need no mark."""

    @property
    def is_measured(self) -> bool:
        """Whether it is a metric: something that the analysis counts on its own scale."""
        return self.measure in {Measure.SCORE, Measure.NPS, Measure.CSAT, Measure.CES}
