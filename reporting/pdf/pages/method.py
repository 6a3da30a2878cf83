"""Page 9: how it was made, and what it cannot tell."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.study import RECOMMENDED_CONTACTS, RecordedBy
from domain.texts import N_
from reporting import ladder, scoped
from reporting.pdf.looks import BODY, HEADINGS
from reporting.pdf.pages import waves
from reporting.pdf.pages.experience import caveat
from reporting.pdf.pages.parts import begin, few_contacts
from reporting.pdf.table import Column, table

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

RECORDED_BY = {
    RecordedBy.SHOPPER: N_("by the shopper"),
    RecordedBy.AGENCY: N_("by the agency"),
    RecordedBy.CLIENT: N_("by the client"),
}

_LEAST = 60.0
"""Room (mm) in which the method may begin on the page of the last quotes."""


def add(report: "Report") -> None:
    """Sets who, when, how many; weights, intervals, suppression; recordings; limits."""
    words, pdf = report.words, report.pdf
    lead = words("How these numbers were made, and what they cannot tell.")
    begin(report, words("Method"), lead, height=_LEAST)
    for heading, lines in (
        (words("Contacts"), [*_contacts(report)]),
        (words("Counting"), [*_counting(report)]),
        *_next_wave(report),
        (words("Recordings"), [*_recordings(report)]),
        (words("Limits"), [*_limits(report)]),
    ):
        pdf.heading(3, heading, style=HEADINGS[2].but(before=3.4, after=1.6))
        pdf.bullets(lines, BODY.but(size=9.2, after=1.6))
    _fate(report)


def _next_wave(report: "Report") -> Iterator[tuple[str, list[str]]]:
    """What a first wave foretells; later ones tell it beside what came before."""
    if report.analysis.waves.predictions and not report.analysis.waves.series:
        yield report.words("The next wave"), [*waves.foretold(report)]


def _contacts(report: "Report") -> Iterator[str]:
    words, analysis, formats = report.words, report.analysis, report.telling.formats
    study, language = analysis.frames.study, report.words.language
    if analysis.first is not None and analysis.last is not None:
        yield words("Made {period}.", period=formats.days(analysis.first, analysis.last))
    yield from _scope(report)
    waves = len(analysis.frames.waves)
    for service in study.services:
        n = int((analysis.frames.contacts["service"] == service.name).sum())
        label = service.label.text(language, study.form.default_language)
        yield words("{service}: contacts {n}, planned {planned}.", service=label, n=n, planned=waves * service.contacts)
    yield words("Shoppers: {n}. Each contact was reviewed by a coordinator before it counted.", n=analysis.shoppers)
    returned = analysis.frames.fate.returned
    yield words("Contacts returned for correction: {n}. The original answers are kept.", n=returned)


def _scope(report: "Report") -> Iterator[str]:
    """What is counted, where it is not one whole wave."""
    words, frames = report.words, report.analysis.frames
    if len(frames.waves) > 1:
        yield words("Counted together are the waves {waves}.", waves=", ".join(frames.waves))
    if counted := scoped.parts(frames, words):
        yield words("Of the study’s services only these are counted: {services}.", services=counted)


def _counting(report: "Report") -> Iterator[str]:
    words = report.words
    yield words(
        "A contact's index (0–100) is the mean of its scores by the weights agreed in the study. What did not apply "
        "to a contact leaves both sides of the mean; with less than half of the weight answered there is no index."
    )
    if report.analysis.frames.study.terms.critical_makes_zero:
        yield words(
            "A critical metric at its lowest makes the contact's index 0; so does a contact that nobody answered."
        )
    yield words("Values are counted for each contact first and then over contacts; every contact weighs the same.")
    yield words(
        "Intervals are at 95%. Means: t, and below {n} contacts with a quarter of an answer added at each end of the "
        "scale; shares and metrics that are only met or not: Wilson; NPS: adjusted Wald; medians: order statistics.",
        n=ladder.EVERYTHING_FROM,
    )
    yield words(
        "“Clearly” means that the whole 95% interval is on one side of the target, “probably” that the 68% interval "
        "is; otherwise the value is said to be at the target, for it cannot be told from it."
    )
    yield words(
        "Groups are compared by an exact permutation test, corrected for the number of pairs (Holm); groups with fewer "
        "than {n} contacts are not tested.",
        n=ladder.TESTS_FROM,
    )
    yield from waves.how_told(report)
    yield from _together(report)
    yield words(
        "Suppression: below {counts} contacts only n is told, below {values} a count, and {values}–{last} contacts are "
        "marked indicative.",
        counts=ladder.COUNTS_FROM,
        values=ladder.VALUE_FROM,
        last=ladder.TESTS_FROM - 1,
    )
    if report.beside is None:
        yield words(
            "A norm over the agency's clients is told from at least {clients} clients and {contacts} contacts, and "
            "there is none here.",
            clients=ladder.NORM_CLIENTS,
            contacts=ladder.NORM_CONTACTS,
        )


def _together(report: "Report") -> Iterator[str]:
    """How what moves together was counted, where anything was."""
    words, found = report.words, report.analysis.together
    if found.drivers.told:
        yield words(
            "What moves together is told by correlations with Fisher's interval, corrected for how many were looked "
            "at (Holm) and for the shopper's hand; from {many} contacts by each touchpoint's share of what all explain "
            "together (LMG), with intervals from contacts drawn anew (bootstrap). It never tells a cause.",
            many=ladder.DRIVERS_FROM,
        )
    if found.promises.made:
        yield words(
            "A promise was kept when the shopper said so afterwards, or in the next encounter of the same customer; "
            "promises of which nothing is known yet are left out of the share."
        )


def _recordings(report: "Report") -> Iterator[str]:
    words, terms = report.words, report.analysis.frames.study.terms
    if not terms.recordings:
        yield words("No calls were recorded in this study.")
        return
    n, by = report.analysis.frames.fate.recordings, words(RECORDED_BY[terms.recorded_by])
    yield words("Recorded contacts: {n}, {by}.", n=n, by=by)
    yield words("Basis: {basis}", basis=terms.recordings_basis)
    if terms.recordings_kept_days is not None:
        yield words("The agency destroys its copies after {n} days.", n=terms.recordings_kept_days)


def _limits(report: "Report") -> Iterator[str]:
    words, analysis = report.words, report.analysis
    yield caveat(report)
    for service in analysis.services:
        if service.n < RECOMMENDED_CONTACTS:
            yield few_contacts(report, service)
    yield from _hand(report)
    yield (
        words("The contacts are a sample of planned situations, not of all customers; a value is of this wave only.")
        if len(analysis.frames.waves) == 1
        else words(
            "The contacts are a sample of planned situations, not of all customers; a value is of these waves together "
            "and does not tell what changed between them."
        )
    )
    if not analysis.frames.study.terms.report_by_employee:
        yield words("Results are reported by unit; no employee and no shopper is named.")
    if report.manuscript.is_edited:
        yield words(
            "{agency} has edited sentences of this report. Every number stands in the appendix as it was counted.",
            agency=report.agency,
        )


def _hand(report: "Report") -> Iterator[str]:
    """How much of the differences is who made the contact; nothing when it cannot be told."""
    words, telling, effect = report.words, report.telling, report.analysis.shopper_effect
    few = report.analysis.index.n < ladder.TESTS_FROM
    if few or effect.icc is None or effect.effective_n is None or effect.design_effect is None:
        return
    if effect.icc <= 0:
        yield words(
            "The shopper's hand: no difference between the {n} shoppers' ways of scoring can be seen in these contacts "
            "(intraclass correlation {icc}).",
            n=report.analysis.shoppers,
            icc=telling.formats.number(effect.icc, 2),
        )
        return
    yield words(
        "The shopper's hand: an estimated {share} of the variation of the index lies between the {n} shoppers, by "
        "their way of scoring or by what fell to them (intraclass correlation {icc}). By it the contacts are worth "
        "{effective} independent ones, and the interval of the index would be {times} times as wide.",
        share=telling.formats.percent(100 * effect.icc),
        n=report.analysis.shoppers,
        icc=telling.formats.number(effect.icc, 2),
        effective=telling.formats.number(effect.effective_n),
        times=telling.formats.number(effect.design_effect**0.5, 1),
    )


def _fate(report: "Report") -> None:
    words, fate, number = report.words, report.analysis.frames.fate, report.telling.formats.number
    one_wave = len(report.analysis.frames.waves) == 1
    columns = (Column(head=words("What became of the contacts"), width=120), Column(head="n", width=20, align="right"))
    rows = [
        (words("Planned in the wave") if one_wave else words("Planned in the waves"), number(fate.planned)),
        (words("Counted in the results"), number(fate.counted)),
        (words("of them not answered by anybody"), number(fate.unanswered)),
        (words("Excluded from the results"), number(fate.excluded)),
        (words("Failed: wrong address, or the shopper was recognised"), number(fate.failed)),
        (words("Not finished or not reviewed yet"), number(fate.unfinished)),
    ]
    table(report.pdf, columns, rows)
