"""Calls as a client's telephone exchange has counted them, and which of them were our shoppers'."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.contact import Contact, Moment, Outcome
from domain.figures import cells
from domain.study import Study
from domain.thing import Thing

NEAR = timedelta(minutes=5)
"""How far the exchange's clock and the shopper's may be apart."""
SAME = timedelta(seconds=5)
"""Waits that differ by no more are the same."""


class Call(Thing):
    """One call that may have been a shopper's."""

    line: int
    number: str = ""
    """The caller's digits, as they are compared; empty when the exchange does not tell."""
    called: str = ""
    started: datetime
    waited: float | None = None
    """Seconds."""
    unit: str = ""
    """As the exchange calls it."""
    answered: bool | None = None


class Calls(Thing):
    """What was kept of a file: the calls near our own contacts; others' calls are nobody's here."""

    calls: tuple[Call, ...]
    rows: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class Sought:
    """By what a study's calls are known: its shoppers' numbers, its units' numbers, and when contacts began."""

    callers: frozenset[str]
    called: frozenset[str]
    moments: tuple[datetime, ...]

    def might_be(self, call: Call) -> bool:
        """Whether a call may have been one of ours."""
        known = call.number in self.callers if call.number else call.called in self.called
        return known and any(abs(call.started - moment) <= NEAR for moment in self.moments)


@dataclass(frozen=True)
class Made:
    """A contact with its times, as the shopper told them."""

    contact: Contact
    times: Mapping[Moment, datetime]

    @property
    def started(self) -> datetime:
        """When it began."""
        return self.times[Moment.STARTED]

    @property
    def wait(self) -> timedelta | None:
        """How long its answer was waited for."""
        answered = self.times.get(Moment.ANSWERED)
        return None if answered is None or self.contact.outcome is not Outcome.ANSWERED else answered - self.started


class Standing(StrEnum):
    """What the exchange says of a contact."""

    FITS = "fits"
    DIFFERS = "differs"
    """It can be taken from the exchange."""
    DOUBTFUL = "doubtful"
    """The exchange says that it went otherwise, or names a unit that is not the study's: a person decides."""
    AMBIGUOUS = "ambiguous"
    """Several calls fit it, or one fits several contacts."""
    MISSING = "missing"
    """No call fits it."""


@dataclass(frozen=True)
class Compared:
    """A contact beside its call."""

    made: Made
    standing: Standing
    call: Call | None = None
    unit: str = ""
    """The study's name of the unit that the exchange says, when it differs from the contact's; else empty."""
    wait: timedelta | None = None
    """The exchange's wait, when it differs; else None."""


@dataclass(frozen=True)
class Comparison:
    """What an exchange's file says beside what the shoppers told."""

    calls: Calls
    rows: Sequence[Compared]
    analysed: bool
    """Whether an analysis with a contact that would change has been sent to the client."""

    def of(self, standing: Standing) -> list[Compared]:
        """Returns the contacts that stand so."""
        return [row for row in self.rows if row.standing is standing]


def sought(study: Study, made: Sequence[Made]) -> Sought:
    """Returns by what the calls of a study's contacts are known."""
    return Sought(
        callers=frozenset(number for alias in study.aliases if (number := cells.phone(alias.phone))),
        called=frozenset(number for unit in study.units if (number := _number(unit.address))),
        moments=tuple(each.started for each in made),
    )


def _number(address: str) -> str:
    return cells.phone(address) if not any(letter.isalpha() for letter in address) else ""


def compare(study: Study, made: Sequence[Made], calls: Sequence[Call]) -> list[Compared]:
    """Returns each contact beside the call that was its own: by its number and the moment it began.

    A call counts as a contact's when the two are nearest to each other; where two are as good, nobody guesses.
    """
    near = {each.contact.id: [call for call in calls if _may_be(study, each, call)] for each in made}
    claims: dict[int, int] = {}
    for fitting in near.values():
        for call in fitting:
            claims[call.line] = claims.get(call.line, 0) + 1
    return [_compared(study, each, near[each.contact.id], claims) for each in made]


def _may_be(study: Study, made: Made, call: Call) -> bool:
    if abs(call.started - made.started) > NEAR:
        return False
    if call.number:
        mine = {cells.phone(alias.phone) for alias in study.aliases if _plays(made.contact, alias.alias, alias.profile)}
        return call.number in mine
    return bool(call.called) and call.called in {_number(unit.address) for unit in study.units_of(made.contact.service)}


def _plays(contact: Contact, alias: str, profile: str) -> bool:
    """Whether a contact was made as an alias; one told afterwards may have been made as any of its profile."""
    return alias == contact.alias if contact.alias else profile == contact.profile


def _compared(study: Study, made: Made, near: Sequence[Call], claims: Mapping[int, int]) -> Compared:
    if not near:
        return Compared(made, Standing.MISSING)
    if len(near) > 1 or claims[near[0].line] > 1:
        return Compared(made, Standing.AMBIGUOUS)
    return _beside(study, made, near[0])


def _beside(study: Study, made: Made, call: Call) -> Compared:
    contact = made.contact
    if contact.outcome is not Outcome.ANSWERED:
        return Compared(made, Standing.FITS if call.answered is False else Standing.DOUBTFUL, call)
    if call.answered is False:
        return Compared(made, Standing.DOUBTFUL, call)
    unit = _unit(study, contact, call.unit)
    if call.unit and not unit:
        return Compared(made, Standing.DOUBTFUL, call)
    wait = None if call.waited is None else timedelta(seconds=call.waited)
    ended = made.times.get(Moment.ENDED)
    if wait is not None and ended is not None and made.started + wait > ended:
        return Compared(made, Standing.DOUBTFUL, call)
    other_unit = unit if unit and unit != contact.answering_unit else ""
    other_wait = wait if wait is not None and (made.wait is None or abs(wait - made.wait) > SAME) else None
    differs = other_unit or other_wait is not None
    return Compared(made, Standing.DIFFERS if differs else Standing.FITS, call, other_unit, other_wait)


def _unit(study: Study, contact: Contact, said: str) -> str:
    """The study's unit that the exchange calls so, by its name, its label in any language or its number."""
    plain, digits = cells.folded(said), _number(said)
    for unit in study.units_of(contact.service):
        names = {cells.folded(name) for name in (unit.name, *unit.label.root.values())}
        if plain in names or (digits and digits == _number(unit.address)):
            return unit.name
    return ""
