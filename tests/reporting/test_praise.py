"""Praise for a unit: one success, and nobody who could be told by it."""

import re
from datetime import date
from typing import Any

import pytest

from domain.imprint import Imprint
from domain.person import Person, Role
from domain.storage.tables import study as study_table
from domain.storage.transaction import Transaction
from domain.texts import Words
from reporting.analyses.praise import Moment, Praise, sentences
from reporting.pdf.praise import print_praise
from reporting.praise import make
from reporting.telling import Telling
from tests import agency
from tests.agency import NOW
from tests.reporting.pdf.reading import marked, reader, text, tree

KIND = "Asiakaspalvelija kuunteli rauhassa ja kertasi asiani lopuksi."
BEST: dict[str, Any] = {"ensivaikutelma": "10", "kuuntelukyky": "10", "ammattitaito": "10", "parasta": KIND}


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa Ranta")


@pytest.fixture
def aino(tx: Transaction) -> Person:
    return agency.join(tx, Role.SHOPPER, "Aino Salmi")


@pytest.fixture(autouse=True)
def planned(tx: Transaction, kaisa: Person) -> int:
    return agency.planned(tx, kaisa)


def of_unit(tx: Transaction, unit: str) -> list[str]:
    every = (agency.contact(tx, code) for code in agency.codes(range(1, 23)))
    return [each.code for each in every if each.unit == unit and not each.thread]


def page(tx: Transaction, unit: str, language: str = "en") -> bytes:
    return make(
        tx.connection,
        agency=tx.agency,
        study=1,
        wave=1,
        unit=unit,
        language=language,
        imprint=Imprint(agency="Aalto Mystery"),
        now=NOW,
    )


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ("Thank you, Oulu team!", "A success · November 2026", "10 / 10 Listening", "Solved at once", KIND)),
        ("fi", ("Kiitos, Oulun tiimi!", "Onnistuminen · marraskuu 2026", "10 / 10 Kuuntelukyky", "Ratkesi heti", KIND)),
    ],
)
def test_the_best_success_is_told_on_one_page(
    tx: Transaction, kaisa: Person, aino: Person, language: str, told: tuple[str, ...]
) -> None:
    first, second, third, *_ = of_unit(tx, "oulu")
    agency.approved(tx, kaisa, aino, first, second)
    agency.approved(tx, kaisa, aino, third, **BEST)
    pdf = page(tx, "oulu", language)
    assert len(reader(pdf).pages) == 1
    for words in told:
        assert words in text(pdf)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ystävällinen palvelu.", ""),
        ("Asia hoitui todella nopeasti.", ""),
        ("Asia hoitui kerralla ja nopeasti.", "Asia hoitui kerralla ja nopeasti."),
        ("Ystävällinen palvelu. Asia hoitui heti.", "Ystävällinen palvelu. Asia hoitui heti."),
    ],
)
def test_a_quote_has_at_least_five_words(said: str, kept: str) -> None:
    assert sentences(said, (), ()) == kept


def test_nobody_and_no_day_is_in_it(tx: Transaction, kaisa: Person, aino: Person) -> None:
    codes = of_unit(tx, "oulu")[:3]
    telltale = (
        f"Puhuin Tiinan kanssa. {KIND} Aino kiitti. Virtaselle luvattiin paljon. Sain vastauksen maanantaina klo 14. "
        "Osoite oli testi1@toteuma.example. Häntä sanottiin nimeltä Seppo. Nuori nainen palveli hyvin."
    )
    agency.approved(tx, kaisa, aino, *codes, **{**BEST, "parasta": telltale})
    told = text(page(tx, "oulu"))
    assert KIND in told
    for hidden in ("Tiina", "Aino", "Virta", "maanantai", "14", "testi1", "Seppo", "nainen", "Kaisa", *codes, "[…]"):
        assert hidden not in told
    assert not re.search(r"\b\d{1,2} November|\d{1,2}\.11\.", told)


@pytest.mark.parametrize("counted", [0, 1, 2])
def test_few_contacts_are_not_told_of(tx: Transaction, kaisa: Person, aino: Person, counted: int) -> None:
    agency.approved(tx, kaisa, aino, *of_unit(tx, "oulu")[:counted], **BEST)
    agency.approved(tx, kaisa, aino, *of_unit(tx, "tampere")[:3], **BEST)
    assert page(tx, "oulu") == b""
    assert page(tx, "tampere") != b""


def test_a_low_index_is_no_success(tx: Transaction, kaisa: Person, aino: Person) -> None:
    low = {"ensivaikutelma": "3", "kuuntelukyky": "2", "ratkaisuaste": "unsolved", "ratkaisu_miksi": "Ei tiedetty."}
    agency.approved(tx, kaisa, aino, *of_unit(tx, "oulu")[:3], **{**BEST, **low})
    assert page(tx, "oulu") == b""


def test_without_kind_words_nothing_is_made_up(tx: Transaction, kaisa: Person, aino: Person) -> None:
    agency.approved(tx, kaisa, aino, *of_unit(tx, "oulu")[:3], **{**BEST, "parasta": "En keksi mitään erityistä."})
    assert page(tx, "oulu") == b""


def test_what_was_missing_is_no_praise(tx: Transaction, kaisa: Person, aino: Person) -> None:
    words = {**BEST, "parasta": "En osaa sanoa.", "puuttui": "Kaikki toimi aivan kuten pitikin."}
    agency.approved(tx, kaisa, aino, *of_unit(tx, "oulu")[:3], **words)
    assert page(tx, "oulu") == b""


def test_simulated_praise_is_called_so_and_the_same_data_give_the_same_tagged_bytes(
    tx: Transaction, kaisa: Person, aino: Person, planned: int
) -> None:
    agency.approved(tx, kaisa, aino, *of_unit(tx, "oulu")[:3], **BEST)
    tx.change(study_table, study_table.c.id == planned, simulated=True)
    pdf = page(tx, "oulu")
    assert "SIMULATED DATA" in text(pdf)
    assert pdf == page(tx, "oulu")
    held = sorted(mark for tag in tree(pdf).walk() for mark in tag.marks)
    painted = sorted((page, n) for page, numbers in marked(pdf).items() for n in numbers if n is not None)
    assert held == painted


OWN = ("havu", "oulu")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Ystävällinen palvelu", ""),
        ("Havun palvelu oli kovin ystävällistä.", "Havun palvelu oli kovin ystävällistä."),
        ("Kaikki hoitui heti. Tiina on loistava. Kiitos siitä!", "Kaikki hoitui heti. … Kiitos siitä!"),
        ("Sain vastauksen, ja CX-kysely tuli heti.", "Sain vastauksen, ja CX-kysely tuli heti."),
        ("Sain avun Zaharialta.", ""),
        ("Hänellä oli mukava murre, ja asia selvisi.", ""),
        ("Palvelu oli hyvää, mutta hidasta.", ""),
        ("Soitin 12.10. ja sain avun heti.", ""),
        ("Sain avun heti tiistaina.", ""),
        ("Sain avun heti aamulla.", ""),
        ("I called and got help at once.", "I called and got help at once."),
        ("I called on Monday and got help.", ""),
        ("I called on 12 October and got help.", ""),
        ("Mary listened very well.", ""),
        ("It was good, but slow.", ""),
        ("Nothing in particular.", ""),
        ("Ei mitään erityistä.", ""),
        ("Ok.", ""),
        ("", ""),
    ],
)
def test_only_sentences_that_may_hang_on_a_wall_are_kept(said: str, kept: str) -> None:
    assert sentences(said, ("Aino Salmi",), OWN) == kept


def test_long_names_and_words_stay_on_the_page() -> None:
    moment = Moment(label="Montako vastausohjeen kohdista toteutui? " * 2, value="Kaikki kolme kohtaa toteutuivat " * 2)
    long = Praise(
        unit="Keskisen Pohjanmaan ja Kainuun seutukuntien yhteinen asiakaspalvelukeskus",
        service="Asiakaspalvelu, puhelin ja takaisinsoitto",
        client="Havu Energia Oy",
        month=date(2026, 10, 1),
        quotes=(f"{KIND} " * 5, f"{KIND} " * 4),
        moments=(moment,) * 4,
        simulated=True,
    )
    pdf = print_praise(long, Telling.to(Words("fi")), imprint=Imprint(agency="Aalto Mystery"), now=NOW)
    assert len(reader(pdf).pages) == 1
    assert text(pdf).count(KIND) == 5
