"""How a measured value is told in words and digits, everywhere in the same way."""

from dataclasses import dataclass

from domain.texts import N_, Words
from reporting import verdicts
from reporting.formats import HARD_SPACE, Formats
from reporting.measured import Measured, Unit

NOTHING = "–"
"""Where there is nothing to tell."""

_SHORT = {
    verdicts.Verdict.CLEARLY_ABOVE: N_("clearly above"),
    verdicts.Verdict.PROBABLY_ABOVE: N_("probably above"),
    verdicts.Verdict.AT: N_("at target"),
    verdicts.Verdict.PROBABLY_BELOW: N_("probably below"),
    verdicts.Verdict.CLEARLY_BELOW: N_("clearly below"),
}


@dataclass(frozen=True)
class Telling:
    """One reader's words and number formats."""

    words: Words
    formats: Formats

    @classmethod
    def to(cls, words: Words) -> "Telling":
        """Returns the telling that goes with a reader's words."""
        return cls(words, Formats(words.language))

    def amount(self, unit: Unit, number: float, *, exact: bool = False) -> str:
        """Returns a number of a unit: `78`, `85 %`, `5,9`; `exact` gives indices one decimal more."""
        match unit:
            case Unit.PERCENT:
                return self.formats.percent(number)
            case Unit.MEAN:
                return self.formats.number(number, 1)
            case Unit.NPS:
                return self.formats.number(number)
            case _:
                return self.formats.number(number, int(exact))

    def value(self, measured: Measured, *, exact: bool = False) -> str:
        """Returns the value, a count where n bears no more, or a dash."""
        if measured.value is not None:
            return self.amount(measured.unit, measured.value, exact=exact)
        if measured.rung and measured.reached is not None:
            return self.words("{count} of {n}", count=measured.reached, n=measured.n)
        return NOTHING

    def interval(self, measured: Measured, *, exact: bool = False) -> str:
        """Returns the 95 % interval, or nothing where there is none."""
        if measured.interval is None:
            return ""
        decimals = int(measured.unit is Unit.MEAN or (exact and measured.unit is Unit.POINTS))
        span = self.formats.span(*measured.interval, decimals)
        return span if measured.unit is not Unit.PERCENT else span + self.formats.percent(0).removeprefix("0")

    def target(self, measured: Measured) -> str:
        """Returns the target in the unit of its value (`80`, `85 %`), or a dash."""
        if measured.target is None:
            return NOTHING
        decimals = int(measured.target != round(measured.target))
        told = self.formats.percent if measured.unit is Unit.PERCENT else self.formats.number
        return told(measured.target, decimals)

    def n(self, n: int) -> str:
        """Returns `n = 22`, kept on one line."""
        return f"n{HARD_SPACE}={HARD_SPACE}{self.formats.number(n)}"

    def verdict(self, measured: Measured) -> str:
        """Returns the verdict as it goes on after the value: `probably below the target`."""
        if measured.verdict is not None:
            return self.words(verdicts.WORDS[measured.verdict])
        if measured.target is None:
            return self.words("no target set")
        return self.unknown(measured)

    def unknown(self, measured: Measured) -> str:
        """Returns that so few contacts do not tell."""
        return self.words.plural("cannot be told from {n} contact", "cannot be told from {n} contacts", measured.n)

    def short(self, measured: Measured) -> str:
        """Returns the verdict in two words for a table."""
        if measured.verdict is not None:
            return self.words(_SHORT[measured.verdict])
        return NOTHING if measured.target is None else self.words("too few")

    def caution(self, measured: Measured) -> str:
        """Returns the word that stands beside a value from five to nine contacts, else nothing."""
        return self.words("indicative") if measured.rung.is_indicative else ""

    def facts(self, measured: Measured) -> str:
        """Returns what stands in brackets after a value: interval, target, n, and the caution."""
        parts = [
            self.words("95%: {interval}", interval=self.interval(measured)) if measured.interval else "",
            self.words("target {target}", target=self.target(measured)) if measured.target is not None else "",
            self.n(measured.n),
            self.caution(measured),
        ]
        return "; ".join(part for part in parts if part)

    def quoted(self, text: str) -> str:
        """Returns the text between the language's quotation marks."""
        return f"”{text}”" if self.words.language == "fi" else f"“{text}”"
