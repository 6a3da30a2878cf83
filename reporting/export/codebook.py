"""What was asked: every question with its choices, scores, weight, place in the journey and conditions."""

from typing import Any

from domain.answer_value import scale
from domain.label import Label
from domain.metric import Choice, Measure, Question, QuestionType
from domain.texts import N_
from reporting.export.extract import Extract
from reporting.export.table import Cell, Column, Table

TYPES = {
    QuestionType.INTEGER: N_("whole number"),
    QuestionType.DECIMAL: N_("number"),
    QuestionType.RANGE: N_("scale"),
    QuestionType.TEXT: N_("text"),
    QuestionType.SELECT_ONE: N_("one choice"),
    QuestionType.SELECT_MULTIPLE: N_("several choices"),
    QuestionType.ACKNOWLEDGE: N_("acknowledgement"),
    QuestionType.RANK: N_("choices in order"),
    QuestionType.DATE: N_("day"),
    QuestionType.TIME: N_("time of day"),
    QuestionType.DATETIME: N_("day and time"),
    QuestionType.GEOPOINT: N_("place on the map"),
    QuestionType.IMAGE: N_("photo, not in the files"),
    QuestionType.AUDIO: N_("sound, not in the files"),
    QuestionType.VIDEO: N_("video, not in the files"),
    QuestionType.FILE: N_("file, not in the files"),
    QuestionType.CALCULATE: N_("calculated"),
    QuestionType.HIDDEN: N_("filled by Toteuma"),
}
MEASURES = {
    Measure.SCORE: N_("score, counts in the index"),
    Measure.NPS: N_("mystery shopper's NPS"),
    Measure.CSAT: N_("CSAT, share of satisfied"),
    Measure.CES: N_("CES, mean"),
    Measure.FACT: N_("fact, not scored"),
    Measure.VERBATIM: N_("own words"),
    Measure.RECORDING: N_("recording"),
}


def codebook(extract: Extract) -> Table:
    """Returns a row a question, in the form's order; expressions stand as the workbook has them."""
    words = extract.words
    columns = (
        Column(name="metric", heading=words("Metric"), width=18),
        Column(name="label", heading=words("Question"), width=50),
        Column(name="type", heading=words("Type"), width=18),
        Column(name="measure", heading=words("What it measures"), width=26),
        Column(name="touchpoint", heading=words("Touchpoint"), width=20),
        Column(name="element", heading=words("Element"), width=20),
        Column(name="choices", heading=words("Choices and their scores"), width=50),
        Column(name="weight", heading=words("Weight"), width=9),
        Column(name="target", heading=words("Target"), width=9),
        Column(name="critical", heading=words("Critical"), width=9),
        Column(name="comment_below", heading=words("Comment is asked for"), width=24),
        Column(name="relevant", heading=words("Asked when"), width=36),
        Column(name="stage", heading=words("Asked later"), width=18),
        Column(name="calculation", heading=words("Calculation"), width=36),
    )
    rows = [_row(extract, question) for question in _questions(extract)]
    return Table(name="codebook", title=words("Codebook"), columns=columns, rows=rows, prose=True)


def as_data(extract: Extract) -> list[dict[str, Any]]:
    """Returns the codebook for programs: a mapping a question, its choices with their scores and labels."""
    return [_data(extract, question) for question in _questions(extract)]


def _questions(extract: Extract) -> list[Question]:
    return [question for question in extract.frames.study.form.questions if question.type is not QuestionType.NOTE]


def _row(extract: Extract, question: Question) -> tuple[Cell, ...]:
    words, study = extract.words, extract.frames.study
    return (
        question.name,
        study.form.label(question, words.language) or None,
        words(TYPES[question.type]),
        words(MEASURES[question.measure]),
        _name(extract, question.touchpoint, {point.name: point.label for point in study.touchpoints}),
        _name(extract, question.element, {element.name: element.label for element in study.elements}),
        _values(extract, question) or None,
        question.weight if question.measure is Measure.SCORE else None,
        question.target,
        words("yes") if question.critical else None,
        _comment_rule(extract, question),
        _relevance(question.relevant) or None,
        question.stage or None,
        question.calculation or None,
    )


def _name(extract: Extract, name: str, labels: dict[str, Label]) -> str | None:
    return (extract.called(labels[name]) if name in labels else name) or None


def _values(extract: Extract, question: Question) -> str:
    """Its choices, a line each, or the ends of its scale; with the scores they give."""
    choices = extract.frames.study.form.choices_of(question)
    if choices:
        return "\n".join(_choice(extract, choice) for choice in choices)
    ends = _ends(question)
    if question.measure is Measure.SCORE and ends is not None:
        return extract.words("{zero} scores 0, {full} scores 100", zero=_plain(ends[0]), full=_plain(ends[1]))
    return "–".join(_plain(float(end)) for end in scale(question)[:2]) if question.type is QuestionType.RANGE else ""


def _choice(extract: Extract, choice: Choice) -> str:
    told = f"{choice.name} = {extract.called(choice.label)}"
    if choice.not_applicable:
        return f"{told} ({extract.words('does not apply')})"
    return told if choice.score is None else f"{told} ({_plain(choice.score)})"


def _ends(question: Question) -> tuple[float, float] | None:
    """The values that score 0 and 100."""
    if question.zero_at is not None and question.full_at is not None:
        return question.zero_at, question.full_at
    if question.type is not QuestionType.RANGE:
        return None
    low, high = (float(end) for end in scale(question)[:2])
    return (high, low) if question.less_is_better else (low, high)


def _comment_rule(extract: Extract, question: Question) -> str | None:
    if not question.comment_below:
        return None
    limit = extract.frames.study.form.choice(question, question.comment_below)
    if limit is None:
        return extract.words("below {limit}", limit=question.comment_below)
    return extract.words("“{choice}” or worse", choice=extract.called(limit.label) or limit.name)


def _relevance(parts: tuple[str, ...]) -> str:
    """Its own expression and its groups', which all must hold."""
    if len(parts) == 1:
        return parts[0]
    return " and ".join(f"({part})" if " or " in part else part for part in parts)


def _plain(number: float) -> str:
    return f"{number:g}"


def _data(extract: Extract, question: Question) -> dict[str, Any]:
    form = extract.frames.study.form
    return {
        "metric": question.name,
        "label": form.label(question, extract.words.language),
        "type": question.type.value,
        "measure": question.measure.value,
        "touchpoint": question.touchpoint,
        "element": question.element,
        "choices": [
            {
                "name": choice.name,
                "label": extract.called(choice.label),
                "score": choice.score,
                "not_applicable": choice.not_applicable,
            }
            for choice in form.choices_of(question)
        ],
        "weight": question.weight,
        "target": question.target,
        "critical": question.critical,
        "zero_at": question.zero_at,
        "full_at": question.full_at,
        "comment_below": question.comment_below,
        "relevant": list(question.relevant),
        "stage": question.stage,
        "calculation": question.calculation,
    }
