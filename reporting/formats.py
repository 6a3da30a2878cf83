"""Numbers, money and dates as a reader's language writes them, with hard spaces where a line must not break."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

HARD_SPACE = "\u00a0"
MINUS = "−"


@dataclass(frozen=True)
class Formats:
    """How one language writes numbers and dates; anything but Finnish is written the English way."""

    language: str

    @property
    def _finnish(self) -> bool:
        return self.language == "fi"

    def number(self, value: float | Decimal, decimals: int = 0) -> str:
        """Returns `1 234,5` or `1,234.5`, halves rounded away from zero; a zero never gets a sign."""
        exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        digits = f"{abs(exact):,.{decimals}f}"
        if self._finnish:
            digits = digits.replace(",", HARD_SPACE).replace(".", ",")
        return (MINUS if exact < 0 else "") + digits

    def money(self, value: Decimal, currency: str = "EUR") -> str:
        """Returns a sum in a currency of ISO 4217: `1 234,50 €`, `€1,234.50`, `1 234,50 SEK`, `SEK 1,234.50`."""
        text = self.number(value, 2)
        if self._finnish:
            return f"{text}{HARD_SPACE}{'€' if currency == 'EUR' else currency}"
        before = "€" if currency == "EUR" else f"{currency}{HARD_SPACE}"
        return f"{MINUS}{before}{text[1:]}" if text.startswith(MINUS) else f"{before}{text}"

    def percent(self, value: float | Decimal, decimals: int = 0) -> str:
        """Returns a share in per cent given as such: `85 %` or `85%` for 85."""
        return self.number(value, decimals) + (f"{HARD_SPACE}%" if self._finnish else "%")

    def span(self, low: float, high: float, decimals: int = 0) -> str:
        """Returns `5,5–7,7`; with a minus in it the dash gets spaces so that it is not taken for a sign."""
        ends = self.number(low, decimals), self.number(high, decimals)
        return (f"{HARD_SPACE}–{HARD_SPACE}" if MINUS in "".join(ends) else "–").join(ends)

    def day(self, value: date) -> str:
        """Returns `31.10.2026` or `31 October 2026`."""
        if self._finnish:
            return f"{value.day}.{value.month}.{value.year}"
        return f"{value.day}{HARD_SPACE}{_MONTHS[value.month - 1]}{HARD_SPACE}{value.year}"

    def month(self, value: date) -> str:
        """Returns `lokakuu 2026` or `October 2026`."""
        names = _KUUKAUDET if self._finnish else _MONTHS
        return f"{names[value.month - 1]}{HARD_SPACE}{value.year}"

    def days(self, first: date, last: date) -> str:
        """Returns a period: `1.–31.10.2026`, `1.9.–31.10.2026`, or `1–31 October 2026`."""
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return f"{self.day(first)}{HARD_SPACE}–{HARD_SPACE}{self.day(last)}"
        if self._finnish:
            month = "" if first.month == last.month else f"{first.month}."
            return f"{first.day}.{month}–{self.day(last)}"
        if first.month == last.month:
            return f"{first.day}–{self.day(last)}"
        return f"{first.day}{HARD_SPACE}{_MONTHS[first.month - 1]}{HARD_SPACE}–{HARD_SPACE}{self.day(last)}"

    def clock(self, value: time | datetime) -> str:
        """Returns a time of day: `14.30` or `14:30`."""
        return f"{value.hour}.{value.minute:02}" if self._finnish else f"{value.hour:02}:{value.minute:02}"


_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
_KUUKAUDET = tuple(
    f"{name}kuu"
    for name in "tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu".split()  # noqa: SIM905
)
