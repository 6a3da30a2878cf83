"""Page 1: where each study stands, and the one thing to mend first."""

from dataclasses import replace
from typing import TYPE_CHECKING

from domain.metric import Measure
from reporting.analyses.portfolio import Member, first_to_mend
from reporting.figures import intervals
from reporting.findings.portfolio import changed, index_of, shortfall
from reporting.findings.standing import title
from reporting.measured import Measured
from reporting.pdf.looks import BODY, BRAND, HEADINGS, LEAD, QUIET, TITLE, Style
from reporting.pdf.pages.parts import dots, in_prose, interval_scale
from reporting.pdf.table import Column, table
from reporting.pdf.typeface import Face
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from reporting.pdf.portfolio import Bundle

_KICKER = Style(size=9, face=Face.SEMIBOLD, colour=BRAND, after=0.6)
_TALL, _LOW = 14.0, 9.0
"""Height of a study's row in mm: when there are few, and when there are many."""
_FEW = 5


def add(bundle: "Bundle") -> None:
    """Sets the indices as a figure, what to mend first, and NPS, CSAT and CES with changes as a table."""
    words, pdf, portfolio = bundle.words, bundle.pdf, bundle.portfolio
    pdf.paragraph(words("OUTCOME ANALYSIS · ALL STUDIES"), _KICKER)
    pdf.heading(1, portfolio.client, style=TITLE.but(after=0.4))
    counted = words(
        "Studies: {studies}. Contacts in their newest waves: {n}.", studies=len(portfolio.members), n=portfolio.n
    )
    pdf.paragraph(counted, BODY.but(size=11, colour=QUIET, after=2.4))
    _indices(bundle)
    _mend(bundle)
    _table(bundle)


def labelled(member: Member) -> Measured:
    """Returns the index of a study under its name and wave."""
    return replace(member.analysis.index, label=f"{member.label} · {member.frames.wave}")


def _indices(bundle: "Bundle") -> None:
    telling, members = bundle.telling, bundle.portfolio.members
    rows = [labelled(member) for member in members]
    own = bundle.words(
        "Each study has metrics and targets of its own: indices are read against their targets, not against each other."
    )
    bundle.pdf.figure(
        title(rows, telling, bundle.words("Studies")),
        in_prose(bundle, dots(bundle), (index_of(member, telling) for member in members)),
        intervals.height(rows, _TALL if len(rows) <= _FEW else _LOW),
        lambda canvas, box: intervals.draw(canvas, box, rows, telling),
        note=" ".join([interval_scale(bundle), own]),
    )


def _table(bundle: "Bundle") -> None:
    words, telling = bundle.words, bundle.telling
    columns = (
        Column(head=words("Study"), width=60),
        Column(head="n", width=9, align="right"),
        Column(head="NPS", width=15, align="right"),
        Column(head="CSAT", width=15, align="right"),
        Column(head="CES", width=21, align="right"),
        Column(head=words("Index since the last wave"), width=46),
    )
    rows = [
        (
            member.label,
            telling.formats.number(member.frames.n),
            _told(bundle, member.of(Measure.NPS)),
            _told(bundle, member.of(Measure.CSAT)),
            _told(bundle, member.of(Measure.CES)),
            changed(member.since, telling),
        )
        for member in bundle.portfolio.members
    ]
    table(bundle.pdf, columns, rows, caption=words("The shoppers' own experience, and the change"))


def _told(bundle: "Bundle", measured: Measured | None) -> str:
    """A value; of a mean with its scale, which may differ from study to study."""
    if measured is None:
        return NOTHING
    value = bundle.telling.value(measured)
    if measured.value is None or measured.scale in {(0.0, 100.0), (-100.0, 100.0)}:
        return value
    return f"{value} ({bundle.telling.formats.span(*measured.scale)})"


def _mend(bundle: "Bundle") -> None:
    words, telling, pdf = bundle.words, bundle.telling, bundle.pdf
    today = bundle.portfolio.members[-1].study.local(bundle.now).date()
    pdf.heading(2, words("To be mended first"), bookmark=False, style=HEADINGS[2])
    found = first_to_mend(bundle.portfolio, telling, today)
    pdf.paragraph(shortfall(found, telling), LEAD.but(size=11.5, after=2))
    if found is None:
        return
    decision = found.decision
    columns = (
        Column(head=words("Decision"), width=57),
        Column(head=words("Who"), width=36),
        Column(head=words("By when"), width=28),
        Column(head=words("What it should move"), width=45),
    )
    row = (decision.what, decision.who, telling.formats.day(decision.by), decision.moves)
    table(pdf, columns, [row], whole_first=False)
