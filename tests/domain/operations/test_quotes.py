"""A quote's life: one number, versions, an agreement that holds until there is another one."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import RowMapping

from domain.acceptance import Proof, Way, digest
from domain.operations import acceptances, drafts, expiries, people, quotes
from domain.ordering import NotOrderDetails, Ordering
from domain.person import Person, Role
from domain.price_list import Item, What
from domain.quote_state import MOVES, QuoteState
from domain.refusal import (
    AcceptedWhen,
    MayNotAccept,
    NamesAShopper,
    NobodyThere,
    QuoteBeingMade,
    QuoteDecided,
    QuoteExpired,
    QuoteReplaced,
    Stale,
    Unknown,
)
from domain.storage import prices, studies
from domain.storage import quotes as stored
from domain.storage.tables import audit, job, outbox, study
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import DAY, HOUR, NOW
from tests.domain.havu import EMAIL, PHONE, STUDY

Cast = dict[str, Person]


@pytest.fixture
def cast(tx: Transaction) -> Cast:
    made = {"kaisa": agency.join(tx, Role.COORDINATOR, "Kaisa"), "otso": agency.join(tx, Role.OWNER, "Otso")}
    for name in ("Helmi", "Heikki"):
        made[name.lower()] = agency.join(tx, Role.CLIENT, name, client=agency.COMPANY)
    return made


def row(tx: Transaction, id: int) -> RowMapping:
    found = stored.get(tx, id)
    assert found is not None
    return found


def printed(tx: Transaction, id: int) -> int:
    """A quote whose PDF has been made."""
    number = row(tx, id)["number"]
    quotes.note_made(tx, quote_id=id, path=f"quotes/{number}.pdf", sha256=sha256(number.encode()).hexdigest(), now=NOW)
    return id


def drafted(tx: Transaction, cast: Cast, *, now: datetime = NOW) -> int:
    return printed(tx, agency.quoted(tx, cast["kaisa"], agency.a_study(tx, cast["kaisa"]), now=now))


def sent(tx: Transaction, cast: Cast, id: int | None = None, *, now: datetime = NOW) -> int:
    id = id or drafted(tx, cast, now=now)
    quotes.send(tx, by=cast["kaisa"], quote_id=id, now=now)
    return id


def accepted(tx: Transaction, cast: Cast, id: int | None = None, *, now: datetime = NOW) -> int:
    id = id or sent(tx, cast, now=now)
    acceptances.decide(tx, by=cast["helmi"], quote_id=id, accept=True, now=now)
    return id


def next_version(tx: Transaction, cast: Cast, id: int, *, now: datetime = NOW) -> int:
    return printed(tx, quotes.renew(tx, by=cast["kaisa"], quote_id=id, now=now))


def replan(tx: Transaction, id: int, **changes: Any) -> None:
    """Changes a study's definition, as a workbook that is sent again does."""
    found = studies.get(tx, row(tx, id)["study_id"])
    assert found is not None
    changed = studies.definition(found).model_copy(update=changes)
    tx.change(study, study.c.id == found["id"], definition=changed.model_dump_json())


def told(tx: Transaction, kind: str) -> list[int]:
    """To which chats a kind of notice is owed, in order."""
    return [one["chat_id"] for one in tx.all(outbox) if one["notice"]["kind"] == kind]


def states(tx: Transaction, *ids: int) -> list[str]:
    return [row(tx, id)["state"] for id in ids]


def test_numbers_have_no_gaps_and_versions_take_none(tx: Transaction, cast: Cast) -> None:
    first = sent(tx, cast)
    second = next_version(tx, cast, first)
    third = drafted(tx, cast)
    assert [row(tx, id)["number"] for id in (first, second, third)] == ["2026-001", "2026-001/2", "2026-002"]


def test_a_number_that_somebody_else_has_just_taken_is_gone_past(
    tx: Transaction, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafted(tx, cast)
    answers, right = ["2026-001"], stored.next_number
    monkeypatch.setattr(stored, "next_number", lambda tx, day: answers.pop() if answers else right(tx, day))
    assert row(tx, drafted(tx, cast))["number"] == "2026-002"


def test_making_a_draft_again_keeps_its_number_and_what_was_set_by_hand(tx: Transaction, cast: Cast) -> None:
    id = drafted(tx, cast)
    drafts.estimate_hours(tx, by=cast["kaisa"], quote_id=id, text="2,5", now=NOW)
    again = quotes.make(tx, by=cast["kaisa"], study_id=row(tx, id)["study_id"], now=NOW + 3 * DAY)
    quote = quotes.document(row(tx, id))
    assert again == id
    assert (quote.number, quote.dated, quote.lines[-1].net) == ("2026-001", date(2026, 11, 26), Decimal("237.50"))
    assert row(tx, id)["path"] == ""
    with pytest.raises(QuoteBeingMade):
        quotes.send(tx, by=cast["kaisa"], quote_id=id, now=NOW)


def test_a_pdf_of_what_has_changed_meanwhile_is_nobody_s(tx: Transaction, cast: Cast) -> None:
    id = drafted(tx, cast)
    old = row(tx, id)["document"]
    drafts.estimate_hours(tx, by=cast["kaisa"], quote_id=id, text="1", now=NOW)
    quotes.note_made(tx, quote_id=id, path="quotes/old.pdf", sha256="a" * 64, printed=old, now=NOW)
    assert row(tx, id)["path"] == ""


def test_a_button_under_an_older_pdf_sends_nothing(tx: Transaction, cast: Cast) -> None:
    id = drafted(tx, cast)
    with pytest.raises(Stale):
        quotes.send(tx, by=cast["kaisa"], quote_id=id, seen="0" * 8, now=NOW)
    quotes.send(tx, by=cast["kaisa"], quote_id=id, seen=row(tx, id)["sha256"][:8], now=NOW)


def test_discounts_are_printed_with_their_reasons_and_taken_off_in_order(tx: Transaction, cast: Cast) -> None:
    id = drafted(tx, cast)
    for text in ("10 % pitkä asiakkuus", "150 € first study"):
        drafts.give_discount(tx, by=cast["kaisa"], quote_id=id, text=text, now=NOW)
    quote = quotes.document(row(tx, id))
    assert [(off.reason, off.net) for off in quote.discounts] == [
        ("pitkä asiakkuus", Decimal("-362.32")),
        ("first study", Decimal("-150.00")),
    ]
    assert quote.subtotal == Decimal("3623.20") - Decimal("362.32") - Decimal("150.00")
    drafts.take_discounts(tx, by=cast["kaisa"], quote_id=id, now=NOW)
    assert quotes.document(row(tx, id)).discounts == ()
    actions = [one["action"] for one in tx.all(audit) if "discount" in one["action"]]
    assert actions == ["give discount", "give discount", "take discounts"]


def test_a_reason_names_no_shopper(tx: Transaction, cast: Cast) -> None:
    agency.join(tx, Role.SHOPPER, "Aino Aalto")
    id = drafted(tx, cast)
    with pytest.raises(NamesAShopper):
        drafts.give_discount(tx, by=cast["kaisa"], quote_id=id, text="5 % Aino Aalto was ill", now=NOW)


def test_the_owner_alone_goes_against_the_rule_and_says_why(tx: Transaction, cast: Cast) -> None:
    id = drafted(tx, cast)
    decide: dict[str, Any] = {
        "quote_id": id,
        "service": "puhelin",
        "charged": False,
        "reason": "agreed in spring",
        "now": NOW,
    }
    with pytest.raises(Unknown):
        drafts.decide_setup(tx, by=cast["kaisa"], **decide)
    with pytest.raises(Unknown):
        drafts.decide_setup(tx, by=cast["otso"], **{**decide, "service": "fax"})
    drafts.decide_setup(tx, by=cast["otso"], **decide)
    line = quotes.document(row(tx, id)).lines[0]
    assert (line.net, line.decision and line.decision.by) == (Decimal("0.00"), "Otso")
    [noted] = tx.all(audit, audit.c.action == "waive setup")
    assert (noted["details"]["reason"], noted["person_id"]) == ("agreed in spring", cast["otso"].id)
    drafts.decide_setup(tx, by=cast["otso"], **{**decide, "charged": True})
    assert quotes.document(row(tx, id)).lines[0].net == Decimal("890.00")


def test_nothing_of_a_quote_changes_once_the_client_has_it_but_the_order(tx: Transaction, cast: Cast) -> None:
    id = sent(tx, cast)
    before = row(tx, id)["document"]
    with pytest.raises(Stale):
        drafts.give_discount(tx, by=cast["kaisa"], quote_id=id, text="5 % x", now=NOW)
    with pytest.raises(Stale):
        drafts.estimate_hours(tx, by=cast["kaisa"], quote_id=id, text="1", now=NOW)
    setup: dict[str, Any] = {"quote_id": id, "service": "puhelin", "charged": False, "reason": "x", "now": NOW}
    with pytest.raises(Stale):
        drafts.decide_setup(tx, by=cast["otso"], **setup)
    drafts.tell_order(tx, by=cast["helmi"], quote_id=id, text="PO PO-2\nviite Helmi", now=NOW)
    assert row(tx, id)["document"] == before
    assert quotes.ByHand.of(row(tx, id)).ordering == Ordering(purchase_order="PO-2", reference="Helmi")
    with pytest.raises(NotOrderDetails):
        drafts.tell_order(tx, by=cast["helmi"], quote_id=id, text="thanks", now=NOW)


def test_an_order_told_before_sending_is_in_the_document(tx: Transaction, cast: Cast) -> None:
    id = drafted(tx, cast)
    drafts.tell_order(tx, by=cast["kaisa"], quote_id=id, text="order PO-7; e-invoice 003712345671", now=NOW)
    quote = quotes.document(row(tx, id))
    assert (quote.purchase_order, quote.ordering.einvoice_address) == ("PO-7", "003712345671")


def test_a_quote_that_went_out_while_it_was_being_changed_stays_as_the_client_has_it(
    tx: Transaction, cast: Cast
) -> None:
    id = drafted(tx, cast)
    draft = row(tx, id)
    sent(tx, cast, id)
    with pytest.raises(Stale):
        quotes.redraw(tx, cast["kaisa"], draft, quotes.ByHand(), NOW + DAY)
    quotes.note_made(tx, quote_id=id, path="quotes/other.pdf", sha256="0" * 64, now=NOW)
    assert (row(tx, id)["document"], row(tx, id)["sha256"]) == (draft["document"], draft["sha256"])


def test_an_acceptance_holds_who_when_and_which_document(tx: Transaction, cast: Cast) -> None:
    id = accepted(tx, cast)
    made = quotes.acceptance(row(tx, id))
    assert made is not None
    assert (made.name, made.at, made.way) == ("Helmi", NOW, Way.CHAT)
    assert made.document == digest(row(tx, id)["document"])
    assert made.pdf == sha256(b"2026-001").hexdigest()


def test_who_has_not_the_right_is_told_who_has(tx: Transaction, cast: Cast) -> None:
    id = sent(tx, cast)
    for accept in (True, False):
        with pytest.raises(MayNotAccept) as refusal:
            acceptances.decide(tx, by=cast["heikki"], quote_id=id, accept=accept, now=NOW)
        assert refusal.value.details["who"] == "Helmi"
    people.give_right(tx, by=cast["kaisa"], person_id=cast["heikki"].id, accepts_quotes=True, now=NOW)
    acceptances.decide(tx, by=agency.person(tx, cast["heikki"].chat_id), quote_id=id, accept=True, now=NOW)


def test_a_later_version_replaces_an_offer_when_it_is_sent(tx: Transaction, cast: Cast) -> None:
    first = sent(tx, cast)
    second = next_version(tx, cast, first)
    assert states(tx, first, second) == ["sent", "draft"]
    assert quotes.renew(tx, by=cast["kaisa"], quote_id=first, now=NOW) == second
    printed(tx, second)
    sent(tx, cast, second)
    assert states(tx, first, second) == ["replaced", "sent"]
    with pytest.raises(QuoteReplaced) as refusal:
        acceptances.decide(tx, by=cast["helmi"], quote_id=first, accept=True, now=NOW)
    assert refusal.value.details["number"] == "2026-001/2"
    with pytest.raises(QuoteReplaced):
        quotes.renew(tx, by=cast["kaisa"], quote_id=first, now=NOW)


def test_an_agreement_holds_until_another_one_is_made(tx: Transaction, cast: Cast) -> None:
    first = accepted(tx, cast)
    second = sent(tx, cast, next_version(tx, cast, first))
    wave = row(tx, first)["wave_id"]
    assert states(tx, first, second) == ["accepted", "sent"]
    assert quotes.agreed(tx, wave)["id"] == first  # type: ignore[index]
    acceptances.decide(tx, by=cast["helmi"], quote_id=second, accept=False, now=NOW)
    assert quotes.agreed(tx, wave)["id"] == first  # type: ignore[index]
    third = accepted(tx, cast, sent(tx, cast, next_version(tx, cast, second)))
    assert states(tx, first, second, third) == ["replaced", "replaced", "accepted"]
    assert row(tx, third)["number"] == "2026-001/3"
    with pytest.raises(QuoteReplaced) as refusal:
        acceptances.decide(tx, by=cast["helmi"], quote_id=first, accept=True, now=NOW)
    assert refusal.value.details["number"] == "2026-001/3"
    assert quotes.acceptance(row(tx, first)) is not None


def test_a_version_says_line_by_line_what_differs(tx: Transaction, cast: Cast) -> None:
    first = accepted(tx, cast)
    assert quotes.strayed(tx, row(tx, first)) is None
    replan(tx, first, services=(PHONE.model_copy(update={"contacts": 20}), EMAIL))
    strayed = quotes.strayed(tx, row(tx, first))
    assert strayed is not None
    assert [(one.before, one.after) for one in strayed.scope] == [((12, Decimal(14)), (20, Decimal(14)))]
    since = quotes.document(row(tx, next_version(tx, cast, first))).since
    assert since is not None
    assert [(line.item, line.before, line.after) for line in since.lines] == [
        (Item.RESEARCH, Decimal("403.20"), Decimal("672.00"))
    ]
    assert since.net == (Decimal("3623.20"), Decimal("3892.00"))
    assert since.gross == (Decimal("4547.12"), Decimal("4884.46"))


def test_after_a_declined_change_the_next_is_told_from_what_is_agreed(tx: Transaction, cast: Cast) -> None:
    first = accepted(tx, cast)
    replan(tx, first, services=(PHONE.model_copy(update={"contacts": 20}), EMAIL))
    second = sent(tx, cast, next_version(tx, cast, first))
    acceptances.decide(tx, by=cast["helmi"], quote_id=second, accept=False, now=NOW)
    replan(tx, first, services=(PHONE.model_copy(update={"contacts": 16}), EMAIL))
    since = quotes.document(row(tx, next_version(tx, cast, second))).since
    assert since is not None
    assert (since.number, since.net) == ("2026-001", (Decimal("3623.20"), Decimal("3757.60")))


def test_a_version_that_differs_in_nothing_says_nothing_of_it(tx: Transaction, cast: Cast) -> None:
    assert quotes.document(row(tx, next_version(tx, cast, sent(tx, cast)))).since is None


def test_prices_that_are_held_stay_in_their_currency(tx: Transaction, cast: Cast) -> None:
    first = accepted(tx, cast)
    prices.set_currency(tx, "SEK")
    assert quotes.document(row(tx, next_version(tx, cast, first))).currency == "EUR"


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"services": (PHONE.model_copy(update={"contacts": 13}), EMAIL)}, "scope"),
        ({"services": (PHONE.model_copy(update={"minutes": Decimal(15)}), EMAIL)}, "scope"),
        ({"services": (PHONE,)}, "scope"),
        ({"touchpoints": STUDY.touchpoints[:2]}, "contents"),
        ({"terms": STUDY.terms.model_copy(update={"recordings": not STUDY.terms.recordings})}, "recordings"),
    ],
)
def test_every_change_of_what_is_done_is_seen(tx: Transaction, cast: Cast, changes: dict[str, Any], seen: str) -> None:
    id = accepted(tx, cast)
    replan(tx, id, **changes)
    found = quotes.strayed(tx, row(tx, id))
    assert found is not None
    assert getattr(found, seen)


def test_other_prices_and_days_agreed_on_since_are_no_change_of_plan(tx: Transaction, cast: Cast) -> None:
    id = accepted(tx, cast)
    dearer = tuple(price.model_copy(update={"price": price.price * 2}) for price in STUDY.prices)
    replan(tx, id, prices=dearer)
    agency.planned(tx, cast["kaisa"], row(tx, id)["study_id"])
    assert quotes.strayed(tx, row(tx, id)) is None


def test_other_days_than_the_quote_names_are_a_change(tx: Transaction, cast: Cast) -> None:
    planned = agency.planned(tx, cast["kaisa"])
    id = printed(tx, agency.quoted(tx, cast["kaisa"], planned))
    assert quotes.strayed(tx, row(tx, id)) is None
    studies.set_dates(tx, row(tx, id)["wave_id"], date(2027, 1, 4), date(2027, 1, 29))
    found = quotes.strayed(tx, row(tx, id))
    assert found is not None
    assert found.days


def _listed(tx: Transaction, by: Person, day: date, factor: int) -> None:
    for price in STUDY.prices:
        prices.add(
            tx, what=What(item=price.item), amount=price.price * factor, vat_percent=None, valid_from=day, by=by.id,
            now=NOW,
        )  # fmt: skip


def test_what_is_agreed_keeps_its_prices_and_what_has_expired_gets_those_of_the_day(
    tx: Transaction, cast: Cast
) -> None:
    kaisa = cast["kaisa"]
    _listed(tx, kaisa, date(2026, 11, 1), 1)
    _listed(tx, kaisa, date(2026, 12, 1), 2)
    unpriced = STUDY.model_copy(update={"prices": ()})
    agreed, lapsed = (printed(tx, agency.quoted(tx, kaisa, agency.a_study(tx, kaisa, unpriced))) for _ in range(2))
    for id in (agreed, lapsed):
        sent(tx, cast, id)
    accepted(tx, cast, agreed)
    later = NOW + 40 * DAY
    of_agreed, of_lapsed = (
        quotes.document(row(tx, quotes.renew(tx, by=kaisa, quote_id=id, now=later))) for id in (agreed, lapsed)
    )
    assert (of_agreed.lines[0].price, of_agreed.priced_on) == (Decimal(890), date(2026, 11, 23))
    assert (of_lapsed.lines[0].price, of_lapsed.priced_on) == (Decimal(1780), None)
    assert of_lapsed.valid_until == later.date() + 30 * DAY


def test_nobody_accepts_after_the_last_day(tx: Transaction, cast: Cast) -> None:
    id = sent(tx, cast)
    late = NOW + 31 * DAY
    with pytest.raises(QuoteExpired):
        acceptances.decide(tx, by=cast["helmi"], quote_id=id, accept=True, now=late)
    old = drafted(tx, cast)
    with pytest.raises(QuoteExpired):
        quotes.send(tx, by=cast["kaisa"], quote_id=old, now=late)
    assert quotes.renew(tx, by=cast["kaisa"], quote_id=old, now=late) == old
    sent(tx, cast, printed(tx, old), now=late)


def test_the_client_is_reminded_once_by_day_and_the_maker_told_when_it_has_expired(tx: Transaction, cast: Cast) -> None:
    id = sent(tx, cast)
    kinds: list[tuple[int, str]] = []
    for hours in range(0, 40 * 24, 5):
        now = NOW + hours * HOUR
        for due in expiries.to_tell_of(tx, now):
            expiries.tell(tx, quote_id=due, now=now)
            local = now + 2 * HOUR
            assert 8 <= local.hour <= 20
            assert local.weekday() < 5
            kinds.append((local.day, "expired" if row(tx, due)["lapsed_at"] else "expiring"))
    # valid until Wednesday 23.12.; the 20th is a Sunday, and the day after the last one a Thursday
    assert kinds == [(21, "expiring"), (24, "expired")]
    assert told(tx, "quote_expiring") == [cast["helmi"].chat_id]
    assert told(tx, "quote_expired") == [cast["kaisa"].chat_id]
    assert expiries.to_tell_of(tx, NOW + 50 * DAY) == []
    assert states(tx, id) == ["sent"]


def test_of_a_decided_quote_nobody_is_reminded(tx: Transaction, cast: Cast) -> None:
    accepted(tx, cast)
    assert expiries.to_tell_of(tx, NOW + 29 * DAY) == []


def test_an_acceptance_from_elsewhere_is_recorded_with_who_when_and_how(tx: Transaction, cast: Cast) -> None:
    id = sent(tx, cast, now=NOW)
    later = NOW + 2 * DAY
    name, day = acceptances.read_who(tx, by=cast["kaisa"], quote_id=id, text="Matti Virtanen, 24.11.", now=later)
    proof = Proof(name="hyvaksynta.pdf", file_id="f", kind="document")
    acceptances.record(tx, by=cast["kaisa"], quote_id=id, name=name, day=day, way=Way.EMAIL, proof=proof, now=later)
    made = quotes.acceptance(row(tx, id))
    assert made is not None
    assert (made.name, made.day, made.way, made.recorded_by) == (
        "Matti Virtanen",
        date(2026, 11, 24),
        Way.EMAIL,
        "Kaisa",
    )
    assert [one["ids"] for one in tx.all(job, job.c.kind == "quote_proof")] == [{"quote": id}]
    acceptances.note_proof(tx, quote_id=id, path="quotes/x.pdf", sha256="b" * 64)
    kept = quotes.acceptance(row(tx, id))
    assert kept is not None
    assert kept.proof is not None
    assert (kept.proof.path, kept.document) == ("quotes/x.pdf", made.document)
    with pytest.raises(QuoteDecided):
        acceptances.record(tx, by=cast["kaisa"], quote_id=id, name="Helmi", day=day, way=Way.PHONE, now=later)


@pytest.mark.parametrize("text", ["Matti, 22.11.2026", "Matti, 25.11.2026", ", 24.11.", "Matti, 99.99.", " , "])
def test_a_recorded_acceptance_has_a_name_and_a_day_that_can_be(tx: Transaction, cast: Cast, text: str) -> None:
    id = sent(tx, cast)
    with pytest.raises(AcceptedWhen):
        acceptances.read_who(tx, by=cast["kaisa"], quote_id=id, text=text, now=NOW + DAY)


def test_a_letter_of_the_last_day_may_be_recorded_afterwards_and_a_later_one_not(tx: Transaction, cast: Cast) -> None:
    id, late = sent(tx, cast), NOW + 33 * DAY
    read: dict[str, Any] = {"by": cast["kaisa"], "quote_id": id, "now": late}
    assert acceptances.read_who(tx, text="Virtanen, Matti, 23.12.2026", **read) == (
        "Virtanen, Matti",
        date(2026, 12, 23),
    )
    with pytest.raises(QuoteExpired):
        acceptances.read_who(tx, text="Matti Virtanen", **read)
    record: dict[str, Any] = {"by": cast["kaisa"], "quote_id": id, "name": "Matti", "way": Way.PAPER, "now": late}
    with pytest.raises(QuoteExpired):
        acceptances.record(tx, day=date(2026, 12, 24), **record)
    acceptances.record(tx, day=date(2026, 12, 23), **record)


def test_for_a_client_who_is_not_here_the_quote_is_forwarded(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    cast = {"kaisa": kaisa}
    id = drafted(tx, cast)
    with pytest.raises(NobodyThere):
        quotes.send(tx, by=kaisa, quote_id=id, now=NOW)
    quotes.send(tx, by=kaisa, quote_id=id, forwarded=True, now=NOW)
    assert states(tx, id) == ["sent"]
    assert told(tx, "quote_forward") == [kaisa.chat_id]
    acceptances.record(tx, by=kaisa, quote_id=id, name="Matti", day=NOW.date(), way=Way.PHONE, now=NOW)
    assert states(tx, id) == ["accepted"]


def test_what_is_not_theirs_is_not_there(tx: Transaction, cast: Cast) -> None:
    id = sent(tx, cast)
    mikko = agency.join(tx, Role.CLIENT, "Mikko", client="Kilpailija Oy")
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    for by in (mikko, aino):
        with pytest.raises(Unknown):
            acceptances.decide(tx, by=by, quote_id=id, accept=True, now=NOW)
        with pytest.raises(Unknown):
            acceptances.recordable(tx, by, id)
        with pytest.raises(Unknown):
            quotes.renew(tx, by=by, quote_id=id, now=NOW)
        with pytest.raises(Unknown):
            quotes.hand_out(tx, by=by, quote_id=id, now=NOW)
        with pytest.raises(Unknown):
            drafts.tell_order(tx, by=by, quote_id=id, text="po 1", now=NOW)
    with pytest.raises(Unknown):
        acceptances.decide(tx, by=cast["kaisa"], quote_id=id, accept=True, now=NOW)
    with pytest.raises(Unknown):
        acceptances.record(tx, by=cast["helmi"], quote_id=id, name="x", day=NOW.date(), way=Way.EMAIL, now=NOW)
    with pytest.raises(Unknown):
        quotes.hand_out(tx, by=cast["helmi"], quote_id=id, forwarded=True, now=NOW)


def test_a_workbook_that_was_sent_in_twice_waives_nothing(tx: Transaction, cast: Cast) -> None:
    agency.a_study(tx, cast["kaisa"])
    first = drafted(tx, cast)
    assert not any(line.is_waived for line in quotes.document(row(tx, first)).lines)
    accepted(tx, cast, sent(tx, cast, first))
    second = drafted(tx, cast)
    assert sum(line.is_waived for line in quotes.document(row(tx, second)).lines) == 2


def test_every_state_leads_where_its_table_says() -> None:
    assert set(MOVES) == set(QuoteState)
    assert {state for state, after in MOVES.items() if not after} == {QuoteState.REPLACED}
    assert timedelta(days=3) == expiries.BEFORE
