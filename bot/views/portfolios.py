"""Cards of reports of several studies."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, lines, press, short


def offer(words: ChatWords, id: int, client: str) -> Button:
    """Asks for the report of all studies of a client."""
    return Button(words("All studies of {client}", client=short(client, 40)), press("allof", id))


def portfolio(
    words: ChatWords, id: int, client: str, headlines: Sequence[str], *, for_client: bool, sent: bool, simulated: bool
) -> View:
    """The report of all studies in a few sentences, under its PDF."""
    send = [] if for_client or sent else [[Button(words("Send to client"), press("psend", id))]]
    return View(
        lines(
            words("<b>SIMULATED DATA</b>") if simulated else None,
            words("<b>All studies</b> · {client}", client=client),
            *[Markup("• {}").format(line) for line in headlines],
            words("The client has it.") if sent and not for_client else None,
        ),
        send,
    )


def listed(words: ChatWords, id: int, day: str) -> Button:
    """A report in a client's list."""
    return Button(words("All studies · {day}", day=day), press("popen", id))
