"""One shopper does anything in any order; what is stored and shown is what the model says, after every step."""

import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from itertools import count
from random import randrange
from typing import Any

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test
from markupsafe import escape

from bot.refusals import NOTES, WORDS
from domain.contact import Moment
from domain.operations import assignments, reviews
from domain.storage.digests import packed
from tests.machine.chat import AINO, Chat, Kept, Saved, Update
from tests.machine.expected import card
from tests.machine.model import (
    HELSINKI,
    HOME,
    QUESTIONS,
    TASKS,
    Answer,
    Contact,
    File,
    Model,
    Refused,
    Telling,
    Where,
)
from tests.machine.typed import CAPTIONS, COMMENTS, TELLINGS, TYPED, UNITS_NAMED, WRITTEN_OUT, meaning, telling

IN_CI = "CI" in os.environ
ENOUGH = int(os.environ.get("STEPS", "25000" if IN_CI else "2000"))
"""Steps that have to be made."""
FIRST_SEED = 0 if IN_CI else randrange(10**6)
"""The checks of a change go the same way each time; at home the machine goes where it has not been."""

WAYS = (*["plainly"] * 12, "twice", "again later", "stored, then the bot dies", "done unseen, then the bot dies")
FORGED = (
    "accept", "start", "answered", "ended", "fail", "retry", "undo", "reached", "tell", "a", "done", "skip", "na",
    "keep", "comment", "back", "goto", "come", "submit", "recall", "contact", "told", "failed", "pause", "more",
    "addrec", "unfile", "unfile", "story", "play", "approve", "return!", "review", "exclude", "nonsense", "",
)  # fmt: skip
WHICH = ("1", "2", "3", "4", "5", "99", "x", "", "-1", "9" * 16, "١")
NUMBERS = ("0", "1", "3", "10", "s:5", "w:721", "no_answer", "answered", "9" * 15, "x", "-1", "")
FILES = (
    ("voice", 9_000), ("voice", 9_000), ("audio", 90_000), ("audio", 21 * 1024 * 1024), ("photo", 80_000),
    ("photo", 70_000), ("document", 70_000), ("video", 900_000),
)  # fmt: skip
IN_ALBUMS = ("photo", "photo", "photo", "document", "audio", "video")
COMMANDS: Mapping[str, Where | Refused] = {
    "/tasks": TASKS, "/start": HOME, "/help": Where("help"), "/earnings": Where("earnings"),
    "/cancel": replace(HOME, note="Left"), "/board": Refused("Unknown"), "/nonsense": Refused("Unknown"),
}  # fmt: skip
SENTENCES: Mapping[str, str] = {**{kind.__name__: words for kind, words in WORDS.items()}, **NOTES}

TYPED_WORDS = {"reason", "day", "unclear"}
WELL: Mapping[str, Any] = {
    "greeting": ["8"], "solved": ["Solved"], "reason": "yes", "day": "tomorrow", "moves": ["Keep this"],
    "topics": ["Delivery", "Done"], "clear": ["Yes"], "unclear": "yes", "marks": ["Fast", "Kind", "Cheap", "Done"],
    "photo": ["Skip"], "record": ["Skip"], "words": ["Skip"],
}  # fmt: skip
"""What is pressed, or typed, when all goes well."""

SECOND = timedelta(seconds=1)
made: Counter[str] = Counter()
"""How many steps have been made: acts of which all that is stored and shown has been compared; by where they led."""


@dataclass(frozen=True)
class Said:
    """A message of Aino's."""

    id: int
    text: str = ""
    file: File | None = None


class Shopper(RuleBasedStateMachine):
    """Aino has four contacts; a fifth one is Eero's."""

    def __init__(self) -> None:
        super().__init__()
        self.chat = Chat()
        self.stored = self.chat.kept()
        self.aino = self.stored[1].contact["shopper_id"]
        self.model = Model([_as_stored(kept) for kept in self.stored.values()], self.chat.clock.now)
        self.shown = HOME
        self.files, self.albums = 0, 0
        self.said: list[Said] = []
        self.tapped: tuple[int, str, datetime] | None = None
        self.done: tuple[int, str, datetime] | None = None
        self.doing: tuple[int, str, datetime] | None = None
        """The button of a story that was pressed last, and when."""
        self.buttons: list[tuple[int, str]] = []
        self.say("/tasks", lambda: TASKS)

    def teardown(self) -> None:
        self.chat.close()

    @initialize(beginning=st.sampled_from(("fresh", "at the check", "handed in", "returned", "reviewed")))
    def begins(self, beginning: str) -> None:
        """Aino begins fresh, or with much of her work done."""
        if beginning != "fresh":
            self.resumes(*_begun(beginning))

    def resumes(self, saved: Saved, model: Model, buttons: list[tuple[int, str]], said: list[Said]) -> None:
        """Everything stands as another machine left it."""
        self.chat.resumes(saved)
        self.model, self.buttons, self.said = deepcopy(model), list(buttons), list(said)
        self.stored, self.shown = self.chat.kept(), self.model.where
        self._check_stored(set())

    # What Aino does: the model says what comes of it, the bot does it, and both are compared.

    def say(self, text: str, expected: Callable[[], Where], way: str = "plainly") -> None:
        """Aino types something."""
        update = self.chat.message(text=text)
        self.said.append(Said(update["message"]["message_id"], text))
        self._act(update, expected, self.model.where.contact, way)

    def press(self, message_id: int, data: str, way: str = "plainly") -> None:
        """Aino presses a button, as it stands on a message or forged."""
        verb, *about = data.split(":")
        contact_id = int(about[0]) if about and about[0] in {"1", "2", "3", "4", "5"} else 0
        fresh = len(about) > 1 and about[1] == str(self.chat.version(contact_id))
        update = self.chat.press(message_id, data)
        if self.tapped is not None and self.tapped[:2] == (message_id, data) and self._is_double_tap(self.tapped[2]):
            self._act(update, lambda: None, contact_id, way)
            return
        self._act(update, lambda: self._pressed(message_id, data, fresh=fresh), contact_id, way)
        self.done, self.doing = self.doing or self.done, None
        if verb == "play" and not self.shown.note:
            self.tapped = message_id, data, self.chat.clock.now
            self.chat.notices()
            heard = self.model.played(contact_id, int(about[1]) if about[1:] else None)
            assert self.chat.telegram.played[-1] == f"id-{heard.unique_id}"
        self._offer_again()
        if verb == "retry" and not self.shown.note:
            # a place that was closed is tried again hours later
            self.wait(timedelta(hours=2))

    def _pressed(self, message_id: int, data: str, *, fresh: bool) -> Where | None:
        """What comes of a press; one that did its work just now is not corrected when it comes again."""
        again = self.done is not None and self.done[:2] == (message_id, data)
        try:
            led = self.model.press(data, fresh=fresh)
        except Refused:
            if again and self.done is not None and self.model.now - self.done[2] < 5 * SECOND:
                return None
            raise
        if led is not None:
            self.doing = message_id, data, self.model.now
        return led

    def _act(self, update: Update, expected: Callable[[], Where | None], about: int, way: str) -> None:
        self._passes(SECOND)
        message, is_edited = update.get("message") or update.get("edited_message") or {}, "edited_message" in update
        was, album = self.model.where, message.get("media_group_id", "")
        self.model.message = message.get("message_id", 0)
        is_refused, led = False, None
        try:
            led = expected()
        except Refused as why:
            is_refused = True
            led = replace(why.at or was, note=why.kind, reason=why.reason)
            led = replace(led, album=album) if album else led
        made[was.kind if led is None else led.kind] += 1
        drawn, card_at = self.chat.telegram.drawn, self.chat.telegram.card
        if led is not None:
            self._leads(led, is_heard=is_refused and (not is_edited or self.model.refused == self.model.message))
        self._deliver(update, way)
        assert (self.chat.telegram.drawn > drawn) == (led is not None)
        assert self.chat.undone() == 0
        self._check_stored(set() if is_refused or led is None else {about})
        if led is not None:
            stays = is_edited or bool(album and was.album == led.album == album)
            assert not message or (self.chat.telegram.card == card_at) == stays
            self._check_card()

    def _is_double_tap(self, before: datetime) -> bool:
        return self.chat.clock.now + SECOND - before < 2 * SECOND

    def _leads(self, led: Where, *, is_heard: bool) -> None:
        """Notes where Aino is now; what was refused is heard anew when she edits it."""
        self.shown, self.model.where = led, replace(led, note="", reason="")
        self.model.refused = self.model.message if is_heard else 0
        self.tapped = self.done = None

    def _passes(self, time: timedelta) -> None:
        self.chat.clock.now += time
        self.model.now = self.chat.clock.now

    def _deliver(self, update: Update, way: str) -> None:
        match way:
            case "plainly":
                self.chat.does(update)
            case "twice":
                self.chat.does(update, update)
            case "again later":
                self.chat.does(update)
                drawn = self.chat.telegram.drawn
                self.chat.does(update)
                assert self.chat.telegram.drawn == drawn
            case "stored, then the bot dies":
                self.chat.is_lost(update)
            case "done unseen, then the bot dies":
                self.chat.does_unseen(update)

    def _offer_again(self) -> None:
        """A contact that Aino has left to others comes back to her."""
        for contact in self.model.contacts.values():
            if contact.state == "open":
                contact.state = "offered"
                self.chat.agency(assignments.offer, contact_ids=[contact.id], shopper_id=self.aino)
                self._check_stored({contact.id})

    def wait(self, time: timedelta) -> None:
        """Time passes."""
        made["waiting"] += 1
        drawn = self.chat.telegram.drawn
        self.chat.passes(time)
        self.model.now = self.chat.clock.now
        self._check_stored({contact.id for contact in self.model.wake()})
        assert self.chat.telegram.drawn == drawn

    # What has to hold after every step.

    def _check_stored(self, may_change: set[int]) -> None:
        """Every contact is stored as the model says; none has changed but those that may."""
        before, self.stored = self.stored, self.chat.kept()
        for id, kept in self.stored.items():
            contact = self.model.contacts[id]
            stored, expected = _told(kept), _told_by(contact)
            assert [(stored[part], expected[part]) for part in stored if stored[part] != expected[part]] == []
            _check_trail(before[id], kept)
            _check_digest(kept)
            if kept != before[id]:
                assert id in may_change, f"{contact.code} has changed"
                assert kept.contact["version"] > before[id].contact["version"]

    def _check_card(self) -> None:
        """The card is the right one, and the only message with buttons besides the notices."""
        telegram = self.chat.telegram
        seen, expected = telegram.messages[AINO, telegram.card], card(self.model, self.shown)
        buttons = tuple(label for label, data in seen.buttons if self._is_known(data))
        assert buttons == expected.buttons or self.shown.kind == "practice", seen.text
        assert [words for words in expected.has if words not in f"{seen.text}\n"] == []
        body = seen.text.split("\n\n", 1)[-1] if self.shown.note else seen.text
        assert [words for words in expected.lacks if words in f"{body}\n"] == []
        assert _is_noted(seen.text, self.shown)
        for (chat_id, message_id), left in telegram.messages.items():
            assert chat_id != AINO or message_id == telegram.card or left.is_notice or not left.buttons
            if chat_id == AINO:
                shown = [(message_id, data) for _, data in left.buttons if self._is_known(data)]
                self.buttons += [each for each in shown if each not in self.buttons]

    def _is_known(self, data: str) -> bool:
        """Whether the model plays a button; others may be there, and are left alone."""
        return data.split(":")[0] in self.model.verbs

    def present(self) -> list[tuple[str, str]]:
        """The buttons of the card."""
        telegram = self.chat.telegram
        buttons = telegram.messages[AINO, telegram.card].buttons
        return [(label, data) for label, data in buttons if self._is_known(data)]

    # Where Aino is.

    @property
    def here(self) -> Contact | None:
        """The contact that the card is about, when it is hers."""
        return self.model.contacts.get(self.model.where.contact)

    @property
    def step(self) -> tuple[str, str]:
        """What the card asks: a question or a comment; ('', '') when nothing is asked."""
        contact, where = self.here, self.model.where
        if contact is None or where.kind != "contact" or not contact.is_open() or contact.asks_who():
            return "", ""
        return contact.step()

    def may_type(self) -> bool:
        """Whether typed words are for a contact's questions, or come too late for them."""
        contact = self.here
        if contact is None or self.model.where.kind != "contact":
            return False
        return contact.state in {"answering", "returned", "submitted", "approved"}

    def takes_files(self) -> bool:
        """Whether a file would answer or comment what is asked, or tell the contact first."""
        kind, name = self.step
        if self.model.where.kind == "story" or (self.here is not None and self.here.asks_who()):
            return True
        return kind == "comment" or name in {"photo", "record", "reason", "unclear", "words"}

    def may_tell(self) -> bool:
        """Whether typed words tell a time."""
        contact, kind = self.here, self.model.where.kind
        return contact is not None and (
            kind == "told" or (kind == "contact" and contact.state in {"accepted", "underway"})
        )

    # The rules.

    @precondition(lambda self: self.present())
    @rule(data=st.data(), way=st.sampled_from(WAYS))
    def presses(self, data: Any, way: str) -> None:
        """Aino presses any button of the card."""
        _, pressed = data.draw(st.sampled_from(self.present()))
        self.press(self.chat.telegram.card, pressed, way)

    @rule(data=st.data(), times=st.integers(1, 6))
    def goes_on(self, data: Any, times: int) -> None:
        """Aino does what brings her work forward."""
        for _ in range(times):
            self._goes_on(data)

    goes_further = goes_on

    def _goes_on(self, data: Any) -> None:
        kind, name = self.step
        if kind == "comment" or (kind == "question" and QUESTIONS[name].required and not QUESTIONS[name].choices):
            self._types(data, kind, name)
        else:
            self.press(self.chat.telegram.card, data.draw(st.sampled_from(self._forward())))

    def _forward(self) -> list[str]:
        """The buttons that bring the work forward, or any."""
        sideways = {"I give this up", "Pause", "Back", "Brief", "Comment", "Decline", "No answer", "More help"}
        sideways |= {"I called already", "Correct the times", "Change how it went", "Take it back"}
        sideways |= {"Tell it first", "Play what you told"}
        present = [each for each in self.present() if not each[0].startswith("Remove ")]
        forward = [(label, data) for label, data in present if label not in sideways]
        if any(label == "Submit" for label, _ in forward):
            forward = [each for each in forward if each[0] == "Submit"] if not self._is_blocked() else forward
        if any(label == "Done" for label, _ in forward):
            unpicked = [each for each in forward if each[0].startswith("☐") or each[0] == "Done"]
            forward = unpicked
        return [data for _, data in forward or self.present()] or ["tasks"]

    def _is_blocked(self) -> bool:
        return self.here is not None and self.here.failing()[0]

    @precondition(lambda self: self.may_type())
    @rule(data=st.data(), way=st.sampled_from(WAYS))
    def types(self, data: Any, way: str) -> None:
        """Aino types an answer, a comment, or words that nothing waits for."""
        self._types(data, *self.step, way)

    def _types(self, data: Any, kind: str, name: str, way: str = "plainly") -> None:
        text, expected = self._answer(data, kind, name)
        self.say(text, expected, way)

    def _answer(self, data: Any, kind: str, name: str) -> tuple[str, Callable[[], Where]]:
        """Words for what is asked, and what comes of them."""
        if kind != "question":
            drawn = data.draw(st.sampled_from((*COMMENTS, *UNITS_NAMED)))
            text = WRITTEN_OUT.get(drawn, drawn)
            return text, lambda: self.model.type_answer(text, text)
        drawn = data.draw(st.sampled_from(sorted(TYPED[name])))
        text, value = WRITTEN_OUT.get(drawn, drawn), meaning(drawn, name, self.model.today)
        return text, lambda: self.model.type_answer(text, value)

    @precondition(lambda self: self.may_tell())
    @rule(data=st.data(), way=st.sampled_from(WAYS))
    def tells(self, data: Any, way: str) -> None:
        """Aino tells by typing when a contact was and how long it took."""
        typed = self._telling(data)
        self.say(typed.text, lambda: self.model.type_telling(typed), way)

    def _telling(self, data: Any, texts: Sequence[str] = TELLINGS) -> Telling:
        text, ago = data.draw(st.sampled_from(texts)), data.draw(st.integers(1, 45))
        wait, length = data.draw(st.integers(0, 9)), data.draw(st.integers(0, 50))
        return telling(text, self.chat.clock.now, ago, wait, length)

    @precondition(lambda self: self.takes_files())
    @rule(
        kind=st.sampled_from(("voice", "photo", "photo")), caption=st.sampled_from(CAPTIONS), way=st.sampled_from(WAYS)
    )
    def sends_well(self, kind: str, caption: str, way: str) -> None:
        """Aino sends what may be an answer or a comment."""
        self.send(self._made(kind, 9_000), caption, way)

    @rule(file=st.sampled_from(FILES), caption=st.sampled_from(CAPTIONS), again=st.booleans(),
          way=st.sampled_from(WAYS))  # fmt: skip
    def sends(self, file: tuple[str, int], caption: str, again: bool, way: str) -> None:
        """Aino sends a voice note, a photo or another file, with words under it or without; or one once more."""
        kind, size = file
        earlier = [each.file for each in self.said if each.file is not None and each.file.kind == kind]
        self.send(earlier[-1] if again and earlier else self._made(kind, size), caption, way)

    @precondition(lambda self: self.takes_files() or self.model.where.album)
    @rule(kinds=st.lists(st.sampled_from(IN_ALBUMS), min_size=2, max_size=4), caption=st.sampled_from(CAPTIONS),
          goes_on=st.booleans())  # fmt: skip
    def sends_album(self, kinds: list[str], caption: str, goes_on: bool) -> None:
        """Aino sends several files at once; the last ones of an album may come late."""
        self.albums += not goes_on
        for kind in kinds:
            self.send(self._made(kind, 70_000, f"album-{self.albums}"), caption)
            caption = ""

    def shown_files(self) -> list[tuple[int, str, str]]:
        """Contacts, questions and purposes whose files could be taken away."""
        return [
            (contact.id, name, purpose)
            for contact in self.model.contacts.values()
            for (name, purpose), files in contact.files.items()
            if files and contact.is_mine and contact.is_open() and name in contact.asked() and not contact.asks_who()
        ]

    @precondition(lambda self: self.shown_files())
    @rule(data=st.data())
    def takes_away(self, data: Any) -> None:
        """Aino goes to where a file is, and takes one away."""
        id, name, purpose = data.draw(st.sampled_from(self.shown_files()))
        card = self.chat.telegram.card
        self.press(card, f"contact:{id}")
        self.press(card, f"goto:{id}:{self.chat.version(id)}:{self.model.contacts[id].asked().index(name)}")
        if purpose == "comment":
            self.press(card, f"comment:{id}:{self.chat.version(id)}")
        removals = [pressed for label, pressed in self.present() if label.startswith("Remove ")]
        self.press(card, data.draw(st.sampled_from(removals)))

    def stories(self) -> list[int]:
        """The contacts that have been told first."""
        contacts = self.model.contacts.values()
        return [contact.id for contact in contacts if contact.files.get(("", "story")) and contact.is_mine]

    @precondition(lambda self: self.stories())
    @rule(data=st.data(), times=st.integers(1, 3))
    def plays(self, data: Any, times: int) -> None:
        """Aino listens to what she told first; a nervous finger presses twice."""
        id = data.draw(st.sampled_from(self.stories()))
        for _ in range(times):
            self.press(self.chat.telegram.card, f"play:{id}")

    def _made(self, kind: str, size: int, album: str = "") -> File:
        self.files += 1
        return File(kind, f"unique-{self.files}", size, 67, album)

    def send(self, file: File, caption: str = "", way: str = "plainly") -> None:
        """Aino sends a file."""
        update = self.chat.message(**_content(file, caption))
        self.said.append(Said(update["message"]["message_id"], file=file))
        self._act(update, lambda: self.model.send(file, caption), self.model.where.contact, way)

    @precondition(lambda self: self.said)
    @rule(
        data=st.data(), which=st.sampled_from(("any", "last", "answer", "times", "refused")), way=st.sampled_from(WAYS)
    )
    def edits(self, data: Any, which: str, way: str) -> None:
        """Aino edits a message: what she said last, what told something, or any."""
        kinds = {"answer": {*self.model.told}, "times": {*self.model.told_times}, "refused": {self.model.refused}}
        told = kinds.get(which)
        said = [each for each in self.said if told is None or each.id in told] or self.said
        self.edit(data, said[-1] if which == "last" else data.draw(st.sampled_from(said)), way)

    edits_again = edits

    def edit(self, data: Any, said: Said, way: str = "plainly") -> None:
        """Aino edits a message."""
        is_command = said.file is None and data.draw(st.integers(0, 15)) == 15
        text, about, expected = self._commanded(said) if is_command else self._edited(data, said)
        content = {"text": text} if said.file is None else _content(said.file, text)
        self._act(self.chat.edit(said.id, **content), expected, about, way)

    def _commanded(self, said: Said) -> tuple[str, int, Callable[[], Where | None]]:
        """A message that becomes a command: it is one if it was nothing yet."""
        if said.id == self.model.refused:
            return "/tasks", 0, lambda: TASKS
        if said.id in self.model.told:
            return "/tasks", 0, partial(_refuse, "NotExpected")
        return "/tasks", 0, partial(_refuse, "NotATelling") if said.id in self.model.told_times else lambda: None

    def _edited(self, data: Any, said: Said) -> tuple[str, int, Callable[[], Where | None]]:
        """What a message says now, the contact that this may change, and what comes of it."""
        model, told, line = self.model, self.model.told.get(said.id), self.model.told_times.get(said.id)
        if said.id == model.refused:
            return self._heard_anew(data, said)
        if line is not None:
            typed = self._telling(data, (*[TELLINGS[0]] * len(TELLINGS), *TELLINGS))
            return typed.text, line.contact, lambda: model.edit_times(typed)
        drawn = data.draw(st.sampled_from(COMMENTS if said.file is None else CAPTIONS))
        first = model.told_first.get(said.id)
        if first is not None:
            return WRITTEN_OUT.get(drawn, drawn), first.contact, lambda: model.edit_story(WRITTEN_OUT.get(drawn, drawn))
        if told is None:
            return WRITTEN_OUT.get(drawn, drawn), 0, lambda: None
        if told.part == "value":
            drawn = data.draw(st.sampled_from(sorted(TYPED[told.question])))
        text = WRITTEN_OUT.get(drawn, drawn)
        day = told.at.astimezone(HELSINKI).date()
        value = meaning(drawn, told.question, day) if told.part == "value" else text
        if not text.strip():
            value = Refused("NothingTyped")
        return text, told.contact, lambda: model.edit_answer(text, value, is_caption=said.file is not None)

    def _heard_anew(self, data: Any, said: Said) -> tuple[str, int, Callable[[], Where | None]]:
        """A message that was refused, and is heard as if it came just now."""
        about, file = self.model.where.contact, said.file
        if file is not None:
            caption = data.draw(st.sampled_from(CAPTIONS))
            return caption, about, lambda: self.model.send(file, caption)
        if self.may_tell():
            typed = self._telling(data)
            return typed.text, about, lambda: self.model.type_telling(typed)
        if self.may_type():
            text, expected = self._answer(data, *self.step)
            return text, about, expected
        return "Well?", about, self.model.type_elsewhere

    @rule(data=st.data(), id=st.integers(1, 4), times=st.integers(0, 5), ends=st.booleans())
    def practises(self, data: Any, id: int, times: int, ends: bool) -> None:
        """Aino tries the form of a contact: whatever she does there, nothing is stored but where she is."""
        telegram = self.chat.telegram
        self._act(self.chat.press(telegram.card, f"try:contact:{id}"), lambda: self.model.practise(id), id, "plainly")
        if self.shown.kind != "practice":
            return
        if self.said and data.draw(st.booleans()):
            self.edit(data, data.draw(st.sampled_from(self.said)))
        for _ in range(times):
            self._tries(data)
        if ends and self.model.where.kind == "practice":
            left, card = Where("contact", id, note="PracticeLeft"), telegram.card
            self._act(self.chat.press(card, "pause:0"), lambda: left, id, "plainly")
            self.done = card, "pause:0", self.model.now
        else:
            self.say("/tasks", lambda: TASKS)

    def _tries(self, data: Any) -> None:
        telegram = self.chat.telegram
        shown = [pressed for _, pressed in telegram.messages[AINO, telegram.card].buttons]
        pressed = data.draw(st.sampled_from([each for each in shown if each.split(":")[0] not in {"pause", "submit"}]))
        self.chat.does(self.chat.press(telegram.card, pressed))
        self.chat.does(self.chat.message(text=data.draw(st.sampled_from(("7", "no", "Well.")))))
        self.chat.does(self.chat.message(**_content(self._made("photo", 70_000), "")))
        assert self.chat.undone() == 0
        self._check_stored(set())
        self.tapped, self.shown = None, replace(self.shown, note="anything")
        self._check_card()

    @rule(command=st.sampled_from(sorted(COMMANDS)), way=st.sampled_from(WAYS))
    def commands(self, command: str, way: str) -> None:
        """Aino types a command."""

        def led() -> Where:
            to: Where | Refused = COMMANDS[command]
            if isinstance(to, Refused):
                raise to
            return to

        self.say(command, led, way)

    @rule(id=st.integers(1, 4))
    def turns_to(self, id: int) -> None:
        """Aino turns to another contact: a notice, or a list of long ago, has its button."""
        self.press(self.chat.telegram.card, f"contact:{id}")

    @rule(data=st.data(), way=st.sampled_from(WAYS))
    def presses_old(self, data: Any, way: str) -> None:
        """Aino presses a button that has ever been shown, wherever it was."""
        message_id, pressed = data.draw(st.sampled_from(self.buttons))
        self.press(message_id, pressed, way)

    @rule(
        verb=st.sampled_from(FORGED),
        which=st.sampled_from(WHICH),
        past=st.integers(0, 2),
        number=st.sampled_from(NUMBERS),
    )
    def forges(self, verb: str, which: str, past: int, number: str) -> None:
        """Aino, or somebody with her phone, says what no button says."""
        version = self.chat.version(int(which)) - past if which in {"1", "2", "3", "4", "5"} else past
        about = f"{which}:{number}" if verb == "tell" else f"{which}:{version}:{number}"
        self.press(self.chat.telegram.card, f"{verb}:{about}")

    @precondition(lambda self: self.here is not None)
    @rule(verb=st.sampled_from(FORGED), number=st.sampled_from(NUMBERS))
    def forges_well(self, verb: str, number: str) -> None:
        """The same with the contact of the card, as it stands: only the verb does not belong there."""
        id = self.model.where.contact
        about = number if verb == "tell" else f"{self.chat.version(id)}:{number}"
        self.press(self.chat.telegram.card, f"{verb}:{id}:{about}")

    @rule(minutes=st.sampled_from((1, 2, 7, 30, 600, 1500, 3500)), restarts=st.booleans())
    def time_passes(self, minutes: int, restarts: bool) -> None:
        """Nothing is done for a while; stages whose time comes are asked. The bot may be started anew."""
        self.wait(timedelta(minutes=minutes))
        if restarts:
            drawn = self.chat.telegram.drawn
            self.chat.restarts()
            self._check_stored(set())
            if self.chat.telegram.drawn > drawn:
                self._check_card()

    @precondition(lambda self: any(contact.state == "submitted" for contact in self.model.contacts.values()))
    @rule(data=st.data(), words=st.sampled_from(("", "Who was it?", "Please check.")))
    def is_reviewed(self, data: Any, words: str) -> None:
        """Kaisa returns some answers with words, or approves."""
        waiting = [contact for contact in self.model.contacts.values() if contact.state == "submitted"]
        contact = data.draw(st.sampled_from(waiting))
        applies = contact.values()
        settled = [name for name in QUESTIONS if contact.is_settled(name) and name in applies]
        names = data.draw(st.lists(st.sampled_from(settled), min_size=1, max_size=3, unique=True)) if words else []
        self.reviews(contact, dict.fromkeys(names, words))

    def reviews(self, contact: Contact, words: dict[str, str]) -> None:
        """Kaisa returns answers with words, or approves when there are none."""
        made["reviewing"] += 1
        if words:
            self.model.return_(contact, words)
            self.chat.agency(reviews.return_, contact_id=contact.id, version=None, words=words)
        else:
            contact.state = "approved"
            self.chat.agency(reviews.approve, contact_id=contact.id, version=None)
        self._check_stored({contact.id})


@cache
def _begun(beginning: str) -> tuple[Saved, Model, list[tuple[int, str]], list[Said]]:
    """Work that has been done in the plain way, each step of it looked at as any other."""
    machine = Shopper()
    _works(machine, 1, solved=["Promised"], topics=["Price", "Done"], clear=["No"])
    _works(machine, 2, until="photo", solved=["Passed on"])
    machine.press(machine.chat.telegram.card, "tasks")
    if beginning != "at the check":
        _presses(machine, "KOIV-001", "Submit")
        _works(machine, 3, topics=["None of them", "Done"])
        _presses(machine, "Submit")
    if beginning == "returned":
        machine.reviews(machine.model.contacts[1], {"solved": "Was it?", "day": "Which year?"})
        machine.reviews(machine.model.contacts[3], {"solved": "Was it?"})
    if beginning == "reviewed":
        machine.reviews(machine.model.contacts[1], {"unclear": "What was it?", "marks": "Why?"})
        machine.reviews(machine.model.contacts[3], {})
        machine.wait(timedelta(days=3))
    done = machine.chat.saved(), machine.model, machine.buttons, machine.said
    machine.teardown()
    return done


def _works(machine: Shopper, id: int, until: str = "", **given: Any) -> None:
    """Aino tells a contact afterwards, in one line, and answers it: as she is told, the rest well."""
    machine.press(machine.chat.telegram.card, f"contact:{id}")
    line = telling(TELLINGS[0], machine.chat.clock.now, 15, 2, 10)
    machine.say(line.text, lambda: machine.model.type_telling(line))
    _presses(machine, "The Turku desk")
    while machine.step[0] != "check" and machine.step[1] != until:
        name = machine.step[1]
        answer = given.get(name, WELL[name])
        if name in TYPED_WORDS:
            machine.say(answer, partial(machine.model.type_answer, answer, meaning(answer, name, machine.model.today)))
        else:
            _presses(machine, *answer)


def _presses(machine: Shopper, *labels: str) -> None:
    """Aino presses the buttons whose labels end so, one after the other."""
    for label in labels:
        pressed = next(data for shown, data in machine.present() if shown.endswith(label))
        machine.press(machine.chat.telegram.card, pressed)


def _as_stored(kept: Kept) -> Contact:
    row = kept.contact
    return Contact(
        id=row["id"],
        code=row["code"],
        unit=row["unit"],
        state=row["state"],
        is_mine=row["id"] != 5,
        outcome=row["outcome"] or "",
        reached=row["reached_unit"],
        answers={name: Answer(*answer) for name, answer in kept.answers.items()},
        stages={name: (state, _moment(due)) for name, (state, due) in kept.stages.items()},
        times=_times(kept),
    )


def _told(kept: Kept) -> dict[str, Any]:
    """What is stored of a contact, in the model's words."""
    row = kept.contact
    return {
        "state": (row["state"], row["outcome"] or "", row["reached_unit"], row["attempts"]),
        "answers": dict(kept.answers),
        "files": sorted(file[:4] for file in kept.files if file[4] != "removed"),
        "stages": _waited({name: (state, _moment(due)) for name, (state, due) in kept.stages.items()}),
        "times": _times(kept),
    }


def _told_by(contact: Contact) -> dict[str, Any]:
    """What should be stored of a contact."""
    return {
        "state": (contact.state, contact.outcome, contact.reached, contact.attempts),
        "answers": {name: (each.value, each.state, each.comment) for name, each in contact.answers.items()},
        "files": sorted(
            (*about, file.kind, file.unique_id) for about, files in contact.files.items() for file in files
        ),
        "stages": _waited(contact.stages),
        "times": contact.times,
    }


def _waited(stages: Mapping[str, tuple[str, datetime | None]]) -> dict[str, tuple[str, datetime | None]]:
    """Stages with the moment that they wait for: of those that have come it tells nothing any more."""
    return {name: (state, due if state == "waiting" else None) for name, (state, due) in stages.items()}


def _times(kept: Kept) -> dict[str, datetime]:
    attempt = kept.contact["attempts"]
    return {moment: _at(at) for tried, moment, at, _ in kept.times if tried == attempt}


def _moment(stored: str | None) -> datetime | None:
    return _at(stored) if stored else None


def _at(stored: str) -> datetime:
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def _check_trail(before: Kept, now: Kept) -> None:
    """The trail only grows, and its newest row of a question is the answer; marking one leaves no row."""
    assert now.trail[: len(before.trail)] == before.trail
    newest = {question: (value, state, comment) for question, value, state, comment in now.trail}
    assert newest.keys() == now.answers.keys()
    for question, (value, state, comment) in now.answers.items():
        assert (newest[question][0], newest[question][2]) == (value, comment)
        assert newest[question][1] == state or state in {"returned", "irrelevant"}


def _check_digest(kept: Kept) -> None:
    """What analyses read in one row is what its answers and times are; it is forgotten when they change."""
    for *told, started, answered, ended in kept.digest:
        answers = [(question, state, value, words) for question, (value, state, words) in kept.answers.items()]
        assert told == list(packed(answers).values())
        times = _times(kept)
        assert [_moment(started), _moment(answered), _moment(ended)] == [times.get(moment) for moment in Moment]


def _is_noted(text: str, shown: Where) -> bool:
    """Whether the right sentence stands above a card, and none when there is nothing to say."""
    if shown.kind == "practice":
        return True
    if not shown.note:
        return not text.startswith("<i>")
    begins, _, _ = SENTENCES[shown.note].partition("{")
    # a refused edit first says which question stays as it was
    text = re.sub(r"^<i>“[^”]*” stays as it was\. ", "<i>", text)
    return text.startswith(f"<i>{escape(begins)}") and str(escape(shown.reason)) in text.split("\n\n")[0]


def _refuse(kind: str) -> Where:
    raise Refused(kind)


def _content(sent: File, caption: str) -> dict[str, Any]:
    """A message's content with a file."""
    album = {"media_group_id": sent.album} if sent.album else {}
    return {sent.kind: _file(sent), **album, **({"caption": caption} if caption else {})}


def _file(sent: File) -> Any:
    plain = {"file_id": f"id-{sent.unique_id}", "file_unique_id": sent.unique_id, "file_size": sent.size}
    match sent.kind:
        case "photo":
            return [{**plain, "width": 800, "height": 600}]
        case "document":
            return {**plain, "file_name": "scan.pdf", "mime_type": "application/pdf"}
        case "video":
            return {**plain, "duration": sent.seconds, "width": 800, "height": 600}
    return {**plain, "duration": sent.seconds, "mime_type": "audio/ogg"}


def test_whatever_a_shopper_does_is_kept_and_the_card_is_the_right_one() -> None:
    steps = settings(
        max_examples=20,
        stateful_step_count=100,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    made.clear()
    seeds = count(FIRST_SEED)
    while made.total() < ENOUGH:
        run_state_machine_as_test(seed(next(seeds))(Shopper), settings=steps)
