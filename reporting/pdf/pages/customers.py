"""The client's own customers beside the mystery shoppers, where the client has given figures of the same time."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from domain.metric import Measure
from reporting.analyses.customers import MEASURES, Customers, Pair
from reporting.figures import pairs as figure
from reporting.measured import Measured
from reporting.pdf.looks import BODY
from reporting.pdf.pages.parts import STAR, begin, in_prose, starred
from reporting.pdf.table import Column, table
from reporting.telling import NOTHING

if TYPE_CHECKING:
    from reporting.pdf.outcome_analysis import Report


def add(report: "Report") -> None:
    """Sets both as a figure, the customers by background as a table, and what the two are."""
    found = report.analysis.customers
    if found is None or not found.beside:
        return
    words, telling = report.words, report.telling
    lead = words(
        "What {client}'s own customers answered stands beside the mystery shoppers here, as another source. Nothing of "
        "it is in the index.",
        client=report.analysis.frames.study.terms.client,
    )
    begin(report, words("Beside your own customers' figures"), lead, height=figure.height(found.pairs) + 50)
    report.pdf.figure(
        _title(report, found.pairs),
        in_prose(
            report,
            words("Two dots with their intervals for each measure, the mystery shoppers above the customers"),
            [
                *(_sentence(report, pair) for pair in found.pairs),
                *(line.rstrip(".") for line in _reading(report, found)[1:]),
            ],
        ),
        figure.height(found.pairs),
        lambda canvas, box: figure.draw(canvas, box, found.pairs, telling),
        note=_note(report, found),
    )
    report.pdf.bullets([*_reading(report, found)], BODY.but(size=9.2, after=1.6))
    if found.groups:
        report.pdf.space(3)
        _groups(report, found.groups)


def _title(report: "Report", pairs: Sequence[Pair]) -> str:
    told = [
        report.words(
            "{measure} {shoppers} and {customers}",
            measure=pair.customers.label,
            shoppers=report.telling.value(pair.shoppers),
            customers=report.telling.value(pair.customers),
        )
        for pair in pairs
        if pair.shoppers is not None
        and pair.shoppers.scale == pair.customers.scale
        and pair.shoppers.value is not None
        and pair.customers.value is not None
    ]
    if not told:
        return report.words("Mystery shoppers and own customers")
    return report.words("Mystery shoppers and own customers: {values}", values="; ".join(told))


def _sentence(report: "Report", pair: Pair) -> str:
    words = report.words
    sides = [(words("Mystery shoppers"), pair.shoppers), (words("Own customers"), pair.customers)]
    told = [
        f"{who} {report.telling.value(side)} ({report.telling.facts(side)})" for who, side in sides if side is not None
    ]
    return f"{pair.customers.label}: {', '.join(told)}"


def _note(report: "Report", found: Customers) -> str:
    formats, frames = report.telling.formats, report.analysis.frames
    return report.words(
        "Upper dot: mystery shoppers, wave {wave}, reviewed by {agency}. Lower dot: own customers {period}, as told by "
        "{client}. Lines: 95% intervals; hollow dot: indicative. NPS −100…100, CSAT share of the highest answers, CES "
        "mean.",
        wave=frames.wave,
        agency=report.agency,
        period=formats.days(found.first, found.last),
        client=frames.study.terms.client,
    )


def _reading(report: "Report", found: Customers) -> list[str]:
    words = report.words
    told = [
        words(
            "They are different people, asked differently: a mystery shopper is trained, plays a given case and tells "
            "of one contact at once; a customer chooses to answer, of their own case and in their own time."
        )
    ]
    apart = [pair.customers.label for pair in found.pairs if pair.apart]
    together = [pair.customers.label for pair in found.pairs if pair.apart is False]
    if apart:
        told.append(
            words(
                "The intervals lie apart: {measures}. The two tell different things there, and it is worth asking why.",
                measures=", ".join(apart),
            )
        )
    if together:
        told.append(
            words(
                "The intervals overlap: {measures}. A difference there cannot be told for sure.",
                measures=", ".join(together),
            )
        )
    if any(pair.customers.value is not None and pair.customers.interval is None for pair in found.pairs):
        told.append(words("A value without a line was given without its answers, so its interval cannot be counted."))
    if any(pair.shoppers and pair.shoppers.scale != pair.customers.scale for pair in found.pairs):
        told.append(words("Where the two were asked on different scales, each dot stands on its own, from end to end."))
    return told


def _groups(report: "Report", pairs: Sequence[Pair]) -> None:
    """Sets a row a group of customers, and one for the shoppers of what is called the same."""
    words = report.words
    columns = (
        Column(head=words("Group"), width=55),
        Column(head="n", width=18, align="right"),
        *(Column(head=called, width=31, align="right") for called in MEASURES.values()),
    )
    found: dict[str, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(pair.customers.label, []).append(pair)
    cells, heads, sides = list[tuple[str, ...]](), list[int](), list[Measured]()
    for label, of_group in found.items():
        customers = {pair.measure: pair.customers for pair in of_group}
        shoppers = {
            pair.measure: pair.shoppers for pair in of_group if pair.shoppers and pair.shoppers.value is not None
        }
        if shoppers:
            heads.append(len(cells))
        cells.append(_group(report, label, customers))
        sides += customers.values()
        if shoppers:
            cells.append(_group(report, words("the mystery shoppers there"), shoppers))
            sides += shoppers.values()
    caption = words("The client's own customers by background")
    table(report.pdf, columns, cells, caption=caption, heads=heads, note=starred(report, sides))


def _group(report: "Report", label: str, sides: Mapping[Measure, Measured]) -> tuple[str, ...]:
    """A row: who, n (from the least to the most), and each measure with its interval."""
    n = sorted({side.n for side in sides.values()})
    formats = report.telling.formats
    told = formats.number(n[0]) if len(n) == 1 else formats.span(n[0], n[-1])
    return (label, told, *(_cell(report, sides[measure]) if measure in sides else NOTHING for measure in MEASURES))


def _cell(report: "Report", side: Measured) -> str:
    star = STAR if side.rung.is_indicative else ""
    interval = report.telling.interval(side)
    return f"{report.telling.value(side)}{star} ({interval})" if interval else f"{report.telling.value(side)}{star}"


def set_table(report: "Report", pairs: Sequence[Pair]) -> None:
    """Sets the numbers of the pairs: the shoppers', and the customers' beside them."""
    words = report.words
    columns = (
        Column(head=words("Measure"), width=36),
        Column(head=words("Mystery shoppers, n"), width=26, align="right"),
        Column(head=words("Value"), width=14, align="right"),
        Column(head=words("95% interval"), width=25, align="right"),
        Column(head=words("Own customers, n"), width=26, align="right"),
        Column(head=words("Value"), width=14, align="right"),
        Column(head=words("95% interval"), width=25, align="right"),
    )
    cells = [(pair.customers.label, *_side(report, pair.shoppers), *_side(report, pair.customers)) for pair in pairs]
    sides = (side for pair in pairs for side in (pair.customers, pair.shoppers) if side is not None)
    caption = words("Mystery shoppers and own customers")
    table(report.pdf, columns, cells, caption=caption, note=starred(report, sides))


def _side(report: "Report", measured: Measured | None) -> tuple[str, str, str]:
    if measured is None:
        return "", "", ""
    telling = report.telling
    star = STAR if measured.rung.is_indicative else ""
    return telling.formats.number(measured.n), telling.value(measured) + star, telling.interval(measured)
