"""What is wrong in a file, gathered while it is read: told all at once, but of very many only the first."""

from dataclasses import dataclass, field

from domain.fault import Fault
from domain.texts import N_

MOST = 300
"""Faults that are kept; the others are counted."""


@dataclass
class Findings:
    """The faults so far."""

    faults: list[Fault] = field(default_factory=list)
    more: int = 0

    @property
    def any(self) -> bool:
        """Whether there is a fault at all."""
        return bool(self.faults)

    def add(self, message: str, line: int | None = None, column: str = "", /, **details: object) -> None:
        """Notes a fault at a line of the file, in the column with that heading."""
        if len(self.faults) < MOST:
            self.faults.append(Fault(message, details, row=line, column=column))
        else:
            self.more += 1

    def told(self) -> tuple[Fault, ...]:
        """Returns the faults, and how many more there are."""
        rest = [Fault(N_("… and {n} more faults."), {"n": self.more})] if self.more else []
        return (*self.faults, *rest)
