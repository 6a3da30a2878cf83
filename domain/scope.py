"""What an analysis counts: which services of its study, and which waves."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import not_
from typing import Any

from domain.fingerprint import may_be_asked
from domain.study import Study
from domain.thing import Thing


class Scope(Thing):
    """Which services are counted, and which waves are counted together."""

    services: tuple[str, ...] = ()
    """Names; empty: all of the study's."""
    waves: tuple[int, ...] = ()
    """Ids, the analysis's own among them; empty: its own wave alone."""

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None) -> "Scope":
        """Returns a scope as an analysis keeps it; nothing kept is the wave alone, whole."""
        return cls.model_validate(stored or {})

    @property
    def in_one_wave(self) -> "Scope":
        """The same services of one wave: what an earlier wave is compared by."""
        return Scope(services=self.services)

    def counted_waves(self, own: int) -> tuple[int, ...]:
        """Returns the ids of the waves that are counted by an analysis of the wave `own`."""
        return self.waves or (own,)

    def holds(self, service: str) -> bool:
        """Whether contacts of a service are counted."""
        return not self.services or service in self.services

    def narrowed(self, study: Study) -> Study:
        """Returns a study of the services that are counted alone: what they have, and what is asked of them."""
        if not self.services:
            return study
        services = tuple(service for service in study.services if self.holds(service.name))
        concerned = [any(may_be_asked(question, service) for service in services) for question in study.form.questions]
        asked = tuple(compress(study.form.questions, concerned))
        gone = [*compress(study.form.questions, map(not_, concerned))]
        touchpoints = {question.touchpoint for question in gone} - {question.touchpoint for question in asked}
        elements = {question.element for question in gone} - {question.element for question in asked}
        return study.model_copy(
            update={
                "services": services,
                "units": tuple(unit for unit in study.units if self.holds(unit.service)),
                "scenarios": tuple(scenario for scenario in study.scenarios if self.holds(scenario.service)),
                "touchpoints": tuple(point for point in study.touchpoints if point.name not in touchpoints),
                "elements": tuple(element for element in study.elements if element.name not in elements),
                "form": study.form.model_copy(update={"questions": asked}),
            }
        )


WHOLE = Scope()
"""The analysis's own wave, with all its services."""

MOST_NAMED = 3
"""How many waves are named one by one; of more, the first and the last are."""


def together(waves: Sequence[str]) -> str:
    """Returns what waves that are counted together are called: `1/2026 + 2/2026`, `1/2025 … 2/2026`."""
    return " + ".join(waves) if len(waves) <= MOST_NAMED else f"{waves[0]} … {waves[-1]}"
