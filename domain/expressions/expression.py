"""Expressions of a form (relevant, constraint, calculation): read once, then played as often as people answer.

The language is ODK's part of XPath 1.0. Where ODK's own player (JavaRosa) and XPath differ, we follow the player: dates
count in days, numbers equal within 1e-12, NaN and empty values leave sums. A source is refused while it is read, never
while it is played: playing gives a value for any answers at all.
"""

import difflib
import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, lru_cache, reduce
from pathlib import Path
from typing import Any, NamedTuple

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from domain.expressions.functions import FUNCTIONS, LAZY
from domain.expressions.pattern import Pattern, UnplayablePattern
from domain.expressions.value import Value, divided, equal, remainder, to_number, to_text, to_truth
from domain.texts import N_

LONGEST = 5_000
"""Most characters of an expression."""
DEEPEST = 60
"""Most levels of parentheses and functions inside each other."""
_QUOTES = str.maketrans("‘’“”", "''\"\"")
"""Spreadsheets make quotes curly; ODK straightens them too."""


class ExpressionFault(Exception):
    """An expression that cannot be played; `message` is a text of the catalogue."""

    def __init__(self, message: str, column: int, **details: object) -> None:
        super().__init__(message)
        self.message = message
        self.column = column
        """The character where it goes wrong, counted from 1."""
        self.details: Mapping[str, object] = {**details, "column": column}


class _Scope(NamedTuple):
    values: Mapping[str, Value]
    here: Value
    now: datetime


_Play = Callable[[_Scope], Value]


@dataclass(frozen=True)
class _Node:
    play: _Play
    names: frozenset[str] = frozenset()
    depth: int = 1
    constant: str | None = None


@dataclass(frozen=True)
class Expression:
    """One expression, ready to be played with the values of a form."""

    source: str
    names: frozenset[str]
    """The questions whose values it looks at."""
    _play: _Play = field(repr=False, compare=False)

    def value(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> Value:
        """Returns its value as it is: a text, a number or a truth; a name without a value counts as ''."""
        return self._play(_Scope(values, here, now))

    def text(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> str:
        """Returns its value as text; `here` is what `.` means, `now` an aware moment in the study's zone."""
        return to_text(self.value(values, here, now=now))

    def number(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> float:
        """Returns its value as a number, NaN when it is none."""
        return to_number(self.value(values, here, now=now))

    def holds(self, values: Mapping[str, Value], here: Value = "", *, now: datetime) -> bool:
        """Returns its value as a truth: '' and 0 and NaN are false, every other text and number is true."""
        return to_truth(self.value(values, here, now=now))

    def __reduce__(self) -> tuple[Callable[[str], "Expression"], tuple[str]]:
        return parse, (self.source,)


@lru_cache(maxsize=4096)
def parse(source: str) -> Expression:
    """Reads an expression; raises ExpressionFault with the place of what is wrong in it."""
    if len(source) > LONGEST:
        raise ExpressionFault(N_("The expression is longer than {most} characters."), LONGEST, most=LONGEST)
    straight = source.translate(_QUOTES)
    try:
        node: _Node = _parser().parse(straight)  # type: ignore[assignment]  # the transformer makes nodes of trees
    except UnexpectedInput as error:
        raise _syntax_fault(straight, error) from None
    return Expression(source, node.names, node.play)


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
    grammar = Path(__file__).with_suffix(".lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", transformer=_Compiler(), maybe_placeholders=False)


_OPERATORS: dict[str, Callable[[Any, Any], Value]] = {
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
    "+": lambda left, right: to_number(left) + to_number(right),
    "-": lambda left, right: to_number(left) - to_number(right),
    "*": lambda left, right: to_number(left) * to_number(right),
    "div": lambda left, right: divided(to_number(left), to_number(right)),
    "mod": lambda left, right: remainder(to_number(left), to_number(right)),
}


def _names(nodes: Iterable[_Node]) -> frozenset[str]:
    return reduce(operator.or_, (node.names for node in nodes), frozenset())


def _around(nodes: Sequence[_Node], play: _Play, column: int = 1) -> _Node:
    depth = 1 + max((node.depth for node in nodes), default=0)
    if depth > DEEPEST:
        raise ExpressionFault(N_("The expression has more than {most} levels inside each other."), column, most=DEEPEST)
    return _Node(play, _names(nodes), depth)


class _Compiler(Transformer[Token, _Node]):
    """Makes a function of each rule as soon as the parser has seen it."""

    def number(self, children: list[Token]) -> _Node:
        value = float(children[0])
        return _Node(lambda scope: value)

    def string(self, children: list[Token]) -> _Node:
        value = str(children[0][1:-1])
        return _Node(lambda scope: value, constant=value)

    def reference(self, children: list[Token]) -> _Node:
        name = str(children[0][2:-1].strip())
        return _Node(lambda scope: scope.values.get(name, ""), frozenset({name}))

    def here(self, children: list[Token]) -> _Node:
        return _Node(lambda scope: scope.here)

    def grouped(self, children: list[_Node]) -> _Node:
        return _around(children, children[0].play)

    def negated(self, children: list[Any]) -> _Node:
        play = children[1].play
        return _around(children[1:], lambda scope: -to_number(play(scope)), children[0].column)

    def either(self, children: list[_Node]) -> _Node:
        plays = [child.play for child in children]
        return _around(children, lambda scope: any(to_truth(play(scope)) for play in plays))

    def both(self, children: list[_Node]) -> _Node:
        plays = [child.play for child in children]
        return _around(children, lambda scope: all(to_truth(play(scope)) for play in plays))

    def operated(self, children: list[Any]) -> _Node:
        nodes: list[_Node] = children[0::2]
        first = nodes[0].play
        steps = [(_OPERATORS[sign], node.play) for sign, node in zip(children[1::2], nodes[1:], strict=True)]
        if len(steps) == 1:
            ((act, second),) = steps
            return _around(nodes, lambda scope: act(first(scope), second(scope)))

        def play(scope: _Scope) -> Value:
            value = first(scope)
            for act, other in steps:
                value = act(value, other(scope))
            return value

        return _around(nodes, play)

    def call(self, children: list[Any]) -> _Node:
        name, nodes = children[0], children[1:]
        _check_call(name, len(nodes))
        return _around(nodes, _LAZY_PLAYS[name](name, nodes) if name in LAZY else _eager(name, nodes), _column(name))


def _column(token: Token) -> int:
    return (token.start_pos or 0) + 1


def _check_call(name: Token, given: int) -> None:
    if name not in FUNCTIONS and name not in LAZY:
        near = difflib.get_close_matches(name, [*FUNCTIONS, *LAZY], 1)
        if near:
            message = N_("There is no function {name}() (character {column}); did you mean {near}()?")
            raise ExpressionFault(message, _column(name), name=str(name), near=near[0])
        raise ExpressionFault(
            N_("There is no function {name}() here (character {column})."), _column(name), name=str(name)
        )
    least, most = (LAZY[name], LAZY[name]) if name in LAZY else FUNCTIONS[name][:2]
    if given < least or (most is not None and given > most):
        raise ExpressionFault(
            N_("{name}() at character {column} takes {takes} values, not {given}."),
            _column(name),
            name=str(name),
            takes=f"{least}+" if most is None else f"{least}" if most == least else f"{least}-{most}",
            given=given,
        )


def _eager(name: str, nodes: Sequence[_Node]) -> _Play:
    function, plays = FUNCTIONS[name].value, [node.play for node in nodes]
    return lambda scope: function([play(scope) for play in plays], scope.now)


def _if(name: Token, nodes: Sequence[_Node]) -> _Play:
    condition, then, otherwise = (node.play for node in nodes)
    return lambda scope: then(scope) if to_truth(condition(scope)) else otherwise(scope)


def _coalesce(name: Token, nodes: Sequence[_Node]) -> _Play:
    first, second = (node.play for node in nodes)

    def play(scope: _Scope) -> Value:
        value = first(scope)
        return second(scope) if to_text(value) in {"", "NaN"} else value

    return play


def _once(name: Token, nodes: Sequence[_Node]) -> _Play:
    fresh = nodes[0].play
    return lambda scope: fresh(scope) if to_text(scope.here) == "" else scope.here


def _regex(name: Token, nodes: Sequence[_Node]) -> _Play:
    subject, source = nodes[0].play, nodes[1].constant
    if source is None:
        message = N_("regex() at character {column} needs its pattern as a text in quotes.")
        raise ExpressionFault(message, _column(name))
    try:
        pattern = Pattern(source)
    except UnplayablePattern as error:
        raise ExpressionFault(error.message, _column(name), pattern=source) from None
    return lambda scope: pattern.matches(to_text(subject(scope)))


_LAZY_PLAYS: dict[str, Callable[[Token, Sequence[_Node]], _Play]] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "regex": _regex,
}
