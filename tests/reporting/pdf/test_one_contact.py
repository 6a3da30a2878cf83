"""One contact on paper: what it tells, and whom it does not."""

import re
from typing import Any

import pytest

from domain.contact import Outcome
from domain.imprint import Imprint
from domain.operations import encounters, reviews, submissions
from domain.person import Person, Role
from domain.refusal import Unknown
from domain.service import Channel
from domain.storage.tables import attachment
from domain.storage.tables import contact as contact_table
from domain.storage.tables import study as study_table
from domain.storage.transaction import Transaction
from domain.study import Study
from reporting.one_contact import make
from tests import agency
from tests.agency import HOUR, NOW
from tests.reporting.pdf.reading import marked, reader, text, tree

TELLTALE = (
    "Ainolle ja Kaisalle sanottiin, että Virtasen lasku tulee osoitteeseen testi1@toteuma.example, ja numeroon "
    "+358 20 000 1001 soitetaan. Asiakasnumero 700101 pyydettiin. "
)
NAMES = ("Aino", "Kaisa", "Virta", "testi1", "@toteuma", "000 1001", "700101")
BAD: dict[str, Any] = {
    "siirrot": "3",
    "ensivaikutelma": "2",
    "aani": "vaikea",
    "vastausohje": "0",
    "kuuntelukyky": "1",
    "ratkaisuaste": "unsolved",
    "myynnillisyys": "no",
    "ammattitaito": "3",
    "lopputervehdys": "no",
    "jatko": "no",
    "nps": "0",
    "csat": "1",
    "ces": "1",
}
SAID: dict[str, Any] = {f"{name}_comment": TELLTALE for name in BAD}


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa Ranta")


@pytest.fixture
def aino(tx: Transaction) -> Person:
    return agency.join(tx, Role.SHOPPER, "Aino Salmi")


@pytest.fixture(autouse=True)
def planned(tx: Transaction, kaisa: Person) -> int:
    return agency.planned(tx, kaisa)


def paper(tx: Transaction, code: str, language: str = "en") -> bytes:
    id = agency.contact(tx, code).id
    return make(
        tx.connection, agency=tx.agency, contact=id, language=language, imprint=Imprint(agency="Aalto Mystery"), now=NOW
    )


def code_of(tx: Transaction, channel: Channel) -> str:
    every = (agency.contact(tx, code) for code in agency.codes(range(1, 23)))
    return next(each.code for each in every if each.channel is channel and not each.thread)


def fails(tx: Transaction, kaisa: Person, aino: Person, code: str, outcome: Outcome) -> None:
    agency.taken(tx, kaisa, aino, code)
    it = agency.contact(tx, code)
    encounters.fail(tx, by=aino, contact_id=it.id, version=it.version, outcome=outcome, now=NOW)
    hands_in(tx, aino, code)


def hands_in(tx: Transaction, aino: Person, code: str) -> None:
    it = agency.contact(tx, code)
    submissions.submit(tx, by=aino, contact_id=it.id, version=it.version, now=NOW)


def test_a_good_contact_is_told_on_one_page(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    pdf = paper(tx, code)
    assert len(reader(pdf).pages) == 1
    for told in (
        *(code, "Customer service, phone", "23 November 2026", "94.7", "12.7 above the target of 82"),
        "It is made of 11 metrics: 8 at their best, 3 at their target.",
        "Answered after 60 s. The goal, 60 s, was kept. Served for 11 min.",
        *("Nothing fell short of its target.", "Listening 8 / 10 80 80", "Solved at once", "“Ystävällinen palvelu”"),
        "Mystery shopper's NPS 9 / 10",
    ):
        assert told in text(pdf)
    assert "DRAFT" not in text(pdf)


def test_it_is_told_in_finnish(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    told = text(paper(tx, code, "fi"))
    for words in ("12,7 yli tavoitteen 82", "Vahvuudet", "Korjattavaa", "Testiasiakkaan sanoin", "23.11.2026"):
        assert words in told


@pytest.mark.parametrize("language", ["fi", "en"])
def test_a_bad_one_says_what_is_to_be_mended_and_names_nobody(
    tx: Transaction, kaisa: Person, aino: Person, language: str
) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.taken(tx, kaisa, aino, code)
    agency.submitted(
        tx, aino, code, **BAD, **SAID, ratkaisu_miksi=f"{aino.code} kertoi.", parasta=TELLTALE, puuttui=TELLTALE * 5
    )
    pdf = paper(tx, code, language)
    told = text(pdf)
    assert len(reader(pdf).pages) == 2
    for page in reader(pdf).pages:
        assert ("LUONNOS, TARKASTAMATTA" if language == "fi" else "DRAFT, NOT REVIEWED") in page.extract_text()
    assert told.count("[…]") > 10
    assert [name for name in (*NAMES, aino.code) if re.search(rf"\b{re.escape(name)}", told)] == []


def test_what_a_voice_note_says_is_told_as_such(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    about = {"contact_id": agency.contact(tx, code).id, "kind": "voice", "file_id": "f", "file_unique_id": "u"}
    for question, purpose, transcript in (
        ("", "story", "Soitin kahdesti, ja Kaisa vastasi."),
        ("ammattitaito", "comment", "Hän tiesi kaiken."),
    ):
        tx.add(
            attachment, **about, question=question, purpose=purpose, state="kept", added_at=NOW, transcript=transcript
        )
    told = text(paper(tx, code))
    assert "The whole contact (voice note, written out) “Soitin kahdesti, ja […] vastasi.”" in told
    assert "9 / 10 “Hän tiesi kaiken.”" in told


def test_a_contact_that_nobody_answered_has_an_index_of_0_and_says_why(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    code = code_of(tx, Channel.PHONE)
    fails(tx, kaisa, aino, code, Outcome.NO_ANSWER)
    reviews.approve(tx, by=kaisa, contact_id=agency.contact(tx, code).id, version=None, now=NOW)
    told = text(paper(tx, code))
    assert "Critical: The contact was answered. It is at its lowest, which makes the whole index 0." in told
    assert "Nobody answered, and that counts as a result." in told
    assert "82 below the target of 82" in told
    assert "No metric reached its target." in told


def test_one_that_is_no_result_has_no_index(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    fails(tx, kaisa, aino, code, Outcome.EXPOSED)
    told = text(paper(tx, code))
    assert "The shopper was recognised, so this is no result." in told
    assert "index" not in told
    assert "Critical" not in told


def test_a_late_reply_is_set_against_its_goal(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.EMAIL)
    agency.taken(tx, kaisa, aino, code)
    it = agency.contact(tx, code)
    when: dict[str, Any] = {"started": NOW - 30 * HOUR, "wait": 26 * HOUR, "length": 26 * HOUR}
    encounters.tell(tx, by=aino, contact_id=it.id, now=NOW, **when)
    agency.answered(tx, aino, code)
    hands_in(tx, aino, code)
    told = text(paper(tx, code))
    assert "Reply after 26 h. The goal, 24 h, was missed by 2 h." in told
    assert "Served for" not in told


def test_a_visit_is_waited_for_at_the_counter(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    tx.change(contact_table, contact_table.c.code == code, channel=Channel.VISIT)
    assert "Served after 60 s." in text(paper(tx, code))


def test_one_left_out_says_so_without_the_reason(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.taken(tx, kaisa, aino, code)
    agency.submitted(tx, aino, code)
    id = agency.contact(tx, code).id
    reviews.exclude(tx, by=kaisa, contact_id=id, version=None, reason="Aino kertoi liikaa", now=NOW)
    told = text(paper(tx, code))
    assert "LEFT OUT OF THE RESULTS" in told
    assert "liikaa" not in told


def test_a_later_part_that_is_not_handed_in_is_nobody_s_answer(tx: Transaction, kaisa: Person, aino: Person) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    before = text(paper(tx, code))
    stage = next(iter(submissions.due_stages(tx, NOW + 49 * HOUR)))
    submissions.wake(tx, stage=stage, now=NOW + 49 * HOUR)
    agency.answered(tx, aino, code, "kuva", now=NOW + 49 * HOUR, cx_saapui="no")
    assert text(paper(tx, code)) == before
    hands_in(tx, aino, code)
    assert "Did a customer experience survey arrive?" in text(paper(tx, code))


def test_simulated_data_are_called_so(tx: Transaction, kaisa: Person, aino: Person, planned: int) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    assert "SIMULATED DATA" not in text(paper(tx, code))
    tx.change(study_table, study_table.c.id == planned, simulated=True)
    assert "SIMULATED DATA" in text(paper(tx, code))


def test_the_same_contact_gives_the_same_bytes_and_everything_is_tagged(
    tx: Transaction, kaisa: Person, aino: Person
) -> None:
    code = code_of(tx, Channel.PHONE)
    agency.approved(tx, kaisa, aino, code)
    pdf = paper(tx, code)
    assert pdf == paper(tx, code)
    held = sorted(mark for tag in tree(pdf).walk() for mark in tag.marks)
    painted = sorted((page, n) for page, numbers in marked(pdf).items() for n in numbers if n is not None)
    assert held == painted
    headings = [tag.role for tag in tree(pdf).walk() if tag.role.startswith("H")]
    assert headings == ["H1", "H2", "H2", "H2", "H2"]


def test_another_agency_s_contact_is_unknown(tx: Transaction) -> None:
    id = agency.contact(tx, "HAVU-001").id
    with pytest.raises(Unknown):
        make(tx.connection, agency=tx.agency + 1, contact=id, language="en", imprint=Imprint(agency="x"), now=NOW)


def test_a_study_without_targets_says_so(tx: Transaction, kaisa: Person, aino: Person) -> None:
    made = agency.sample()
    aimless = made.model_copy(
        update={
            "terms": made.terms.model_copy(update={"target": None}),
            "services": tuple(service.model_copy(update={"target": None}) for service in made.services),
            "form": _without_targets(made),
        }
    )
    agency.approved(tx, kaisa, aino, "HAVU-002")
    tx.change(study_table, definition=aimless.model_dump_json())
    told = text(paper(tx, "HAVU-002"))
    assert "No target has been set" in told
    assert "8 at their best, 3 without a target" in told


def _without_targets(study: Study) -> Any:
    questions = tuple(question.model_copy(update={"target": None}) for question in study.form.questions)
    return study.form.model_copy(update={"questions": questions})
