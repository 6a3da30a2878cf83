"""Cards of invoice bases: one in figures, which wave, an instalment, and what cancelling does."""

from collections.abc import Sequence
from decimal import Decimal

from markupsafe import Markup
from sqlalchemy import RowMapping

from bot.view import Button, ChatWords, View, in_rows, lines, press
from bot.views.names import day, money
from bot.views.studies import back
from domain.invoice_basis import CANCELLED, DRAFT, SENT, Earlier, InvoiceBasis, Kind
from domain.quote import Quote
from domain.texts import N_
from domain.vat import VatTreatment

STATES = {DRAFT: N_("draft"), SENT: N_("sent"), CANCELLED: N_("cancelled")}
KINDS = {
    Kind.DONE: N_("What has been done, less what was billed before."),
    Kind.INSTALMENT: N_("An instalment of the quote."),
    Kind.CREDIT: N_("A credit: it takes {number} back."),
}
LACKING = {
    "business_id": N_("business id"),
    "vat_id": N_("VAT number"),
    "street": N_("street"),
    "postcode": N_("postcode"),
    "town": N_("town"),
    "iban": N_("account"),
}
OTHERS = 10
"""Other invoice bases of a wave that a card leads to."""


def invoice(
    words: ChatWords,
    row: RowMapping,
    basis: InvoiceBasis,
    others: Sequence[tuple[int, str, str]],
    *,
    simulated: bool,
) -> View:
    """An invoice basis in figures, with what can be done with it; `others` are the wave's: ids, numbers, states."""
    id, state = row["id"], row["state"]
    missing = [words(LACKING[name]) for name in basis.seller.missing]
    sending = [
        [Button(words("Send to client"), press("isend", id)), Button(words("Sent otherwise"), press("ielse", id))],
    ]
    cancel = [Button(words("Cancel"), press("icancel", id))]
    again = [Button(words("Make anew"), press("iagain", id))]
    is_credit = basis.kind is Kind.CREDIT
    where = (row["study_id"], row["wave_id"])
    return View(
        lines(
            *_figures(words, basis, simulated=simulated),
            words(KINDS[basis.kind], number=basis.cancels),
            None if basis.accepted_on or is_credit else words("⚠ No quote has been accepted: it rests on the plan."),
            words("⚠ Not told in the settings: {missing}. So no e-invoice was made.", missing=", ".join(missing))
            if missing
            else None,
            words("⚠ Reverse charge needs the client’s VAT number: add it to the billing details, and make it anew.")
            if basis.buyer.treatment is VatTreatment.REVERSE_CHARGE and not basis.buyer.vat_id and not is_credit
            else None,
            words(
                "⚠ More has been billed than is done so far. If work is still to come, cancel this one: later ones "
                "deduct what was billed by themselves."
            )
            if state == DRAFT and basis.kind is Kind.DONE and basis.gross < 0
            else None,
            _standing(words, state),
        ),
        [
            *(sending if state == DRAFT else []),
            *([again + cancel] if state == DRAFT and not is_credit else []),
            *([cancel] if (state == DRAFT) == is_credit and state != CANCELLED else []),
            [
                Button(words("Instalments"), press("instalment", *where)),
                Button(words("Billing details"), press("billing", where[0])),
            ],
            [Button(words("Quoted and done"), press("quotedone", *where))],
            *in_rows(
                [
                    Button(f"{number} · {words(STATES[each])}", press("iopen", other))
                    for other, number, each in others[-OTHERS:]
                ],
                2,
            ),
            back(words, where[0]),
        ],
    )


def _figures(words: ChatWords, basis: InvoiceBasis, *, simulated: bool) -> list[Markup | None]:
    net, vat = money(basis.net, words, basis.currency), money(basis.vat, words, basis.currency)
    gross = money(basis.gross, words, basis.currency)
    return [
        words("<b>SIMULATED DATA</b>") if simulated else None,
        words("<b>Invoice basis {number}</b> · {client}", number=basis.number, client=basis.buyer.name),
        Markup("{} · {}").format(basis.study, basis.wave),
        words("Net {net}, VAT {vat}", net=net, vat=vat),
        words("<b>To pay {gross}</b>, due {day}", gross=gross, day=day(basis.due_on, words))
        if basis.gross > 0
        else words("<b>In the client’s favour {gross}</b>", gross=gross),
    ]


def _standing(words: ChatWords, state: str) -> Markup:
    told = {DRAFT: words("Not sent yet."), SENT: words("The client has it."), CANCELLED: words("Cancelled.")}
    return told[state]


def for_client(words: ChatWords, basis: InvoiceBasis, state: str, *, simulated: bool) -> View:
    """An invoice basis in figures, for whom it was sent to."""
    cancelled = words("Cancelled: a credit follows.") if state == CANCELLED else None
    return View(lines(*_figures(words, basis, simulated=simulated), cancelled))


def file(words: ChatWords, basis: InvoiceBasis, form: str) -> View:
    """Under a file of an invoice basis: what it is for."""
    if form == "xml":
        told = words("The same as an e-invoice (Finvoice 3.0), for your bank or operator.")
    else:
        told = words("The same as a workbook.")
    return View(lines(words("<b>Invoice basis {number}</b>", number=basis.number), told))


def of_which(words: ChatWords, study_id: int, study: str, waves: Sequence[tuple[int, str]]) -> View:
    """Which wave is billed."""
    buttons = [Button(name, press("invoice", study_id, id)) for id, name in waves[:20]]
    return View(
        lines(words("<b>Which wave is billed?</b>"), Markup("{}").format(study)),
        [*in_rows(buttons, 1), back(words, study_id)],
    )


def cancel(words: ChatWords, id: int, basis: InvoiceBasis, state: str) -> View:
    """What cancelling does."""
    if state == SENT:
        told = words(
            "The client has it: a credit of the same sum is made, with a number of its own, to be sent as well."
        )
    elif basis.kind is Kind.CREDIT:
        told = words(
            "It has not been sent: {number} stands again, as the client has it. Its own number is not used again.",
            number=basis.cancels,
        )
    else:
        told = words("It has not been sent, so nothing else happens. Its number is not used again.")
    return View(
        lines(words("<b>Cancel {number}?</b>", number=basis.number), told),
        [[Button(words("Cancel it"), press("icancel!", id)), Button(words("Back"), press("iopen", id))]],
    )


def instalment(words: ChatWords, study_id: int, quote: Quote, agreed: bool, earlier: Sequence[Earlier]) -> View:
    """Where an instalment is typed."""
    billed = sum((each.net for each in earlier), Decimal("0.00"))
    whole = money(quote.subtotal, words, quote.currency)
    return View(
        lines(
            words("<b>Instalment</b>: how much of the quote is billed now?"),
            words("Quote {number}: {net} without VAT.", number=quote.number, net=whole)
            if agreed
            else words("⚠ No quote has been accepted; the plan comes to {net} without VAT.", net=whole),
            *[
                words(
                    "• {number}, {day}: {net}",
                    number=each.number,
                    day=day(each.dated, words),
                    net=money(each.net, words, quote.currency),
                )
                for each in earlier
            ],
            words("Left: {net} without VAT.", net=money(quote.subtotal - billed, words, quote.currency)),
            "",
            words("Type a share or a sum without VAT, for example: 40 %, or 1200. The rest is billed when it is done."),
        ),
        [back(words, study_id)],
    )
