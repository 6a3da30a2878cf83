"""The numbers of a wave counted anew in plain Python from the rows, without the analyses."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from domain.metric import Measure
from domain.score import score
from domain.storage import tables
from tests.reporting.field import Field


def rows(field: Field) -> list[Any]:
    """Returns (contact, question, value, service, score_index) of every answer with a value."""
    answer, contact = tables.answer.c, tables.contact.c
    query = (
        select(contact.id, answer.question, answer.value, contact.service, contact.unit)
        .join(tables.contact, contact.id == answer.contact_id)
        .where(contact.state == "approved", answer.state.in_(["given", "calculated"]))
    )
    return [row for row in field.connection.execute(query) if row.value != "na"]


def mean(values: list[float]) -> float:
    """Returns the plain mean."""
    return sum(values) / len(values)


def metric(field: Field, name: str) -> tuple[int, float]:
    """Returns n and value of one metric."""
    question = field.study.form.question(name)
    values = [row.value for row in rows(field) if row.question == name and row.value != ""]
    if question.measure is Measure.NPS:
        numbers = [float(value) for value in values]
        return len(numbers), 100 * (sum(x >= 9 for x in numbers) - sum(x <= 6 for x in numbers)) / len(numbers)
    if question.measure is Measure.CSAT:
        return len(values), 100 * sum(value in {"4", "5"} for value in values) / len(values)
    if question.measure is Measure.CES:
        return len(values), mean([float(value) for value in values])
    scores = [score(field.study.form, question, value) for value in values]
    known = [one for one in scores if one is not None]
    return len(known), mean(known)


def part(field: Field, kind: str, name: str, where: tuple[str, str] | None = None) -> tuple[int, float]:
    """Returns n and value of a touchpoint or an element, in a service or a unit when `where` says which."""
    weights = {
        question.name: question
        for question in field.study.form.questions
        if question.measure is Measure.SCORE and getattr(question, kind) == name
    }
    by_contact: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for row in rows(field):
        if row.question in weights and (where is None or getattr(row, where[0]) == where[1]):
            question = weights[row.question]
            known = score(field.study.form, question, row.value)
            if known is not None:
                by_contact[row.id].append((known, question.weight))
    values = [sum(s * w for s, w in items) / sum(w for _, w in items) for items in by_contact.values()]
    return len(values), mean(values)


def indices(field: Field, service: str = "") -> tuple[int, float]:
    """Returns n and the mean of the contacts' stored indices."""
    contact = tables.contact.c
    query = select(contact.score_index, contact.service).where(contact.state == "approved")
    values = [row.score_index for row in field.connection.execute(query) if service in ("", row.service)]
    known = [value for value in values if value is not None]
    return len(known), mean(known)
