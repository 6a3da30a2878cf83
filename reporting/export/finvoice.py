"""An invoice basis as an e-invoice, Finvoice 3.0, which a Finnish bank or operator carries.

Source: Finvoice 3.0 technical specification and schema, Finance Finland (file.finanssiala.fi/finvoice).
"""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from textwrap import wrap
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from domain.biller import Biller
from domain.billing import Billing
from domain.company import Company
from domain.identifier import HOME
from domain.invoice_basis import Billed, InvoiceBasis, Sum
from domain.price_list import Item
from domain.texts import Words
from domain.vat import REASONS, VatTreatment
from reporting.billed_words import UNITS, BilledWords
from reporting.formats import Formats

STREET, NAME, SHORT, FREE, ARTICLE = 35, 70, 35, 512, 100
"""The longest texts that the schema takes, in characters."""
CODES = {VatTreatment.DOMESTIC: "S", VatTreatment.REVERSE_CHARGE: "AE", VatTreatment.OUTSIDE: "O"}
"""Kinds of VAT by UNTDID 5305."""
EXEMPT = {VatTreatment.REVERSE_CHARGE: "VATEX-EU-AE", VatTreatment.OUTSIDE: "VATEX-EU-O"}
ZERO_RATED = "Z"
INVOICE, CREDIT = ("INV01", "380"), ("INV02", "381")
"""Types of messages: Finvoice's own, and by UNTDID 1001."""


def as_finvoice(basis: InvoiceBasis, language: str) -> bytes:
    """Returns the invoice basis as Finvoice 3.0 in UTF-8, its free texts in a language.

    The seller's address, account and business id have to be set (`Biller.missing`).
    """
    words = Words(language)
    made = _Message(basis, BilledWords(basis, words, Formats(words.language)))
    indent(made.root)
    return bytes(tostring(made.root, encoding="UTF-8", xml_declaration=True))


class _Message:
    def __init__(self, basis: InvoiceBasis, told: BilledWords) -> None:
        self.basis, self.told, self.words = basis, told, told.words
        self.root = Element("Finvoice", Version="3.0")
        self._transmission()
        self._seller(basis.seller)
        self._buyer(basis.buyer)
        self._delivery()
        self._details()
        for number, line in enumerate(basis.lines, start=1):
            self._row(number, line)
        self._earlier(len(basis.lines))
        self._payment()

    def _transmission(self) -> None:
        seller, buyer = self.basis.seller, self.basis.buyer
        if not all(
            (seller.e_invoice_address, seller.e_invoice_operator, buyer.e_invoice_address, buyer.e_invoice_operator)
        ):
            return
        details = SubElement(self.root, "MessageTransmissionDetails")
        sender = SubElement(details, "MessageSenderDetails")
        _text(sender, "FromIdentifier", seller.e_invoice_address)
        _text(sender, "FromIntermediator", seller.e_invoice_operator)
        receiver = SubElement(details, "MessageReceiverDetails")
        _text(receiver, "ToIdentifier", buyer.e_invoice_address)
        _text(receiver, "ToIntermediator", buyer.e_invoice_operator)
        message = SubElement(details, "MessageDetails")
        _text(message, "MessageIdentifier", self.basis.number)
        _text(message, "MessageTimeStamp", datetime.combine(self.basis.dated, time(), UTC).isoformat())

    def _seller(self, seller: Biller) -> None:
        self._party("Seller", seller)
        _text(self.root, "SellerOrganisationUnitNumber", seller.e_invoice_address, SHORT)
        if seller.phone or seller.email:
            reached = SubElement(self.root, "SellerCommunicationDetails")
            _text(reached, "SellerPhoneNumberIdentifier", seller.phone, SHORT)
            _text(reached, "SellerEmailaddressIdentifier", seller.email, NAME)
        information = SubElement(self.root, "SellerInformationDetails")
        account = SubElement(information, "SellerAccountDetails") if seller.bic else None
        if account is not None:
            _text(account, "SellerAccountID", seller.iban, IdentificationSchemeName="IBAN")
            _text(account, "SellerBic", seller.bic, IdentificationSchemeName="BIC")

    def _buyer(self, buyer: Billing) -> None:
        self._party("Buyer", buyer)
        _text(self.root, "BuyerOrganisationUnitNumber", buyer.e_invoice_address, SHORT)
        if buyer.email:
            reached = SubElement(self.root, "BuyerCommunicationDetails")
            _text(reached, "BuyerEmailaddressIdentifier", buyer.email, NAME)

    def _party(self, role: str, company: Company) -> None:
        details = SubElement(self.root, f"{role}PartyDetails")
        _text(details, f"{role}PartyIdentifier", company.business_id, SHORT)
        _text(details, f"{role}OrganisationName", company.name, NAME)
        _text(details, f"{role}OrganisationTaxCode", company.vat_id, SHORT)
        # an address has all three, each of at least two letters
        if min(len(part) for part in (company.street, company.town, company.postcode)) < 2:
            return
        address = SubElement(details, f"{role}PostalAddressDetails")
        _text(address, f"{role}StreetName", company.street, STREET)
        _text(address, f"{role}TownName", company.town, SHORT)
        _text(address, f"{role}PostCodeIdentifier", company.postcode, SHORT)
        _text(address, "CountryCode", company.country)

    def _delivery(self) -> None:
        if self.basis.first and self.basis.last:
            period = SubElement(SubElement(self.root, "DeliveryDetails"), "DeliveryPeriodDetails")
            _day(period, "StartDate", self.basis.first)
            _day(period, "EndDate", self.basis.last)

    def _details(self) -> None:
        basis, words = self.basis, self.words
        is_credit = basis.gross < 0
        code, international = CREDIT if is_credit else INVOICE
        details = SubElement(self.root, "InvoiceDetails")
        _text(details, "InvoiceTypeCode", code)
        _text(details, "InvoiceTypeCodeUN", international)
        _text(details, "InvoiceTypeText", words("CREDIT NOTE") if is_credit else words("INVOICE"), SHORT)
        _text(details, "OriginCode", "Original")
        _text(details, "InvoiceNumber", basis.number)
        _day(details, "InvoiceDate", basis.dated)
        _text(details, "OriginalInvoiceNumber", basis.cancels)
        if basis.first and basis.last:
            _day(details, "InvoicingPeriodStartDate", basis.first)
            _day(details, "InvoicingPeriodEndDate", basis.last)
        _text(details, "OrderIdentifier", basis.purchase_order, NAME)
        _text(details, "AgreementIdentifier", basis.quote, NAME)
        _text(details, "BuyerReferenceIdentifier", basis.buyer.reference, NAME)
        for name, amount in (
            ("RowsTotalVatExcludedAmount", basis.net),
            ("InvoiceTotalVatExcludedAmount", basis.net),
            ("InvoiceTotalVatAmount", basis.vat),
            ("InvoiceTotalVatIncludedAmount", basis.gross),
        ):
            self._amount(details, name, amount)
        for one in basis.sums:
            self._vat(details, one)
        _text(details, "InvoiceFreeText", f"{basis.study}, {basis.wave}", FREE)
        terms = SubElement(details, "PaymentTermsDetails")
        days = words.plural("{n} day net", "{n} days net", basis.payment_term_days)
        _text(terms, "PaymentTermsFreeText", days, NAME)
        _day(terms, "InvoiceDueDate", basis.due_on)

    def _vat(self, details: Element, one: Sum) -> None:
        treatment = self.basis.buyer.treatment
        vat = SubElement(details, "VatSpecificationDetails")
        self._amount(vat, "VatBaseAmount", one.net)
        _text(vat, "VatRatePercent", _number(one.vat_percent))
        _text(vat, "VatCode", _code(treatment, one.vat_percent))
        self._amount(vat, "VatRateAmount", one.vat)
        if treatment in REASONS:
            # as many lines of 70 letters as the schema takes
            for line in wrap(self.words(REASONS[treatment]), NAME)[:3]:
                _text(vat, "VatFreeText", line)
            _text(vat, "VatExemptionReasonCode", EXEMPT[treatment])

    def _row(self, number: int, line: Billed) -> None:
        row = SubElement(self.root, "InvoiceRow")
        _text(row, "ArticleName", self.told.name(line), ARTICLE)
        unit = UNITS.get(line.item, "kpl") if line.item is not None else "kpl"
        quantity = Decimal(0) if line.waived else line.quantity
        _text(row, "InvoicedQuantity", _number(quantity), QuantityUnitCode=unit)
        self._amount(row, "UnitPriceAmount", line.price)
        _text(row, "RowPositionIdentifier", str(number))
        if (line.item is Item.SETUP and line.waived) or line.item is Item.RESEARCH:
            _text(row, "RowFreeText", self.told.what(line), FREE)
        self._row_sums(row, line.vat_percent, line.net)

    def _earlier(self, rows: int) -> None:
        """What was billed before is taken off in rows of its own, one for each rate."""
        for earlier in self.basis.earlier:
            for one in earlier.sums:
                rows += 1
                row = SubElement(self.root, "InvoiceRow")
                day = self.told.formats.day(earlier.dated)
                told = self.words("Billed in {number}, {day}", number=earlier.number, day=day)
                _text(row, "ArticleName", told, ARTICLE)
                _text(row, "InvoicedQuantity", "1", QuantityUnitCode="kpl")
                self._amount(row, "UnitPriceAmount", -one.net)
                _text(row, "RowPositionIdentifier", str(rows))
                self._row_sums(row, one.vat_percent, -one.net)

    def _row_sums(self, row: Element, percent: Decimal, net: Decimal) -> None:
        _text(row, "RowVatRatePercent", _number(percent))
        _text(row, "RowVatCode", _code(self.basis.buyer.treatment, percent))
        self._amount(row, "RowVatExcludedAmount", net)

    def _payment(self) -> None:
        basis = self.basis
        details = SubElement(self.root, "EpiDetails")
        identification = SubElement(details, "EpiIdentificationDetails")
        _day(identification, "EpiDate", basis.dated)
        SubElement(identification, "EpiReference")
        parties = SubElement(details, "EpiPartyDetails")
        bank = SubElement(parties, "EpiBfiPartyDetails")
        _text(bank, "EpiBfiIdentifier", basis.seller.bic, IdentificationSchemeName="BIC")
        payee = SubElement(parties, "EpiBeneficiaryPartyDetails")
        _text(payee, "EpiNameAddressDetails", basis.seller.name, SHORT)
        _text(payee, "EpiAccountID", basis.seller.iban, IdentificationSchemeName="IBAN")
        instruction = SubElement(details, "EpiPaymentInstructionDetails")
        scheme = "ISO" if basis.reference.startswith("RF") else "SPY"
        _text(instruction, "EpiRemittanceInfoIdentifier", basis.reference, IdentificationSchemeName=scheme)
        self._amount(instruction, "EpiInstructedAmount", basis.gross)
        SubElement(instruction, "EpiCharge", ChargeOption="SHA" if basis.buyer.country == HOME else "SLEV")
        _day(instruction, "EpiDateOptionDate", basis.due_on)

    def _amount(self, parent: Element, name: str, amount: Decimal) -> None:
        # what a unit costs may be finer than a cent, and is multiplied as it is
        exact = amount.quantize(Decimal("0.01")) if amount == amount.quantize(Decimal("0.01")) else amount
        _text(parent, name, f"{exact:f}".replace(".", ","), AmountCurrencyIdentifier=self.basis.currency)


def _text(parent: Element, name: str, text: str, most: int = FREE, **attributes: str) -> None:
    """Adds an element; nothing where there is no text. Letters that XML has no place for are left out."""
    told = " ".join("".join(letter for letter in text if letter.isprintable() or letter.isspace()).split())
    if told:
        SubElement(parent, name, attributes).text = told[:most]


def _day(parent: Element, name: str, day: date) -> None:
    SubElement(parent, name, Format="CCYYMMDD").text = f"{day:%Y%m%d}"


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _code(treatment: VatTreatment, percent: Decimal) -> str:
    return CODES[treatment] if percent or not treatment.bears_vat else ZERO_RATED
