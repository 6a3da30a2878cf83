"""The values of a wave contact by contact: what is measured of them, in this wave and in others."""

from functools import cached_property

import numpy as np
import pandas as pd

from domain.metric import Measure, Question
from reporting.analyses import parts
from reporting.analyses.metrics import top_boxes
from reporting.analyses.sameness import Kind
from reporting.frames import Frames
from reporting.measured import Measured, Unit, all_or_nothing, asked_mean, in_percent, points, recommended


class Answers:
    """The values of one wave, a value a contact, by thing."""

    def __init__(self, frames: Frames) -> None:
        self.frames = frames

    @cached_property
    def _touchpoints(self) -> pd.DataFrame:
        return parts.by_contact(self.frames, lambda question: question.touchpoint)

    @cached_property
    def _elements(self) -> pd.DataFrame:
        return parts.by_contact(self.frames, lambda question: question.element)

    def of(self, kind: Kind, name: str) -> np.ndarray:
        """Returns scores or asked values, shape (contacts that have one,); of CSAT 1 for a top box, else 0."""
        contacts = self.frames.contacts
        match kind:
            case Kind.INDEX:
                return parts.column(contacts, "index")
            case Kind.SERVICE:
                return parts.indices(contacts, "service", name)
            case Kind.PROMISE:
                return parts.promise_values(self.frames.study, self._elements)
            case Kind.ELEMENT:
                return parts.column(self._elements, name)
            case Kind.TOUCHPOINT:
                return parts.column(self._touchpoints, name)
            case Kind.METRIC:
                return self._metric(self.frames.study.form.question(name))

    def _metric(self, question: Question) -> np.ndarray:
        coded = self.frames.coded
        match question.measure:
            case Measure.CSAT:
                return top_boxes(self.frames, question)
            case Measure.NPS | Measure.CES:
                return coded.known(question.name, "number")
            case _:
                return coded.known(question.name, "score")


def measured_like(now: Measured, values: np.ndarray, *, is_share: bool) -> Measured:
    """Returns the same thing measured over other values, against the present target."""
    match now.unit:
        case Unit.NPS:
            return recommended(now.name, now.label, values, now.target)
        case Unit.PERCENT:
            return in_percent(now.name, now.label, int(values.sum()), len(values), now.target)
        case Unit.MEAN:
            return asked_mean(now.name, now.label, values, now.scale, now.target)
        case Unit.POINTS:
            counted = all_or_nothing if is_share else points
            return counted(now.name, now.label, values, now.target)
