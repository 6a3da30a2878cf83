"""Expressions of a form, in ODK's language: read once with `parse`, then played with the values of a contact."""

from domain.expressions.expression import Expression, parse
from domain.expressions.fault import ExpressionFault
from domain.expressions.value import Value, to_number, to_text, to_truth

__all__ = ["Expression", "ExpressionFault", "Value", "parse", "to_number", "to_text", "to_truth"]
