"""What several studies of one client say together, in sentences."""

from datetime import datetime

from reporting.analyses.portfolio import Member, Mend, Portfolio, Since, first_to_mend
from reporting.findings.standing import standing
from reporting.formats import HARD_SPACE
from reporting.telling import NOTHING, Telling


def changed(since: Since | None, telling: Telling) -> str:
    """Returns how the index has changed since the wave before: `+4, higher`; a dash where there is none."""
    if since is None:
        return NOTHING
    if not since.survives:
        then, now = (telling.formats.number(n) for n in (since.before, since.after))
        return telling.words("cannot be told from {n} contacts", n=f"{then}{HARD_SPACE}+{HARD_SPACE}{now}")
    number = telling.formats.number(since.difference)
    if since.difference < 0:
        return telling.words("{change}, lower", change=number)
    return telling.words("{change}, higher", change=f"+{number}")


def index_of(member: Member, telling: Telling) -> str:
    """Returns one study's index against its target, as a sentence under the study's name."""
    return standing(member.analysis.index, telling, member.label).text


def headlines(portfolio: Portfolio, telling: Telling, now: datetime) -> tuple[str, ...]:
    """Returns each study's index, at most six of them, and what to mend first."""
    lines = [index_of(member, telling) for member in portfolio.members[-6:]]
    return (*lines, mend_first(portfolio, telling, now))


def mend_first(portfolio: Portfolio, telling: Telling, now: datetime) -> str:
    """Returns the one thing to mend first over all studies, as surely as its verdict."""
    found = first_to_mend(portfolio, telling, portfolio.members[-1].study.local(now).date())
    told = shortfall(found, telling)
    return told if found is None else telling.words("To be mended first: {finding}", finding=told)


def shortfall(found: Mend | None, telling: Telling) -> str:
    """Returns what is below its target, and in which study; that nothing is where there is none."""
    if found is None:
        return telling.words("No metric of any study is below its target.")
    finding = standing(found.metric, telling).text
    return telling.words("{study} – {finding}", study=found.member.label, finding=finding)
