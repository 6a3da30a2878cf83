"""What changed from wave to wave, in sentences: a change is told only when it is more than chance."""

from domain.texts import N_
from reporting import ladder
from reporting.analyses.foretelling import Outlook, Score, Silence
from reporting.analyses.sameness import Reason
from reporting.analyses.series import Series
from reporting.analyses.waves import Waves
from reporting.findings.finding import Finding
from reporting.findings.standing import named
from reporting.measured import Measured, Unit
from reporting.telling import NOTHING, Telling

REASONS = {
    Reason.NEW: N_("{name} changed, not compared: it was not measured in wave {wave}"),
    Reason.ASKED: N_("{name} changed, not compared: it was asked or scored otherwise in wave {wave}"),
    Reason.WEIGHED: N_("{name} changed, not compared: it was made of other metrics or weights in wave {wave}"),
    Reason.GIVEN: N_("{name} changed, not compared: the service was given through another channel in wave {wave}"),
}


def amount(unit: Unit, number: float, telling: Telling, *, exact: bool = False) -> str:
    """Returns a change with its sign: `+8`, `−0,4`, `+12 %-yks.`; one that rounds to zero has none."""
    decimals = 1 if exact or unit is Unit.MEAN else 0
    text = telling.formats.number(number, decimals)
    sign = "+" if number > 0 and text != telling.formats.number(0, decimals) else ""
    return telling.words("{number} pp", number=sign + text) if unit is Unit.PERCENT else sign + text


def difference(series: Series, telling: Telling, *, exact: bool = False) -> str:
    """Returns the change of a thing since the wave before, or a dash."""
    if series.change is None or series.change.difference is None:
        return NOTHING
    return amount(series.now.unit, series.change.difference, telling, exact=exact)


def interval(series: Series, telling: Telling, *, exact: bool = False) -> str:
    """Returns the 95 % interval of a change; nothing where there is none, or where no answer differs from another."""
    change = series.change
    if change is None or change.low is None or change.high is None or change.low == change.high:
        return ""
    return telling.formats.span(change.low, change.high, 1 if exact or series.now.unit is Unit.MEAN else 0)


def contacts(series: Series, telling: Telling) -> str:
    """Returns how many contacts a change rests on: `20 + 22`, then and now."""
    number = telling.formats.number
    then = series.before.n if series.before is not None else 0
    return f"{number(then)}\u00a0+\u00a0{number(series.now.n)}"


def unknown(series: Series, telling: Telling) -> str:
    """Returns that so few contacts do not tell whether a thing changed."""
    return telling.words("cannot be told from {n} contacts", n=contacts(series, telling))


def short(series: Series, telling: Telling) -> str:
    """Returns what became of a thing in a word or two, for a table."""
    words = telling.words
    if series.reason is not None:
        return words("not compared")
    if series.direction:
        return words("higher") if series.direction > 0 else words("lower")
    least = min(series.now.n, series.before.n if series.before is not None else 0)
    return words("cannot be told") if least >= ladder.TESTS_FROM else words("too few")


def change(series: Series, waves: Waves, telling: Telling, name: str = "") -> Finding:
    """Returns what became of a thing since the wave before, with its interval and how many contacts it rests on."""
    words, called = telling.words, named(name or series.now.headline)
    about = f"change:{series.name}"
    if series.reason is not None:
        return Finding(words(REASONS[series.reason], name=called, wave=waves.before), about, 0, 0.0)
    told = {
        "name": called,
        "value": telling.value(series.now),
        "wave": waves.before,
        "before": NOTHING if series.before is None else telling.value(series.before),
        "change": difference(series, telling),
        "interval": interval(series, telling) or NOTHING,
        "n": contacts(series, telling),
    }
    if series.direction > 0:
        text = words(
            "{name} {value}, higher than {before} in wave {wave} (change {change}; 95%: {interval}; n\u00a0=\u00a0{n})",
            **told,
        )
    elif series.direction < 0:
        text = words(
            "{name} {value}, lower than {before} in wave {wave} (change {change}; 95%: {interval}; n\u00a0=\u00a0{n})",
            **told,
        )
    elif series.change is None:
        text = words("{name} whether it changed since wave {wave} cannot be told from {n} contacts", **told)
    else:
        text = words(
            "{name} {value}, in wave {wave} {before}; change {change} (95%: {interval}) cannot be told from "
            "{n} contacts",
            **told,
        )
    size = abs((series.change.difference if series.change else None) or 0.0) / _length(series.now)
    return Finding(text, about, 2 if series.survives else 0, size, {series.name: series.printed()})


def _length(measured: Measured) -> float:
    return measured.scale[1] - measured.scale[0]


def title(series: Series, waves: Waves, telling: Telling) -> str:
    """Returns the title of a figure of waves: what became of its first thing."""
    words = telling.words
    told = {"name": series.now.headline, "before": waves.before, "n": contacts(series, telling)}
    if series.reason is not None:
        return words("{name} cannot be compared with wave {before}", **told)
    told |= {"change": difference(series, telling)}
    if series.direction > 0:
        return words("{name} is higher than in wave {before} ({change})", **told)
    if series.direction < 0:
        return words("{name} is lower than in wave {before} ({change})", **told)
    return words("{name}: a change since wave {before} cannot be told from {n} contacts", **told)


def came(score: Score, telling: Telling, name: str = "") -> str:
    """Returns what was foretold of a value, and what came: `Index: foretold 71 (64–78), came 69: inside`."""
    words, told = telling.words, {"name": named(name or score.came.headline), **_foretold(score.came, score, telling)}
    if score.inside is None:
        return words("{name} foretold {value} ({interval}), came too few contacts to tell", **told)
    told["came"] = telling.value(score.came)
    if score.inside:
        return words("{name} foretold {value} ({interval}), came {came}: inside", **told)
    return words("{name} foretold {value} ({interval}), came {came}: outside", **told)


def expected(outlook: Outlook, telling: Telling, name: str = "") -> str:
    """Returns what is foretold of a value, or why nothing is."""
    words, called = telling.words, named(name or outlook.now.headline)
    if outlook.silence is Silence.TWO_WAVES_APART:
        return words(
            "{name} the two waves differ more than by chance, and two are too few to tell how much waves differ: "
            "nothing is foretold before a third",
            name=called,
        )
    if outlook.prediction is None:
        return words(
            "{name} too few contacts for a prediction ({n}; it takes {least})",
            name=called,
            n=telling.n(outlook.now.n),
            least=ladder.TESTS_FROM,
        )
    return words("{name} {value} (95%: {interval})", name=called, **_foretold(outlook.now, outlook, telling))


def _foretold(now: Measured, about: Score | Outlook, telling: Telling) -> dict[str, str]:
    prediction = about.prediction
    assert prediction is not None
    decimals = int(now.unit is Unit.MEAN)
    return {
        "value": telling.amount(now.unit, prediction.value),
        "interval": telling.formats.span(prediction.low, prediction.high, decimals),
    }
