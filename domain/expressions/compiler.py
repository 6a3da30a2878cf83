"""Makes functions of an expression's parts as the parser finds them, so that playing it is calling one function."""

import difflib
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from types import MappingProxyType
from typing import Any, NamedTuple

from lark import Token, Transformer

from domain.expressions.fault import ExpressionFault
from domain.expressions.functions import FUNCTIONS, LAZY
from domain.expressions.pattern import Pattern, UnplayablePattern
from domain.expressions.value import Value, divided, equal, remainder, to_number, to_text, to_truth
from domain.texts import N_

DEEPEST = 60
"""Most levels of parentheses and functions inside each other."""


class Scope(NamedTuple):
    """What an expression is played with: the values by name, what `.` means, the moment, and a choice's columns."""

    values: Mapping[str, Value]
    here: Value
    now: datetime
    columns: Mapping[str, str] = MappingProxyType({})


Play = Callable[[Scope], Value]


@dataclass(frozen=True)
class Node:
    """A part of an expression: how it is played, the names in it, how deep it is, its text when it is a literal one."""

    play: Play
    names: frozenset[str] = frozenset()
    depth: int = 1
    constant: str | None = None
    columns: frozenset[str] = frozenset()
    """The columns of the sheet choices that a choice_filter looks at."""


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


def _names(nodes: Iterable[Node]) -> frozenset[str]:
    return reduce(operator.or_, (node.names for node in nodes), frozenset())


def _around(nodes: Sequence[Node], play: Play, column: int = 1) -> Node:
    depth = 1 + max((node.depth for node in nodes), default=0)
    if depth > DEEPEST:
        raise ExpressionFault(N_("The expression has more than {most} levels inside each other."), column, most=DEEPEST)
    return Node(play, _names(nodes), depth, columns=frozenset().union(*(node.columns for node in nodes)))


class Compiler(Transformer[Token, Node]):
    """Makes a function of each rule as soon as the parser has seen it."""

    def number(self, children: list[Token]) -> Node:
        value = float(children[0])
        return Node(lambda scope: value)

    def string(self, children: list[Token]) -> Node:
        value = str(children[0][1:-1])
        return Node(lambda scope: value, constant=value)

    def reference(self, children: list[Token]) -> Node:
        name = str(children[0][2:-1].strip())
        return Node(lambda scope: scope.values.get(name, ""), frozenset({name}))

    def column(self, children: list[Token]) -> Node:
        name = str(children[0])
        return Node(lambda scope: scope.columns.get(name, ""), columns=frozenset({name}))

    def here(self, children: list[Token]) -> Node:
        return Node(lambda scope: scope.here)

    def grouped(self, children: list[Node]) -> Node:
        return _around(children, children[0].play)

    def negated(self, children: list[Any]) -> Node:
        play = children[1].play
        return _around(children[1:], lambda scope: -to_number(play(scope)), children[0].column)

    def either(self, children: list[Node]) -> Node:
        plays = [child.play for child in children]
        return _around(children, lambda scope: any(to_truth(play(scope)) for play in plays))

    def both(self, children: list[Node]) -> Node:
        plays = [child.play for child in children]
        return _around(children, lambda scope: all(to_truth(play(scope)) for play in plays))

    def operated(self, children: list[Any]) -> Node:
        nodes: list[Node] = children[0::2]
        first = nodes[0].play
        steps = [(_OPERATORS[sign], node.play) for sign, node in zip(children[1::2], nodes[1:], strict=True)]
        if len(steps) == 1:
            ((act, second),) = steps
            return _around(nodes, lambda scope: act(first(scope), second(scope)))

        def play(scope: Scope) -> Value:
            value = first(scope)
            for act, other in steps:
                value = act(value, other(scope))
            return value

        return _around(nodes, play)

    def call(self, children: list[Any]) -> Node:
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


def _eager(name: str, nodes: Sequence[Node]) -> Play:
    function, plays = FUNCTIONS[name].value, [node.play for node in nodes]
    return lambda scope: function([play(scope) for play in plays], scope.now)


def _if(name: Token, nodes: Sequence[Node]) -> Play:
    condition, then, otherwise = (node.play for node in nodes)
    return lambda scope: then(scope) if to_truth(condition(scope)) else otherwise(scope)


def _coalesce(name: Token, nodes: Sequence[Node]) -> Play:
    first, second = (node.play for node in nodes)

    def play(scope: Scope) -> Value:
        value = first(scope)
        return second(scope) if to_text(value) in {"", "NaN"} else value

    return play


def _once(name: Token, nodes: Sequence[Node]) -> Play:
    fresh = nodes[0].play
    return lambda scope: fresh(scope) if to_text(scope.here) == "" else scope.here


def _regex(name: Token, nodes: Sequence[Node]) -> Play:
    subject, source = nodes[0].play, nodes[1].constant
    if source is None:
        message = N_("regex() at character {column} needs its pattern as a text in quotes.")
        raise ExpressionFault(message, _column(name))
    try:
        pattern = Pattern(source)
    except UnplayablePattern as error:
        raise ExpressionFault(error.message, _column(name), pattern=source) from None
    return lambda scope: pattern.matches(to_text(subject(scope)))


_LAZY_PLAYS: dict[str, Callable[[Token, Sequence[Node]], Play]] = {
    "if": _if,
    "coalesce": _coalesce,
    "once": _once,
    "regex": _regex,
}
