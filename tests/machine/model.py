"""What should come of a shopper's acts in the machine's study: plain Python, written by hand for just that study."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")

HELSINKI = ZoneInfo("Europe/Helsinki")
MINUTE = timedelta(minutes=1)
LONGEST_CALL = 12 * 60 * MINUTE
LARGEST_COPY = 20 * 1024 * 1024
RECALL_WITHIN = 10 * MINUTE
LATER, KEPT_DAY = "later", "${day}"
UNITS = ("turku", "oulu")
UNIT_LABELS = ("The Turku desk", "The Oulu desk")


@dataclass(frozen=True)
class Asked:
    """A question of the machine's study."""

    label: str
    kind: str
    required: bool = False
    measured: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    """Names and labels; of a scale its numbers."""
    stage: str = ""
    help: str = ""
    is_own_words: str = ""
    """What is said when it is left out."""

    @property
    def names(self) -> list[str]:
        """The values that have buttons."""
        return [name for name, _ in self.choices]


def _scale(low: int, high: int) -> tuple[tuple[str, str], ...]:
    return tuple((str(number), str(number)) for number in range(low, high + 1))


YES_NO = (("yes", "Yes"), ("no", "No"))
QUESTIONS = {
    "greeting": Asked("Greeting?", "range", True, True, _scale(0, 10), help="10 is the best there is."),
    "solved": Asked(
        "How ended?",
        "one",
        True,
        True,
        (("solved", "Solved"), ("passed", "Passed on"), ("promised", "Promised"), ("no", "Not solved")),
    ),
    "reason": Asked("Whence?", "text", True, is_own_words="Only you know."),
    "day": Asked("By when?", "date", True),
    "moves": Asked("Moves?", "integer", True),
    "topics": Asked(
        "Topics?", "many", True, choices=(("price", "Price"), ("delivery", "Delivery"), ("none", "None of them"))
    ),
    "clear": Asked("Clear?", "one", False, True, YES_NO),
    "unclear": Asked("Unclear what?", "text"),
    "marks": Asked("Order?", "rank", choices=(("fast", "Fast"), ("kind", "Kind"), ("cheap", "Cheap"))),
    "photo": Asked("A photo?", "image"),
    "record": Asked("The call?", "audio"),
    "happy": Asked("Happy?", "range", False, True, _scale(1, 5), stage=LATER),
    "kept": Asked("Kept?", "one", True, True, YES_NO, stage=KEPT_DAY),
    "words": Asked("In words?", "text"),
}
SETTLED = {"given", "irrelevant", "skipped", "not_applicable"}
COUNTED = {"given", "irrelevant", "returned", "calculated"}
SPOKEN = {"voice", "audio"}
FITTING = {"text": SPOKEN, "audio": {"voice", "audio", "document", "video"}, "image": {"photo"}}
MOST_PHOTOS = 10


class Refused(Exception):
    """An act of which nothing comes but a sentence; `at` is where its reader is led, when that is known."""

    def __init__(self, kind: str, at: "Where | None" = None, reason: str = "") -> None:
        super().__init__(kind)
        self.kind = kind
        self.at = at
        self.reason = reason


@dataclass(frozen=True)
class Where:
    """What the chat's card shows."""

    kind: str
    contact: int = 0
    started: datetime | None = None
    wait: timedelta | None = None
    length: timedelta | None = None
    receipt: bool = False
    more: bool = False
    album: str = ""
    """The album of which a photo has just come."""
    note: str = ""
    reason: str = ""


HOME, TASKS = Where("home"), Where("tasks")


@dataclass(frozen=True)
class Answer:
    """An answer as it should be stored."""

    value: str
    state: str
    comment: str = ""


@dataclass(frozen=True)
class File:
    """A file that should be in force."""

    kind: str
    unique_id: str
    size: int
    seconds: int
    album: str = ""
    id: int = 0
    """Files are numbered as they come."""

    @property
    def told(self) -> str:
        """What it is called; photos are counted instead."""
        names = {"voice": "voice note", "audio": "recording", "video": "video", "document": "file"}
        length = f" {self.seconds // 60}:{self.seconds % 60:02}" if self.kind in {"voice", "audio", "video"} else ""
        return names[self.kind] + length


@dataclass(frozen=True)
class Telling:
    """A typed time or length, and what each card that takes one should make of it."""

    text: str
    length: timedelta | str
    """As the one length that is asked; or why it is none."""
    line: tuple[datetime, timedelta | None, timedelta | None] | str
    """As start, wait and length; or why it is none."""
    has_clock: bool
    again: tuple[time, timedelta, timedelta] | None = None
    """Clock, wait and length when the line tells all of them, so that it can be read as of another day."""


@dataclass(frozen=True)
class Told:
    """What a message has said of an answer."""

    contact: int
    question: str
    part: str
    """value or comment"""
    words: str
    """The value, or all of the comment, as the message left it last."""
    before: str
    """The comment that stood there when its caption came."""
    at: datetime


ASKING = {"contact", "told", "story", "add_recording", "practice"}
"""Cards on which a message may mean something."""


@dataclass(frozen=True)
class ToldFirst:
    """A voice note that has told a whole contact, with the words under it."""

    contact: int
    file: int
    words: str


@dataclass(frozen=True)
class ToldTimes:
    """The times that a message has told."""

    contact: int
    times: dict[str, datetime]
    at: datetime


@dataclass
class Contact:
    """A contact as it should stand."""

    id: int
    code: str
    unit: str
    state: str
    is_mine: bool = True
    outcome: str = ""
    reached: str = ""
    attempts: int = 0
    asking: str = ""
    words: dict[str, str] = field(default_factory=dict)
    answers: dict[str, Answer] = field(default_factory=dict)
    files: dict[tuple[str, str], list[File]] = field(default_factory=dict)
    stages: dict[str, tuple[str, datetime | None]] = field(default_factory=dict)
    times: dict[str, datetime] = field(default_factory=dict)
    handed_in: list[tuple[datetime, str, list[str]]] = field(default_factory=list)
    """Each time it was handed in and not taken back: when, from which state, which stages."""

    # What its questions are.

    def values(self) -> dict[str, str]:
        """The value of every question that applies."""
        fact = {"answered": "yes", "no_answer": "no"}.get(self.outcome, "")
        found = {"answered": fact, "unit": self.reached or self.unit, "words": self._raw("words")}
        if fact == "yes":
            for name in ("greeting", "solved", "moves", "topics", "marks", "photo", "record"):
                found[name] = self._raw(name)
            if found["solved"] in {"passed", "promised"}:
                found["reason"] = self._raw("reason")
            if found["solved"] == "promised":
                found |= {"day": self._raw("day"), "kept": self._raw("kept")}
            if "price" in found["topics"].split():
                found["clear"] = self._raw("clear")
                if found["clear"] == "no":
                    found["unclear"] = self._raw("unclear")
            if found["solved"] != "no":
                found["happy"] = self._raw("happy")
            both = found["greeting"] and found["moves"]
            found["total"] = str(int(found["greeting"]) + int(found["moves"])) if both else ""
        return found

    def _raw(self, name: str) -> str:
        answer = self.answers.get(name)
        if answer is None or (answer.state == "picking" and not answer.value):
            return "1" if name == "moves" else ""
        return answer.value if answer.state in COUNTED else ""

    def asked(self) -> list[str]:
        """The questions of the stages that are asked now."""
        wanted = {"due", "submitted"} if self.state == "returned" else {"due"}
        applies = self.values()
        return [
            name
            for name, asked in QUESTIONS.items()
            if name in applies and self.stages.get(asked.stage, ("",))[0] in wanted
        ]

    def needs_words(self, name: str) -> bool:
        """Whether a bad answer stands there without a word."""
        answer = self.answers.get(name)
        spoken = any(file.kind in SPOKEN for file in self.files.get((name, "comment"), []))
        if answer is None or answer.state != "given" or answer.comment or spoken:
            return False
        if name == "greeting":
            return answer.value != "" and int(answer.value) < 6
        return name == "solved" and answer.value == "no"

    def is_settled(self, name: str) -> bool:
        """Whether a question has been answered."""
        return name in self.answers and self.answers[name].state in SETTLED

    def missing(self) -> list[str]:
        """What has to be settled before submitting."""
        return [name for name in self.asked() if not self.is_settled(name) or self.needs_words(name)]

    def step(self) -> tuple[str, str]:
        """What is asked: (question or comment, its name), or (check, '')."""
        wanted, _, part = self.asking.partition("#")
        if wanted in self.asked():
            return ("comment" if part else "question"), wanted
        for name in self.asked():
            if not self.is_settled(name):
                return "question", name
            if self.needs_words(name):
                return "comment", name
        return "check", ""

    def is_open(self) -> bool:
        """Whether there is anything to answer."""
        if self.state in {"answering", "returned"}:
            return True
        return self.state in {"submitted", "approved"} and any(state == "due" for state, _ in self.stages.values())

    def asks_who(self) -> bool:
        """Whether it is asked which unit answered."""
        return self.state == "answering" and self.outcome == "answered" and not self.reached

    def lacks_wait(self) -> bool:
        """Whether it has ended and nobody knows when it was answered."""
        return self.state == "underway" and "ended" in self.times and "answered" not in self.times

    def lacks_recording(self) -> bool:
        """Whether the recording could still be added."""
        handed_in = self.state in {"submitted", "approved"}
        return handed_in and "record" in self.values() and not self.files.get(("record", "answer"))

    def may_be_recalled(self, now: datetime) -> bool:
        """Whether what was handed in last can still be taken back."""
        return self.state == "submitted" and now <= self.handed_in[-1][0] + RECALL_WITHIN

    def may_keep(self, name: str) -> bool:
        """Whether the value on the card may be kept."""
        answer = self.answers.get(name)
        if answer is None or (answer.state == "picking" and not answer.value):
            return name == "moves"
        if self.is_settled(name):
            return True
        return answer.state == "returned" and bool(answer.value or self.files.get((name, "answer")))

    def failing(self) -> tuple[bool, bool]:
        """Whether the hard check and the soft check of the study fail."""
        values = self.values()
        if self.stages.get("", ("",))[0] not in {"due", "submitted"} or not values.get("greeting"):
            return False, False
        greeting = int(values["greeting"])
        return greeting > 8 and values["solved"] == "no", greeting < 3 and values["solved"] == "solved"

    # What changes it.

    def give(self, name: str, value: str, state: str = "given") -> None:
        """Stores an answer beside its comment, and goes on."""
        self.answers[name] = Answer(value, state, self.comment(name))
        self.asking = ""
        if state in {"skipped", "not_applicable"}:
            self.files.pop((name, "answer"), None)

    def comment(self, name: str) -> str:
        """The written comment of a question."""
        return self.answers[name].comment if name in self.answers else ""

    def may_tell_first(self) -> bool:
        """Whether it is offered to tell the whole contact before its questions."""
        fresh = self.state == "answering" and self.outcome == "answered"
        return fresh and not self.answers and not self.files.get(("", "story"))

    def removable(self) -> tuple[str, str, list[File]]:
        """The question and the purpose of the files that the card may take away."""
        kind, name = self.step()
        purpose = "comment" if kind == "comment" else "answer"
        return name, purpose, self.files.get((name, purpose), [])

    def over(self, outcome: str) -> None:
        """The encounter is over: its questions begin."""
        self.stages[""] = ("due", None)
        self.state, self.outcome = "answering", outcome


class Model:
    """Aino, her contacts and where her chat is. An act either changes it or raises Refused and changes nothing."""

    def __init__(self, contacts: Sequence[Contact], now: datetime) -> None:
        self.contacts = {contact.id: contact for contact in contacts}
        self.where = HOME
        self.now = now
        self.message = 0
        """The message that is heard."""
        self.refused = 0
        """The message that was refused last, while the card says so."""
        self.told: dict[int, Told] = {}
        self.told_first: dict[int, ToldFirst] = {}
        self.told_times: dict[int, ToldTimes] = {}
        self._files = 0

    # Whose it is.

    def _visible(self, id: int) -> Contact:
        contact = self.contacts.get(id)
        if contact is None or not contact.is_mine:
            raise Refused("Unknown")
        return contact

    def _own(self, id: int) -> Contact:
        contact = self._visible(id)
        if contact.state == "offered":
            raise Refused("Unknown")
        return contact

    def _held(self, id: int, fresh: bool, states: set[str]) -> Contact:
        contact = self._own(id)
        if not fresh:
            raise Refused("Stale", Where("contact", id))
        if contact.state not in states:
            raise Refused("NotThatState", Where("contact", id))
        return contact

    def _open(self, id: int, fresh: bool) -> Contact:
        contact = self._own(id)
        if not fresh:
            raise Refused("Stale", Where("contact", id))
        if not contact.is_open():
            raise Refused("NotThatState", Where("contact", id))
        return contact

    def _asked(self, id: int, fresh: bool) -> tuple[Contact, str, str]:
        contact = self._open(id, fresh)
        kind, name = contact.step()
        if kind == "check":
            raise Refused("Stale")
        return contact, kind, name

    # Buttons.

    @property
    def verbs(self) -> set[str]:
        """What its buttons do."""
        return {"tasks", *self._acts}

    def press(self, data: str, *, fresh: bool) -> Where:
        """What a button leads to; `fresh` tells whether its contact is as it was when the button was made."""
        verb, *about = data.split(":")
        if about[:1] == ["0"] and verb in self._acts:
            # of a practice run that is over
            raise Refused("Stale")
        if verb == "tasks":
            return TASKS
        act = self._acts.get(verb)
        if act is None:
            raise Refused("Unknown")
        return act(about, fresh)

    @property
    def _acts(self) -> dict[str, Callable[[list[str], bool], Where]]:
        return {
            "contact": lambda about, _: Where("contact", self._visible(number(about, 0)).id),
            "brief": lambda about, _: Where("brief", self._own(number(about, 0)).id),
            "release": lambda about, _: Where("release", self._own(number(about, 0)).id),
            "failed": lambda about, _: Where("failed", self._own(number(about, 0)).id),
            "told": lambda about, _: Where("told", self._own(number(about, 0)).id),
            "pause": lambda about, _: Where("paused", self._own(number(about, 0)).id),
            "more": lambda about, _: Where("contact", self._own(number(about, 0)).id, more=True),
            "addrec": lambda about, _: Where("add_recording", self._own(number(about, 0)).id),
            "accept": self._accept,
            "decline": self._decline,
            "release!": self._release,
            "start": self._start,
            "answered": self._answered,
            "ended": self._ended,
            "fail": self._fail,
            "retry": self._retry,
            "undo": self._undo,
            "reached": self._reached,
            "tell": self._tell_button,
            "a": self._choose,
            "done": self._done,
            "skip": self._skip,
            "na": self._does_not_apply,
            "keep": self._keep,
            "comment": self._ask_comment,
            "back": self._back,
            "goto": self._go_to,
            "come": self._come,
            "submit": self._submit,
            "recall": self._recall,
            "unfile": self._take_away,
            "story": lambda about, _: Where("story", self._open(number(about, 0), fresh=True).id),
            "play": self._play,
        }

    def _accept(self, about: list[str], _: bool) -> Where:
        contact = self._visible(number(about, 0))
        if contact.state != "offered":
            raise Refused("NotThatState", Where("contact", contact.id))
        contact.state = "accepted"
        return Where("contact", contact.id)

    def _decline(self, about: list[str], _: bool) -> Where:
        contact = self._visible(number(about, 0))
        if contact.state != "offered":
            raise Refused("NotThatState", Where("contact", contact.id))
        contact.state = "open"
        return replace(TASKS, note="Declined")

    def _release(self, about: list[str], _: bool) -> Where:
        contact = self._own(number(about, 0))
        if contact.state != "accepted":
            raise Refused("NotThatState", Where("contact", contact.id))
        contact.state = "open"
        return replace(TASKS, note="Released")

    def _start(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"accepted"})
        contact.state = "underway"
        contact.times["started"] = self.now
        return Where("contact", contact.id)

    def _answered(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"accepted", "underway"})
        if "started" not in contact.times or "ended" in contact.times:
            raise Refused("NotThatState", Where("contact", contact.id))
        contact.times["answered"] = self.now
        return Where("contact", contact.id)

    def _ended(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"accepted", "underway"})
        if "started" not in contact.times:
            raise Refused("NotThatState", Where("contact", contact.id))
        if not contact.lacks_wait():
            contact.times["ended"] = self.now
            if "answered" in contact.times:
                contact.over("answered")
                return Where("contact", contact.id)
        return Where("told", contact.id)

    def _fail(self, about: list[str], fresh: bool) -> Where:
        if len(about) < 3 or about[2] not in {"answered", "no_answer", "closed", "wrong_number", "exposed"}:
            raise Refused("Unknown")
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"accepted", "underway"})
        if about[2] in {"answered", "closed"}:
            raise Refused("Unknown")
        contact.times = {"started": self.now, "ended": self.now, **contact.times}
        contact.over(about[2])
        return Where("contact", contact.id)

    def _retry(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"underway"})
        contact.state = "accepted"
        contact.attempts += 1
        contact.times = {}
        return Where("contact", contact.id)

    def _undo(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"answering"})
        if contact.outcome == "answered":
            raise Refused("NotThatState", Where("contact", contact.id))
        contact.state, contact.outcome, contact.asking = "underway", "", ""
        contact.times.pop("ended")
        contact.stages.pop("")
        return Where("contact", contact.id)

    def _reached(self, about: list[str], fresh: bool) -> Where:
        contact, which = self._own(number(about, 0)), number(about, 2)
        if which >= len(UNITS):
            raise Refused("Unknown")
        number(about, 1)
        self._held(contact.id, fresh, {"answering"})
        contact.reached = UNITS[which]
        return Where("contact", contact.id)

    # Questions.

    def _choose(self, about: list[str], fresh: bool) -> Where:
        which = number(about, 2)
        number(about, 1)
        contact, kind, name = self._asked(number(about, 0), fresh)
        asked = QUESTIONS[name]
        if kind != "question" or which >= len(asked.choices):
            raise Refused("Unknown")
        value = asked.names[which]
        if asked.kind in {"many", "rank"}:
            self._tick(contact, name, value)
        else:
            contact.give(name, value)
        return Where("contact", contact.id)

    def _tick(self, contact: Contact, name: str, value: str) -> None:
        picked = contact.answers[name].value.split() if name in contact.answers else []
        picked = [each for each in picked if each != value] if value in picked else [*picked, value]
        if QUESTIONS[name].kind == "many":
            picked.sort(key=QUESTIONS[name].names.index)
        contact.give(name, " ".join(picked), "picking")
        contact.asking = name

    def _done(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact, _, name = self._asked(number(about, 0), fresh)
        if QUESTIONS[name].kind not in {"many", "rank"}:
            raise Refused("Unknown")
        value = contact.answers[name].value if name in contact.answers else ""
        if not value:
            _ensure_optional(name)
            contact.give(name, "", "skipped")
        elif QUESTIONS[name].kind == "rank" and len(value.split()) < 3:
            raise Refused("RankAll")
        else:
            self._give(contact, name, value)
        return Where("contact", contact.id)

    def _give(self, contact: Contact, name: str, value: str) -> None:
        self._ensure_fits(name, value)
        contact.give(name, value)

    def _ensure_fits(self, name: str, value: str) -> None:
        if name == "day" and date.fromisoformat(value) < self.today:
            raise Refused("NotHeld", reason="That day is gone.")
        if name == "moves" and not 0 <= int(value) < 8:
            raise Refused("NotHeld", reason="Under eight.")
        if name == "topics" and "none" in value.split() and len(value.split()) > 1:
            raise Refused("NotHeld", reason="None is none.")

    def _skip(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact, kind, name = self._asked(number(about, 0), fresh)
        if kind == "comment":
            if contact.needs_words(name):
                raise Refused("CommentNeeded")
            contact.asking = ""
        else:
            _ensure_optional(name)
            contact.give(name, "", "skipped")
        return Where("contact", contact.id)

    def _does_not_apply(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact, _, name = self._asked(number(about, 0), fresh)
        if QUESTIONS[name].required or not QUESTIONS[name].measured:
            raise Refused("RequiredAnswer")
        contact.give(name, "", "not_applicable")
        return Where("contact", contact.id)

    def _keep(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact, _, name = self._asked(number(about, 0), fresh)
        if not contact.may_keep(name):
            raise Refused("Unknown")
        value = contact.values()[name]
        if contact.is_settled(name):
            contact.asking = ""
        elif value:
            self._give(contact, name, value)
        else:
            contact.give(name, "")
        return Where("contact", contact.id)

    def _ask_comment(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact, _, name = self._asked(number(about, 0), fresh)
        contact.asking = f"{name}#comment"
        return Where("contact", contact.id)

    def _back(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._open(number(about, 0), fresh)
        kind, name = contact.step()
        asked = contact.asked()
        if kind == "comment":
            contact.asking = name
        elif kind == "check":
            contact.asking = asked[-1] if asked else contact.asking
        elif name != asked[0]:
            contact.asking = asked[asked.index(name) - 1]
        return Where("contact", contact.id)

    def _go_to(self, about: list[str], fresh: bool) -> Where:
        which = number(about, 2)
        number(about, 1)
        contact = self._open(number(about, 0), fresh)
        if which >= len(contact.asked()):
            raise Refused("Unknown")
        contact.asking = contact.asked()[which]
        return Where("contact", contact.id)

    def _come(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._own(number(about, 0))
        if not fresh or contact.stages.get(LATER, ("",))[0] != "waiting":
            raise Refused("Stale", Where("contact", contact.id))
        contact.stages[LATER] = ("due", self.now)
        return Where("contact", contact.id)

    def _submit(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._open(number(about, 0), fresh)
        if contact.missing():
            raise Refused("StillMissing", reason=", ".join(QUESTIONS[name].label for name in contact.missing()[:3]))
        if contact.failing()[0]:
            raise Refused("NotHeld", reason="Was it that good?")
        handed_in = [name for name, (state, _) in contact.stages.items() if state == "due"]
        contact.stages.update(dict.fromkeys(handed_in, ("submitted", None)))
        self._plan(contact)
        self._set_aside(contact, is_draft=False)
        contact.handed_in.append((self.now, contact.state, handed_in))
        contact.state, contact.asking = "submitted", ""
        return Where("contact", contact.id, receipt=True)

    def _recall(self, about: list[str], fresh: bool) -> Where:
        number(about, 1)
        contact = self._held(number(about, 0), fresh, {"submitted"})
        if not contact.may_be_recalled(self.now):
            raise Refused("RecallTooLate", Where("contact", contact.id))
        _, state, stages = contact.handed_in.pop()
        contact.stages.update(dict.fromkeys(stages, ("due", None)))
        contact.state, contact.asking = state, ""
        taken = {name: answer for name, answer in contact.answers.items() if _stage(name) in stages}
        for name, answer in taken.items():
            del contact.answers[name]
            taken[name] = replace(answer, state="given") if answer.state == "irrelevant" else answer
        self._set_aside(contact, is_draft="" in stages)
        contact.answers.update(taken)
        return Where("contact", contact.id, note="Recalled" if state == "answering" else "RecalledPart")

    def _set_aside(self, contact: Contact, *, is_draft: bool) -> None:
        """Marks what does not apply, and keeps what is known and calculated; of a draft that counts for nothing."""
        values = contact.values()
        for name, answer in contact.answers.items():
            if answer.state == "irrelevant" and name in values:
                contact.answers[name] = replace(answer, state="given")
            if answer.state == "given" and name not in values:
                contact.answers[name] = replace(answer, state="irrelevant")
        for name in ("answered", "unit", "total"):
            value = values.get(name, "")
            contact.answers[name] = Answer(value, "calculated" if value and not is_draft else "irrelevant")

    def _plan(self, contact: Contact) -> None:
        values = contact.values()
        due: dict[str, datetime | None] = {LATER: None, KEPT_DAY: None}
        if "happy" in values and "ended" in contact.times:
            due[LATER] = in_daytime(contact.times["ended"] + timedelta(hours=48))
        if values.get("day"):
            due[KEPT_DAY] = _at(date.fromisoformat(values["day"]), time(9))
        for stage, moment in due.items():
            if contact.stages.get(stage, ("waiting",))[0] != "waiting":
                continue
            contact.stages.pop(stage, None)
            if moment is not None:
                contact.stages[stage] = ("waiting", moment)

    def _take_away(self, about: list[str], fresh: bool) -> Where:
        which = number(about, 2)
        number(about, 1)
        contact = self._open(number(about, 0), fresh)
        name, purpose, files = contact.removable()
        stay = [file for file in files if file.id != which]
        if not name or len(stay) == len(files):
            raise Refused("Unknown")
        contact.files[name, purpose] = stay
        if purpose == "comment":
            contact.asking = f"{name}#comment"
        else:
            spoken = QUESTIONS[name].kind == "text"
            value = contact.values()[name] if spoken else " ".join(file.unique_id for file in stay)
            contact.give(name, value, "given" if value or stay else "picking")
            contact.asking = name
        return Where("contact", contact.id)

    def _play(self, about: list[str], _: bool) -> Where:
        which = number(about, 1) if about[1:] else None
        contact = self._open(number(about, 0), fresh=True)
        self.played(contact.id, which)
        return Where("contact", contact.id)

    def played(self, id: int, which: int | None) -> File:
        """The voice note that is heard again: the one of that number, else what was told first."""
        files = self.contacts[id].files
        every = files.get(("", "story"), []) if which is None else [file for some in files.values() for file in some]
        for file in every:
            if file.kind in SPOKEN and which in (None, file.id):
                return file
        raise Refused("Unknown")

    def practise(self, id: int) -> Where:
        """Begins a practice run of a contact's form."""
        return Where("practice", self._own(id).id)

    # Telling afterwards.

    def _tell_button(self, about: list[str], _: bool) -> Where:
        contact = self._own(number(about, 0))
        if self.where.kind != "told" or self.where.contact != contact.id:
            raise Refused("Stale", Where("contact", contact.id))
        minutes = number(about, 2) * MINUTE if number(about, 2) <= 10_000_000 else timedelta.max
        if minutes > LONGEST_CALL:
            raise Refused("TooLongToBe")
        match about[1]:
            case "s":
                return self._tell(contact, started=self.now - minutes)
            case "w":
                return self._tell(contact, wait=minutes)
            case "l":
                return self._tell(contact, length=minutes)
        raise Refused("Unknown")

    def _tell(
        self,
        contact: Contact,
        started: datetime | None = None,
        wait: timedelta | None = None,
        length: timedelta | None = None,
    ) -> Where:
        known = self.where if self.where.kind == "told" and self.where.contact == contact.id else Where("told")
        started = started or known.started
        if started is None and wait is not None and contact.lacks_wait():
            if contact.times["started"] + wait > contact.times["ended"]:
                raise Refused("WaitTooLong")
            contact.times["answered"] = contact.times["started"] + wait
            contact.over("answered")
            return Where("contact", contact.id)
        wait = known.wait if wait is None else wait
        length = known.length if length is None else length
        if started is None:
            raise Refused("Stale", Where("told", contact.id))
        if wait is None or length is None:
            return Where("told", contact.id, started, wait, length)
        at_once = self.where.kind == "contact" or not (self.where.started or self.where.wait)
        self._tell_all(contact, started, wait, length)
        if self.message and at_once:
            self.told_times[self.message] = ToldTimes(contact.id, contact.times, self.now)
        return Where("contact", contact.id, note="TimesKept")

    def _tell_all(self, contact: Contact, started: datetime, wait: timedelta, length: timedelta) -> None:
        corrects = contact.state == "answering" and contact.outcome == "answered"
        if contact.state not in {"accepted", "underway"} and not corrects:
            raise Refused("NotThatState", Where("contact", contact.id))
        if wait > length:
            raise Refused("WaitTooLong")
        if started + length > self.now + MINUTE:
            raise Refused("EndsInTheFuture")
        contact.times = {"started": started, "answered": started + wait, "ended": started + length}
        if not corrects:
            contact.over("answered")

    # What is typed or sent.

    def type_telling(self, typed: Telling) -> Where:
        """A time or a length, typed on the card of a contact that has not ended or is being told."""
        contact = self._own(self.where.contact)
        if self.where.kind == "contact":
            if not typed.has_clock:
                raise Refused("NotExpected")
            return self._tell(contact, *_or_refused(typed.line))
        if self.where.wait is not None:
            return self._tell(contact, length=_or_refused(typed.length))
        if self.where.started is not None or contact.lacks_wait():
            return self._tell(contact, wait=_or_refused(typed.length))
        return self._tell(contact, *_or_refused(typed.line))

    def type_answer(self, text: str, value: str | Refused) -> Where:
        """Words on the card of a contact that is asked about; `value` is what they mean to the present question."""
        contact = self._own(self.where.contact)
        if not text.strip():
            raise Refused("NotExpected")
        if contact.asks_who():
            return self._name_unit(contact, text)
        if not contact.is_open():
            raise Refused("NotThatState", Where("contact", contact.id))
        kind, name = contact.step()
        if kind == "check":
            raise Refused("NotExpected")
        if kind == "comment":
            answer = contact.answers.get(name, Answer("", "picking"))
            contact.answers[name] = replace(answer, comment=text.strip())
            contact.asking = ""
            self._note_told(contact, name, "comment")
        elif isinstance(value, Refused):
            raise value
        else:
            self._give(contact, name, value)
            self._note_told(contact, name, "value")
        return Where("contact", contact.id)

    def type_elsewhere(self) -> Where:
        """Words where nothing waits for any."""
        if self.where.kind in {"contact", "told", "story"}:
            self._own(self.where.contact)
        raise Refused("NotExpected" if self.where.kind in ASKING else "NothingAsked")

    def _note_told(self, contact: Contact, name: str, part: str, before: str = "") -> None:
        words = contact.answers[name].value if part == "value" else contact.comment(name)
        self.told[self.message] = Told(contact.id, name, part, words, before, self.now)

    # What is edited: it changes what it said, and nothing else.

    def edit_answer(self, text: str, value: str | Refused, *, is_caption: bool) -> Where | None:
        """The words of an answer, a comment or a caption; None when they say the same."""
        told = self.told[self.message]
        if isinstance(value, Refused) and told.part == "value":
            raise value
        words = _joined(told.before, text) if told.part == "comment" else str(value)
        if words == told.words:
            return None
        contact = self.contacts[told.contact]
        present = contact.answers[told.question]
        is_added = told.question == "record" and contact.handed_in and told.at > contact.handed_in[-1][0]
        if not is_added and (not contact.is_open() or told.question not in contact.asked()):
            raise Refused("HandedIn")
        if told.words != (present.comment if told.part == "comment" else present.value):
            raise Refused("AnsweredSince")
        if told.part == "value":
            self._ensure_fits(told.question, words)
            contact.answers[told.question] = Answer(words, "given", present.comment)
        elif words or is_caption:
            contact.answers[told.question] = replace(present, comment=words)
        else:
            raise Refused("CommentNeeded")
        self.told[self.message] = replace(told, words=words)
        return self._corrected(contact)

    def edit_story(self, text: str) -> Where | None:
        """The words under what told a contact first; None when that was replaced, or they are the same."""
        told = self.told_first[self.message]
        contact = self.contacts[told.contact]
        if told.file not in {file.id for file in contact.files.get(("", "story"), [])} or told.words == text:
            return None
        if contact.state != "answering":
            raise Refused("HandedIn")
        self.told_first[self.message] = replace(told, words=text)
        return self._corrected(contact)

    def edit_times(self, typed: Telling) -> Where | None:
        """A line that told when a contact was; None when it tells the same times."""
        told = self.told_times[self.message]
        if typed.again is not None and _times_as_of(typed.again, told.at) == told.times:
            return None
        if typed.again is None:
            raise Refused("NotATelling")
        day_ends = datetime.combine(told.at.astimezone(HELSINKI).date(), time.max, HELSINKI).astimezone(UTC)
        times = _times_as_of(typed.again, min(self.now, day_ends))
        contact = self.contacts[told.contact]
        if contact.times != told.times:
            raise Refused("AnsweredSince")
        started = times["started"]
        try:
            self._tell_all(contact, started, times["answered"] - started, times["ended"] - started)
        except Refused as why:
            raise Refused(why.kind) from None
        self.told_times[self.message] = replace(told, times=contact.times)
        return self._corrected(contact)

    def _corrected(self, contact: Contact) -> Where:
        return replace(self.where, note="AnswerCorrected", reason=f"{contact.code}: changed as you edited it.")

    def send(self, file: File, caption: str = "") -> Where:
        """A file, wherever the chat is."""
        self._files += 1
        try:
            return self._send(replace(file, id=self._files), caption)
        except Refused:
            self._files -= 1
            raise

    def _send(self, file: File, caption: str) -> Where:
        if self.where.kind == "add_recording":
            return self._send_recording(file, caption)
        if self.where.kind == "story":
            return self._tell_story(self._open(self._own(self.where.contact).id, fresh=True), file, caption)
        if self.where.kind not in {"contact", "told"}:
            raise Refused("NothingAsked")
        contact = self._own(self.where.contact)
        if self.where.kind == "told" or contact.state in {"accepted", "underway"}:
            raise Refused("NotExpected")
        if contact.asks_who():
            return self._tell_story(contact, file, caption)
        if not contact.is_open():
            raise Refused("NotThatState", Where("contact", contact.id))
        home = _home(contact, file)
        if home is None:
            if file.kind in SPOKEN and not contact.answers and not contact.files.get(("", "story")):
                return replace(self._tell_story(contact, file, caption), album=file.album)
            raise Refused("VoiceOnlyForWords" if file.kind == "voice" else "NotExpected")
        return self._file(contact, *home, file, caption)

    def _name_unit(self, contact: Contact, text: str) -> Where:
        """The unit that answered, by how its name begins."""
        fitting = [
            unit for unit, label in zip(UNITS, UNIT_LABELS, strict=True) if label.lower().startswith(text.lower())
        ]
        if len(fitting) != 1:
            raise Refused("NotExpected")
        contact.reached = fitting[0]
        return Where("contact", contact.id)

    def _tell_story(self, contact: Contact, file: File, caption: str) -> Where:
        if file.kind not in SPOKEN:
            raise Refused("NotExpected")
        self.told_first[self.message] = ToldFirst(contact.id, file.id, caption)
        contact.files["", "story"] = [file]
        return Where("contact", contact.id, note=_kept(file, "StoryKept"))

    def _file(self, contact: Contact, name: str, purpose: str, file: File, caption: str) -> Where:
        """Photos and albums gather, photos stay beside words that are spoken; all else replaces what was there."""
        present, note = contact.files.get((name, purpose), []), ""
        if file.unique_id in {each.unique_id for each in present}:
            raise Refused("FileThere")
        if purpose == "comment":
            stay = present if file.kind == "photo" else [each for each in present if each.kind not in SPOKEN]
        elif QUESTIONS[name].kind == "image":
            stay = present
        else:
            stay = [each for each in present if file.album and each.album == file.album]
        if file.kind not in SPOKEN and len([each for each in stay if each.kind not in SPOKEN]) >= MOST_PHOTOS:
            raise Refused("TooManyPhotos")
        is_asked = contact.step()[1] == name
        asking, before = contact.asking, contact.comment(name)
        if purpose == "answer":
            values = " ".join(each.unique_id for each in [*stay, file])
            contact.give(name, contact.values().get(name, "") if QUESTIONS[name].kind == "text" else values)
            contact.asking = "" if is_asked else asking
            note = "PhotosKept" if QUESTIONS[name].kind == "image" else ""
        else:
            # what stands beside a question leaves its trace there, so that words can be written under it later
            contact.answers.setdefault(name, Answer("", "picking"))
            contact.asking = "" if file.kind in SPOKEN else asking
        contact.files[name, purpose] = [*stay, file]
        if caption:
            answer = contact.answers.get(name, Answer("", "picking"))
            contact.answers[name] = replace(answer, comment=_joined(before, caption))
            contact.asking = "" if asking == f"{name}#comment" else contact.asking
        self._note_told(contact, name, "comment", before)
        return Where("contact", contact.id, album=file.album, note=_kept(file, note))

    def _send_recording(self, file: File, caption: str) -> Where:
        contact = self._own(self.where.contact)
        if not contact.lacks_recording():
            raise Refused("Stale", Where("contact", contact.id))
        if file.kind not in FITTING["audio"]:
            raise Refused("NotExpected")
        contact.files["record", "answer"] = [file]
        before = contact.comment("record")
        contact.give("record", file.unique_id)
        contact.answers["record"] = replace(contact.answers["record"], comment=_joined(before, caption))
        self._note_told(contact, "record", "comment", before)
        return Where("contact", contact.id, note=_kept(file, "RecordingAdded"))

    # What the others and the clock do.

    def return_(self, contact: Contact, words: dict[str, str]) -> None:
        """Kaisa returns answers with words."""
        for name in words:
            contact.answers[name] = replace(contact.answers[name], state="returned")
        contact.state, contact.words = "returned", words

    def wake(self) -> list[Contact]:
        """The stages whose time has come are asked; returns whose they are."""
        woken = []
        for contact in self.contacts.values():
            for name, (state, due) in contact.stages.items():
                if state == "waiting" and due is not None and due <= self.now:
                    contact.stages[name] = ("due", due)
                    woken.append(contact)
        return woken

    @property
    def today(self) -> date:
        """The day in Helsinki."""
        return self.now.astimezone(HELSINKI).date()


def number(about: Sequence[str], place: int) -> int:
    """A numeric part of what a button says."""
    if place >= len(about) or not (about[place].isascii() and about[place].isdecimal()) or len(about[place]) > 15:
        raise Refused("Unknown")
    return int(about[place])


def in_daytime(moment: datetime) -> datetime:
    """A moment between eight and twenty, else nine on the next morning."""
    local = moment.astimezone(HELSINKI)
    if local.time() < time(8):
        return _at(local.date(), time(9))
    return _at(local.date() + timedelta(days=1), time(9)) if local.time() > time(20) else moment


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, HELSINKI).astimezone(UTC)


def _home(contact: Contact, file: File) -> tuple[str, str] | None:
    """The question that takes a file, and whether as its answer or as its comment."""
    kind, name = contact.step()
    album = sorted(
        (each.id, *about)
        for about, files in contact.files.items()
        for each in files
        if file.album and each.album == file.album and about[1] != "story"
    )
    if album:
        _, question, purpose = album[0]
        return (question, purpose) if _fits(question, purpose, file) else None
    if kind == "comment":
        return (name, "comment") if _fits(name, "comment", file) else None
    if kind == "question" and _fits(name, "answer", file):
        return name, "answer"
    order = contact.asked()
    before = order[: order.index(name)] if name else order
    return ("photo", "answer") if file.kind == "photo" and before[-1:] == ["photo"] else None


def _fits(name: str, purpose: str, file: File) -> bool:
    return file.kind in ({*SPOKEN, "photo"} if purpose == "comment" else FITTING.get(QUESTIONS[name].kind, set()))


def _joined(before: str, words: str) -> str:
    return "\n".join(part for part in (before, words.strip()) if part)


def _times_as_of(line: tuple[time, timedelta, timedelta], moment: datetime) -> dict[str, datetime]:
    """What a line tells: its clock is the latest one before a moment."""
    clock, wait, length = line
    day = moment.astimezone(HELSINKI).date()
    started = _at(day, clock) if _at(day, clock) <= moment else _at(day - timedelta(days=1), clock)
    return {"started": started, "answered": started + wait, "ended": started + length}


def _kept(file: File, note: str) -> str:
    return "TooLargeKept" if file.size > LARGEST_COPY else note


def _stage(name: str) -> str | None:
    return QUESTIONS[name].stage if name in QUESTIONS else None


def _ensure_optional(name: str) -> None:
    asked = QUESTIONS[name]
    if asked.required:
        raise Refused("NotHeld" if asked.is_own_words else "RequiredAnswer", reason=asked.is_own_words)


def _or_refused(read: T | str) -> T:
    if isinstance(read, str):
        raise Refused(read)
    return read
