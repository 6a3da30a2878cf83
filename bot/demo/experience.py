"""What a contact was like for its shopper: believable, and the same each time the play is played.

Every contact has one hidden quality around that of its unit. Waiting, scores and words follow from it with a little
noise of their own, so that metrics go together as they do in the field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from math import exp
from random import Random

from bot.demo.sentences import Sentences
from domain.form import Form
from domain.metric import Choice, Measure, Question, QuestionType
from domain.service import Channel

QUALITY: Mapping[str, float] = {"oulu": 0.82, "tampere": 0.62, "keskitetty": 0.66}
USUAL_QUALITY, SPREAD = 0.7, 0.17
WAITS: Mapping[str, float] = {"oulu": 35, "tampere": 140}
"""Usual seconds in a queue."""
USUAL_WAIT, USUAL_REPLY_HOURS = 60.0, 18.0
KINDS: Mapping[str, str] = {"parasta": "BEST", "puuttui": "MISSING", "ratkaisu_miksi": "UNSOLVED"}
COMMENTS: Mapping[str, str] = {
    "ensivaikutelma": "IMPRESSION",
    "kuuntelukyky": "LISTENING",
    "ammattitaito": "SKILL",
    "aani": "VOICE",
}
SPOKEN, NO_RECORDING, DOES_NOT_CONCERN, SURVEY_COMES = 0.2, 0.2, 0.2, 0.75
"""How often words are spoken, a recording fails, a metric does not concern the contact, a survey arrives."""


class Way(StrEnum):
    """How a shopper lets the bot know of an encounter."""

    PRESSED = "pressed"
    """Every moment by its button, as it happens."""
    ENDED_ONLY = "ended only"
    """Start and end by button; the wait is told."""
    TOLD = "told"
    """All of it in one line afterwards."""
    UNANSWERED = "unanswered"
    TRIED_AGAIN = "tried again"
    """Busy at first; the second try is pressed."""


class Whim(StrEnum):
    """What people do between the questions."""

    BACK = "back"
    PAUSE = "pause"
    REMARK = "remark"


@dataclass(frozen=True)
class Reply:
    """An answer as ODK writes it, and how it is given."""

    value: str
    spoken: bool = False
    skipped: bool = False


class Experience:
    """One contact as its shopper lives it."""

    def __init__(self, code: str, *, channel: Channel, unit: str, sentences: Sentences, seed: str) -> None:
        self.code = code
        self.channel = channel
        self.unit = unit
        self.way = Way.PRESSED
        self.reply_at: datetime | None = None
        self.waits_for = ""
        """The contact that has to end before this one may begin, as the bot has said."""
        self.is_corrected = False
        self._seed = f"{seed} {code}"
        self._sentences = sentences
        self._replies: dict[tuple[str, int], Reply] = {}
        self._comments: dict[tuple[str, int], Reply] = {}
        chance = self._chance("quality")
        self.quality = min(max(chance.gauss(QUALITY.get(unit, USUAL_QUALITY), SPREAD), 0.08), 0.98)

    @property
    def wait(self) -> timedelta:
        """How long one waits in the queue: longer where quality is low."""
        usual = WAITS.get(self.unit, USUAL_WAIT) * exp(self._chance("wait").gauss(0, 0.5) + 0.7 - self.quality)
        return timedelta(seconds=round(min(usual, 900)))

    @property
    def length(self) -> timedelta:
        """How long it takes once somebody has answered."""
        return timedelta(seconds=round(self._chance("length").uniform(240, 840)))

    @property
    def reply_delay(self) -> timedelta:
        """How long a written reply takes."""
        hours = USUAL_REPLY_HOURS * exp(self._chance("reply").gauss(0, 0.6) + 0.7 - self.quality)
        return timedelta(hours=min(max(hours, 2.0), 70.0))

    def whim(self, question: Question) -> Whim | None:
        """Returns what the shopper does before answering a question, most often nothing."""
        drawn = self._chance("whim", question.name).random()
        for whim, up_to in ((Whim.BACK, 0.04), (Whim.PAUSE, 0.07), (Whim.REMARK, 0.12)):
            if drawn < up_to:
                return whim
        return None

    def reply(self, form: Form, question: Question, turn: int, now: datetime) -> Reply:
        """Returns the answer given when a question is asked for the `turn`-th time; asked again, it is the same."""
        key = question.name, turn
        if key not in self._replies:
            self._replies[key] = self._reply(form, question, self._chance(question.name, str(turn)), now)
        return self._replies[key]

    def comment(self, question: Question, turn: int) -> Reply:
        """Returns the words that go with an answer."""
        key = question.name, turn
        if key not in self._comments:
            chance = self._chance(question.name, str(turn), "comment")
            words = self._sentences.draw(COMMENTS.get(question.name, "REMARK"))
            self._comments[key] = Reply("", spoken=True) if chance.random() < SPOKEN else Reply(words)
        return self._comments[key]

    def _chance(self, *of: str) -> Random:
        return Random(" ".join((self._seed, *of)))

    def _felt(self, chance: Random, spread: float = 0.1) -> float:
        return min(max(self.quality + chance.gauss(0, spread), 0.0), 1.0)

    def _reply(self, form: Form, question: Question, chance: Random, now: datetime) -> Reply:
        choices = form.choices_of(question)
        match question.type:
            case QuestionType.SELECT_ONE:
                return Reply(self._one(question, choices, chance))
            case QuestionType.SELECT_MULTIPLE:
                return Reply(" ".join(self._several(choices, chance)))
            case QuestionType.RANGE:
                return Reply(str(self._on_scale(question, chance)))
            case QuestionType.INTEGER:
                return Reply(str(int((1 - self._felt(chance)) * 4 * chance.random())))
            case QuestionType.DATE:
                return Reply((now + timedelta(days=chance.randint(1, 4))).date().isoformat())
            case QuestionType.TEXT:
                return self._words(question, chance)
            case QuestionType.AUDIO:
                return Reply("", skipped=chance.random() < NO_RECORDING)
        return Reply("")

    def _one(self, question: Question, choices: tuple[Choice, ...], chance: Random) -> str:
        if any(choice.not_applicable for choice in choices) and chance.random() < DOES_NOT_CONCERN:
            return next(choice.name for choice in choices if choice.not_applicable)
        felt = 100 * self._felt(chance, 0.2)
        if question.name == "cx_saapui":
            felt = 100.0 if chance.random() < SURVEY_COMES else 0.0
        scored = [choice for choice in choices if choice.score is not None] or list(choices)
        return min(scored, key=lambda choice: abs((choice.score or 0.0) - felt)).name

    def _several(self, choices: tuple[Choice, ...], chance: Random) -> list[str]:
        """Chooses some; a choice that means none, such as `ei_mitaan`, goes with no other."""
        nothing = [choice.name for choice in choices if choice.name.startswith("ei_")]
        some = [c.name for c in choices if c.name not in nothing and chance.random() < self._felt(chance)]
        return some or nothing or [choices[0].name]

    def _on_scale(self, question: Question, chance: Random) -> int:
        low, high = int(question.parameters["start"]), int(question.parameters["end"])
        felt = self._felt(chance)
        if question.measure is Measure.NPS:
            # people recommend more firmly, and less, than they rate
            felt = min(max(0.5 + (felt - 0.55) * 1.5, 0.0), 1.0)
        return round(low + (high - low) * felt)

    def _words(self, question: Question, chance: Random) -> Reply:
        good = self.quality > 0.6
        if question.name == "puuttui" and good and chance.random() < 0.3:
            return Reply("", skipped=True)
        if self.is_corrected:
            return Reply(self._sentences.draw("CORRECTION"))
        if chance.random() < SPOKEN:
            return Reply("", spoken=True)
        kind = KINDS.get(question.name, "REMARK")
        mood = ("_GOOD" if good else "_POOR") if kind in {"BEST", "MISSING"} else ""
        return Reply(self._sentences.draw(kind + mood))
