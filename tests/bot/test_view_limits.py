"""What Telegram takes: 4096 characters of text, 64 bytes in a button, 100 buttons; whatever names there are."""

import html
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import cast

import pytest
from markupsafe import Markup
from sqlalchemy import RowMapping

from bot.application import CARDS
from bot.settings import Settings
from bot.turn import Desk
from bot.view import TEXT_LIMIT, ChatWords, View
from bot.views import actions as action_views
from bot.views import (
    assigning,
    bonuses,
    earnings,
    expenses,
    papers,
    payruns,
    quote_forms,
    quotes,
    reviews,
    studies,
    workbooks,
)
from bot.views import contacts as contact_views
from bot.views import encounters as going_on
from bot.views import enquiries as enquiry_views
from bot.views import people as people_views
from bot.views import questions as question_views
from bot.views.actions import Shown
from bot.views.question_buttons import Ways
from domain.action import OWNER, WHAT, Action, ActionState
from domain.adjustments import Adjustments, Discount, SetupDecision
from domain.answer import Answer, AnswerState
from domain.attachment import Attachment, FileKind, Purpose
from domain.comparing import difference
from domain.contact import Contact, State
from domain.enquiry import ANSWERED, ASKED, Enquiry
from domain.expense import MOST_OF_CONTACT, Expense, ExpenseState
from domain.label import Label
from domain.metric import Measure, Question, QuestionType
from domain.operations.sheets import sheet_of
from domain.ordering import Ordering
from domain.pay import PayKind, PayLine, Payment, PayState, Proposal
from domain.payee import PaidAs, Payee
from domain.person import Person, Role
from domain.place import place
from domain.plan import plan
from domain.profile import Profile
from domain.quote import quote_for
from domain.quote_state import QuoteState
from domain.service import Service, Unit
from domain.sheet import Sheet
from domain.storage.transaction import Transaction
from domain.study import Study
from tests import agency
from tests.agency import NOW

LONG = "Erittäin <pitkä> & monisanainen nimi, jota kukaan ei lue loppuun asti, vaikka se jatkuu yhä vain. " * 3
BIG = 999_999_999_999_999
LANGUAGES = ["en", "fi"]


def shown(view: View) -> str:
    """The text as Telegram counts it, after its markup has been read."""
    return html.unescape(re.sub(r"<[^>]+>", "", str(view.text)))


def fits(view: View) -> None:
    """Asserts that Telegram takes a view, as it is sent."""
    sent = view.fitted()
    length = len(shown(sent).encode("utf-16-le")) // 2
    assert 0 < length <= TEXT_LIMIT, f"{length} characters"
    assert all(str(sent.text).count(f"<{tag}>") == str(sent.text).count(f"</{tag}>") for tag in ("b", "i", "code"))
    buttons = [button for row in view.rows for button in row]
    assert len(buttons) <= 100
    assert all(len(row) <= 8 for row in view.rows)
    for button in buttons:
        assert 1 <= len(button.press.encode()) <= 64, button
        assert button.label.strip()


@pytest.fixture(params=LANGUAGES)
def words(request: pytest.FixtureRequest) -> ChatWords:
    return ChatWords(request.param)


@pytest.fixture
def sheet(tx: Transaction) -> Sheet:
    """A contact that is being asked about, with the longest answers there can be."""
    kaisa, aino = agency.join(tx, Role.COORDINATOR, "Kaisa"), agency.join(tx, Role.SHOPPER, "Aino")
    agency.planned(tx, kaisa)
    agency.taken(tx, kaisa, aino, "HAVU-003")
    agency.made(tx, aino, "HAVU-003")
    plain = sheet_of(tx, agency.contact(tx, "HAVU-003"), NOW)
    label = Label({"en": LONG, "fi": LONG})
    asked = tuple(
        Question(name=f"q{n}", type=QuestionType.TEXT, label=label, hint=label, measure=Measure.VERBATIM, row=n + 2)
        for n in range(48)
    )
    form = plain.study.form.model_copy(update={"questions": asked})
    given = {q.name: Answer(q.name, LONG * 12, AnswerState.GIVEN, LONG * 6, NOW) for q in asked}
    return replace(
        plain,
        contact=replace(plain.contact, id=BIG, version=BIG),
        study=plain.study.model_copy(update={"form": form}),
        answers=given,
        returned=dict.fromkeys(given, LONG),
    )


def _wide() -> Study:
    """The sample with the longest names, 8 services and 40 units."""
    made = agency.sample()
    label = Label({"en": LONG[:200], "fi": LONG[:200]})
    services = tuple(
        Service.model_validate(made.services[0].model_dump() | {"name": f"s{n}", "label": label.root}) for n in range(8)
    )
    units = tuple(
        Unit.model_validate(made.units[0].model_dump() | {"name": f"u{n}", "service": f"s{n % 8}", "label": label.root})
        for n in range(40)
    )
    profiles = tuple(Profile.model_validate(made.profiles[0].model_dump() | {"name": f"p{n}"}) for n in range(12))
    scenarios = tuple(
        made.scenarios[0].model_copy(update={"name": f"c{n}", "service": f"s{n % 8}", "profiles": (), "label": label})
        for n in range(24)
    )
    return made.model_copy(
        update={"services": services, "units": units, "profiles": profiles, "scenarios": scenarios, "steps": ()}
    )


def _contacts(one: Contact, n: int) -> list[Contact]:
    return [replace(one, id=BIG - number, code=f"HAVU-{number:03}") for number in range(n)]


def _people(n: int) -> list[Person]:
    return [
        Person(
            id=BIG - number,
            code=f"A{number}",
            name=LONG[:100],
            role=Role.SHOPPER,
            client_id=None,
            chat_id=BIG,
            language="fi",
            reachable=False,
        )
        for number in range(n)
    ]


def test_a_text_that_fits_is_left_alone() -> None:
    view = View(Markup("<b>{}</b>").format("x" * TEXT_LIMIT))
    assert view.fitted() is view


def test_of_a_text_that_is_too_long_whole_lines_are_left_out() -> None:
    view = View(Markup("\n").join(Markup("<b>{}</b>").format("&" * 99) for _ in range(60)))
    sent = view.fitted()
    assert shown(sent).endswith("&\n…")
    fits(view)


def test_a_single_line_that_is_too_long_is_cut() -> None:
    fits(View(Markup("<b>{}</b>").format("😀" * 5000)))


def test_the_check_of_48_questions(words: ChatWords, sheet: Sheet) -> None:
    fits(question_views.check(words, sheet, {}))


def test_a_question_with_the_longest_words(words: ChatWords, sheet: Sheet) -> None:
    asked = sheet.study.form.questions[0]
    fits(question_views.question(words, sheet, asked, [str(n) for n in range(21)], Ways(may_not_apply=True)))
    fits(question_views.comment(words, sheet, asked, ()))


def test_the_review_of_48_long_answers(words: ChatWords, sheet: Sheet) -> None:
    made = replace(sheet, contact=replace(sheet.contact, state=State.SUBMITTED))
    fits(reviews.contact(words, made, 12.3, (), {}, shopper=LONG[:100], reason=LONG[:1000]))
    names = [question.name for question in sheet.study.form.questions]
    for page in range(3):
        fits(reviews.choose_metrics(words, made, names, dict.fromkeys(names, LONG), page))


def _voice_notes(sheet: Sheet) -> list[Attachment]:
    """A spoken answer and a spoken comment of every question, written out as long as may be."""
    return [
        Attachment(
            id=BIG,
            question=each.name,
            purpose=purpose,
            kind=FileKind.VOICE,
            file_unique_id="",
            seconds=59_999,
            transcript=(LONG.replace(".", "\n") * 20)[:4000],
        )
        for each in sheet.study.form.questions
        for purpose in (Purpose.ANSWER, Purpose.COMMENT)
    ]


def test_a_hundred_long_voice_notes(words: ChatWords, sheet: Sheet) -> None:
    notes = _voice_notes(sheet)
    spoken = [*notes, replace(notes[0], question="", purpose=Purpose.STORY)]
    made = replace(sheet, contact=replace(sheet.contact, state=State.SUBMITTED), files=spoken)
    for page in range(12):
        fits(reviews.contact(words, made, 1.5, (), {}, spoken=spoken, shopper=LONG, reason=LONG, page=page))
    for page in range(5):
        view = reviews.choose_voice_note(words, made, spoken, page)
        assert sum("✓" in button.label for row in view.rows for button in row) <= 20
        fits(view)
    for note in (spoken[0], spoken[-1]):
        fits(reviews.ask_transcript(words, made, note, alone=False))


def test_the_queue_of_200(words: ChatWords, sheet: Sheet) -> None:
    rows = [(each, 50.0, (), LONG) for each in _contacts(sheet.contact, 200)]
    for page in (0, 8, 16):
        fits(reviews.queue(words, BIG, rows, page))


def test_the_tasks_of_200(words: ChatWords, sheet: Sheet) -> None:
    rows = [(each, LONG[:200], LONG[:30]) for each in _contacts(sheet.contact, 200)]
    for page in (0, 5, 9):
        fits(contact_views.tasks(words, rows, page))


def test_the_brief_with_the_longest_words(words: ChatWords, sheet: Sheet) -> None:
    it = sheet.contact
    long = Label({"en": LONG, "fi": LONG})
    scenario = sheet.study.scenario(it.scenario)
    told = scenario.model_copy(update={"label": long, "brief": long, "stop_at": long, "afterwards": long})
    study = sheet.study.model_copy(
        update={"scenarios": tuple(told if each.name == told.name else each for each in sheet.study.scenarios)}
    )
    brief = contact_views.brief(words, it, study, study.aliases[0], LONG, simulated=True)
    for view in (
        contact_views.offer(words, it, brief),
        contact_views.accepted(words, it, brief),
        contact_views.brief_card(words, it, brief),
        going_on.underway(words, it, study, {}, study.aliases[0]),
    ):
        fits(view)


def test_the_earnings_of_200(words: ChatWords) -> None:
    rows = [
        PayLine(
            key=f"fee:{n}",
            person_id=1,
            contact_id=n,
            code=f"HAVU-{n:03}",
            kind=PayKind.FEE,
            amount=Decimal("22.5"),
            reason=LONG[:200],
            state=PayState.APPROVED,
            approved_on=date(2026, 12, 1),
        )
        for n in range(200)
    ]
    for page in (0, 7, 13):
        fits(earnings.earnings(words, rows, None, year=2026, page=page))


def _payments(n: int) -> list[Payment]:
    payee = Payee(legal_name=LONG[:200], iban="FI2112345600000785", kind=PaidAs.COMPENSATION)
    sums = {"gross": Decimal("9999999.99"), "expenses": Decimal("1234.56")}
    return [Payment(person_id=each, code=f"A{each}", payee=payee, lines=(), **sums) for each in range(n)]


def test_a_pay_run_of_200(words: ChatWords) -> None:
    owing = [(person, Decimal("9999999.99")) for person in _people(200)]
    fits(
        payruns.proposal(
            words,
            Proposal(
                until=date(2026, 11, 30),
                payments=_payments(200),
                lacking=_people(200),
                owing=owing,
                digest="0123456789ab",
            ),
        )
    )
    fits(payruns.correct(words, _people(200)))
    kept = [{"gross": "9999999.99", "expenses": "1234.56"}] * 200
    run = {"id": BIG, "number": "2026-P123456", "payments": kept, "state": "made", "paid_on": None}
    run |= {"begins_on": date(2026, 10, 1), "ends_on": date(2026, 11, 30)}
    row = cast("RowMapping", run)
    for page in (0, 7, 19):
        fits(payruns.runs(words, [row] * 200, page))
    fits(payruns.run(words, row))
    fits(payruns.cancel(words, row))
    assert len(shown(payruns.file(words, row))) <= 1024


def test_payment_details_of_the_longest_name(words: ChatWords) -> None:
    told = Payee(legal_name=LONG[:200], iban="FI2112345600000785", kind=PaidAs.INVOICE)
    for asked in ("", "legal_name", "iban"):
        fits(earnings.payee(words, told, asked=asked))


def test_the_most_expenses_of_a_contact_and_bonuses_of_200(words: ChatWords, sheet: Sheet) -> None:
    one = Expense(
        id=BIG,
        contact_id=BIG,
        person_id=BIG,
        what=LONG[:100],
        amount=Decimal("9999.99"),
        file_id="f",
        file_kind="photo",
        state=ExpenseState.NEW,
        reason=LONG,
        logged_at=NOW,
        decided_at=None,
    )
    cap = Decimal("9999.99")
    fits(expenses.choose(words, _contacts(sheet.contact, 200)))
    fits(
        expenses.tell(
            words, sheet.contact, [one] * MOST_OF_CONTACT, cap=cap, amount="9999.99", what=LONG[:100], has_receipt=True
        )
    )
    fits(expenses.decide(words, sheet.contact, [one] * MOST_OF_CONTACT))
    fits(expenses.refuse(words, one))
    fits(expenses.was_refused(words, one, sheet.contact))
    late = replace(sheet.contact, bonus=Decimal("9999.99"))
    fits(bonuses.bonus(words, BIG, _contacts(late, 200)))


def test_handing_out_200_to_60(words: ChatWords, sheet: Sheet) -> None:
    chosen, shoppers = _contacts(sheet.contact, 200), _people(60)
    reasons = Counter({"thread": 200, "rotation": 200})
    fits(assigning.assign(words, BIG, sheet.study, chosen))
    fits(assigning.assign_to(words, BIG, chosen, [(shopper, reasons) for shopper in shoppers]))
    fits(assigning.assign_check(words, BIG, chosen, LONG[:100], "€999,999"))


def test_a_wide_study(words: ChatWords) -> None:
    made = _wide()
    planned = plan(made, date(2026, 12, 1), date(2026, 12, 20))
    fits(studies.plan(words, BIG, made, planned, date(2026, 12, 1), date(2026, 12, 20)))


def test_the_board_of_a_wide_study(words: ChatWords, sheet: Sheet) -> None:
    made = _wide()
    counts = {(unit.service, unit.name, state): 99 for unit in made.units for state in State}
    fits(studies.board(words, BIG, made, counts, _contacts(sheet.contact, 200)))


def test_the_preview_of_a_wide_study(words: ChatWords) -> None:
    warning = {"message": "{x}", "details": {"x": LONG}, "sheet": "survey", "row": 20_000, "column": "relevant"}
    fits(workbooks.preview(words, BIG, _wide(), [warning] * 40))


def test_a_hundred_faults(words: ChatWords) -> None:
    fault = {"message": "{x}", "details": {"x": LONG}, "sheet": "survey", "row": 20_000, "column": "relevant"}
    fits(workbooks.faults(words, LONG[:255], [fault] * 100))


def test_many_studies_people_quotes_and_recordings(words: ChatWords) -> None:
    fits(studies.studies(words, [(BIG - n, LONG[:200], LONG[:300]) for n in range(60)]))
    fits(people_views.people(words, _people(100)))
    fits(people_views.ask_company(words, [(BIG - n, LONG[:60]) for n in range(60)]))
    fits(quotes.quotes(words, [(BIG - n, "2026-999/99", LONG, QuoteState.ACCEPTED, False) for n in range(60)]))
    fits(papers.reports(words, [(BIG - n, LONG) for n in range(papers.REPORTS)], [], page=BIG - 1, more=True))
    for page in (0, 3, 6):
        fits(papers.recordings(words, BIG, {BIG - n: f"HAVU-{n:03}" for n in range(200)}, page))


@pytest.mark.parametrize("for_client", [True, False])
def test_a_quote_of_many_services_in_all_its_states(words: ChatWords, sheet: Sheet, for_client: bool) -> None:
    made = sheet.study
    services = tuple(
        made.services[0].model_copy(update={"name": f"s{n}", "label": Label({"fi": LONG})}) for n in range(20)
    )
    wide = made.model_copy(update={"services": services})
    by_hand = Adjustments(
        discounts=tuple(Discount(reason=LONG[: 190 - n], percent=Decimal(5)) for n in range(9)),
        setups=tuple(SetupDecision(service=f"s{n}", charged=False, reason=LONG[:200], by=LONG[:90]) for n in range(20)),
    )
    day = date(2026, 11, 2)
    first = quote_for(made, price_list=(), number="2026-998", today=day)
    quote = quote_for(wide, price_list=(), number="2026-999/99", today=day, adjustments=by_hand)
    quote = quote.model_copy(update={"since": difference(first, quote)})
    for state in QuoteState:
        for gone in (False, True):
            fits(
                quotes.card(
                    words,
                    quotes.Shown(
                        id=BIG,
                        quote=quote,
                        state=state,
                        ordering=Ordering(reference=LONG[:70]),
                        acceptance=None,
                        decided=LONG[:90],
                        expired=gone,
                        printed="0" * 8,
                        strayed=quote.since,
                        draft_after=BIG if gone else None,
                        anybody=False,
                        owner=True,
                    ),
                    for_client=for_client,
                )
            )
    fits(quote_forms.setups(words, BIG, quote, [line for line in quote.lines if line.item == "setup"]))
    fits(quote_forms.ask_discount(words, BIG, quote))
    fits(quote_forms.who_may(words, BIG, LONG, _people(100)))


def test_many_units_to_praise(words: ChatWords) -> None:
    for page in (0, 3, 6):
        fits(papers.choose_praised(words, BIG, [LONG] * 130, page))


def test_an_analysis_s_words_fit_under_its_file(words: ChatWords) -> None:
    view = papers.analysis(
        words,
        BIG,
        BIG,
        LONG[:100],
        [LONG[:220]] * 3,
        for_client=True,
        state="sent",
        manuscript=None,
        recordings=True,
        simulated=True,
    )
    assert len(shown(view)) <= 1024


SMILES = "🙂" * 2000
"""Two for a chat, which counts in UTF-16."""


def _action(what: str) -> Shown:
    made = Action(
        id=BIG,
        study_id=BIG,
        wave_id=BIG,
        what=what,
        owner=LONG[:OWNER],
        due_on=NOW.date(),
        metric="nps",
        state=ActionState.AGREED,
        made_by=1,
        changed_by=1,
        changed_at=NOW,
        reminded=2,
    )
    return Shown(action=made, where=LONG[:300], late=True, metric=LONG)


def test_actions_of_many_words(words: ChatWords) -> None:
    shown_action = _action(SMILES[:WHAT])
    made = shown_action.action
    for page in (0, 3, 6):
        fits(action_views.actions(words, BIG, [_action(LONG * 2)] * 50, page, back=()))
        fits(action_views.choose_metric(words, made, [LONG] * 100, page, adding=True))
    standing = {"value": -20.4, "low": -60.0, "high": 20.0, "n": 12, "target": 50, "unit": "nps"}
    fits(action_views.action(words, shown_action, standing, LONG[:100], for_client=False))
    fits(action_views.due(words, shown_action, NOW.date()))
    fits(action_views.ask_new(words, BIG, LONG, for_client=True))
    for asking in (action_views.ask_who, action_views.ask_when):
        fits(asking(words, made, adding=True))


def test_long_questions_and_answers_are_told_whole(words: ChatWords) -> None:
    made = Enquiry(
        id=BIG,
        analysis_id=BIG,
        asked_by=1,
        asked=SMILES[: ASKED // 2],
        asked_at=NOW,
        answered_by=2,
        answered=SMILES[: ANSWERED // 2],
        answered_at=NOW,
    )
    views = (
        enquiry_views.answered(words, made, LONG[:400]),
        enquiry_views.enquiry(
            words, made, LONG[:400], enquiry_views.asks(words, LONG[:50], recorded=True), LONG[:50], BIG
        ),
    )
    for view in views:
        fits(view)
        assert shown(view).count("🙂") == (ASKED + ANSWERED) // 2 == shown(view.fitted()).count("🙂")
    for page in (0, 4):
        fits(enquiry_views.enquiries(words, BIG, LONG, [made] * 50, page))


@pytest.mark.parametrize("role", Role)
def test_home_and_help_of_every_role(tx: Transaction, words: ChatWords, role: Role) -> None:
    person = agency.join(tx, role, LONG[:100], client=agency.COMPANY if role is Role.CLIENT else "")
    settings = Settings(_env_file=None, bot_token="1:x", agency_name=LONG[:100])
    desk = Desk(tx, NOW, person, words, settings, "toteuma_bot")
    for kind in ("home", "help", "privacy", "language"):
        fits(CARDS[kind](desk, place(kind)))
