"""The sheets that a mystery-shopping study adds to a form: the promise, the journey, who serves whom, and prices."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from enum import StrEnum

from domain.journey import Step, Touchpoint
from domain.opening_hours import read_hours
from domain.price_list import Item, Price
from domain.profile import Alias, Profile
from domain.promise import Element
from domain.scenario import Kind, Scenario
from domain.service import Channel, Service, Unit
from domain.study import RECOMMENDED_CONTACTS
from domain.texts import N_
from domain.workbook.cells import LONGEST_TEXT, Cells

NO_SERVICE = N_("There is no service “{name}”; the sheet services has {known}.")
NO_SCENARIO = N_("There is no scenario “{name}”; the sheet scenarios has {known}.")
NO_PROFILE = N_("There is no profile “{name}”; the sheet profiles has {known}.")

_MOST_MONEY = Decimal(100_000)
_LONGEST_BRIEF = 1500
_LONGEST_ORDER = 300
"""Characters of where to stop and of what comes afterwards: they stand on one card with the brief."""


class _Quoted(StrEnum):
    SETUP = "setup"
    RESEARCH = "research"
    ANALYSIS = "analysis"
    EXTRA = "extra"


class _PriceUnit(StrEnum):
    SERVICE = "service"
    MINUTE = "minute"
    STUDY = "study"
    HOUR = "hour"


def read_elements(rows: Iterable[Cells]) -> tuple[Element, ...]:
    """Returns the parts of the promise."""
    taken: set[str] = set()
    return tuple(
        Element(
            name=cells.name("element", taken),
            label=cells.label("label"),
            weight=_weight(cells),
            target=cells.number("target", 0, 100),
        )
        for cells in rows
    )


def _weight(cells: Cells) -> float:
    weight = cells.number("weight", 0)
    return 1.0 if weight is None else weight


def read_touchpoints(rows: Iterable[Cells]) -> tuple[Touchpoint, ...]:
    """Returns the touchpoints in the customer's order."""
    taken: set[str] = set()
    return tuple(
        Touchpoint(
            name=cells.name("touchpoint", taken),
            label=cells.label("label"),
            sub_journey=cells.line("sub_journey"),
            sub_journey_label=cells.label("sub_journey_label", needed=False),
            owner=cells.line("owner"),
            company_goal=cells.prose("company_goal"),
            customer_goal=cells.prose("customer_goal"),
            target=cells.number("target", 0, 100),
        )
        for cells in rows
    )


def read_services(rows: Iterable[Cells]) -> tuple[Service, ...]:
    """Returns the services; one with few contacts is warned about."""
    taken: set[str] = set()
    return tuple(_service(cells, taken) for cells in rows)


def _service(cells: Cells, taken: set[str]) -> Service:
    for column in ("contacts", "minutes"):
        cells.needed(column)
    contacts = cells.whole("contacts", 1, 10_000)
    if contacts is not None and contacts < RECOMMENDED_CONTACTS:
        message = N_("{n} contacts are few: from fewer than {recommended} for a service the results stay uncertain.")
        cells.warn("contacts", message, n=contacts, recommended=RECOMMENDED_CONTACTS)
    return Service(
        name=cells.name("service", taken),
        label=cells.label("label"),
        channel=cells.one_of("channel", Channel),
        contacts=contacts or 1,
        minutes=cells.decimal("minutes", Decimal(0), Decimal(1440)) or Decimal(0),
        fee=cells.decimal("fee", Decimal(0), _MOST_MONEY),
        target=cells.number("target", 0, 100),
        answer_goal_seconds=cells.whole("answer_goal_seconds"),
        reply_goal_hours=cells.number("reply_goal_hours", 0),
        opening_hours=_hours(cells),
    )


def _hours(cells: Cells) -> str:
    written = cells.line("opening_hours")
    if written and read_hours(written) is None:
        message = N_("“{text}” is shown to shoppers, but I cannot read it; written like {example} it is also checked.")
        cells.warn("opening_hours", message, text=written[:80], example="ma-pe 8-18, la 10-14")
    return written


def read_units(rows: Iterable[Cells], services: Collection[str]) -> tuple[Unit, ...]:
    """Returns the units that give the services."""
    taken: set[str] = set()
    return tuple(
        Unit(
            name=cells.name("unit", taken),
            label=cells.label("label"),
            service=cells.known("service", services, NO_SERVICE, cells.needed("service")),
            address=cells.line("address"),
        )
        for cells in rows
    )


def read_profiles(rows: Iterable[Cells]) -> tuple[Profile, ...]:
    """Returns the customers whom shoppers play."""
    taken: set[str] = set()
    return tuple(
        Profile(
            name=cells.name("profile", taken),
            label=cells.label("label"),
            background=cells.label("background", needed=False, most=LONGEST_TEXT, lines=True),
        )
        for cells in rows
    )


def read_scenarios(rows: Iterable[Cells], services: Collection[str], profiles: Collection[str]) -> tuple[Scenario, ...]:
    """Returns what the shoppers do."""
    taken: set[str] = set()
    return tuple(
        Scenario(
            name=cells.name("scenario", taken),
            kind=cells.one_of("kind", Kind),
            label=cells.label("label"),
            brief=cells.label("brief", most=_LONGEST_BRIEF, lines=True),
            service=cells.known("service", services, NO_SERVICE, cells.needed("service")),
            profiles=cells.members("profiles", profiles, NO_PROFILE),
            fee=cells.decimal("fee", Decimal(0), _MOST_MONEY),
            stop_at=cells.label("stop_at", needed=False, most=_LONGEST_ORDER, lines=True),
            afterwards=cells.label("afterwards", needed=False, most=_LONGEST_ORDER, lines=True),
        )
        for cells in rows
    )


def read_steps(rows: Iterable[Cells], scenarios: Mapping[str, Scenario], profiles: Collection[str]) -> tuple[Step, ...]:
    """Returns the encounters that follow each other: steps from 1, one profile throughout a journey."""
    steps: list[Step] = []
    for cells in rows:
        step = Step(
            journey=cells.name("journey"),
            step=cells.whole("step", 1, 100) or 0,
            scenario=cells.known("scenario", scenarios, NO_SCENARIO, cells.needed("scenario")),
            profile=cells.known("profile", profiles, NO_PROFILE, cells.needed("profile")),
            label=cells.label("label", needed=False),
        )
        earlier = [other for other in steps if other.journey == step.journey]
        _check_step(cells, step, earlier, scenarios.get(step.scenario))
        steps.append(step)
    return tuple(steps)


def _check_step(cells: Cells, step: Step, earlier: list[Step], scenario: Scenario | None) -> None:
    if step.step != len(earlier) + 1:
        message = N_("Steps of a journey are numbered 1, 2, 3 in order; {expected} should be here.")
        cells.fault("step", message, expected=len(earlier) + 1)
    if earlier and earlier[0].profile != step.profile:
        message = N_("One profile goes through a whole journey: “{journey}” began with {profile}.")
        cells.fault("profile", message, journey=step.journey, profile=earlier[0].profile)
    if scenario and scenario.profiles and step.profile not in scenario.profiles:
        message = N_("The scenario “{scenario}” does not suit the profile {profile}.")
        cells.fault("profile", message, scenario=scenario.name, profile=step.profile)


def read_aliases(rows: Iterable[Cells], profiles: Collection[str]) -> tuple[Alias, ...]:
    """Returns who the shoppers may say they are."""
    taken: set[str] = set()
    return tuple(
        Alias(
            alias=cells.name("alias", taken),
            profile=cells.known("profile", profiles, NO_PROFILE, cells.needed("profile")),
            name=cells.needed("name") and cells.line("name"),
            email=cells.line("email"),
            phone=cells.line("phone"),
            customer_number=cells.line("customer_number"),
            order_number=cells.line("order_number"),
        )
        for cells in rows
    )


def read_prices(rows: Iterable[Cells]) -> tuple[Price, ...]:
    """Returns the study's own prices; what is missing comes from the agency's price list."""
    prices: dict[Item, Price] = {}
    for cells in rows:
        cells.needed("price")
        item = Item(cells.one_of("item", _Quoted))
        if item in prices and cells.text("item"):
            cells.fault("item", N_("The price of {item} is there twice."), item=item.value)
        if cells.text("unit") and cells.one_of("unit", _PriceUnit).value != item.unit:
            cells.fault("unit", N_("{item} is priced by the {unit}."), item=item.value, unit=item.unit)
        prices[item] = Price(
            item=item,
            price=cells.decimal("price", Decimal(0), _MOST_MONEY) or Decimal(0),
            vat_percent=cells.decimal("vat_percent", Decimal(0), Decimal(100)),
        )
    return tuple(prices.values())
