from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from domain.acceptance import Acceptance, Proof, Way
from domain.adjustments import Adjustments, Discount, SetupDecision
from domain.biller import Biller
from domain.comparing import difference
from domain.fingerprint import Part, Precedent
from domain.imprint import Imprint
from domain.ordering import Ordering
from domain.price_list import Item, Price
from domain.quote import Quote, Timetable, quote_for
from domain.study import Study
from domain.vat import FINLAND, VatTreatment
from reporting.pdf.quote import make
from tests.domain.havu import EMAIL, PHONE, PRICES, STUDY

FIELDWORK = Timetable(opens_on=date(2026, 11, 9), closes_on=date(2026, 11, 27))


def quoted(study: Study = STUDY, *precedents: Precedent, timetable: Timetable | None = FIELDWORK) -> Quote:
    return quote_for(
        study,
        price_list=(),
        number="T-2026-001",
        today=date(2026, 11, 2),
        timetable=timetable,
        precedents=precedents,
    )


def pages(quote: Quote, *, language: str = "en", simulated: bool = False) -> list[str]:
    made = make(quote, language=language, imprint=Imprint(agency="Otson Toimisto Oy"), simulated=simulated)
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def text(quote: Quote, *, language: str = "en", simulated: bool = False) -> str:
    return " ".join(pages(quote, language=language, simulated=simulated))


def test_it_is_on_one_page_with_the_parties_the_lines_and_the_terms() -> None:
    (page,) = pages(quoted())
    for shown in (
        *("Quote T-2026-001", "Otson Toimisto Oy", "Havu Energia Oy", "1234567-1", "PO-88213"),
        *("2 November 2026", "Valid until 2 December 2026", "Payment term 14 days net"),
        *("Research: Customer service, phone", "168 min", "€2.40/min", "€403.20", "when needed", "€95.00/h"),
        *("12 contacts of about 14 minutes", "The contacts are made 9–27 November 2026", "press [Accept quote]"),
    ):
        assert shown in page


@pytest.mark.parametrize(
    ("language", "sums"),
    [
        ("fi", ("3 623,20 €", "25,5 %", "923,92 €", "4 547,12 €")),
        ("en", ("€3,623.20", "25.5%", "€923.92", "€4,547.12")),
    ],
)
def test_sums_are_written_as_the_reader_writes_them(language: str, sums: tuple[str, ...]) -> None:
    page = text(quoted(), language=language)
    for shown in sums:
        assert shown in page


def test_a_waived_line_is_shown_at_zero_with_the_wave_that_it_refers_to() -> None:
    waived = Precedent(service="puhelin", study=STUDY.terms.name, wave="2026-Q2")
    page = text(quoted(STUDY, waived))
    assert "Not charged again: the same as in wave 2026-Q2." in page
    assert "€0.00" in page


def test_a_changed_service_says_what_changed_and_in_which_study_it_was() -> None:
    changed = Precedent(
        service="puhelin", study="Kevään tutkimus", wave="2026-Q2", changed=(Part.METRICS, Part.CHANNEL)
    )
    page = text(quoted(STUDY, changed))
    assert "Charged: since wave Kevään tutkimus, 2026-Q2 these have changed: the metrics, the channel." in page


def test_a_price_finer_than_a_cent_is_printed_as_it_is_multiplied() -> None:
    fine = Price(item=Item.RESEARCH, price=Decimal("2.345"), vat_percent=Decimal(10))
    own = STUDY.model_copy(update={"prices": (*PRICES, fine)})
    page = text(quoted(own))
    assert "€2.345/min" in page
    assert "VAT 25.5%" in page
    assert "VAT 10%" in page


def test_few_contacts_are_told_to_give_indicative_results() -> None:
    few = STUDY.model_copy(update={"services": (PHONE.model_copy(update={"contacts": 9}), EMAIL)})
    assert "Fewer than the recommended 10" in text(quoted(few))
    assert "Fewer than the recommended" not in text(quoted())


def test_what_is_not_agreed_yet_is_said() -> None:
    silent = STUDY.model_copy(update={"terms": STUDY.terms.model_copy(update={"recordings": False})})
    page = text(quoted(silent, timetable=None))
    assert "Calls are not recorded." in page
    assert "agreed on when the quote has been accepted" in page


def test_a_simulated_quote_is_marked_and_binds_nobody() -> None:
    assert "Simulated: made for trying out" in text(quoted(), simulated=True)
    assert "binds nobody" in text(quoted(), simulated=True)
    assert "is bound by this quote until 2 December 2026" in text(quoted())


def test_the_same_quote_gives_the_same_bytes_and_is_tagged_in_its_language() -> None:
    first, second = (make(quoted(), language="fi", imprint=Imprint(agency="Otso"), simulated=False) for _ in range(2))
    root = PdfReader(BytesIO(first)).root_object
    assert first == second
    assert str(root["/Lang"]) == "fi-FI"
    assert str(root["/MarkInfo"]) == "{'/Marked': True}"
    assert "/StructTreeRoot" in root


@pytest.mark.parametrize(("language", "sums"), [("fi", "1 117 631,72 €"), ("en", "€1,117,631.72")])
def test_sums_of_a_million_stay_on_one_line(language: str, sums: str) -> None:
    hours = Adjustments(extra_hours=Decimal(9336))
    quote = quote_for(STUDY, price_list=(), number="T-1", today=date(2026, 11, 2), adjustments=hours)
    made = make(quote, language=language, imprint=Imprint(agency="Otson Toimisto Oy"), simulated=False)
    lines = PdfReader(BytesIO(made)).pages[0].extract_text().replace("\u00a0", " ").splitlines()
    assert any(line.endswith(sums) for line in lines)


def test_many_services_flow_to_another_page() -> None:
    many = tuple(PHONE.model_copy(update={"name": f"palvelu{n}"}) for n in range(15))
    quote = quoted(STUDY.model_copy(update={"services": many}))
    shown = pages(quote)
    assert len(shown) == 2
    assert "Page 2/2" in shown[1]


AT = datetime(2026, 11, 4, 22, 30, tzinfo=UTC)


def quoted_by_hand(**changes: Any) -> Quote:
    return quote_for(
        STUDY, price_list=(), number="2026-001", today=date(2026, 11, 2), timetable=FIELDWORK, vat=FINLAND, **changes
    )


def accepted(quote: Quote, acceptance: Acceptance, language: str = "en") -> list[str]:
    made = make(
        quote,
        language=language,
        imprint=Imprint(agency="Otson Toimisto Oy"),
        simulated=False,
        acceptance=acceptance,
        timezone="Europe/Helsinki",
    )
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(made)).pages]


def test_discounts_hours_and_decisions_stand_in_the_table_and_it_stays_on_one_page() -> None:
    by_hand = Adjustments(
        extra_hours=Decimal("4.5"),
        discounts=(Discount(reason="long customer", percent=Decimal(10)),),
        setups=(SetupDecision(service="puhelin", charged=False, reason="agreed in spring", by="Otso"),),
    )
    order = Ordering(reference="Cost centre 42", einvoice_address="003712345671", einvoice_operator="003721291126")
    (page,) = pages(quoted_by_hand(adjustments=by_hand, ordering=order))
    for shown in (
        "Not charged: agreed in spring.",
        "Discount 10%: long customer",
        "−€316.07",
        "4.5 h",
        "Your reference Cost centre 42",
        "E-invoice 003712345671 003721291126",
    ):
        assert shown in page
    assert "Otso " not in page.replace("Otson", "")


def test_a_version_prints_what_has_changed_old_and_new_with_the_difference() -> None:
    before = quoted_by_hand()
    more = STUDY.model_copy(update={"services": (PHONE.model_copy(update={"contacts": 20}), EMAIL)})
    after = quote_for(
        more,
        price_list=(),
        number="2026-001/2",
        version=2,
        today=date(2026, 11, 9),
        priced_on=date(2026, 11, 2),
        timetable=FIELDWORK,
        vat=FINLAND,
    )
    (page,) = pages(after.model_copy(update={"since": difference(before, after)}))
    for shown in (
        "Quote 2026-001/2",
        "Prices of 2 November 2026",
        "What has changed since version 1",
        "12 contacts of 14 min → 20 contacts of 14 min",
        "Research: Customer service, phone: €403.20 → €672.00",
        "Total without VAT: €3,623.20 → €3,892.00 (+€268.80)",
        "Total with VAT: €4,547.12 → €4,884.46 (+€337.34)",
    ):
        assert shown in page


def test_no_vat_is_charged_where_the_buyer_pays_it_and_the_reason_is_printed() -> None:
    (page,) = pages(quoted_by_hand(vat_treatment=VatTreatment.REVERSE_CHARGE))
    assert "Reverse charge" in page
    assert "Total with VAT €3,623.20" in page


def test_an_accepted_copy_says_who_when_and_which_document() -> None:
    made = Acceptance(name="Helmi Havu", at=AT, document="a3" * 32, pdf="9f" * 32)
    (page,) = accepted(quoted(), made)
    for shown in ("Accepted: Helmi Havu, 5 November 2026 at 00:30", "a3" * 32, "9f" * 32):
        assert shown in page
    assert "press [Accept quote]" not in page
    (finnish,) = accepted(quoted(), made, "fi")
    assert "Hyväksynyt: Helmi Havu, 5.11.2026 klo 0.30" in finnish


def test_a_recorded_acceptance_says_by_whom_and_how_it_came() -> None:
    made = Acceptance(
        name="Matti Virtanen",
        at=AT,
        day=date(2026, 11, 3),
        way=Way.EMAIL,
        recorded_by="Kaisa",
        proof=Proof(name="reply.pdf", file_id="f", kind="document"),
        document="a3" * 32,
        pdf="9f" * 32,
    )
    (page,) = accepted(quoted(), made)
    assert "Accepted: Matti Virtanen, 3 November 2026" in page
    assert "Accepted by e-mail; recorded on the client’s behalf by Kaisa" in page
    assert "Attached: reply.pdf" in page


def test_the_seller_is_named_as_it_is_registered() -> None:
    biller = Biller(
        name="Otson Toimisto Oy", business_id="1234567-1", street="Kuja 1", postcode="00100", town="Helsinki"
    )
    made = make(quoted(), language="en", imprint=Imprint(agency="Otso", biller=biller), simulated=False)
    page = " ".join(PdfReader(BytesIO(made)).pages[0].extract_text().split())
    assert "Offered by Otson Toimisto Oy Kuja 1 00100 Helsinki Business ID 1234567-1" in page
