"""Expressions of a form, in ODK's language: read once with `parse`, then played with the values of a contact."""

from domain.expressions.day_functions import moment_text
from domain.expressions.expression import Expression, parse, parse_filter
from domain.expressions.fault import ExpressionFault
from domain.expressions.value import Value, to_number, to_text, to_truth

__all__ = [
    "Expression",
    "ExpressionFault",
    "Value",
    "moment_text",
    "parse",
    "parse_filter",
    "to_number",
    "to_text",
    "to_truth",
]
