"""Which commands each role has, and the line that explains each in the menu."""

from collections.abc import Mapping

from domain.person import Role
from domain.texts import N_

EVERYONE: Mapping[str, str] = {
    "help": N_("What I can do"),
    "language": N_("Change the language"),
    "privacy": N_("What is stored, and who sees it"),
    "cancel": N_("Leave what you are in the middle of"),
}
COORDINATOR: Mapping[str, str] = {
    "studies": N_("Studies"),
    "assign": N_("Offer contacts to a shopper"),
    "board": N_("How the contacts stand"),
    "review": N_("Contacts that wait for a review"),
    "analysis": N_("Make an outcome analysis"),
    "quote": N_("Make a quote"),
    "hours": N_("Log extra work"),
    "find": N_("Find a contact by its code"),
    "invite": N_("Invite a shopper or a client"),
    "template": N_("An example of a study workbook"),
}
OWNER: Mapping[str, str] = {
    "invite": N_("Invite an owner, a coordinator, a shopper or a client"),
    "people": N_("People of the agency"),
    "prices": N_("What work costs, and what is paid for it"),
    "payrun": N_("Pay the shoppers"),
}
SHOPPER: Mapping[str, str] = {
    "tasks": N_("Your contacts"),
    "earnings": N_("What you have earned"),
}
CLIENT: Mapping[str, str] = {
    "reports": N_("Outcome analyses"),
    "quotes": N_("Quotes"),
    "recordings": N_("Call recordings"),
    "actions": N_("Actions and what became of them"),
}
BY_ROLE: Mapping[Role, Mapping[str, str]] = {
    Role.OWNER: {**COORDINATOR, **OWNER, **EVERYONE},
    Role.COORDINATOR: {**COORDINATOR, **EVERYONE},
    Role.SHOPPER: {**SHOPPER, **EVERYONE},
    Role.CLIENT: {**CLIENT, **EVERYONE},
}
