"""Words of the messages about quotes that come by themselves."""

from bot.view import Button, ChatWords, View, lines, press
from bot.views.names import day
from bot.views.quotes import Shown, sum_of
from domain.quote import Quote


def covering(language: str, quote: Quote, agency: str) -> View:
    """What stands under a quote that is forwarded: no buttons, and nothing for the agency alone."""
    words = ChatWords(language)
    return View(
        lines(
            words("<b>Quote {number}</b> · {study}, {wave}", number=quote.number, study=quote.study, wave=quote.wave),
            words("To {client}", client=quote.client),
            "",
            words(
                "Here is our quote: {gross} in all, VAT included, valid until {day}.",
                gross=sum_of(words, quote, quote.gross),
                day=day(quote.valid_until, words),
            ),
            words("You accept it by answering this message or by e-mail: please say who accepts it."),
            "",
            words("With kind regards, {agency}", agency=agency),
        )
    )


def accepted_copy(words: ChatWords, shown: Shown) -> View:
    """Under the copy of an accepted quote."""
    return View(
        lines(
            words("<b>Quote {number}</b> · {client}", number=shown.quote.number, client=shown.quote.client),
            words("With who accepted it, when, and the hashes of the document."),
        )
    )


def expiring(words: ChatWords, shown: Shown, *, for_client: bool) -> View:
    """A quote is about to expire."""
    until = day(shown.quote.valid_until, words)
    told = words("<b>Quote {number}</b> is valid until {day}.", number=shown.quote.number, day=until)
    ask = words("It waits for your decision.") if for_client else words("The client has not decided on it yet.")
    return View(
        lines(told, f"{shown.quote.study} · {shown.quote.wave}", ask),
        [[Button(words("Open"), press("qopen", shown.id))]],
    )


def expired(words: ChatWords, shown: Shown) -> View:
    """A quote has expired undecided."""
    until = day(shown.quote.valid_until, words)
    told = words("<b>Quote {number}</b> expired on {day}, undecided.", number=shown.quote.number, day=until)
    renewing = words("Renewed it becomes a new version, valid for 30 days, with the prices of its day.")
    return View(
        lines(told, f"{shown.quote.client} · {shown.quote.study}", renewing),
        [[Button(words("Renew"), press("qnew", shown.id)), Button(words("Open"), press("qopen", shown.id))]],
    )
