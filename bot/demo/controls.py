"""What the demo adds to the page with phones: people who join in a role, and a bot that crashes."""

from collections.abc import Mapping, Sequence
from itertools import count

from bot.demo.stage import Stage
from bot.sandbox import Action, Field, Phone
from domain.person import Role
from domain.texts import languages

FINNISH = {
    "Invite somebody": "Kutsu joku",
    "Adds a phone, and opens a join link of this role on it.": "Lisää puhelimen ja avaa siinä liittymislinkin.",
    "Name": "Nimi",
    "Language": "Kieli",
    "Role": "Rooli",
    "Company, for a client": "Yritys, jos asiakas",
    "owner": "omistaja",
    "coordinator": "koordinaattori",
    "shopper": "testiasiakas",
    "client": "asiakas",
    "Crash the bot, and start it again": "Kaada botti ja käynnistä se uudelleen",
    "kill -9: it can neither finish nor clean up. Nothing that was said to it may be lost.": (
        "kill -9: se ei ehdi lopettaa eikä siivota. Mitään sille sanottua ei saa kadota."
    ),
}


def controls(stage: Stage, client: str) -> Sequence[Action]:
    """Returns the acts that are plugged into the page; `client` is the company that is proposed."""
    crashes = count(1)

    async def invite(given: Mapping[str, str]) -> str:
        role = given["role"]
        company = ["--client", given["client"] or client] if role == Role.CLIENT else []
        phone = Phone(stage.telegram, stage.bot, first_name=given["name"], language_code=given["language"])
        link = await stage.commands("invite", role, *company)
        await phone.opens(link)
        return f"{given['name']} ✓"

    async def crash(given: Mapping[str, str]) -> str:
        await stage.kills_bot()
        await stage.raises_bot()
        return f"kill -9 × {next(crashes)}"

    fields = [
        Field("name", "Name", value="Veera"),
        Field("language", "Language", languages(), "fi"),
        Field("role", "Role", [role.value for role in Role], Role.SHOPPER.value),
        Field("client", "Company, for a client", value=client, required=False),
    ]
    hint = "Adds a phone, and opens a join link of this role on it."
    words = {"fi": FINNISH}
    return [
        Action("invite", "Invite somebody", invite, hint, fields, words),
        Action(
            "crash",
            "Crash the bot, and start it again",
            crash,
            "kill -9: it can neither finish nor clean up. Nothing that was said to it may be lost.",
            words=words,
        ),
    ]
