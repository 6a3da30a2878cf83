"""Page 8: units, channels, scenarios and profiles beside each other."""

from typing import TYPE_CHECKING

from domain.texts import N_
from reporting import ladder
from reporting.analyses.comparisons import League
from reporting.figures import intervals
from reporting.findings.telltale import apart
from reporting.pdf.pages.parts import begin, dots, in_full, in_prose, interval_scale, note

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report

NAMES = {"unit": N_("Units"), "channel": N_("Channels"), "scenario": N_("Scenarios"), "profile": N_("Profiles")}
ONE = {"unit": N_("Unit"), "channel": N_("Channel"), "scenario": N_("Scenario"), "profile": N_("Profile")}
"""As they head a column."""
_ROW = 9.4
"""Height (mm) of a group, so that four comparisons of a small study stand on one page."""


def add(report: "Report") -> None:
    """Sets a figure for each comparison that n bears; nothing when none does."""
    words = report.words
    if not report.analysis.leagues:
        return
    lead = words("Groups are ranked only when they can be told apart; otherwise they stand in the study's order.")
    begin(report, words("Units, channels, scenarios and profiles"), lead)
    for league in report.analysis.leagues:
        _figure(report, league)


def _figure(report: "Report", league: League) -> None:
    telling = report.telling
    findings = apart(league, telling)
    report.pdf.figure(
        _title(report, league),
        in_prose(report, dots(report), (in_full(report, group) for group in league.groups)),
        intervals.height(league.groups, _ROW),
        lambda canvas, box: intervals.draw(canvas, box, league.groups, telling),
        note=f"{note(report, interval_scale(report))} {_aim(report, league)}".strip(),
    )
    report.pdf.bullets([finding.text for finding in findings])


def _aim(report: "Report", league: League) -> str:
    """Whose target the groups have."""
    if all(group.target is None for group in league.groups):
        return ""
    if league.kind == "profile":
        return report.words("Target: the study's.")
    return report.words("Target: that of the service, or the study's where the service has none of its own.")


def _title(report: "Report", league: League) -> str:
    name = report.words(NAMES[league.kind])
    if league.differences:
        return report.words("{kind}: pairs that can be told apart: {count}", kind=name, count=len(league.differences))
    if not league.comparable:
        return report.words("{kind}: too few contacts to compare", kind=name)
    return report.words(
        "{kind}: no two groups of at least {n} contacts can be told apart", kind=name, n=ladder.TESTS_FROM
    )
