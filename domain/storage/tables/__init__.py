"""The tables. Every row that belongs to an agency carries its id; moments are UTC, money is exact."""

from domain.storage.tables.base import metadata
from domain.storage.tables.contacts import (
    alert,
    answer,
    answer_change,
    assignment,
    attachment,
    contact,
    digest,
    review,
    stage,
    timing,
)
from domain.storage.tables.machinery import audit, card, heartbeat, inbox, job, outbox
from domain.storage.tables.money import (
    expense,
    hours,
    invoice_basis,
    pay,
    payee,
    payrun,
    price,
    quote,
    vat_rate,
)
from domain.storage.tables.people import agency, client, invitation, person
from domain.storage.tables.results import action, analysis, disclosure, enquiry, figures, norm, portfolio, prediction
from domain.storage.tables.studies import study, upload, wave

__all__ = [
    "action",
    "agency",
    "alert",
    "analysis",
    "answer",
    "answer_change",
    "assignment",
    "attachment",
    "audit",
    "card",
    "client",
    "contact",
    "digest",
    "disclosure",
    "enquiry",
    "expense",
    "figures",
    "heartbeat",
    "hours",
    "inbox",
    "invitation",
    "invoice_basis",
    "job",
    "metadata",
    "norm",
    "outbox",
    "pay",
    "payee",
    "payrun",
    "person",
    "portfolio",
    "prediction",
    "price",
    "quote",
    "review",
    "stage",
    "study",
    "timing",
    "upload",
    "vat_rate",
    "wave",
]
