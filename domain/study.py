"""One commission: promise, journey, services, metrics, prices."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from domain.check import Check
from domain.form import Form
from domain.journey import Step, Touchpoint
from domain.price_list import Price
from domain.profile import Alias, Profile
from domain.promise import Element
from domain.scenario import Scenario
from domain.service import Service, Unit
from domain.thing import Thing

RECOMMENDED_CONTACTS = 10
"""Contacts per service below which results are told to be uncertain."""


class RecordedBy(StrEnum):
    """Who records the calls."""

    SHOPPER = "shopper"
    AGENCY = "agency"
    CLIENT = "client"


class Terms(Thing):
    """The sheet `study`: who commissions, what is promised, and the rules of this study."""

    client: str
    name: str
    wave: str
    report_language: str = "fi"
    timezone: str = "Europe/Helsinki"
    promise: str = ""
    goal: str = ""
    target: float | None = None
    """Goal of the index, 0..100."""
    journey_owner: str = ""
    recordings: bool = False
    recordings_basis: str = ""
    recordings_kept_days: int | None = None
    recorded_by: RecordedBy = RecordedBy.SHOPPER
    report_by_employee: bool = False
    rotation_days: int | None = None
    """None: 90 for visits, 0 for other channels."""
    later_hours: float = 48
    critical_makes_zero: bool = True
    critical_alert_at_once: bool = False
    paid_within_days: int | None = None
    client_business_id: str = ""
    purchase_order: str = ""
    payment_term_days: int | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which the study's times are read and shown."""
        return ZoneInfo(self.timezone)


class Study(Thing):
    """A whole study as its workbook said it; frozen once created."""

    terms: Terms
    elements: tuple[Element, ...]
    touchpoints: tuple[Touchpoint, ...]
    services: tuple[Service, ...]
    units: tuple[Unit, ...]
    scenarios: tuple[Scenario, ...]
    profiles: tuple[Profile, ...]
    steps: tuple[Step, ...] = ()
    aliases: tuple[Alias, ...] = ()
    prices: tuple[Price, ...] = ()
    form: Form
    checks: tuple[Check, ...] = ()

    @property
    def contacts(self) -> int:
        """How many contacts a wave has."""
        return sum(service.contacts for service in self.services)

    def service(self, name: str) -> Service:
        """Returns the service of that name (KeyError when there is none)."""
        return _named(self.services, name)

    def unit(self, name: str) -> Unit:
        """Returns the unit of that name (KeyError when there is none)."""
        return _named(self.units, name)

    def scenario(self, name: str) -> Scenario:
        """Returns the scenario of that name (KeyError when there is none)."""
        return _named(self.scenarios, name)

    def profile(self, name: str) -> Profile:
        """Returns the profile of that name (KeyError when there is none)."""
        return _named(self.profiles, name)

    def touchpoint(self, name: str) -> Touchpoint:
        """Returns the touchpoint of that name (KeyError when there is none)."""
        return _named(self.touchpoints, name)

    def units_of(self, service: str) -> tuple[Unit, ...]:
        """Returns the units that give a service."""
        return tuple(unit for unit in self.units if unit.service == service)

    def fee(self, scenario: str) -> Decimal | None:
        """Returns what a shopper earns from one contact of a scenario; None when the agency's price list says it."""
        chosen = self.scenario(scenario)
        return self.service(chosen.service).fee if chosen.fee is None else chosen.fee

    def local(self, moment: datetime) -> datetime:
        """Returns an aware moment in the study's own time zone."""
        return moment.astimezone(self.terms.zone)


Named = TypeVar("Named", Service, Unit, Scenario, Profile, Touchpoint)


def _named(things: tuple[Named, ...], name: str) -> Named:
    for thing in things:
        if thing.name == name:
            return thing
    raise KeyError(name)
