"""Page 9: customers' journeys, promises, what moves together with the outcome, and where n bears less, openings."""

from typing import TYPE_CHECKING

from reporting import ladder
from reporting.analyses.drivers import Drivers
from reporting.analyses.threads import Link
from reporting.figures import drivers as drivers_figure
from reporting.figures import threads as threads_figure
from reporting.findings.together import driven, driver, kept, linked, walked
from reporting.pdf.looks import HEADINGS, NOTE
from reporting.pdf.pages import openings
from reporting.pdf.pages.experience import NAMES
from reporting.pdf.pages.parts import begin, in_prose, note

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

_LEAST = 110.0
"""Room (mm) in which the part may begin on the page of what was compared."""
_AROUND = 43.0
"""What a heading, a caption and notes take around a figure, in mm; of two lines each."""
MATTERS = 1.5
"""The design effect from which the shopper's hand is said beside what moves together."""


def add(report: "Report") -> None:
    """Sets what n bears of it; nothing with fewer than five contacts."""
    words = report.words
    if report.analysis.frames.n < ladder.VALUE_FROM:
        return
    lead = words("What one encounter leaves for the next, and what the outcome moves with. Nothing here tells a cause.")
    begin(report, words("How encounters move together"), lead, height=_LEAST)
    _threads(report)
    _drivers(report)
    openings.within(report)


def _threads(report: "Report") -> None:
    found, words, telling = report.analysis.together, report.words, report.telling
    told = [walked(found.threads, telling).text] if found.threads.begun else []
    told += [kept(one, telling).text for one in (found.between, found.promises) if one.made]
    told += [finding.text for link in found.threads.links for finding in linked(link, telling)]
    if not told:
        return
    report.pdf.heading(3, words("From one encounter to the next"), style=HEADINGS[2])
    report.pdf.bullets(told)
    for link in found.threads.links:
        if link.n >= ladder.COUNTS_FROM:
            _link(report, link)


def _link(report: "Report", link: Link) -> None:
    telling = report.telling
    texts = [finding.text for finding in linked(link, telling)] or [link.label]
    report.pdf.figure(
        report.words("{label}: customer by customer", label=link.label),
        in_prose(report, report.words("A line for each customer between two encounters"), texts),
        threads_figure.height(1),
        lambda canvas, box: threads_figure.draw(canvas, box, [link], telling),
        note=note(
            report,
            report.words(
                "Index 0–100 of both encounters; a line is a customer, the bars are the targets. Both have the same "
                "shopper, so some of what they share is the shopper's hand."
            ),
        ),
    )


def outcome(report: "Report") -> str:
    """Returns what the outcome is called."""
    words, measure = report.words, report.analysis.together.drivers.measure
    return words("index without the touchpoint itself") if measure is None else words(NAMES[measure])


def _drivers(report: "Report") -> None:
    found, words, telling = report.analysis.together.drivers, report.words, report.telling
    if not found.rows:
        return
    rows = [row for row in found.rows if row.share is not None] if found.ranked else found.told
    spoken = (f"{place} {driver(row, telling).text}" for place, row in enumerate(rows, start=1))
    report.pdf.need(drivers_figure.height(len(rows)) + _AROUND if rows else 0)
    report.pdf.heading(3, words("What moves together with the outcome"), style=HEADINGS[2])
    title = driven(found, outcome(report), telling)
    if not found.told:
        report.pdf.paragraph(f"{title}.")
        return
    report.pdf.figure(
        title,
        in_prose(report, words("Dots with their intervals on a scale"), spoken),
        drivers_figure.height(len(rows)),
        lambda canvas, box: drivers_figure.draw(canvas, box, rows, telling),
        note=note(report, _scale(report, found)),
    )
    report.pdf.bullets([*_unsaid(report, found)], NOTE)


def _scale(report: "Report", found: Drivers) -> str:
    words = report.words
    if found.ranked:
        return words(
            "Share of what the touchpoints explain of the outcome together (LMG), with its 95% bootstrap interval; "
            "before each the places that its interval leaves it, corrected for their number. In small: correlation r."
        )
    return words(
        "Correlation r from −1 to 1 with its 95% interval; blue where it is told from none after correction for their "
        "number, hollow grey where it is not."
    )


def _unsaid(report: "Report", found: Drivers) -> list[str]:
    """What was left out, and how far the picture reaches."""
    words, number = report.words, report.telling.formats.number
    told = []
    if found.explained is not None:
        told.append(
            words(
                "Together the touchpoints explain {share} of the outcome's variation (contacts with all of them: {n}).",
                share=report.telling.formats.percent(100 * found.explained),
                n=found.complete,
            )
        )
    if not found.ranked and found.explained is None:
        told.append(
            words(
                "Touchpoints are ranked from {least} contacts that have them all; now there are {n}.",
                least=ladder.DRIVERS_FROM,
                n=found.complete,
            )
            if found.measure is not None
            else words("The index is held against each touchpoint without it, so the touchpoints are not ranked.")
        )
    left = [row.label for row in found.rows if row.moving is None or (found.ranked and row.share is None)]
    if left:
        told.append(
            words(
                "Left out, since too few contacts have them or all have the same value: {names}.", names=", ".join(left)
            )
        )
    effect = report.analysis.shopper_effect.design_effect
    if effect is not None and effect >= MATTERS:
        told.append(
            words(
                "The shoppers score differently from each other, so some of this is the shopper's hand; the intervals "
                "of the correlations are widened by it. The contacts are worth {n} independent ones.",
                n=number(report.analysis.shopper_effect.effective_n or 0),
            )
        )
    return told
