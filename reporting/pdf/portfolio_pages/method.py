"""How it was made, what it cannot tell, and every number of it as tables."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reporting import ladder
from reporting.pdf.looks import BODY, HEADINGS
from reporting.pdf.pages.parts import begin, measured_table
from reporting.pdf.portfolio_pages.front import labelled

if TYPE_CHECKING:
    from reporting.pdf.portfolio import Bundle


def add(bundle: "Bundle") -> None:
    """Sets the method as sentences, then the appendix."""
    words, portfolio = bundle.words, bundle.portfolio
    begin(bundle, words("Method"), words("How these numbers were made, and what they cannot tell."), height=110.0)
    bundle.pdf.bullets([*_told(bundle)], BODY.but(size=9.2, after=1.6))
    begin(bundle, words("Appendix: the numbers"), words("Every number behind the pictures."), height=80.0)
    rows = [labelled(member) for member in portfolio.members]
    measured_table(bundle, words("Study"), rows, caption=words("Indices"), exact=True)
    for member in portfolio.members:
        analysis = member.analysis
        bundle.pdf.heading(3, member.label, style=HEADINGS[2])
        measured_table(bundle, words("Metric"), analysis.metrics, caption=words("Metrics"), exact=True)
        measured_table(
            bundle,
            words("Touchpoint"),
            analysis.touchpoints,
            caption=words("Journey"),
            exact=True,
        )


def _told(bundle: "Bundle") -> Iterator[str]:
    words, formats = bundle.words, bundle.telling.formats
    for member in bundle.portfolio.members:
        analysis = member.analysis
        if analysis.first is not None and analysis.last is not None:
            yield words(
                "{study}, wave {wave}: contacts {n}, made {period}.",
                study=member.label,
                wave=member.frames.wave,
                n=member.frames.n,
                period=formats.days(analysis.first, analysis.last),
            )
    yield words("Of each study its newest wave with reviewed contacts is counted; every contact weighs the same.")
    yield words(
        "Metrics stand beside each other when their name, type, measure and scale are the same in the studies. "
        "Different services and situations may still make them differ."
    )
    yield words(
        "The change of the index is the newest wave − the one before it, by an exact permutation test or Welch's t, "
        "corrected for the number of studies (Holm); below {n} contacts in either wave it is not told.",
        n=ladder.TESTS_FROM,
    )
    yield words(
        "Intervals are at 95%. “Clearly” means that the whole interval is on one side of the target, “probably” that "
        "the 68% interval is; otherwise the value cannot be told from its target."
    )
    yield words(
        "Suppression: below {counts} contacts only n is told, below {values} a count, and {values}–{last} contacts are "
        "marked indicative.",
        counts=ladder.COUNTS_FROM,
        values=ladder.VALUE_FROM,
        last=ladder.TESTS_FROM - 1,
    )
    if bundle.portfolio.simulated:
        yield words("Studies marked as simulated are made by a computer, and tell nothing of the company.")
