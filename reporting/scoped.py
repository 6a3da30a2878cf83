"""What an analysis counts, in words: which wave or waves, and which services when not all of them."""

from domain.texts import Words
from reporting.frames import Frames

MOST_PARTS = 2
"""How many services a running head names; of more it says how many."""


def parts(frames: Frames, words: Words) -> str:
    """Returns the services that are counted, nothing when all are."""
    study = frames.study
    labels = (service.label.text(words.language, study.form.default_language) for service in study.services)
    return ", ".join(labels) if frames.chosen.services else ""


def title(frames: Frames, words: Words) -> str:
    """Returns what stands under the study's name: `1/2026 + 2/2026 · Phone service, E-mail service`."""
    return _joined(frames.wave, parts(frames, words))


def short(frames: Frames, words: Words) -> str:
    """Returns the same for a running head: `2/2026 · 3 services`."""
    count = len(frames.chosen.services)
    few = count <= MOST_PARTS
    return _joined(frames.wave, parts(frames, words) if few else words.plural("{n} service", "{n} services", count))


def _joined(*told: str) -> str:
    return " · ".join(one for one in told if one)
