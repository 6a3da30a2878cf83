"""Services and channels over all studies."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from domain.service import CHANNELS
from reporting.analyses.portfolio import Member
from reporting.measured import Measured
from reporting.pdf.pages.parts import begin, measured_table

if TYPE_CHECKING:
    from reporting.pdf.portfolio import Bundle
_LEAST = 30.0
"""Room (mm) for the first of the tables."""


def add(bundle: "Bundle") -> None:
    """Sets the index of each service of each study, with its channel."""
    words = bundle.words
    members = bundle.portfolio.members
    lead = words("The index of each service, by study; the channel stands beside it.")
    begin(bundle, words("Services and channels"), lead, height=_LEAST)
    for member in members:
        measured_table(bundle, words("Service"), [*_rows(bundle, member)], caption=member.label)


def _rows(bundle: "Bundle", member: Member) -> Iterator[Measured]:
    for service in member.analysis.services:
        channel = bundle.words(CHANNELS[member.study.service(service.name).channel])
        told = service.label if channel in service.label.lower() else f"{service.label} ({channel})"
        if service.n:
            yield replace(service, label=told)
