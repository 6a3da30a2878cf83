"""What the setup of a service paid for, in a form that can be compared with an earlier wave's."""

import json
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from hashlib import sha256
from typing import Any

from domain.journey import Touchpoint
from domain.metric import Choice, Question
from domain.service import Service
from domain.study import Study
from domain.thing import Thing

METRIC = {
    *("name", "type", "measure", "touchpoint", "element", "weight", "critical", "stage"),
    *("relevant", "calculation", "parameters", "choice_filter", "less_is_better", "full_at", "zero_at"),
}
"""What makes a question the metric it is; its words, hints and target may change."""


class Part(StrEnum):
    """A part of a service's setup; a change in any of them makes it chargeable again."""

    METRICS = "metrics"
    """What is measured of the service, and how it is scored."""
    PROMISE = "promise"
    """The promise and the weights of its elements."""
    JOURNEY = "journey"
    """The touchpoints in order, but for those where only other services are measured."""
    CHANNEL = "channel"
    """Through what the service is given."""
    SCENARIOS = "scenarios"
    """What the shoppers do, and which encounters follow each other."""


Fingerprint = dict[Part, str]
"""The digest of each part. Wording, targets, fees and numbers of contacts leave no trace in it."""


class Precedent(Thing):
    """An earlier wave of the same client with the same service, and what has changed since."""

    service: str
    study: str
    wave: str
    changed: tuple[Part, ...] = ()

    @property
    def waives(self) -> bool:
        """Whether the setup paid for then serves as it is."""
        return not self.changed


def fingerprint(study: Study, service: str) -> Fingerprint:
    """Returns the fingerprint of one service of a study."""
    return {part: _digest(content) for part, content in _contents(study, study.service(service)).items()}


def precedents(study: Study, earlier: Iterable[tuple[Study, str]]) -> tuple[Precedent, ...]:
    """Returns the earlier wave to which each service is compared, at most one a service.

    `earlier` are studies of the same client with the names of their waves, newest first: the newest one that waives
    is taken, else the newest one that had the service.
    """
    waves = tuple(earlier)
    return tuple(found for service in study.services if (found := _precedent(study, service.name, waves)))


def _precedent(study: Study, service: str, earlier: tuple[tuple[Study, str], ...]) -> Precedent | None:
    now = fingerprint(study, service)
    newest = None
    for other, wave in earlier:
        if any(service == known.name for known in other.services):
            then = fingerprint(other, service)
            changed = tuple(part for part in Part if now[part] != then[part])
            found = Precedent(service=service, study=other.terms.name, wave=wave, changed=changed)
            if found.waives:
                return found
            newest = newest or found
    return newest


def _digest(content: object) -> str:
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]


def _contents(study: Study, service: Service) -> dict[Part, object]:
    return {
        Part.METRICS: _scored(study, sorted(_metrics(study, service), key=lambda metric: str(metric["name"]))),
        Part.PROMISE: [_plain(study.terms.promise), sorted([e.name, e.weight] for e in study.elements)],
        Part.JOURNEY: [[point.name, point.sub_journey] for point in _touchpoints(study, service)],
        Part.CHANNEL: service.channel.value,
        Part.SCENARIOS: list(_scenarios(study, service)),
    }


def _scored(study: Study, metrics: list[dict[str, Any]]) -> list[object]:
    """The metrics with the rule for critical ones, where there are any."""
    rule = study.terms.critical_makes_zero if any(metric["critical"] for metric in metrics) else None
    return [rule, *metrics]


def _touchpoints(study: Study, service: Service) -> Iterator[Touchpoint]:
    """What is not measured anywhere belongs to every service's path."""
    asked = {question.touchpoint for question in study.form.questions if may_be_asked(question, service)}
    elsewhere = {question.touchpoint for question in study.form.questions} - asked
    return (point for point in study.touchpoints if point.name not in elsewhere)


def _metrics(study: Study, service: Service) -> Iterator[dict[str, Any]]:
    asked = {question.name: question for question in study.form.questions if may_be_asked(question, service)}
    measured = {name for name, question in asked.items() if question.is_measured}
    behind = {name for metric in measured for name in re.findall(r"\$\{(\w+)\}", asked[metric].calculation)}
    for name in measured | (behind & asked.keys()):
        question = asked[name]
        scores = [_scores(choice, filtered=bool(question.choice_filter)) for choice in study.form.choices_of(question)]
        yield question.model_dump(mode="json", include=METRIC) | {"scores": sorted(scores, key=str)}


def _scores(choice: Choice, *, filtered: bool) -> list[object]:
    """What a choice is worth, whatever it is called and wherever it stands; and what a filter sees of it."""
    return [choice.name, choice.score, choice.not_applicable, *([sorted(choice.extra.items())] if filtered else [])]


def may_be_asked(question: Question, service: Service) -> bool:
    """False when something as plain as `${channel} = '...'` or `${service} = '...'` in its relevance rules it out."""
    facts = {"channel": service.channel.value, "service": service.name}
    plain = [expression for expression in question.relevant if "(" not in expression and " or " not in expression]
    demands = re.findall(r"\$\{(channel|service)\}\s*=\s*'([^']*)'", " ".join(plain))
    return all(facts[name] == value for name, value in demands)


def _scenarios(study: Study, service: Service) -> Iterator[list[object]]:
    language = study.form.default_language
    for scenario in sorted(study.scenarios, key=lambda scenario: scenario.name):
        if scenario.service == service.name:
            steps = sorted([step.journey, step.step] for step in study.steps if step.scenario == scenario.name)
            brief = _plain(scenario.brief.text(language))
            yield [scenario.name, scenario.kind.value, brief, sorted(scenario.profiles), steps]


def _plain(text: str) -> str:
    """The words alone: neither capitals nor spaces nor punctuation are a change."""
    return " ".join(re.findall(r"\w+", text.casefold()))
