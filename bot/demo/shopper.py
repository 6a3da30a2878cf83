"""A shopper who plays whatever card the bot shows, and remembers what was answered and seen to be kept."""

import asyncio
import re
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping
from datetime import date, timedelta
from functools import partial

from bot.demo.cast import CODE, Card, Member, about
from bot.demo.experience import Experience, Reply, Way, Whim
from bot.demo.props import RECORDING, VOICE_NOTES, screenshot
from bot.demo.sentences import Sentences
from bot.demo.stage import Stage
from domain.form import Form
from domain.label import Label
from domain.metric import Question, QuestionType
from domain.study import Study

POSITION = re.compile(r"(\d+)/(\d+)$")
WAIT_BUTTON = re.compile(r"\d+ min")
MINUTE = timedelta(minutes=1)
RING_OUT = timedelta(minutes=6)
"""How long one lets it ring before giving up."""

Act = Callable[[Experience, Card], Awaitable[Card | None]]


class Shopper(Member):
    """Somebody who makes contacts."""

    def __init__(self, stage: Stage, name: str, language: str, *, study: Study, sentences: Sentences) -> None:
        super().__init__(stage, name, language)
        self.study = study
        self.experiences: dict[str, Experience] = {}
        self.given: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        """By contact and question, every answer that was seen to be taken, in order."""
        self.commented: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.receipts: Counter[str] = Counter()
        self.did: Counter[str] = Counter()
        self.interrupts: Callable[[Card], Awaitable[None]] | None = None
        """What happens to the bot right after an answer has been given; forgotten once it has happened."""
        self._sentences = sentences
        self._had_whim: set[tuple[str, str]] = set()

    @property
    def _form(self) -> Form:
        return self.study.form

    def _label(self, label: Label) -> str:
        return label.text(self.language, self._form.default_language)

    # Tasks.

    async def tasks(self) -> list[str]:
        """Looks at the list of tasks and returns the codes on it."""
        card = await self.lists()
        return [label for label in card.labels if CODE.fullmatch(label)]

    async def lists(self) -> Card:
        """Asks for the list of tasks; it may come among messages on other things."""
        titles = [
            self.words(title).replace("<b>", "").replace("</b>", "")
            for title in (
                "<b>Your contacts</b>",
                "No contacts for you now. When one is offered, it comes here by itself.",
            )
        ]
        return await self.says("/tasks", lambda card: any(title in card.text for title in titles))

    async def opens(self, code: str) -> Card:
        """Opens a contact's card from the list."""
        return await self.presses(code, about(code), on=await self.lists(), buttons=True)

    async def takes_up(self, code: str) -> Card:
        """Goes on with a contact from the list for as long as there is something to do now."""
        return await self.plays(await self.opens(code))

    async def answers_notices(self) -> int:
        """Goes on with everything that the bot has asked to continue; returns how many there were."""
        notices = self.all_cards("Continue")
        for notice in notices:
            await self.plays(await self.presses("Continue", about(notice.code), on=notice, buttons=True))
        return len(notices)

    async def plays(self, card: Card, *, until: Callable[[Card], bool] = lambda card: False) -> Card:
        """Does what a card asks, then what the next one asks, until nothing is to be done now; returns that one."""
        while not until(card) and (act := self._act(card)) is not None:
            after = await act(self.experience(card), card)
            if after is None:
                return card
            card = after
        return card

    def chooses_on(self, card: Card) -> bool:
        """Whether a card asks a question that is answered by one press."""
        question = self._question(card) if _position(card) else None
        return question is not None and question.type in {QuestionType.RANGE, QuestionType.SELECT_ONE}

    def experience(self, card: Card) -> Experience:
        """Returns what the contact of a card is like; made from its first card, which names unit and service."""
        if card.code not in self.experiences:
            unit = next(unit for unit in self.study.units if self._label(unit.label) in card.text)
            channel = self.study.service(unit.service).channel
            self.experiences[card.code] = Experience(
                card.code, channel=channel, unit=unit.name, sentences=self._sentences, seed=self.study.terms.name
            )
        return self.experiences[card.code]

    def _act(self, card: Card) -> Act | None:
        """What one does with a card, by what stands on its buttons."""
        deeds: Mapping[str, Act] = {
            "Accept": partial(self._press, "Accept"),
            "Start contact": self._start,
            "Nobody answered": self._failed,
            "Ended": self._underway,
            "Submit": self._submit,
            "Continue": partial(self._press, "Continue"),
        }
        for label, act in deeds.items():
            if card.has(self.words(label)):
                return act
        if self._question(card) is not None:
            return self._answer if _position(card) else self._comment
        if {self._label(unit.label) for unit in self.study.units} & set(card.labels):
            return self._reached
        return self._wait_told if any(map(WAIT_BUTTON.fullmatch, card.labels)) else None

    def _question(self, card: Card) -> Question | None:
        """Returns the question a card asks or wants words about."""
        if not card.has(self.words("Pause")):
            return None
        lines = {re.sub(r"^.*?· ", "", line) for line in card.text.splitlines()} | set(card.text.splitlines())
        asked = [q for q in self._form.questions if q.type.is_asked and self._label(q.label) in lines]
        return asked[0] if asked else None

    # The encounter.

    async def _press(self, label: str, experience: Experience, card: Card) -> Card:
        return await self.presses(label, about(experience.code), on=card, buttons=True)

    async def _start(self, experience: Experience, card: Card) -> Card | None:
        if experience.way is Way.TOLD:
            return await self._tells(experience, card)
        started = await self._press("Start contact", experience, card)
        if started.has(self.words("Start contact")):
            # the customer to be played is in use, or an earlier encounter comes first: the sentence above names it
            named = CODE.search(started.text.splitlines()[0])
            experience.waits_for = named[0] if named else ""
            return None
        experience.waits_for = ""
        experience.reply_at = self.stage.now + experience.reply_delay
        return started

    async def _tells(self, experience: Experience, card: Card) -> Card:
        start = self.study.local(self.stage.now + MINUTE)
        wait, length = (round(time / MINUTE) for time in (experience.wait, experience.wait + experience.length))
        await self.stage.passes((length + 3) * MINUTE)
        already = "I called already" if card.has(self.words("I called already")) else "I did it already"
        asked = await self.presses(already, about(experience.code), on=card)
        self.did["told afterwards"] += 1
        line = "{:%H.%M}, jonotin {} min, kesti {}" if self.language == "fi" else "{:%H.%M}, waited {} min, took {}"
        return await self.says(line.format(start, wait, length), about(experience.code), unlike=asked, buttons=True)

    async def _underway(self, experience: Experience, card: Card) -> Card | None:
        if card.has(self.words("Reply received")):
            if experience.reply_at is not None and self.stage.now < experience.reply_at:
                return None
            return await self._press("Reply received", experience, card)
        if experience.way in {Way.UNANSWERED, Way.TRIED_AGAIN}:
            await self.stage.passes(RING_OUT)
            return await self._press("No answer", experience, card)
        if experience.way is Way.PRESSED and card.has(self.words("Answered")):
            await self.stage.passes(experience.wait)
            return await self._press("Answered", experience, card)
        return await self._ended(experience, card)

    async def _ended(self, experience: Experience, card: Card) -> Card:
        waited = timedelta() if experience.way is Way.PRESSED else experience.wait
        await self.stage.passes(waited + experience.length)
        return await self._press("Ended", experience, card)

    async def _wait_told(self, experience: Experience, card: Card) -> Card:
        minutes = f"{experience.wait / MINUTE:.1f}"
        typed = minutes.replace(".", ",") if self.language == "fi" else minutes
        return await self.says(typed, about(experience.code), unlike=card, buttons=True)

    async def _failed(self, experience: Experience, card: Card) -> Card | None:
        if experience.way is Way.TRIED_AGAIN:
            experience.way = Way.PRESSED
            self.did["tried again"] += 1
            await self._press("I try again later", experience, card)
            return None
        self.did["unanswered"] += 1
        return await self._press("Nobody answered", experience, card)

    async def _reached(self, experience: Experience, card: Card) -> Card:
        planned = self._label(self.study.unit(experience.unit).label)
        return await self._press(planned, experience, card)

    # The questions.

    async def _answer(self, experience: Experience, card: Card) -> Card:
        question = self._question(card)
        assert question is not None
        whim = experience.whim(question) if (experience.code, question.name) not in self._had_whim else None
        if whim is not None:
            self._had_whim.add((experience.code, question.name))
            return await self._follow(whim, experience, card)
        experience.is_corrected = self.words("The coordinator asks: {words}", words="").strip() in card.text
        given = self.given[experience.code, question.name]
        reply = experience.reply(self._form, question, len(given), self.study.local(self.stage.now))
        after = await self._give(reply, experience, question, card)
        if self._question(after) != question or not _position(after):
            given.append(reply.value)
            self.did["spoken"] += reply.spoken
        return after

    async def _follow(self, whim: Whim, experience: Experience, card: Card) -> Card:
        if whim is Whim.BACK and _position(card) == 1:
            return card
        self.did[whim] += 1
        label = {Whim.BACK: "Back", Whim.PAUSE: "Pause", Whim.REMARK: "Comment"}[whim]
        return await self._press(label, experience, card)

    async def _give(self, reply: Reply, experience: Experience, question: Question, card: Card) -> Card:
        if reply.skipped:
            label = "Skip" if card.has(self.words("Skip")) else "Does not apply"
            return await self._press(label, experience, card)
        match question.type:
            case QuestionType.SELECT_MULTIPLE:
                return await self._tick(reply.value.split(), experience, question, card)
            case QuestionType.SELECT_ONE:
                choice = self._form.choice(question, reply.value)
                assert choice is not None
                return await self._said(self._label(choice.label), experience, card)
            case QuestionType.RANGE:
                return await self._said(reply.value, experience, card)
            case QuestionType.AUDIO:
                self.did["recording"] += 1
                return await self.sends(lambda: self.phone.sends_audio(RECORDING), about(experience.code), unlike=card)
            case QuestionType.IMAGE:
                self.did["picture"] += 1
                picture = screenshot(11 * int(experience.code.rpartition("-")[2]))
                return await self.sends(lambda: self.phone.sends_photo(picture), about(experience.code), unlike=card)
        return await self._in_words(reply, experience, question, card)

    async def _said(self, label: str, experience: Experience, card: Card) -> Card:
        """Presses a value's button, and lets the bot be interrupted right then."""
        interrupts, self.interrupts = self.interrupts, None
        if interrupts is None or _position(card) < 4:
            self.interrupts = interrupts
            return await self._press(label, experience, card)
        after, _ = await asyncio.gather(self._press(label, experience, card), interrupts(card))
        return after

    async def _tick(self, wanted: list[str], experience: Experience, question: Question, card: Card) -> Card:
        """Ticks what is wanted and unticks what isn't, one press at a time; then Done."""
        for choice in self._form.choices_of(question):
            label = self._label(choice.label)
            ticked = any(shown.startswith("☑") and shown.endswith(label) for shown, _ in card.buttons)
            if ticked != (choice.name in wanted):
                return await self._press(label, experience, card)
        return await self._press("Done", experience, card)

    async def _in_words(self, reply: Reply, experience: Experience, question: Question, card: Card) -> Card:
        if reply.spoken:
            return await self._speaks(experience, card)
        text = reply.value
        if question.type is QuestionType.DATE:
            day = date.fromisoformat(reply.value)
            text = f"{day.day}.{day.month}.{day.year}"
        return await self.says(text, about(experience.code), unlike=card, buttons=True)

    async def _speaks(self, experience: Experience, card: Card) -> Card:
        voice = VOICE_NOTES[self.language]
        return await self.sends(lambda: self.phone.sends_voice(voice), about(experience.code), unlike=card)

    async def _comment(self, experience: Experience, card: Card) -> Card:
        question = self._question(card)
        assert question is not None
        key = experience.code, question.name
        reply = experience.comment(question, len(self.given[key]))
        if reply.spoken:
            after = await self._speaks(experience, card)
        else:
            after = await self.says(reply.value, about(experience.code), unlike=card, buttons=True)
            self.commented[key].append(reply.value)
        self.did["comment"] += 1
        return after

    async def _submit(self, experience: Experience, card: Card) -> Card | None:
        receipt = await self._press("Submit", experience, card)
        assert self.words("<b>{code} received</b>", code=experience.code)[3:-4] in receipt.text, receipt.text
        self.receipts[experience.code] += 1
        return receipt


def _position(card: Card) -> int:
    """Returns the number of the question that a card asks, 0 when it asks none."""
    found = [position for line in card.text.splitlines() if (position := POSITION.search(line))]
    return int(found[0][1]) if found and found[0] else 0
