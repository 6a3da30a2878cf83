"""How encounters, touchpoints and sales hang together in a wave, counted once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from domain.texts import Words
from reporting.analyses.drivers import Drivers, drivers
from reporting.analyses.openings import Openings, openings
from reporting.analyses.priorities import Priorities, priorities
from reporting.analyses.promises import Promises, promises
from reporting.analyses.threads import Threads, threads
from reporting.frames import Frames
from reporting.measured import Measured


@dataclass(frozen=True, kw_only=True)
class Together:
    """What pages 9 and 10 tell."""

    threads: Threads
    promises: Promises
    between: Promises
    """Those of encounters that another of the same customer followed."""
    drivers: Drivers
    openings: Openings
    priorities: Priorities

    def printed(self) -> dict[str, Any]:
        """Returns the numbers as plain data."""
        return {
            "threads": self.threads.printed(),
            "promises": {"whole": self.promises.printed(), "between": self.between.printed()},
            "drivers": self.drivers.printed(),
            "openings": self.openings.printed(),
            "priorities": self.priorities.printed(),
        }


def together(frames: Frames, touchpoints: Sequence[Measured], words: Words) -> Together:
    """Counts it, with labels in the reader's language; `touchpoints` are those of the journey."""
    language = words.language
    kept, between = promises(frames, words("Promises of all encounters"), words("Promises to the next encounter"))
    found = drivers(frames, touchpoints, words("Index"))
    return Together(
        threads=threads(frames, language),
        promises=kept,
        between=between,
        drivers=found,
        openings=openings(frames, language, words("All services")),
        priorities=priorities(frames.study, touchpoints, found),
    )
