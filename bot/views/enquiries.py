"""Cards of clients' questions about results."""

from collections.abc import Sequence

from markupsafe import Markup

from bot.view import Button, ChatWords, View, in_rows, lines, paging, press, short
from domain.enquiry import Enquiry

PAGE = 10
"""Questions on one card."""


def ask(words: ChatWords, analysis_id: int, title: str, *, recorded: bool) -> View:
    """Where a question is typed: the client's own, or one that the agency records."""
    told = (
        words("Type what the client has asked. It stays here with its answer.")
        if recorded
        else words("Type your question here. It goes to the agency, and the answer comes into this chat.")
    )
    heading = words("<b>Record a question</b> · {title}", title=title) if recorded else None
    return View(
        lines(heading or words("<b>Ask about this</b> · {title}", title=title), told),
        [[Button(words("Cancel"), press("aback", analysis_id))]],
    )


def reply(words: ChatWords, made: Enquiry, title: str, asks: Markup, *, recorded: bool) -> View:
    """Where an answer is typed."""
    told = (
        words("Type what was answered. It stays here with the question.")
        if recorded
        else words("Type the answer. It goes to the one who asked, as it is.")
    )
    return View(
        lines(_asked(words, made, title, asks), told),
        [[Button(words("Back"), press("enquiry", made.id))]],
    )


def enquiry(words: ChatWords, made: Enquiry, title: str, asks: Markup, answerer: str, study_id: int) -> View:
    """A question as it stands, for the agency."""
    answer = [] if not made.waits else [[Button(words("Answer"), press("reply", made.id))]]
    return View(
        lines(
            _asked(words, made, title, asks),
            words("It waits for an answer.") if made.waits else words("{name} answered:", name=answerer),
            None if made.waits else _quoted(made.answered),
        ),
        [*answer, [Button(words("Questions"), press("enquiries", study_id))]],
    )


def enquiries(words: ChatWords, study_id: int, name: str, rows: Sequence[Enquiry], page: int) -> View:
    """The questions about a study; those that wait first."""
    if not rows:
        return View(words("No questions yet."), [[Button(words("Back"), press("study", study_id))]])
    shown = rows[page * PAGE : (page + 1) * PAGE]
    buttons = [Button(("• " if one.waits else "✓ ") + short(one.asked, 50), press("enquiry", one.id)) for one in shown]
    around = paging(
        words,
        press("enquiries", study_id, page - 1) if page else None,
        press("enquiries", study_id, page + 1) if len(rows) > (page + 1) * PAGE else None,
    )
    return View(
        lines(
            words("<b>Questions</b> · {name}", name=name),
            words("• waits for an answer, ✓ answered"),
        ),
        [*in_rows(buttons, 1), *around, [Button(words("Back"), press("study", study_id))]],
    )


def asked(words: ChatWords, made: Enquiry, title: str, asks: Markup) -> View:
    """A client has asked: for those who can answer."""
    buttons = [[Button(words("Answer"), press("reply", made.id))]] if made.waits else []
    return View(_asked(words, made, title, asks), buttons)


def answered(words: ChatWords, made: Enquiry, title: str) -> View:
    """The agency has answered: for the one who asked."""
    return View(
        lines(
            words("<b>An answer to your question</b> · {title}", title=title),
            _quoted(made.asked),
            Markup("{}").format(made.answered),
        ),
        [[Button(words("Ask about this"), press("ask", made.analysis_id))]],
    )


def asks(words: ChatWords, name: str, *, recorded: bool) -> Markup:
    """Who asks: the client's own person, or the client by somebody of the agency."""
    return words("The client asked, {name} recorded it:", name=name) if recorded else words("{name} asks:", name=name)


def _asked(words: ChatWords, made: Enquiry, title: str, asks: Markup) -> Markup:
    return lines(
        words("<b>A question about the outcome analysis</b> · {title}", title=title),
        asks,
        _quoted(made.asked),
    )


def _quoted(text: str) -> Markup:
    return Markup("<blockquote>{}</blockquote>").format(text)
