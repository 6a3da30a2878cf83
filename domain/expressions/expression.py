"""Expressions of a form (relevant, constraint, calculation): read once, then played as often as people answer.

The language is ODK's part of XPath 1.0. Where ODK's own player (JavaRosa) and XPath differ, we follow the player: dates
count in days, numbers equal within 1e-12, NaN and empty values leave sums. A source is refused while it is read, never
while it is played: playing gives a value for any answers at all.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from domain.expressions.compiler import Compiler, Node, Play, Scope
from domain.expressions.fault import ExpressionFault
from domain.expressions.value import Value, to_number, to_text, to_truth
from domain.texts import N_

LONGEST = 5_000
"""Most characters of an expression."""
_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""Spreadsheets make quotes curly; ODK straightens them too."""
_COLUMNS = r"""
%extend atom: COLUMN -> column
COLUMN: /[A-Za-z_][\w.-]*(?![\w.:-]*\s*\()/
"""


@dataclass(frozen=True)
class Expression:
    """One expression, ready to be played with the values of a form."""

    source: str
    names: frozenset[str]
    """The questions whose values it looks at."""
    _play: Play = field(repr=False, compare=False)
    columns: frozenset[str] | None = None
    """The columns of the sheet choices that a choice_filter looks at; None for other expressions."""

    def value(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> Value:
        """Returns its value as it is: a text, a number or a truth; a name without a value counts as ''."""
        return self._play(Scope(values, here, now))

    def text(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> str:
        """Returns its value as text; `here` is what `.` means, `now` an aware moment in the study's zone."""
        return to_text(self.value(values, here, now=now))

    def number(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> float:
        """Returns its value as a number, NaN when it is none."""
        return to_number(self.value(values, here, now=now))

    def holds(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> bool:
        """Returns its value as a truth: '' and 0 and NaN are false, every other text and number is true."""
        return to_truth(self.value(values, here, now=now))

    def fits(self, values: Mapping[str, Value], columns: Mapping[str, str], *, now: datetime) -> bool:
        """Returns whether a choice_filter holds for a choice, of which `columns` are the cells."""
        return to_truth(self._play(Scope(values, "", now, columns)))

    def __reduce__(self) -> tuple[Callable[[str], "Expression"], tuple[str]]:
        return (parse if self.columns is None else parse_filter), (self.source,)


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """Reads an expression; raises ExpressionFault with the place of what is wrong in it."""
    node = _node(source, _parser())
    return Expression(source, node.names, node.play)


@lru_cache(maxsize=1024)
def parse_filter(source: str) -> Expression:
    """Reads a choice_filter, in which plain names are columns of the sheet choices; raises ExpressionFault."""
    node = _node(source, _filter_parser())
    return Expression(source, node.names, node.play, node.columns)


def _node(source: str, parser: Lark) -> Node:
    if len(source) > LONGEST:
        raise ExpressionFault(N_("The expression is longer than {most} characters."), LONGEST, most=LONGEST)
    straight = source.translate(_QUOTES)
    try:
        return parser.parse(straight)  # type: ignore[return-value]  # the transformer makes nodes of trees
    except UnexpectedInput as error:
        raise _syntax_fault(straight, error) from None


def _syntax_fault(source: str, error: UnexpectedInput) -> ExpressionFault:
    place = _place(source, error)
    rest = source[place:]
    if not rest.strip():
        return ExpressionFault(N_("The expression ends too early: something is missing."), len(source) + 1)
    if rest[0] in "'\"":
        return ExpressionFault(N_("A quote is opened at character {column} and never closed."), place + 1)
    word = re.match(r"[^\W\d][\w.-]*", rest)
    if word:
        message = N_(
            "“{word}” at character {column} cannot stand there; a text needs quotes, a question is written {example}."
        )
        return ExpressionFault(message, place + 1, word=word[0], example=f"${{{word[0]}}}")
    message = N_("The expression breaks at character {column}, at “{piece}”.")
    return ExpressionFault(message, place + 1, piece=rest[:12])


def _place(source: str, error: UnexpectedInput) -> int:
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        return len(source)
    if isinstance(error, UnexpectedToken | UnexpectedCharacters):
        return error.pos_in_stream or 0
    return len(source)


@cache
def _parser() -> Lark:
    return _lark("")


@cache
def _filter_parser() -> Lark:
    return _lark(_COLUMNS)


def _lark(further: str) -> Lark:
    grammar = Path(__file__).with_suffix(".lark").read_text(encoding="utf-8")
    return Lark(grammar + further, parser="lalr", transformer=Compiler(), maybe_placeholders=False)
