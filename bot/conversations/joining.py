"""Coming in, and what everybody has: help, language, privacy, cancel, invitations."""

from bot.turn import HOME, Desk, Turn
from bot.view import View
from bot.views import people as views
from domain.operations import people as operations
from domain.operations.access import Action, ensure
from domain.person import Role
from domain.place import Place, place
from domain.refusal import Unknown
from domain.storage import clients, invitations, people
from domain.texts import languages


def start(turn: Turn) -> Place:
    """`/start [code]`: a join link, or the way home."""
    code = turn.heard.text
    language = turn.heard.language if turn.heard.language in languages() else turn.settings.language
    if not code:
        return HOME if turn.somebody else place("stranger", language=language)
    person = operations.join(
        turn.tx,
        chat_id=turn.heard.chat_id,
        first_name=turn.heard.first_name,
        language=language,
        code=code,
        now=turn.now,
    )
    return place("home", note={"kind": "Welcome", "name": person.name})


def stranger(turn: Turn) -> Place:
    """Whatever a stranger does."""
    return place("stranger", language=turn.heard.language or turn.settings.language)


def draw_stranger(desk: Desk, _: Place) -> View:
    """What a stranger sees."""
    return views.stranger(desk.words, desk.settings.agency_name)


def draw_home(desk: Desk, _: Place) -> View:
    """Where everybody starts."""
    return views.home(desk.words, desk.reader, desk.settings.agency_name)


def help_(turn: Turn) -> Place:
    """`/help`"""
    return place("help") if turn.person else HOME


def draw_help(desk: Desk, _: Place) -> View:
    """The commands of the reader's role."""
    return views.help_(desk.words, desk.reader)


def privacy(turn: Turn) -> Place:
    """`/privacy`"""
    return place("privacy") if turn.person else HOME


def draw_privacy(desk: Desk, _: Place) -> View:
    """What is stored, and who sees it."""
    return views.privacy(desk.words)


def cancel(turn: Turn) -> Place:
    """`/cancel`: leaves what one is in the middle of; everything stored stays."""
    return place("home", note={"kind": "Left"}) if turn.person else HOME


def language(turn: Turn) -> Place:
    """`/language`"""
    return place("language") if turn.person else HOME


def draw_language(desk: Desk, _: Place) -> View:
    """The languages to choose from."""
    return views.language(desk.words, languages())


def choose_language(turn: Turn) -> Place:
    """A language's button."""
    operations.choose_language(turn.tx, by=turn.person, language=turn.about(0), now=turn.now)
    return place("home", note={"kind": "Saved"})


def invite(turn: Turn) -> Place:
    """`/invite [role] [name or company]`"""
    ensure(turn.person, Action.RUN)
    role, _, rest = turn.heard.text.partition(" ")
    if not role:
        return place("invite")
    return _invited(turn, _role(role), rest.strip())


def _role(word: str) -> Role:
    finnish = {"omistaja": "owner", "koordinaattori": "coordinator", "testiasiakas": "shopper", "asiakas": "client"}
    known = finnish.get(word.lower(), word.lower())
    if known not in set(Role):
        raise Unknown
    return Role(known)


def _invited(turn: Turn, role: Role, rest: str) -> Place:
    who = {"client": rest} if role is Role.CLIENT else {"name": rest}
    id = operations.invite(turn.tx, by=turn.person, role=role, key=turn.settings.secret, now=turn.now, **who)
    return place("invited", invitation=id)


def draw_invite(desk: Desk, _: Place) -> View:
    """Whom to invite."""
    ensure(desk.person, Action.RUN)
    return views.invite(desk.words, desk.reader)


def invite_role(turn: Turn) -> Place:
    """A role's button; a client's company is asked."""
    ensure(turn.person, Action.RUN)
    role = _role(turn.about(0))
    return place("invite_company") if role is Role.CLIENT else _invited(turn, role, "")


def draw_invite_company(desk: Desk, _: Place) -> View:
    """Of which company the invited client is."""
    ensure(desk.person, Action.RUN)
    return views.ask_company(desk.words, [(row["id"], row["name"]) for row in clients.all_of(desk.tx)])


def invite_company(turn: Turn) -> Place:
    """A company's button, or its typed name."""
    ensure(turn.person, Action.RUN)
    if turn.heard.press is None:
        return _invited(turn, Role.CLIENT, turn.text)
    company = clients.get(turn.tx, turn.number(0))
    if company is None:
        raise Unknown
    return _invited(turn, Role.CLIENT, company["name"])


def draw_invited(desk: Desk, where: Place) -> View:
    """The join link."""
    ensure(desk.person, Action.RUN)
    found = invitations.code_of(desk.tx, where["invitation"], desk.settings.secret)
    if found is None or found[0]["invited_by"] != desk.reader.id:
        raise Unknown
    row, code = found
    company = clients.get(desk.tx, row["client_id"]) if row["client_id"] else None
    link = f"https://t.me/{desk.bot_name}?start={code}"
    return views.invited(desk.words, row["role"], company["name"] if company else "", link)


def all_people(turn: Turn) -> Place:
    """`/people`"""
    ensure(turn.person, Action.OWN)
    return place("people")


def draw_people(desk: Desk, _: Place) -> View:
    """The people of the agency."""
    ensure(desk.person, Action.OWN)
    return views.people(desk.words, people.all_of(desk.tx, *Role))


def reachable(turn: Turn) -> None:
    """Somebody has blocked the bot, or taken it back."""
    if turn.somebody is None:
        return
    if turn.heard.blocked:
        operations.note_unreachable(turn.tx, turn.somebody, turn.now)
    else:
        operations.note_heard_from(turn.tx, turn.somebody)
