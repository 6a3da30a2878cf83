"""Every row of quote_cases.md: quotes whose sums were worked out in cents beforehand."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from domain.adjustments import Adjustments, Discount, SetupDecision
from domain.fingerprint import Part, Precedent
from domain.price_list import Item, Price
from domain.quote import Quote, Timetable, quote_for
from domain.service import Channel, Service
from domain.study import Study
from domain.texts import Words
from domain.vat import FINLAND, VatRate, VatTreatment
from reporting.formats import Formats
from reporting.pdf.quote_lines import QuoteLines
from tests.domain.havu import PHONE, STUDY

TABLE = (Path(__file__).parent / "quote_cases.md").read_text("utf-8")
RATES = (*FINLAND, VatRate(percent=Decimal(26), valid_from=date(2027, 1, 1)))
LISTS = dict(re.findall(r"^- ([\w ]+): (.+)$", TABLE, re.MULTILINE))
ROWS = [
    [cell.strip() for cell in line.strip("|\n").split(" | ")] for line in TABLE.splitlines() if line.startswith("| ")
]
HEADS, *CASES = ROWS
Case = dict[str, str]


def _cases() -> Iterator[Case]:
    for row in CASES:
        yield dict(zip(HEADS, row, strict=True))


def _prices(text: str) -> Iterator[Price]:
    for written in filter(None, text.split(", ")):
        about, amount = written.split()
        item, channel, service = re.fullmatch(r"(\w+)(?:@(\w+))?(?::(\w+))?", about).groups()  # type: ignore[union-attr]
        price, _, percent = amount.partition("/")
        yield Price(
            item=Item(item),
            price=Decimal(price),
            vat_percent=Decimal(percent) if percent else None,
            channel=Channel(channel) if channel else None,
            service=service or "",
        )


def _services(text: str) -> Iterator[Service]:
    for written in text.split(", "):
        called, plan = written.split()
        name, _, channel = called.partition("/")
        contacts, minutes = plan.split("x")
        about = {"name": name, "channel": Channel(channel or name), "contacts": int(contacts)}
        yield PHONE.model_copy(update={**about, "minutes": Decimal(minutes)})


def _by_hand(text: str) -> tuple[Adjustments, list[Precedent]]:
    hours, discounts, setups, precedents = Decimal(0), [], [], []
    for written in filter(None, text.split("; ")):
        verb, *rest = written.split()
        match verb:
            case "hours":
                hours = Decimal(rest[0])
            case "off":
                size = Decimal(rest[-1].rstrip("%"))
                kind = "percent" if rest[-1].endswith("%") else "amount"
                discounts.append(
                    Discount.model_validate({"reason": "agreed", kind: size, "item": rest[0] if rest[1:] else None})
                )
            case "waive" | "charge":
                decision = SetupDecision(service=rest[0], charged=verb == "charge", reason="agreed", by="Kaisa")
                setups.append(decision)
            case "waived" | "changed":
                parts = (Part.METRICS,) if verb == "changed" else ()
                precedents.append(Precedent(service=rest[0], study="Spring", wave="Q2", changed=parts))
    return Adjustments(extra_hours=hours, discounts=tuple(discounts), setups=tuple(setups)), precedents


def _quoted(case: Case) -> Quote:
    first, _, last = case["days"].partition(" > ")
    today = date.fromisoformat(first)
    adjustments, precedents = _by_hand(case["set by hand"])
    study: Study = STUDY.model_copy(
        update={"services": tuple(_services(case["services"])), "prices": tuple(_prices(case["the study's own"]))}
    )
    return quote_for(
        study,
        price_list=tuple(_prices(LISTS[case["list"]])),
        number="2026-001",
        today=today,
        timetable=Timetable(opens_on=today, closes_on=date.fromisoformat(last)) if last else None,
        adjustments=adjustments,
        precedents=precedents,
        vat=RATES,
        vat_treatment=VatTreatment(case["VAT"] or "domestic"),
        currency=case["in"],
    )


def _cents(amount: Decimal) -> int:
    assert amount == amount.quantize(Decimal("0.01"))
    return int(amount * 100)


def _rates(text: str) -> list[tuple[Decimal, int]]:
    return [(Decimal(rate), int(cents)) for rate, cents in (part.split(":") for part in text.split())]


each_case = pytest.mark.parametrize("case", list(_cases()), ids=lambda case: case["what it shows"])


def test_there_are_sixty_of_them_and_each_shows_something_else() -> None:
    assert len(CASES) >= 60
    assert len({case["what it shows"] for case in _cases()}) == len(CASES)


@each_case
def test_a_quote_comes_to_what_was_worked_out(case: Case) -> None:
    quote = _quoted(case)
    assert [_cents(line.net) for line in quote.lines] == [int(cents) for cents in case["lines"].split()]
    assert [(line.vat_percent, _cents(line.net)) for line in quote.discounts] == _rates(case["off"])
    assert _cents(quote.subtotal) == int(case["net"])
    assert [(rate, _cents(vat)) for rate, vat in quote.vat_by_rate.items()] == _rates(case["VAT by rate"])
    assert _cents(quote.gross) == int(case["gross"])
    assert quote.currency == case["in"]


def _read(printed: str, language: str) -> Fraction:
    """What somebody reads in `−1 234,50 €`, `2.345/min` or `SEK 1,234.50`; nothing in a dash."""
    thousands, point = ("\u00a0", ",") if language == "fi" else (",", ".")
    digits = re.sub(rf"[^0-9{point}]", "", printed.replace(thousands, "")).replace(point, ".")
    return Fraction(digits or 0) * (-1 if "−" in printed else 1)


def _half_up(exact: Fraction) -> Fraction:
    return Fraction(int(exact * 100 + Fraction(1, 2)), 100)


@each_case
@pytest.mark.parametrize("language", ["fi", "en"])
def test_what_is_printed_adds_up(case: Case, language: str) -> None:
    quote, words = _quoted(case), Words(language)
    printed = QuoteLines(quote, words, Formats(language))
    rows = list(printed.rows())
    for line, (_, quantity, price, _, net) in zip(quote.lines, rows, strict=False):
        read = _half_up(_read(quantity, language) * _read(price, language))
        assert _read(net, language) == (read if not line.is_waived else 0)

    def sums(*amounts: Decimal) -> list[Fraction]:
        return [_read(printed.money(amount), language) for amount in amounts]

    subtotal, gross, *vat = sums(quote.subtotal, quote.gross, *quote.vat_by_rate.values())
    assert sum(_read(row[-1], language) for row in rows) == subtotal == Fraction(case["net"]) / 100
    assert subtotal + sum(vat) == gross == Fraction(case["gross"]) / 100
    assert ("€" in printed.money(quote.gross)) == (quote.currency == "EUR")


@each_case
def test_it_comes_back_from_storage_as_it_was(case: Case) -> None:
    quote = _quoted(case)
    assert Quote.model_validate_json(quote.model_dump_json()) == quote
