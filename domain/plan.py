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

    Each service gets as many contacts as the workbook says. Its scenarios and its units each differ by one contact at
    the most, and so do its profiles wherever the scenarios allow it; units are spread evenly over the scenarios.
    """
    contacts = [contact for service in study.services for contact in _service(study, service.name, first, last)]
    return tuple(_threaded(study, contacts))


def _service(study: Study, service: str, first: date, last: date) -> list[Planned]:
    units = [unit.name for unit in study.units_of(service)]
    profiles = {
        scenario.name: scenario.profiles or tuple(profile.name for profile in study.profiles)
        for scenario in study.scenarios
        if scenario.service == service
    }
    # a profile that few scenarios suit goes first where it is suited
    suited = Counter(name for names in profiles.values() for name in names)
    used: Counter[object] = Counter()
    chosen = []
    for _ in range(study.service(service).contacts):
        scenario = min(profiles, key=lambda name: used["scenario", name])
        unit = min(units, key=lambda name: (used["unit", name], used[scenario, name]))
        profile = min(
            profiles[scenario], key=lambda name: (used["profile", name], suited[name], used[scenario, unit, name])
        )
        used.update((("unit", unit), ("scenario", scenario), ("profile", profile)))
        used.update(((scenario, unit), (scenario, unit, profile)))
        chosen.append(Planned(service, unit, scenario, profile, opens_on=first, closes_on=last))
    return chosen


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
