"""Regular expressions that cannot hang: each letter is read once, whatever the pattern (Thompson 1968).

A workbook is untrusted, and Python's own matcher goes back and forth: `(a+)+` needs years. So a pattern becomes a
machine of states that are all followed at once. What it cannot do (back references, looking around) is refused.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from domain.texts import N_

STATES = 2_000
"""Most states of a machine; `a{1000}` has a thousand."""
MATCHED_CHARACTERS = 4_000
"""A longer text does not match."""

_TOKEN = re.compile(
    r"(?P<open>\((?:\?:)?)|(?P<close>\))|(?P<or>\|)"
    r"|(?P<times>(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??)"
    r"|(?P<edge>[\^$])"
    r"|(?P<one>\\[dDwWsS]|\\[^A-Za-z0-9]|\\[tnr]|\[\^?\]?(?:\\.|[^\]\\])*\]|[^\\\[])",
    re.DOTALL,
)


class UnplayablePattern(Exception):
    """A pattern that is broken, or needs what the matcher does not do."""

    message = N_(
        "The pattern “{pattern}” of regex() is broken or too involved; keep to letters, sets, choices and repetition."
    )


@dataclass
class _Machine:
    """States by number: what letter each takes (None takes none) and where it leads."""

    takes: list[re.Pattern[str] | None] = field(default_factory=list)
    leads: list[list[int]] = field(default_factory=list)

    def state(self, takes: re.Pattern[str] | None = None, leads: Iterable[int] = ()) -> int:
        if len(self.takes) >= STATES:
            raise UnplayablePattern
        self.takes.append(takes)
        self.leads.append(list(leads))
        return len(self.takes) - 1


Tree = tuple[object, ...]


class Pattern:
    """A pattern that must match a whole text, as in ODK's regex()."""

    def __init__(self, source: str) -> None:
        self._machine = _Machine()
        self._end = self._machine.state()
        try:
            tree = _Reader(source).pattern()
            self._start = self._build(tree, self._end)
        except (re.error, RecursionError) as error:
            raise UnplayablePattern from error
        self._steps: dict[tuple[frozenset[int], str], frozenset[int]] = {}

    def matches(self, text: str) -> bool:
        """Returns whether the whole text matches; a text of more than 4,000 letters never does."""
        if len(text) > MATCHED_CHARACTERS:
            return False
        states = self._closed({self._start})
        for letter in text:
            states = self._step(states, letter)
            if not states:
                return False
        return self._end in states

    def _step(self, states: frozenset[int], letter: str) -> frozenset[int]:
        known = self._steps.get((states, letter))
        if known is not None:
            return known
        takes, leads = self._machine.takes, self._machine.leads
        taken = {
            lead for state in states if (one := takes[state]) is not None and one.match(letter) for lead in leads[state]
        }
        if len(self._steps) > STATES:
            self._steps.clear()
        self._steps[states, letter] = reached = self._closed(taken)
        return reached

    def _closed(self, states: set[int]) -> frozenset[int]:
        waiting, seen = list(states), set(states)
        while waiting:
            state = waiting.pop()
            if self._machine.takes[state] is None:
                fresh = [lead for lead in self._machine.leads[state] if lead not in seen]
                seen.update(fresh)
                waiting.extend(fresh)
        return frozenset(seen)

    def _build(self, tree: Tree, end: int) -> int:
        match tree:
            case ("one", re.Pattern() as one):
                return self._machine.state(one, [end])
            case ("row", *parts):
                for part in reversed(parts):
                    end = self._build(part, end)  # type: ignore[arg-type]
                return end
            case ("or", *ways):
                return self._machine.state(leads=[self._build(way, end) for way in ways])  # type: ignore[arg-type]
            case ("times", part, int(least), most):
                return self._repeat(part, least, most, end)  # type: ignore[arg-type]
        raise UnplayablePattern

    def _repeat(self, part: Tree, least: int, most: int | None, end: int) -> int:
        if most is None:
            loop = self._machine.state(leads=[end])
            self._machine.leads[loop].append(self._build(part, loop))
            end = loop
        else:
            last = end
            for _ in range(most - least):
                end = self._machine.state(leads=[last, self._build(part, end)])
        for _ in range(least):
            end = self._build(part, end)
        return end


class _Reader:
    """Reads a pattern into a tree of rows, alternatives and repetitions."""

    def __init__(self, source: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        place = 0
        while place < len(source):
            token = _TOKEN.match(source, place)
            if token is None or token.lastgroup is None:
                raise UnplayablePattern
            self.tokens.append((token.lastgroup, token[0]))
            place = token.end()
        if self.tokens and self.tokens[0] == ("edge", "^"):
            del self.tokens[0]
        if self.tokens and self.tokens[-1] == ("edge", "$"):
            del self.tokens[-1]
        self.place = 0

    def pattern(self) -> Tree:
        tree = self._either(0)
        if self.place < len(self.tokens):
            raise UnplayablePattern
        return tree

    def _either(self, depth: int) -> Tree:
        if depth > 20:
            raise UnplayablePattern
        ways = [self._row(depth)]
        while self._next() == "or":
            self.place += 1
            ways.append(self._row(depth))
        return ways[0] if len(ways) == 1 else ("or", *ways)

    def _row(self, depth: int) -> Tree:
        parts: list[Tree] = []
        while self._next() in {"one", "open"}:
            part = self._part(depth)
            if self._next() == "times":
                part = ("times", part, *_times(self._take()))
            parts.append(part)
        if self._next() in {"times", "edge"}:
            raise UnplayablePattern
        return ("row", *parts)

    def _part(self, depth: int) -> Tree:
        if self._next() == "one":
            return ("one", _one(self._take()))
        self._take()
        inside = self._either(depth + 1)
        if self._next() != "close":
            raise UnplayablePattern
        self._take()
        return inside

    def _next(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else ""

    def _take(self) -> str:
        self.place += 1
        return self.tokens[self.place - 1][1]


@cache
def _one(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _times(written: str) -> tuple[int, int | None]:
    match written[0]:
        case "*":
            return 0, None
        case "+":
            return 1, None
        case "?":
            return 0, 1
    least, comma, most = written.strip("{}?").partition(",")
    if comma and not most:
        return int(least), None
    if int(most or least) < int(least):
        raise UnplayablePattern
    return int(least), int(most or least)
