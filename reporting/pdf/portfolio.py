"""The report of several studies of one client: which pages there are, and in what order."""

from dataclasses import dataclass
from datetime import datetime

from domain.imprint import Imprint
from domain.texts import Words
from reporting.analyses.portfolio import Portfolio
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.portfolio_pages import beside, front, method, services
from reporting.telling import Telling


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What every page needs: the document, the values, and the reader's words."""

    pdf: PdfDocument
    portfolio: Portfolio
    telling: Telling
    now: datetime
    imprint: Imprint

    @property
    def words(self) -> Words:
        """The reader's words."""
        return self.telling.words


PAGES = (front, beside, services, method)


def print_portfolio(portfolio: Portfolio, telling: Telling, *, imprint: Imprint, now: datetime) -> bytes:
    """Returns the report as a PDF; the same values, words and moment give the same bytes."""
    words = telling.words
    day = telling.formats.day(portfolio.members[-1].study.local(now).date())
    running = Running(
        left=portfolio.client,
        right=words.plural("{n} study", "{n} studies", len(portfolio.members)),
        foot=words("All studies · {agency} · {day}", agency=imprint.agency, day=day),
        page=words("page {page}/{pages}"),
        mark=words("SIMULATED DATA") if portfolio.simulated else "",
    )
    title = words("{client}: all studies", client=portfolio.client)
    pdf = PdfDocument(title=title, language=words.language, made_at=now, imprint=imprint, running=running)
    bundle = Bundle(pdf=pdf, portfolio=portfolio, telling=telling, now=now, imprint=imprint)
    for page in PAGES:
        page.add(bundle)
    return pdf.finish()
