"""One sentence that a number stands behind."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from reporting.measured import Measured


@dataclass(frozen=True)
class Finding:
    """A sentence, what it is about, and how sure and how big it is."""

    text: str
    about: str
    certainty: int
    """2 the 95 % interval is clear of the target, 1 the 68 % one is, 0 neither."""
    size: float
    """Distance from the target as a share of the scale, 0..1."""
    numbers: dict[str, Any] = field(default_factory=dict)

    @property
    def rank(self) -> tuple[int, float, str]:
        """Sorts the surest first, then the biggest."""
        return -self.certainty, -self.size, self.about


def certainty(measured: Measured) -> int:
    """Returns how sure it is that the value differs from its target: 2, 1 or 0."""
    verdict = measured.verdict
    if verdict is None or not verdict.side:
        return 0
    return 2 if verdict.is_clear else 1


def ranked(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Returns findings by certainty and size."""
    return tuple(sorted(findings, key=lambda finding: finding.rank))
