"""What the environment, or a file `.env`, says about this installation."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import fsspec
from dotenv import dotenv_values
from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.exc import ArgumentError

from domain import identifier
from domain.biller import Biller
from domain.colour import named
from domain.imprint import Imprint
from domain.logo import MOST_BYTES, Logo, logo
from domain.storage.database import plain_url
from domain.texts import languages

SECRET_LENGTH = 16
SECRET_HOLDS = re.compile(r"[A-Za-z0-9_-]{0,256}")
"""What Telegram takes as a webhook's secret."""
TELEGRAM = "api.telegram.org"
DOORS = {("https", port) for port in (443, 80, 88, 8443)}
"""Where Telegram brings updates to."""
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
OTHER_THAN_URL = re.compile(r"\w{2,}:(?!//)")
"""What was meant for a URL, and would become a folder of that name."""
NUMBERS: Mapping[str, Callable[[str], str]] = {
    "agency_vat_id": identifier.vat_id,
    "agency_country": identifier.country,
    "agency_iban": identifier.iban,
    "agency_bic": identifier.bic,
    "agency_e_invoice_address": identifier.e_invoice_address,
    "agency_e_invoice_operator": identifier.e_invoice_address,
}
"""How what names the agency as a company is looked at."""


class Settings(BaseSettings):
    """Every setting, by its name in capitals; all have a default but the token."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", hide_input_in_errors=True)

    bot_token: str = Field(default="", repr=False)
    """From BotFather in Telegram; without one the bot says how to get it. Join links are made with it."""
    bot_api_url: str = f"https://{TELEGRAM}"
    """Where the Bot API answers. The sandbox prints its own address."""
    database_url: str = Field(default="sqlite+aiosqlite:///var/toteuma.db", repr=False)
    """One file to begin with; for PostgreSQL `postgresql+psycopg://user:password@host/database`."""
    media_url: str = Field(default="file://var/media", repr=False)
    """Where voice notes, photos, recordings and PDFs are kept: a folder, or `s3://bucket/prefix`."""
    webhook_url: str = ""
    """The public https address to which Telegram brings updates. Empty: the bot fetches them itself."""
    webhook_secret: str = Field(default="", repr=False)
    """Needed with a webhook, 16 letters and digits at least: whoever knows it can speak as Telegram."""
    listen: str = "127.0.0.1:8080"
    """Where the webhook and `/health` listen; only used with a webhook. A port alone is this machine's own."""
    agency_name: str = Field(default="Toteuma", min_length=1)
    """The agency's name, as people see it in chat, on quotes and on reports."""
    agency_colour: str = "#0b4f6c"
    """Of heads, bars and rules in print; too pale a one is darkened until it can be read."""
    agency_logo: Path | None = None
    """A PNG, JPEG or SVG file for the head of papers."""
    agency_legal_name: str = ""
    """As the agency is registered; empty: its name."""
    agency_country: str = identifier.HOME
    """Its country's two letters."""
    agency_business_id: str = ""
    """On quotes and invoices; a Finnish one is checked."""
    agency_vat_id: str = ""
    """Empty: the one that goes with a Finnish business id."""
    agency_street: str = ""
    """Of its postal address."""
    agency_postcode: str = ""
    """Of its postal address."""
    agency_town: str = ""
    """Of its postal address."""
    agency_iban: str = ""
    """The account to which clients pay."""
    agency_bic: str = ""
    """The bank of that account."""
    agency_email: str = ""
    """Whom clients write to about money."""
    agency_phone: str = ""
    """Whom clients call about money."""
    agency_e_invoice_address: str = ""
    """Under which e-invoices know the agency, such as `003712345671`."""
    agency_e_invoice_operator: str = ""
    """Who carries its e-invoices, such as `003721291126`."""
    timezone: str = "Europe/Helsinki"
    """In which days and hours are told where a study does not say otherwise."""
    language: str = "fi"
    """Of those whose own language the bot does not speak: `fi` or `en`."""
    clock_file: Path | None = None
    """For trying out: a file that holds by how many seconds the bot's clock is ahead."""
    simulated: bool = False
    """For trying out: marks the studies created here as simulated, in chat and in print."""

    @field_validator("timezone")
    @classmethod
    def _zone_exists(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("a time zone is a name such as Europe/Helsinki")
        return value

    @field_validator("language")
    @classmethod
    def _language_is_spoken(cls, value: str) -> str:
        if value not in languages():
            raise ValueError(f"the bot speaks {' and '.join(sorted(languages()))}")
        return value

    @field_validator("database_url")
    @classmethod
    def _database_is_known(cls, value: str) -> str:
        try:
            made = plain_url(value)
            known = made.get_backend_name() in {"sqlite", "postgresql"} and made.database
        except (ArgumentError, ValueError):
            known = None
        if not known:
            raise ValueError("it is sqlite:///var/toteuma.db or postgresql://user:password@host/database or the like")
        try:
            made.get_dialect().import_dbapi()
        except ModuleNotFoundError as missing:
            raise ValueError(f"{missing.name} is needed for it; please install it") from None
        return value

    @field_validator("media_url")
    @classmethod
    def _media_can_be_kept(cls, value: str) -> str:
        if not value or OTHER_THAN_URL.match(value):
            raise ValueError("it is file://var/media or s3://bucket/prefix or the like")
        kind, found, _ = value.partition("://")
        try:
            fsspec.get_filesystem_class(kind if found else "file")
        except ImportError as missing:
            raise ValueError(str(missing)) from None
        return value

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _address_is_one(cls, value: str, info: ValidationInfo) -> str:
        try:
            parts = urlsplit(value)
            known = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            known = None
        if not known and (value or info.field_name == "bot_api_url"):
            raise ValueError("an address begins with https:// and names a host")
        return value

    @field_validator("agency_email")
    @classmethod
    def _email_is_one(cls, value: str) -> str:
        if value and not EMAIL.fullmatch(value):
            raise ValueError("it is an address such as kaisa@aalto.example")
        return value

    @model_validator(mode="after")
    def _webhook_can_be_used(self) -> "Settings":
        door = urlsplit(self.webhook_url)
        if door.scheme and TELEGRAM in self.bot_api_url and (door.scheme, door.port or 443) not in DOORS:
            raise ValueError("WEBHOOK_URL has to begin with https:// for Telegram, on port 443, 80, 88 or 8443")
        if self.webhook_url and len(self.webhook_secret) < SECRET_LENGTH:
            raise ValueError(f"WEBHOOK_SECRET needs at least {SECRET_LENGTH} characters when WEBHOOK_URL is set")
        if not SECRET_HOLDS.fullmatch(self.webhook_secret):
            raise ValueError("WEBHOOK_SECRET may hold A to Z, a to z, 0 to 9, _ and - only, 256 of them at most")
        return self

    @field_validator("listen")
    @classmethod
    def _listen_has_a_port(cls, value: str) -> str:
        port = value.rpartition(":")[2]
        if not port.isdecimal() or not 0 < int(port) < 65536:
            raise ValueError("an address and a port are needed, such as 127.0.0.1:8080")
        return value

    @field_validator("agency_colour")
    @classmethod
    def _colour_is_one(cls, value: str) -> str:
        named(value)
        return value

    @field_validator("agency_logo")
    @classmethod
    def _logo_can_be_printed(cls, value: Path | None) -> Path | None:
        if value is not None:
            _logo(value)
        return value

    @field_validator(*NUMBERS)
    @classmethod
    def _number_is_one(cls, value: str, info: ValidationInfo) -> str:
        return NUMBERS[info.field_name or ""](value) if value.strip() else ""

    @field_validator("agency_business_id")
    @classmethod
    def _business_id_is_one(cls, value: str, info: ValidationInfo) -> str:
        return identifier.business_id(value, info.data.get("agency_country", "")) if value.strip() else ""

    @field_validator("clock_file", "agency_logo", mode="before")
    @classmethod
    def _empty_is_none(cls, value: object) -> object:
        return value or None

    @property
    def door(self) -> tuple[str, int]:
        """The host and the port of `listen`."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]") or "127.0.0.1", int(port)

    @cached_property
    def imprint(self) -> Imprint:
        """What papers show of the agency; the logo is read once."""
        return Imprint(
            agency=self.agency_name,
            colour=named(self.agency_colour),
            logo=_logo(self.agency_logo) if self.agency_logo else None,
            biller=self.biller,
        )

    @property
    def biller(self) -> Biller:
        """The agency as its quotes and invoices name it."""
        own = {name: getattr(self, f"agency_{name}") for name in Biller.model_fields if name not in {"name", "vat_id"}}
        id = self.agency_business_id if self.agency_country == identifier.HOME else ""
        vat_id = self.agency_vat_id or (identifier.vat_id_of(id) if id else "")
        return Biller(name=self.agency_legal_name or self.agency_name, vat_id=vat_id, **own)

    @property
    def secret(self) -> bytes:
        """The installation's secret, from which the codes of join links are made."""
        return self.bot_token.encode()


def faults(wrong: ValidationError) -> Iterator[str]:
    """Tells what is wrong with the settings, a sentence each; never the values, which may be secrets."""
    for error in wrong.errors(include_input=False, include_url=False):
        name = " ".join(str(part) for part in error["loc"]).upper()
        said = error.get("ctx", {}).get("error", error["msg"])
        yield f"{name}: {said}" if name else str(said)


def strange_names(file: Path = Path(".env")) -> list[str]:
    """Returns the names in `.env` that are no setting: misspelt ones, or another program's."""
    return [name for name in dotenv_values(file) if name.lower() not in Settings.model_fields]


def _logo(path: Path) -> Logo:
    try:
        with path.open("rb") as file:
            # one byte more than is let through
            return logo(file.read(MOST_BYTES + 1))
    except OSError:
        raise ValueError("there is no such file that can be read") from None
