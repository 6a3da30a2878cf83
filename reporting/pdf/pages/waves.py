"""Page 7: the waves beside each other, what changed, what had been foretold, and what is foretold of the next one."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.metric import Measure
from reporting import ladder, statistics
from reporting.analyses.foretelling import name_of
from reporting.analyses.sameness import Kind
from reporting.analyses.series import Series
from reporting.figures import waves as figure
from reporting.figures.waves import Panel
from reporting.findings import changes
from reporting.pdf.looks import HEADINGS, NOTE
from reporting.pdf.pages.parts import begin, in_prose, note
from reporting.pdf.pages.since import called, changes_table

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets the headlines from wave to wave and the changes; nothing of a first wave."""
    waves, words = report.analysis.waves, report.words
    if not waves.series:
        return
    begin(report, words("Waves"), _lead(report))
    _figure(report)
    _told(report)
    _table(report)
    if waves.scores:
        report.pdf.heading(3, words("What was foretold of this wave"), style=HEADINGS[2])
        told = (changes.came(score, report.telling, called(report, score.came)) for score in waves.scores)
        report.pdf.bullets([*told])
    if waves.outlooks:
        report.pdf.heading(3, words("The next wave"), style=HEADINGS[2])
        report.pdf.bullets([*foretold(report)])


def how_told(report: "Report") -> Iterator[str]:
    """Yields how waves are compared and the next one foretold, for the page of the method."""
    waves, words = report.analysis.waves, report.words
    if waves.series:
        yield words(
            "Waves: only what is asked and scored alike is compared, this wave with the one before. Means: exact "
            "permutation up to 30 contacts a wave, then Welch; NPS: adjusted Wald; shares: Boschloo, Newcombe. Tests "
            "are corrected (Holm for index, promise, NPS, CSAT and CES; Benjamini–Hochberg for the others)."
        )
    if waves.predictions:
        yield words(
            "Next wave: the interval of a mean of as many further contacts (t); from three waves on as wide as the "
            "waves' own differences make it (one-way random effects)."
        )


def _lead(report: "Report") -> str:
    waves, words = report.analysis.waves, report.words
    compared = sum(series.reason is None for series in waves.series)
    if waves.surviving:
        return words(
            "Since wave {wave}: of {n} things compared, {count} changed more than by chance.",
            wave=waves.before,
            n=compared,
            count=len(waves.surviving),
        )
    return words(
        "Since wave {wave}: of {n} things compared, none can be told to have changed from these contacts.",
        wave=waves.before,
        n=compared,
    )


def _panels(report: "Report") -> list[Panel]:
    waves = report.analysis.waves
    foretold = {score.prediction.name: score.prediction for score in waves.scores}
    coming = {prediction.name: prediction for prediction in waves.predictions}
    made = []
    for series in waves.series:
        if series.headline and any(value is not None and value.value is not None for value in series.values):
            foretells = series.kind is Kind.INDEX or _asked(report, series) is Measure.NPS
            name = name_of(series.now) if foretells else ""
            made.append(Panel(called(report, series.now), series, foretold.get(name), coming.get(name)))
    return made


def _asked(report: "Report", series: Series) -> Measure | None:
    return report.analysis.frames.study.form.question(series.name).measure if series.kind is Kind.METRIC else None


def _figure(report: "Report") -> None:
    waves, telling, panels = report.analysis.waves, report.telling, _panels(report)
    if not panels:
        return
    report.pdf.figure(
        changes.title(panels[0].series, waves, telling),
        in_prose(report, report.words("Values from wave to wave with their intervals"), _in_words(report, panels)),
        figure.height(panels),
        lambda canvas, box: figure.draw(canvas, box, panels, waves.names, telling),
        note=note(report, _scale(report)),
    )


def _in_words(report: "Report", panels: list[Panel]) -> Iterator[str]:
    telling, waves = report.telling, report.analysis.waves
    for panel in panels:
        told = [
            f"{name} {telling.value(value)}, {telling.verdict(value)} ({telling.facts(value)})"
            for name, value in zip(waves.names, panel.series.values, strict=True)
            if value is not None
        ]
        yield f"{panel.name}: {', '.join(told)}"


def _scale(report: "Report") -> str:
    return report.words(
        "The scales are cut to what they hold. Dot: value; line: its 95% interval; dashes across: target; hollow dot: "
        "indicative (5–9 contacts); grey box: what was foretold of the wave; purple: what is foretold of the next one. "
        "No trend is claimed."
    )


def _told(report: "Report") -> None:
    """What survived as sentences, then what is not compared and what to bear in mind."""
    waves, words, telling = report.analysis.waves, report.words, report.telling
    surviving = [changes.change(series, waves, telling, called(report, series.now)).text for series in waves.surviving]
    if surviving:
        report.pdf.heading(3, words("What changed"), style=HEADINGS[2])
        report.pdf.bullets(surviving)
    cautions = [*_cautions(report)]
    if cautions:
        report.pdf.heading(3, words("To be borne in mind"), style=HEADINGS[2])
        report.pdf.bullets(cautions)


def _cautions(report: "Report") -> Iterator[str]:
    waves, words, telling = report.analysis.waves, report.words, report.telling
    for series in waves.series:
        if series.reason is not None:
            yield changes.change(series, waves, telling).text
    for label in waves.gone:
        yield words("{name} measured in wave {wave}, not in this one", name=f"{label}:", wave=waves.before)
    for series in waves.series:
        if series.reworded:
            yield words(
                "{name} compared, but reworded since wave {wave}", name=f"{series.now.headline}:", wave=waves.before
            )
    if waves.mixed:
        yield words(
            "The contacts are divided between the services otherwise than in wave {wave}; what belongs to several "
            "services may differ for that alone. The services themselves are comparable.",
            wave=waves.before,
        )


def _table(report: "Report") -> None:
    waves, words = report.analysis.waves, report.words
    rows = [series for series in waves.series if series.headline or series.kind is not Kind.METRIC]
    rows += [series for series in waves.surviving if series not in rows]
    rows = [series for series in rows if series.reason is None]
    if not rows:
        return
    changes_table(report, words("What"), rows, caption=words("Changes since wave {wave}", wave=waves.before))
    report.pdf.set_y(report.pdf.get_y() - 2.5)
    report.pdf.paragraph(
        words(
            "A change is this wave's value less the last one's. Results are corrected for how many changes are tested "
            "(index, promise, NPS, CSAT and CES: Holm; the others: Benjamini–Hochberg), intervals are not. Below {n} "
            "contacts in either wave nothing is tested. All metrics are in the appendix.",
            n=ladder.TESTS_FROM,
        ),
        NOTE,
    )


def foretold(report: "Report") -> Iterator[str]:
    """Yields what is foretold of the next wave, and on what it rests."""
    waves, words = report.analysis.waves, report.words
    for outlook in waves.outlooks:
        yield changes.expected(outlook, report.telling, called(report, outlook.now))
    used = max((outlook.waves for outlook in waves.outlooks if outlook.prediction is not None), default=0)
    if used >= statistics.VARYING_FROM:
        yield words(
            "The interval holds if the next wave has as many contacts, and waves go on differing as these {n} have; no "
            "trend is looked for.",
            n=used,
        )
    elif used:
        yield words.plural(
            "Too few waves ({n}) to tell how much waves differ: the interval holds if the next one differs by chance "
            "alone, and has as many contacts.",
            "Too few waves ({n}) to tell how much waves differ: the interval holds if the next one differs by chance "
            "alone, and has as many contacts.",
            used,
        )
