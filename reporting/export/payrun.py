"""A pay run for payroll: what each payee gets, and of which lines it is made."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from domain.pay import KINDS, PayKind, RunFile
from domain.payee import PaidAs
from domain.texts import N_, Words
from reporting.export.plain import table_csv
from reporting.export.table import Cell, Column, Table
from reporting.export.workbook import workbook

PAID_AS: Mapping[str, str] = {
    PaidAs.WAGE: N_("wage"),
    PaidAs.COMPENSATION: N_("compensation for work"),
    PaidAs.INVOICE: N_("invoice"),
}


def make(
    payments: Sequence[Mapping[str, Any]],
    *,
    number: str,
    begins_on: date,
    ends_on: date,
    language: str,
    form: RunFile,
    now: datetime,
) -> bytes:
    """Returns a run as a file: CSV with a row a payee, or Excel with those and a sheet of their lines.

    `payments` are as the run keeps them: code, legal_name, iban, kind, gross, expenses, and lines of contact, kind,
    amount (euros), reason and approved_on. The same run gives the same bytes but for the moment in the workbook.
    """
    words = Words(language)
    payees = _payees(payments, words, number, begins_on, ends_on)
    if form is not RunFile.EXCEL:
        return table_csv(payees, language)
    title = words("Pay run {number}", number=number)
    return workbook((payees, _lines(payments, words)), title=title, language=language, made=now)


def _payees(payments: Sequence[Mapping[str, Any]], words: Words, number: str, begins_on: date, ends_on: date) -> Table:
    return Table(
        name="payees",
        title=words("Payees"),
        columns=(
            Column(name="payrun", heading=words("Pay run")),
            Column(name="begins_on", heading=words("Period from")),
            Column(name="ends_on", heading=words("Period to")),
            Column(name="shopper", heading=words("Shopper"), width=10),
            Column(name="legal_name", heading=words("Legal name"), width=28),
            Column(name="iban", heading=words("IBAN"), width=26),
            Column(name="kind", heading=words("Kind of payment"), width=20),
            Column(name="gross", heading=words("Gross pay, €"), decimals=2),
            Column(name="expenses", heading=words("Expenses, €"), decimals=2),
            Column(name="total", heading=words("In all, €"), decimals=2),
        ),
        rows=[
            (
                number,
                begins_on,
                ends_on,
                each["code"],
                each["legal_name"],
                each["iban"],
                words(PAID_AS[each["kind"]]),
                Decimal(each["gross"]),
                Decimal(each["expenses"]),
                Decimal(each["gross"]) + Decimal(each["expenses"]),
            )
            for each in payments
        ],
    )


def _lines(payments: Sequence[Mapping[str, Any]], words: Words) -> Table:
    return Table(
        name="lines",
        title=words("Lines"),
        columns=(
            Column(name="shopper", heading=words("Shopper"), width=10),
            Column(name="contact", heading=words("Contact"), width=14),
            Column(name="kind", heading=words("Kind"), width=14),
            Column(name="approved_on", heading=words("Approved")),
            Column(name="amount", heading=words("Amount, €"), decimals=2),
            Column(name="reason", heading=words("Reason"), width=40),
        ),
        rows=list(_rows(payments, words)),
    )


def _rows(payments: Sequence[Mapping[str, Any]], words: Words) -> Iterator[tuple[Cell, ...]]:
    for each in payments:
        for line in each["lines"]:
            approved = date.fromisoformat(line["approved_on"]) if line["approved_on"] else None
            amount = Decimal(line["amount"])
            yield each["code"], line["contact"], words(KINDS[PayKind(line["kind"])]), approved, amount, line["reason"]
