"""The outcome analysis as a document: which pages there are, and in what order."""

from dataclasses import dataclass
from datetime import datetime

from domain.imprint import Imprint
from domain.manuscript import Manuscript
from domain.texts import Words
from reporting import scoped
from reporting.analyses.norm import Neighbours
from reporting.analyses.outcome import Analysis
from reporting.pdf.document import PdfDocument, Running
from reporting.pdf.pages import (
    actions,
    answer,
    appendix,
    comparing,
    customers,
    experience,
    heat,
    journey,
    method,
    norm,
    openings,
    priorities,
    promise,
    times,
    together,
    voices,
    waves,
)
from reporting.telling import Telling


@dataclass(frozen=True, kw_only=True)
class Report:
    """What every page needs: the document, the values, and the reader's words."""

    pdf: PdfDocument
    analysis: Analysis
    manuscript: Manuscript
    telling: Telling
    now: datetime
    imprint: Imprint
    beside: Neighbours | None = None
    """The agency's norm, where there is one."""

    @property
    def agency(self) -> str:
        """Who made it."""
        return self.imprint.agency

    @property
    def words(self) -> Words:
        """The reader's words."""
        return self.telling.words


PAGES = (
    *(answer, promise, journey, heat, experience, customers, times, waves, comparing, norm),
    *(together, priorities, openings, voices, actions, method, appendix),
)


@dataclass(frozen=True)
class Printed:
    """A finished file."""

    pdf: bytes
    spills: bool
    """Whether the answer did not find room on page one."""


def print_analysis(
    analysis: Analysis,
    manuscript: Manuscript,
    telling: Telling,
    *,
    imprint: Imprint,
    now: datetime,
    data: bytes = b"",
    beside: Neighbours | None = None,
) -> Printed:
    """Returns the analysis as a PDF in the words of its manuscript, with `data` (CSV) inside it when there are any.

    The same values, words and moment give the same bytes.
    """
    words, study = telling.words, analysis.frames.study
    counted, day = scoped.short(analysis.frames, words), telling.formats.day(study.local(now).date())
    running = Running(
        left=study.terms.client,
        right=f"{study.terms.name} · {counted}",
        foot=words("Outcome analysis · {agency} · {day}", agency=imprint.agency, day=day),
        page=words("page {page}/{pages}"),
        mark=words("SIMULATED DATA") if analysis.frames.simulated else "",
    )
    pdf = PdfDocument(
        title=words("{client}: outcome analysis {wave}", client=study.terms.client, wave=counted),
        language=words.language,
        made_at=now,
        imprint=imprint,
        running=running,
    )
    report = Report(
        pdf=pdf, analysis=analysis, manuscript=manuscript, telling=telling, now=now, imprint=imprint, beside=beside
    )
    last: dict[str, int] = {}
    for page in PAGES:
        page.add(report)
        last[page.__name__] = pdf.page
    if data:
        name = f"{words('Answers').lower()}.csv"
        pdf.attach(name, data, mime_type="text/csv", description=words("The answers as a table, without the shoppers"))
    return Printed(pdf.finish(), spills=last[answer.__name__] > 1)
