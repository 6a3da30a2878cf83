"""Every button's verb, forged: with ids that are plausible, malformed, and other people's, by everyone who may not."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.application import BUTTONS, CARDS, route
from bot.heard import Heard, Press
from bot.settings import Settings
from bot.turn import Desk, Turn
from bot.view import ChatWords
from domain.operations import actions, analyses, enquiries, hours, invoices, prices, quotes
from domain.person import Person, Role
from domain.place import Place, place
from domain.price_list import Item, What
from domain.refusal import Refusal, Unknown
from domain.storage import agencies, answers, portfolios, studies
from domain.storage.cards import Card
from domain.storage.database import open_engine
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

EVERYONE = {"language"}
SHOPPERS = {
    "tasks", "contact", "accept", "decline", "brief", "release", "release!", "start", "answered", "ended", "failed",
    "fail", "retry", "told", "tell", "reached", "a", "done", "skip", "na", "comment", "back", "goto", "pause", "come",
    "submit", "addrec", "page", "more", "keep", "undo", "recall", "unfile", "story", "play", "who",
    "earnings", "payee", "payask", "paidas", "spendof", "spend", "unspend",
}  # fmt: skip
TRYING = {"try", "tryit"}
"""A practice run is for shoppers, of their own contact, and for coordinators."""
CLIENTS = {"quotes", "qaccept", "qdecline", "reports", "aopen", "popen", "recordings", "hear"}
COORDINATORS = {
    "newwave", "newwave!", "closewave", "closewave!",
    "studies", "study", "workbook", "create", "discard", "plan", "contacts", "assign", "pick", "to", "offer", "board",
    "invites", "invite", "invitec", "reviews", "review", "approve", "unflagged", "return", "metric", "return!",
    "exclude", "withdraw", "files", "voices", "report", "writeout", "confirm", "drop", "analysis", "analysisof",
    "scope", "analyse", "asend", "quote", "qsend", "formats", "figuse", "reply", "enquiry", "enquiries",
    "actoffer",
    "hours", "hoursof", "hour", "hourbill", "hourchange", "hourdrop",
    "allof", "psend", "bonus", "bonus!", "spends", "okspend", "nospend", "receipt",
    "invoice", "iopen", "isend", "ielse", "iagain", "icancel", "icancel!", "instalment", "billing", "quotedone",
    "qforward", "qnew", "qdiscount", "qfull", "qhours", "qsetups", "qsetup", "qrecord", "qhow", "qnoproof", "qwho",
    "qright",
    "words", "sentence", "wchange", "wask", "wadd", "worder", "wprint",
}  # fmt: skip

OWNERS = {
    "payrun",
    "payrun!",
    "payasks",
    "payruns",
    "run",
    "payfile",
    "paydone",
    "paycancel",
    "paycancel!",
    "paycorrect",
    "prices", "pitem", "price", "pnarrow", "pof", "pchange", "pend", "pdrop", "pvat", "pvatnew", "pvatdrop", "pcur",
    "pexcel", "puse",
}  # fmt: skip
"""What the agency pays, and what its work costs, is its owner's."""
READING = {"praise", "praised", "excel", "picture", "pagepic", "aback"}
"""Praise and the data are for coordinators, and for the client of an analysis that was sent."""
QUOTING = {"qopen", "qpdf", "qorder"}
"""A quote is for coordinators, and for the client it was sent to."""
FIGURES = {"figures", "figstudy", "figsave", "figdrop"}
"""A CSV is for the coordinator or the client who sent it."""

ASKING = {"ask"}
"""Questions about an analysis too; a coordinator records them for a client who is not here."""
ACTING = {"actions", "action", "act", "actadd", "actwhat", "actwho", "actwhen", "actmetric", "actmoves"}
"""Actions are the client's own, and coordinators record them on its behalf."""

PLAUSIBLE = [
    "1",
    "1:1",
    "1:1:1",
    "3:1:0",
    "2:2:2",
    "4:7:1",
    "1:all",
    "1:balance",
    "1:wave:0",
    "1:part:0:0",
    "1:2026-12-01:2026-12-20",
    "3:s:5",
    "study:1",
    "study:1:0",
    "upload:1:0",
    "contact:3",
    "contact:3:0",
    "1:agreed",
    "1:email",
    "1:0:waive",
    "1:4:take",
    "1:done",
    "1:none",
    "1:0:new",
    "research:0",
    "channel:phone",
    "service:1:0",
    "SEK",
]
MALFORMED = [
    "", ":", "::", "x", "-1", "0", "1.0", "١", "１", "¹", "1e3", "+1", " 1", "9" * 15, "9" * 16, "9" * 60, "1:-1",
    "1:x", "1:1:", "1::1", "1:1:-1", "None", "1;DROP TABLE contact", "../../etc/passwd", "\x00", "1:1:no_answer",
]  # fmt: skip
SECRETS = ("Havu", "HAVU", "Kaisa", "Aino", "lupaus", "kiireettä")
SETTINGS = Settings(_env_file=None, bot_token="1:x", agency_name="Aalto Mystery")


@dataclass(frozen=True)
class House:
    """An agency in the middle of everything, and people in it."""

    tx: Transaction
    kaisa: Person
    aino: Person
    eero: Person
    helmi: Person
    mikko: Person
    otso: Person


@pytest.fixture(scope="module")
def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all: no try leaves anything behind."""
    file = shutil.copy(sqlite_template, tmp_path_factory.mktemp("forged") / "toteuma.db")
    engine = open_engine(f"sqlite:///{file}", writes=True)
    with engine.connect() as connection, connection.begin() as transaction:
        yield _peopled(Transaction(connection, agencies.the_only(connection, "Aalto Mystery")))
        transaction.rollback()
    engine.dispose()


def _peopled(tx: Transaction) -> House:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    eero = agency.join(tx, Role.SHOPPER, "Eero")
    helmi = agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)
    mikko = agency.join(tx, Role.CLIENT, "Mikko", client="Kilpailija Oy")
    otso = agency.join(tx, Role.OWNER, "Otso")
    dear = What(item=Item.RESEARCH)
    prices.set_price(tx, by=otso, what=dear, amount=Decimal(3), valid_from=NOW.date(), today=NOW.date(), now=NOW)
    study = agency.planned(tx, kaisa)
    agency.offered(tx, kaisa, aino, "HAVU-002")
    agency.taken(tx, kaisa, aino, "HAVU-003", "HAVU-004")
    agency.made(tx, aino, "HAVU-004")
    agency.approved(tx, kaisa, aino, "HAVU-008")
    agency.taken(tx, kaisa, aino, "HAVU-009")
    agency.nobody_answered(tx, aino, "HAVU-009")
    for code in ("HAVU-010",):
        agency.taken(tx, kaisa, aino, code)
        agency.submitted(tx, aino, code)
        _speaks(tx, code)
    quote = agency.quoted(tx, kaisa, study)
    quotes.note_made(tx, quote_id=quote, path="quotes/1.pdf", sha256="", now=NOW)
    quotes.send(tx, by=kaisa, quote_id=quote, now=NOW)
    made = agency.analysed(tx, kaisa, study)
    a_study = studies.all_of(tx)[0]
    portfolios.add(tx, client_id=a_study["client_id"], studies=[study], language="fi", by=kaisa.id, now=NOW)
    portfolios.change(tx, 1, state="made", path="portfolios/1.pdf", headlines=["Havu"])
    analyses.note_made(tx, analysis_id=made, path="analyses/1.pdf", sha256="", headlines=["Havu"], now=NOW)
    agency.figures_saved(tx, kaisa)
    agency.figures_sent(tx, kaisa, "numero;alkoi;jonotus\n+358 20 000 1001;23.11.2026 9.45;2:00\n")
    actions.add(tx, by=kaisa, study_id=study, what="Havu", now=NOW)
    enquiries.ask(tx, by=kaisa, analysis_id=made, asked="Havu", now=NOW)
    hours.log(tx, by=kaisa, study_id=study, text="2 Havu", now=NOW)
    invoices.make(tx, by=kaisa, study_id=study, wave_id=1, biller=SETTINGS.biller, now=NOW)
    assert studies.all_of(tx)
    return House(tx, kaisa, aino, eero, helmi, mikko, otso)


def _speaks(tx: Transaction, code: str) -> None:
    """Lets a voice note have come with a contact: the first of all files."""
    about = {"contact_id": agency.contact(tx, code).id, "question": "parasta", "purpose": "answer"}
    answers.attach(tx, **about, kind="voice", file_id="f", file_unique_id="u", state="kept", added_at=NOW)


def _places() -> Iterator[Place]:
    """Where a forger may have been led: a card that a button expects."""
    yield place("home")
    yield place("return", contact=1, words={"nps": "x"})
    yield place("new_wave", study=1, after=1, name="2/2026")
    yield place("scope", study=1, wave=1, without=[])
    yield place("ask", analysis=1)
    yield place("reply", enquiry=1)
    yield place("act_who", action=1, adding=True)
    yield place("assign_to", study=1, contacts=[1])
    yield place("assign_check", study=1, contacts=[1], to="2")
    yield place("quote_how", quote=1, name="Helmi", day="2026-11-23")
    yield place("quote_proof", quote=1, name="Helmi", day="2026-11-23", way="email")
    yield place("price", item="research", service="", page=0)
    yield place("instalment", study=1, wave=1)
    yield place("hours_of", studies=[1], text="2 Havu")
    yield place("told", contact=3, start=NOW.isoformat(), wait=60.0)


HOME, *ELSEWHERE = _places()
TOLD = place("told", contact=3)


@dataclass(frozen=True)
class Watched:
    """Notes what of a forgery is looked at: the button's ids, and the card it stands on."""

    looked: set[str] = field(default_factory=set, compare=False)

    def __getattribute__(self, name: str) -> Any:
        if name in {"about", "place"}:
            self.looked.add(name)
        return super().__getattribute__(name)


@dataclass(frozen=True)
class Forged(Watched, Press):
    """A button whose ids are watched."""


@dataclass(frozen=True)
class Trodden(Watched, Card):
    """A card whose place is watched."""


@dataclass(frozen=True)
class Try:
    """What came of a forgery: whether something was done, what was shown, and what of it was looked at."""

    about: str
    where: Place
    done: bool
    seen: str
    looked: frozenset[str]


def _tries(house: House, who: Person | None, verb: str) -> Iterator[Try]:
    """Presses a verb's forgeries, but for those of which nothing more would be looked at than before."""
    for about in PLAUSIBLE + MALFORMED:
        first = _try(house, who, verb, about, HOME)
        tried = [first]
        if "place" in first.looked:
            others = ELSEWHERE if about in PLAUSIBLE else [TOLD]
            tried += [_try(house, who, verb, about, where) for where in others]
        yield from tried
        if not any("about" in one.looked for one in tried):
            return


def _try(house: House, who: Person | None, verb: str, about: str, where: Place) -> Try:
    """Presses, and leaves nothing behind."""
    chat_id = who.chat_id if who else 666
    press = Forged(verb, tuple(about.split(":")) if about else (), "1", 1, True)
    heard = Heard(chat_id, "X", "en", press=press)
    card = Trodden(chat_id, where, None, 1, None, 1, False)
    turn = Turn(house.tx, NOW, heard, who, card, SETTINGS)
    nested = house.tx.connection.begin_nested()
    before = _changes(house.tx)
    done, seen = False, ""
    try:
        shown = route(turn)(turn)
        done = _changes(house.tx) != before
        seen = _drawn(house, who, shown)
    except Refusal:
        pass
    finally:
        nested.rollback()
    return Try(about, where, done, seen, frozenset(press.looked | card.looked))


def _changes(tx: Transaction) -> int:
    raw = tx.connection.connection.driver_connection
    return int(getattr(raw, "total_changes", 0))


def _drawn(house: House, who: Person | None, shown: Place | None) -> str:
    if shown is None:
        return ""
    try:
        return str(CARDS[shown.kind](Desk(house.tx, NOW, who, ChatWords("en"), SETTINGS, "toteuma_bot"), shown).text)
    except Refusal:
        return ""


def test_every_verb_is_somebody_s() -> None:
    roles = EVERYONE | SHOPPERS | CLIENTS | COORDINATORS | OWNERS | TRYING
    assert set(BUTTONS) == roles | READING | QUOTING | FIGURES | ASKING | ACTING


@pytest.mark.parametrize("name", ["mallory", "eero", "mikko"])
def test_who_has_nothing_gets_nothing(house: House, name: str) -> None:
    who: Person | None = getattr(house, name, None)
    for verb in set(BUTTONS) - EVERYONE:
        for one in _tries(house, who, verb):
            assert not one.done, (verb, one)
            assert not [secret for secret in SECRETS if secret in one.seen], (verb, one)


@pytest.mark.parametrize(
    ("name", "verbs"),
    [
        ("kaisa", OWNERS),
        ("aino", OWNERS | COORDINATORS | CLIENTS | READING | QUOTING | FIGURES | ASKING | ACTING),
        ("helmi", OWNERS | COORDINATORS | SHOPPERS | READING | FIGURES | ASKING),
    ],
)
def test_what_is_another_role_s_stays_so_for_one_s_own_things(house: House, name: str, verbs: set[str]) -> None:
    who: Person = getattr(house, name)
    for verb in verbs:
        for one in _tries(house, who, verb):
            assert not one.done, (verb, one)
            assert one.seen == "", (verb, one)


SHARED = EVERYONE | READING | QUOTING | FIGURES | ASKING | ACTING


@pytest.mark.parametrize(
    ("name", "verbs"),
    [
        ("otso", OWNERS),
        ("kaisa", SHARED | COORDINATORS | TRYING),
        ("aino", EVERYONE | SHOPPERS | TRYING),
        ("helmi", SHARED | CLIENTS),
    ],
)
def test_nothing_forged_breaks_anything_for_those_whose_verb_it_is(house: House, name: str, verbs: set[str]) -> None:
    who: Person = getattr(house, name)
    for verb in verbs:
        for _ in _tries(house, who, verb):
            pass


@given(st.text(max_size=64), st.integers(0, 4))
def test_any_part_is_a_number_or_unknown(data: str, position: int) -> None:
    verb, *about = data.split(":")
    heard = Heard(1, "X", "en", press=Press(verb, tuple(about), "1", 1, True))
    nothing: Any = None  # a number needs no database
    turn = Turn(nothing, NOW, heard, None, None, SETTINGS)
    try:
        number = turn.number(position)
    except Unknown:
        return
    assert 0 <= number < 10**15
    assert about[position].isascii()
