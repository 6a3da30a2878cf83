"""What contacts' answers show beside what they measure, as a yes, a no or nothing for each contact."""

from collections.abc import Callable

import numpy as np

from domain.evidence import is_yes, questions_showing
from domain.metric import Question, Shows
from reporting.frames import Frames


def shown(frames: Frames, shows: Shows, which: Callable[[Question], bool] = lambda _: True) -> np.ndarray:
    """Returns 1 where every answer that shows it is a yes, 0 where one is a no, NaN where nothing was answered.

    Shape (contacts,). `which` leaves questions out.
    """
    questions = [question for question in questions_showing(frames.study.form, shows) if which(question)]
    found = np.full(frames.n, np.nan)
    for question in questions:
        found = np.fmin(found, _yes(frames, question))
    return found


def _yes(frames: Frames, question: Question) -> np.ndarray:
    """One question's answers; each different one is judged once."""
    column, values = frames.coded.column(question.name), frames.coded.answers["value"].to_numpy()
    numbers, places = np.unique(column, return_inverse=True)
    judged = [None if number < 0 else is_yes(frames.study.form, question, values[number]) for number in numbers]
    return np.asarray([np.nan if yes is None else float(yes) for yes in judged])[places]
