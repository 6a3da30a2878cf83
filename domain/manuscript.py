"""The sentences of an outcome analysis: what its numbers offer, and what a coordinator has made of them."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from domain.mask import MASK
from domain.thing import Thing

FRONT = 3
"""Strengths that stand on page one too: the first ones."""


class Change(StrEnum):
    """What a button does to a sentence."""

    DROP = "drop"
    BRING_BACK = "back"
    UP = "up"
    DOWN = "down"
    AS_IT_WAS = "was"
    STILL_HOLDS = "holds"
    """Its own words are right with the new figures too."""


class Section(StrEnum):
    """Where in the report a sentence stands."""

    STRENGTHS = "strengths"
    """What is at its target or above it."""
    FAULTS = "faults"
    """What is surely or probably below its target."""
    DECISIONS = "decisions"
    """What to decide, with who, by when, and what it should move."""
    QUOTES = "quotes"
    """What shoppers wrote or said: to be cut and left out, never to be put otherwise."""
    OWN = "own"
    """The agency's own words."""

    @property
    def longest(self) -> int:
        """Characters that one sentence may have, so that it fits its place on the page."""
        return {Section.DECISIONS: 140, Section.OWN: 600, Section.QUOTES: 320}.get(self, 200)

    @property
    def most(self) -> int:
        """Sentences that may be printed of it."""
        return {Section.DECISIONS: 4, Section.OWN: 10, Section.QUOTES: 60}.get(self, 8)

    @property
    def takes_own(self) -> bool:
        """Whether the agency may add sentences to it: nobody's words are made up."""
        return self is not Section.QUOTES


LONGEST_WHO = 60
"""Characters of who decides."""


class Sentence(Thing):
    """One sentence as it stands in the report."""

    key: str
    """What it is the sentence of, the same in every making: `strength:METRIC`, `quote:CONTACT:QUESTION`, `own:N`."""
    section: Section
    text: str
    about: str = ""
    """The metric it tells of."""
    who: str = ""
    by: date | None = None
    moves: str = ""
    """What a decision should move, and from what to what."""
    group: str = ""
    """The heading over a quote."""
    source: str = ""
    """The line under a quote: where it was said, and of which score."""

    @property
    def figures(self) -> str:
        """What it says in numbers: when this differs, they have changed."""
        return f"{self.text} {self.moves}".strip()


class Edit(Thing):
    """What has been changed of one sentence; what is empty is as offered."""

    text: str = ""
    who: str = ""
    by: date | None = None
    dropped: bool = False
    over: str = ""
    """The figures of the sentence that `text` was written over."""


@dataclass(frozen=True)
class Line:
    """A sentence as it is now, beside what was offered."""

    sentence: Sentence
    offered: Sentence
    edit: Edit

    @property
    def code(self) -> str:
        """A short name of it for buttons: eight hexadecimal digits, which moving it does not change."""
        return hashlib.blake2s(self.offered.key.encode(), digest_size=4).hexdigest()

    @property
    def is_own(self) -> bool:
        """Whether the agency has added it."""
        return self.offered.key.startswith("own:")

    @property
    def is_edited(self) -> bool:
        """Whether it says something else than was offered."""
        return self.sentence != self.offered

    @property
    def is_outdated(self) -> bool:
        """Whether the figures have changed since it was put in other words."""
        return bool(self.edit.text) and not self.edit.dropped and self.edit.over != self.offered.figures


class Manuscript(Thing):
    """All sentences of one analysis; a change gives a new one, and what was offered is never lost."""

    offered: tuple[Sentence, ...] = ()
    own: tuple[Sentence, ...] = ()
    edits: Mapping[str, Edit] = {}
    order: Mapping[Section, tuple[str, ...]] = {}
    """Keys in the order they were put in; what is not among them comes after, as offered."""
    lost: tuple[str, ...] = ()
    """What had been written over sentences that the last making did not offer any more."""
    spills: bool = False
    """Whether page one did not hold all of its own when the report was last made."""
    version: int = 0
    """How often it has been changed."""
    printed_version: int = 0
    """What of it is in the PDF."""

    @classmethod
    def stored(cls, value: Any) -> "Manuscript":
        """Returns what is stored with an analysis; an empty one when nothing is."""
        return cls.model_validate(value or {})

    def to_json(self) -> dict[str, Any]:
        """Returns it as it is stored."""
        return self.model_dump(mode="json")

    @property
    def is_printed(self) -> bool:
        """Whether the PDF says what this says."""
        return self.version == self.printed_version

    @property
    def is_edited(self) -> bool:
        """Whether the agency has left out, put otherwise or added anything."""
        return any(edit != Edit() for edit in self.edits.values()) or bool(self.own)

    @property
    def outdated(self) -> tuple[Line, ...]:
        """The lines whose figures have changed since they were written."""
        return tuple(line for section in Section for line in self.lines(section) if line.is_outdated)

    def lines(self, section: Section) -> tuple[Line, ...]:
        """Returns the lines of a section in their order, those left out too; quotes stay under their headings."""
        of_it = [sentence for sentence in (*self.offered, *self.own) if sentence.section is section]
        groups = list(dict.fromkeys(sentence.group for sentence in of_it))
        placed = {key: place for place, key in enumerate(self.order.get(section, ()))}
        ranked = sorted(of_it, key=lambda one: (groups.index(one.group), placed.get(one.key, len(placed))))
        return tuple(self._line(sentence) for sentence in ranked)

    def printed(self, section: Section) -> tuple[Sentence, ...]:
        """Returns the sentences of a section that are printed, as they are now."""
        return tuple(line.sentence for line in self._standing(section))

    def find(self, code: str) -> Line | None:
        """Returns the line of a short name."""
        return next((line for section in Section for line in self.lines(section) if line.code == code), None)

    def about(self, metric: str) -> tuple[Line, ...]:
        """Returns the strengths and faults that tell of a metric."""
        both = (*self.lines(Section.STRENGTHS), *self.lines(Section.FAULTS))
        return tuple(line for line in both if line.offered.about == metric)

    def _standing(self, section: Section) -> tuple[Line, ...]:
        return tuple(line for line in self.lines(section) if not line.edit.dropped)

    def _line(self, offered: Sentence) -> Line:
        edit = self.edits.get(offered.key, Edit())
        changed = {"text": edit.text, "who": edit.who, "by": edit.by}
        return Line(offered.model_copy(update={name: new for name, new in changed.items() if new}), offered, edit)

    # --- changes

    def reworded(self, line: Line, text: str) -> "Manuscript":
        """Returns it with other words in a line; the words that were offered are no change."""
        text = "" if text == tidied(line.offered.text) else text
        return self._edited(line, text=text, over=line.offered.figures if text else "")

    def confirmed(self, line: Line) -> "Manuscript":
        """Returns it with a line's own words held to the figures of today."""
        return self._edited(line, over=line.offered.figures if line.edit.text else "")

    def assigned(self, line: Line, *, who: str = "", by: date | None = None) -> "Manuscript":
        """Returns it with somebody else who decides, or another day."""
        return self._edited(line, who=who or line.edit.who, by=by or line.edit.by)

    def dropped(self, line: Line, dropped: bool) -> "Manuscript":
        """Returns it with a line left out, or brought back."""
        return self._edited(line, dropped=dropped)

    def restored(self, line: Line) -> "Manuscript":
        """Returns it with a line as it was offered."""
        return self._changed(edits={key: edit for key, edit in self.edits.items() if key != line.offered.key})

    def moved(self, line: Line, by: int) -> "Manuscript":
        """Returns it with a line one place up (-1) or down (1) among those under the same heading."""
        lines = self.lines(line.offered.section)
        keys = [each.offered.key for each in lines]
        place = keys.index(line.offered.key)
        there = place + by
        if not 0 <= there < len(lines) or lines[there].offered.group != line.offered.group:
            return self
        keys[place], keys[there] = keys[there], keys[place]
        return self._changed(order={**self.order, line.offered.section: tuple(keys)})

    def in_offered_order(self, section: Section) -> "Manuscript":
        """Returns it with a section in the order in which it was offered."""
        return self._changed(order={each: keys for each, keys in self.order.items() if each is not section})

    def added(self, section: Section, text: str) -> "Manuscript":
        """Returns it with one more sentence of the agency's at the end of a section."""
        number = max((int(one.key.partition(":")[2]) for one in self.own), default=0) + 1
        return self._changed(own=(*self.own, Sentence(key=f"own:{number}", section=section, text=text)))

    def renewed(self, offered: tuple[Sentence, ...]) -> "Manuscript":
        """Returns it over what the numbers offer now; what was written of a sentence that is gone is in `lost`."""
        known = {sentence.key for sentence in (*offered, *self.own)}
        gone = [line for section in Section for line in self.lines(section) if line.offered.key not in known]
        return self.model_copy(
            update={
                "offered": offered,
                "edits": {key: edit for key, edit in self.edits.items() if key in known},
                "lost": tuple(line.sentence.text for line in gone if line.is_edited),
                "printed_version": self.version,
            }
        )

    def _edited(self, line: Line, **changes: Any) -> "Manuscript":
        edit = line.edit.model_copy(update=changes)
        return self._changed(edits={**self.edits, line.offered.key: edit})

    def _changed(self, **parts: Any) -> "Manuscript":
        return self.model_copy(update={**parts, "version": self.version + 1})


def tidied(text: str) -> str:
    """Returns typed words on one line, without letters that cannot be seen."""
    spaced = " ".join(text.split())
    return " ".join("".join(letter for letter in spaced if letter.isprintable()).split())


def cut_quote(written: str, typed: str) -> str:
    """Returns a quote cut to the typed words, a mark where others were; empty when they are not its words in order."""
    wanted = [word for word in map(_bare, typed.split()) if word]
    kept: list[str] = []
    for word in written.split():
        if wanted and _bare(word) == wanted[0]:
            wanted.pop(0)
            kept.append(word)
        elif not _bare(word) and kept[-1:] not in ([], [MASK]):
            kept.append(word)
        elif kept[-1:] != [MASK]:
            kept.append(MASK)
    return " ".join(kept) if not wanted and any(word != MASK for word in kept) else ""


def _bare(word: str) -> str:
    return re.sub(r"^\W+|\W+$", "", word).casefold()
