"""Cards of joining, inviting, help, language and privacy."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from bot.menus import BY_ROLE
from bot.view import Button, ChatWords, View, in_rows, lines, press
from bot.views.names import ROLES
from domain.person import Person, Role
from domain.texts import N_

LANGUAGES = {"en": "English", "fi": "Suomi", "sv": "Svenska"}

HELLO: Mapping[Role, str] = {
    Role.OWNER: N_("You own the agency here. Send a study workbook (.xlsx) to begin, or choose from the menu."),
    Role.COORDINATOR: N_("Send a study workbook (.xlsx) to begin a study, or choose from the menu."),
    Role.SHOPPER: N_("I bring you contacts to make, and ask about each one afterwards, one question at a time."),
    Role.CLIENT: N_("I bring you the quotes and the outcome analyses of your company."),
}
CSV = N_("Own customers’ NPS, CSAT and CES, and a telephone exchange’s calls, can be sent here as a CSV at any time.")
MAIN_BUTTONS: Mapping[Role, Sequence[tuple[str, str]]] = {
    Role.OWNER: ((N_("Studies"), "studies"), (N_("Review"), "reviews"), (N_("Invite"), "invites")),
    Role.COORDINATOR: ((N_("Studies"), "studies"), (N_("Review"), "reviews"), (N_("Invite"), "invites")),
    Role.SHOPPER: ((N_("Your contacts"), "tasks"),),
    Role.CLIENT: ((N_("Outcome analyses"), "reports"), (N_("Quotes"), "quotes")),
}


def stranger(words: ChatWords, agency: str) -> View:
    """What somebody who has not joined sees, and all they see."""
    return View(
        words(
            "This is the bot of {agency}. To come in you need a join link from the agency: "
            "open the link on this phone and press Start.",
            agency=agency,
        )
    )


def home(words: ChatWords, person: Person, agency: str) -> View:
    """Where everybody starts."""
    title = words("<b>{agency}</b> · {role} {code}", agency=agency, role=words(ROLES[person.role]), code=person.code)
    buttons = [Button(words(label), press(verb)) for label, verb in MAIN_BUTTONS[person.role]]
    return View(lines(title, words(HELLO[person.role])), in_rows(buttons, 2))


def help_(words: ChatWords, person: Person) -> View:
    """The commands of a role, a line each."""
    menu = [Markup("/{} – {}").format(name, words(what)) for name, what in BY_ROLE[person.role].items()]
    csv = None if person.role is Role.SHOPPER else words(CSV)
    return View(lines(words(HELLO[person.role]), "", *menu, csv))


def privacy(words: ChatWords) -> View:
    """What is stored, and who sees it."""
    return View(
        lines(
            words("<b>What is stored, and who sees it</b>"),
            "",
            words("The agency keeps what you send here: answers, times, voice notes, photos and recordings."),
            words("How shoppers are paid (name, account) is for the owner and payroll alone."),
            words("A client sees results by unit, and never the name of a shopper."),
            words("Recordings of calls are kept only where a study says so, and are destroyed on its day."),
            words("Telegram and the phones of those who receive a message may keep copies of their own."),
            words("Ask the agency if you want to see or remove what concerns you."),
        )
    )


def language(words: ChatWords, choices: Sequence[str]) -> View:
    """The languages to choose from."""
    buttons = [Button(LANGUAGES.get(code, code), press("language", code)) for code in choices]
    return View(words("Which language shall we use?"), in_rows(buttons, 2))


def invite(words: ChatWords, person: Person) -> View:
    """Whom to invite."""
    roles = list(Role) if person.role is Role.OWNER else [Role.SHOPPER, Role.CLIENT]
    buttons = [Button(words(ROLES[role]).capitalize(), press("invite", role.value)) for role in roles]
    return View(words("Whom do you invite?"), in_rows(buttons, 2))


def ask_company(words: ChatWords, companies: Sequence[tuple[int, str]]) -> View:
    """Of which company the invited client is."""
    buttons = [Button(name, press("invitec", id)) for id, name in companies[:20]]
    return View(words("Of which company? Choose, or type its name."), in_rows(buttons, 1))


def invited(words: ChatWords, role: Role, company: str, link: str) -> View:
    """A new join link, to be forwarded."""
    who = words("{role} of {company}", role=words(ROLES[role]), company=company) if company else words(ROLES[role])
    return View(
        lines(
            words("Join link ({who}), good for one person and 14 days:", who=who),
            Markup("<code>{}</code>").format(link),
            words("Forward it to the person; it works on any phone with Telegram."),
        )
    )


def people(words: ChatWords, all_people: Sequence[Person]) -> View:
    """The people of the agency, by code."""
    shown = [
        Markup("<b>{}</b> {} · {}{}{}").format(
            person.code,
            person.name,
            words(ROLES[person.role]),
            " · " + words("accepts quotes") if person.role is Role.CLIENT and person.accepts_quotes else "",
            "" if person.reachable else " · " + words("unreachable"),
        )
        for person in all_people[:20]
    ]
    more = words("and {n} more", n=len(all_people) - 20) if len(all_people) > 20 else None
    return View(lines(words("<b>People</b>"), *shown, more))
