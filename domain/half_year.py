"""Half-years: the periods in which an agency's norm is counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, order=True)
class HalfYear:
    """From January to June, or from July to December, in UTC."""

    number: int
    """Twice the year, and one more for the second half: they can be counted on."""

    @classmethod
    def of(cls, day: date) -> "HalfYear":
        """Returns the half-year in which a day is."""
        return cls(2 * day.year + (day.month > 6))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.number // 2, 7 if self.number % 2 else 1, 1)

    @property
    def until(self) -> date:
        """The first day after it."""
        return self.before(-1).first

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """When it begins and when the next one does."""
        began, ended = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (self.first, self.until))
        return began, ended

    def before(self, many: int) -> "HalfYear":
        """Returns the half-year that is so many earlier."""
        return HalfYear(self.number - many)
