"""What an owner sets wrongly is told at start, in a sentence that helps."""

import re
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot.settings import Settings, faults, strange_names
from tests.domain.test_logo import DRAWN, svg


def settings(**values: Any) -> Settings:
    return Settings(_env_file=None, **values)


def test_without_a_colour_and_a_logo_papers_have_our_own_colour_and_none() -> None:
    imprint = settings(agency_name="Aalto").imprint
    assert (imprint.agency, imprint.colour, imprint.logo) == ("Aalto", (11, 79, 108), None)


def test_a_colour_and_a_logo_reach_the_imprint(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(DRAWN)
    imprint = settings(agency_colour="#aa1144", agency_logo=str(file)).imprint
    assert imprint.colour == (170, 17, 68)
    assert imprint.logo is not None
    assert imprint.logo.content == DRAWN


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("agency_colour", "petrol", "six digits such as #0b4f6c"),
        ("agency_logo", "no/such/logo.png", "no such file"),
        ("agency_logo", ".", "no such file"),
        ("timezone", "Turku", "Europe/Helsinki"),
        ("listen", "localhost", "127.0.0.1:8080"),
        ("listen", "127.0.0.1:80800", "127.0.0.1:8080"),
        ("agency_business_id", "1234567-2", "1234567-1"),
        ("agency_vat_id", "FI12345672", "FI12345671"),
        ("agency_iban", "FI21 1234 5600 0007 86", "FI21 1234 5600 0007 85"),
        ("agency_bic", "Nordea", "NDEAFIHH"),
        ("agency_country", "Suomi", "two letters"),
        ("agency_e_invoice_operator", "?", "e-invoice"),
        ("agency_email", "kaisa at aalto.example", "kaisa@aalto.example"),
        ("agency_name", "", "at least 1 character"),
        ("language", "sv", "en and fi"),
        ("bot_api_url", "localhost:8765", "https://"),
        ("webhook_url", "bot.aalto.example", "https://"),
        ("webhook_url", "https://bot.aalto.example:port", "https://"),
        ("database_url", "garbage", "postgresql://user:password@host/database"),
        ("database_url", "mysql://host/toteuma", "postgresql://user:password@host/database"),
        ("database_url", "sqlite://", "sqlite:///var/toteuma.db"),
        ("database_url", "postgresql://otso:secret@host:port/toteuma", "postgresql://user:password@host/database"),
        ("media_url", "", "file://var/media"),
        ("media_url", "s3:/bucket", "s3://bucket/prefix"),
        ("media_url", "drive://media", "Protocol not known: drive"),
    ],
)
def test_a_wrong_value_is_told_by_its_setting(name: str, value: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as refused:
        settings(**{name: value})
    assert refused.value.errors()[0]["loc"] == (name,)


@pytest.mark.parametrize(
    ("secret", "sentence"), [("", "16 characters"), ("too-short", "16 characters"), ("ÄÄ+/= and so on, long", "A to Z")]
)
def test_a_secret_that_telegram_would_not_take_is_told_at_start(secret: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        settings(webhook_url="https://bot.agency.example", webhook_secret=secret)


@pytest.mark.parametrize(
    ("listen", "door"),
    [
        ("127.0.0.1:8080", ("127.0.0.1", 8080)),
        ("8080", ("127.0.0.1", 8080)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
        ("[::1]:80", ("::1", 80)),
    ],
)
def test_a_door_is_a_host_and_a_port(listen: str, door: tuple[str, int]) -> None:
    assert settings(listen=listen).door == door


@pytest.mark.parametrize("address", ["http://bot.aalto.example", "https://bot.aalto.example:8081"])
def test_telegram_brings_updates_to_https_addresses_and_few_ports_only(address: str) -> None:
    door = {"webhook_url": address, "webhook_secret": "a-secret-of-the-webhook"}
    with pytest.raises(ValidationError, match="https://"):
        settings(**door)
    assert settings(bot_api_url="http://127.0.0.1:8765", **door).webhook_url == door["webhook_url"]


def test_names_that_are_no_setting_are_named_and_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("AGENCY_COLOR=#aa1144\nPOSTGRES_PASSWORD=of-another-program\nLANGUAGE=fi\n")
    assert strange_names(file) == ["AGENCY_COLOR", "POSTGRES_PASSWORD"]
    assert Settings(_env_file=file).language == "fi"
    assert strange_names(tmp_path / "none") == []


def test_faults_are_told_in_sentences_without_their_values(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("LANGUAGE=sv\nSIMULATED=perhaps\nWEBHOOK_URL=https://bot.aalto.example\n")
    with pytest.raises(ValidationError) as refused:
        Settings(_env_file=file)
    assert list(faults(refused.value)) == [
        "LANGUAGE: the bot speaks en and fi",
        "SIMULATED: Input should be a valid boolean, unable to interpret input",
    ]
    with pytest.raises(ValidationError) as refused:
        settings(webhook_url="https://bot.aalto.example", webhook_secret="short")
    assert list(faults(refused.value)) == ["WEBHOOK_SECRET needs at least 16 characters when WEBHOOK_URL is set"]


def test_a_logo_that_cannot_be_printed_is_told_at_start(tmp_path: Path) -> None:
    file = tmp_path / "logo.svg"
    file.write_bytes(svg("<text>x</text>"))
    with pytest.raises(ValidationError, match=re.escape("the logo has <text>")):
        settings(agency_logo=file)


def test_the_colour_can_stand_in_a_file_of_settings(tmp_path: Path) -> None:
    file = tmp_path / "env"
    file.write_text("AGENCY_COLOUR=#aa1144\nAGENCY_LOGO=\n")
    made = Settings(_env_file=file)
    assert made.imprint.colour == (170, 17, 68)
    assert made.agency_logo is None


def test_the_agency_bills_as_the_company_that_it_is() -> None:
    biller = settings(
        agency_name="Aalto",
        agency_legal_name="Aalto Mystery Oy",
        agency_business_id="12345671",
        agency_iban="FI21 1234 5600 0007 85",
        agency_town="Turku",
    ).imprint.biller
    assert (biller.name, biller.business_id, biller.vat_id) == ("Aalto Mystery Oy", "1234567-1", "FI12345671")
    assert (biller.iban, biller.town, biller.country) == ("FI2112345600000785", "Turku", "FI")


def test_without_more_an_agency_bills_by_its_name() -> None:
    assert settings(agency_name="Aalto").biller.name == "Aalto"


def test_another_country_s_company_is_not_looked_at_as_a_finnish_one() -> None:
    biller = settings(agency_country="se", agency_business_id="556703-7485", agency_vat_id="SE556703748501").biller
    assert (biller.business_id, biller.vat_id) == ("556703-7485", "SE556703748501")
