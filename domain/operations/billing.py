"""What has been done of a wave, what was quoted for it, and how its client is billed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import RowMapping

from domain.adjustments import Adjustments, Discount
from domain.billed import Taxed, Work
from domain.billing import Billing, billing_of
from domain.contact import Contact, Moment
from domain.done import Fate, Times, done_of, fate
from domain.fees import expenses_of
from domain.operations import quotes as quoting
from domain.operations.access import Action, ensure
from domain.operations.studies import a_study
from domain.ordering import Ordering
from domain.person import Person
from domain.quote import NOTHING_TOLD, Quote, named
from domain.refusal import Unknown
from domain.storage import analyses, audit, clients, contacts, expenses, hours, prices, studies
from domain.storage.transaction import Transaction
from domain.study import Study
from domain.vat import rate_on


@dataclass(frozen=True, kw_only=True)
class Account:
    """A wave as it can be billed on a day."""

    study_row: RowMapping
    wave: RowMapping
    study: Study
    today: date
    quote: Quote
    """The accepted one; else the plan at today's prices, without a number."""
    accepted_on: date | None
    discounts: tuple[Discount, ...]
    purchase_order: str
    """As the client told it last, with the quote or after it."""
    billing: Billing
    taxed: Taxed
    """At the rate of the day on which the last contact was made; today's before any was."""
    taxed_ahead: Taxed
    """At the rate of today, for what is billed before it is done."""
    work: Work
    first: date | None
    """Between which days the contacts that are billed were made."""
    last: date | None


def a_wave(tx: Transaction, by: Person, study_id: int, wave_id: int) -> tuple[RowMapping, RowMapping]:
    """Returns a study and one of its waves, to the people of the agency (Unknown when it is none of the study's)."""
    row = a_study(tx, by, study_id)
    wave = next((each for each in studies.waves_of(tx, study_id) if each["id"] == wave_id), None)
    if wave is None:
        raise Unknown
    return row, wave


def account(tx: Transaction, *, by: Person, study_id: int, wave_id: int, now: datetime) -> Account:
    """Returns how a wave stands, to the people of the agency (Unknown when it is none of the study's)."""
    row, wave = a_wave(tx, by, study_id, wave_id)
    study = studies.definition(row)
    today = study.local(now).date()
    agreed = quoting.agreed(tx, wave_id)
    quote = named(quoting.document(agreed), study) if agreed else quoting.planned(tx, row, wave, now)
    accepted = quoting.acceptance(agreed) if agreed else None
    decided_at = accepted.at if accepted else agreed["decided_at"] if agreed else None
    ordering = Ordering.model_validate((agreed["ordering"] if agreed else None) or {})
    billing = billing_for(tx, row, ordering)
    every = contacts.of_wave(tx, wave_id)
    times = contacts.times_of_all(tx, every)
    days = _days(study, every, times)
    return Account(
        study_row=row,
        wave=wave,
        study=study,
        today=today,
        quote=quote,
        # recorded on a client's behalf, it was given on another day
        accepted_on=(accepted and accepted.day) or (study.local(decided_at).date() if decided_at else None),
        discounts=Adjustments.model_validate((agreed["adjustments"] if agreed else None) or {}).discounts,
        purchase_order=ordering.purchase_order or quote.purchase_order,
        billing=billing,
        taxed=taxed_on(tx, billing, max(days, default=today)),
        taxed_ahead=taxed_on(tx, billing, today),
        work=Work(
            services={service.name: done_of(service, every, times) for service in study.services},
            is_analysed=any(one["wave_id"] == wave_id for one in analyses.of_studies(tx, [study_id], "made", "sent")),
            hours=tuple(hours.of_wave(tx, wave_id)),
            expenses=_expenses(tx, study, wave_id, every, today),
        ),
        first=min(days, default=None),
        last=max(days, default=None),
    )


def taxed_on(tx: Transaction, billing: Billing, day: date) -> Taxed:
    """Returns at which rates a client is billed for what is done on a day (VatRateMissing)."""
    rates = prices.vat_rates(tx)
    general = rate_on(rates, day)
    return Taxed(billing.treatment, general, frozenset(rate.percent for rate in rates) - {general})


def _days(study: Study, every: Sequence[Contact], times: Times) -> list[date]:
    began = [times.get(each.id, {}).get(Moment.STARTED) for each in every if fate(each) is Fate.BILLED]
    return [study.local(moment).date() for moment in began if moment is not None]


def _expenses(
    tx: Transaction, study: Study, wave_id: int, every: Sequence[Contact], today: date
) -> Mapping[str, Decimal]:
    """What the client pays back by service: of each contact what was approved, up to the cap of its price.

    Where no price says that expenses are passed on, the agency bears them.
    """
    price_list = prices.price_list(tx, today)
    spent = expenses.approved_of_wave(tx, wave_id)
    found: dict[str, Decimal] = {}
    for contact in every:
        price = expenses_of(study, contact, price_list) if contact.id in spent else None
        if price is not None:
            passed_on = spent[contact.id] if price.cap is None else min(spent[contact.id], price.cap)
            found[contact.service] = found.get(contact.service, Decimal(0)) + passed_on
    return found


def billing_for(tx: Transaction, study_row: RowMapping, ordering: Ordering = NOTHING_TOLD) -> Billing:
    """Returns how a study's client is billed: as was set for the client, but for what was told with an order."""
    study = studies.definition(study_row)
    company = clients.get(tx, study_row["client_id"])
    known = billing_of(
        company["billing"] if company else None, client=study.terms.client, business_id=study.terms.client_business_id
    )
    told = {
        "reference": ordering.reference,
        "e_invoice_address": ordering.einvoice_address,
        "e_invoice_operator": ordering.einvoice_operator,
    }
    return known.model_copy(update={name: text for name, text in told.items() if text})


def set_billing(tx: Transaction, *, by: Person, study_id: int, text: str, now: datetime) -> None:
    """Changes how a study's client is billed by what typed lines say (NotBilling when a line says nothing)."""
    row = a_study(tx, by, study_id)
    ensure(by, Action.RUN)
    known = billing_for(tx, row)
    told = known.told(text)
    clients.set_billing(tx, row["client_id"], told.model_dump(mode="json"))
    changed = {
        name: getattr(known, name) for name in Billing.model_fields if getattr(known, name) != getattr(told, name)
    }
    audit.note(tx, by.id, "set billing", told.name, now, **changed)
