"""Which contacts a wave has: services x units x scenarios x profiles in balance, and threads among them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from domain.study import Study


@dataclass(frozen=True)
class Planned:
    """One contact to be made."""

    service: str
    unit: str
    scenario: str
    profile: str
    opens_on: date
    closes_on: date
    thread: str = ""
    step: int = 0


def plan(study: Study, first: date, last: date) -> tuple[Planned, ...]:
    """Returns the contacts of a wave between two days (inclusive), each service in balance, threads joined.

    Each service gets as many contacts as the workbook says. The n-th contact takes the unit, scenario and profile that
    have been used least so far, together and then each alone, so that every margin differs by one at the most wherever
    the scenarios' profiles allow it.
    """
    contacts = [contact for service in study.services for contact in _service(study, service.name, first, last)]
    return tuple(_threaded(study, contacts))


def _service(study: Study, service: str, first: date, last: date) -> list[Planned]:
    cells = [
        (unit.name, scenario.name, profile)
        for unit in study.units_of(service)
        for scenario in study.scenarios
        if scenario.service == service
        for profile in scenario.profiles or tuple(p.name for p in study.profiles)
    ]
    used: Counter[object] = Counter()
    chosen = []
    for _ in range(study.service(service).contacts):
        cell = min(cells, key=lambda c: (used[c], used["unit", c[0]] + used["scenario", c[1]], used["profile", c[2]]))
        used.update((cell, ("unit", cell[0]), ("scenario", cell[1]), ("profile", cell[2])))
        chosen.append(cell)
    return [Planned(service, *cell, opens_on=first, closes_on=last) for cell in chosen]


def _threaded(study: Study, contacts: Sequence[Planned]) -> list[Planned]:
    """Joins contacts into threads, as many as there are contacts for every step."""
    joined = list(contacts)
    for journey in dict.fromkeys(step.journey for step in study.steps):
        steps = sorted((s for s in study.steps if s.journey == journey), key=lambda s: s.step)
        places = [
            [
                number
                for number, contact in enumerate(joined)
                if not contact.thread and (contact.scenario, contact.profile) == (step.scenario, step.profile)
            ]
            for step in steps
        ]
        for count, thread in enumerate(zip(*places, strict=False), 1):
            for step, number in zip(steps, thread, strict=True):
                joined[number] = replace(joined[number], thread=f"{journey}-{count}", step=step.step)
    return joined


def default_days(today: date, weeks: int = 3) -> tuple[date, date]:
    """Returns the days a wave takes when nobody says otherwise: from tomorrow, some weeks."""
    return today + timedelta(days=1), today + timedelta(weeks=weeks)
