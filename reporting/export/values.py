"""Answers as cells: numbers that are numbers, days that are days, and everything else as it was stored."""

import re
from datetime import date, datetime

from domain.metric import Measure, Question, QuestionType
from reporting.export.extract import Extract
from reporting.export.table import Cell

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?")
"""A number that comes back as it was written: 007 and twenty digits are names."""
_COUNTED = {QuestionType.INTEGER, QuestionType.DECIMAL, QuestionType.RANGE, QuestionType.CALCULATE, QuestionType.HIDDEN}
_ASKED = {Measure.NPS, Measure.CSAT, Measure.CES}
_WRITTEN = {QuestionType.TEXT, QuestionType.CALCULATE, QuestionType.HIDDEN}
"""Types whose value may hold anything that somebody wrote."""
_FIRST_YEAR = 1900
"""No spreadsheet knows an earlier day."""


def is_exported(question: Question) -> bool:
    """Says whether a question's answers are data: files and their names stay where they are, and a note has none."""
    return not question.type.is_attachment and question.type is not QuestionType.NOTE


def cell(extract: Extract, question: Question, value: str) -> Cell:
    """Returns an answer as a cell; None for an empty one."""
    if not value:
        return None
    if (question.type in _COUNTED or question.measure in _ASKED) and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    if question.type in {QuestionType.DATE, QuestionType.DATETIME}:
        return _moment(value) or value
    if question.type is QuestionType.GEOPOINT:
        return extract.where(value)
    return extract.said(value) if question.type in _WRITTEN else value


def label(extract: Extract, question: Question, value: str) -> str:
    """Returns what the chosen choices are called, in the order in which they are stored; empty for other types."""
    if not question.type.offers_choices or not value:
        return ""
    names = [value] if question.type is QuestionType.SELECT_ONE else value.split()
    return "; ".join(_called(extract, question, name) for name in names)


def _called(extract: Extract, question: Question, name: str) -> str:
    choice = extract.frames.study.form.choice(question, name)
    return name if choice is None else extract.called(choice.label) or name


def _moment(value: str) -> date | datetime | None:
    try:
        moment = date.fromisoformat(value) if len(value) <= 10 else datetime.fromisoformat(value).replace(tzinfo=None)
    except ValueError:
        return None
    return moment if moment.year > _FIRST_YEAR else None
