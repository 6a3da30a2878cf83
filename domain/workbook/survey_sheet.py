"""The sheet `survey`: XLSForm's rows become questions, with what each measures."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from domain.label import Label
from domain.metric import LATER, Choice, Measure, Question, QuestionType
from domain.texts import N_
from domain.workbook import names
from domain.workbook.cells import Cells
from domain.workbook.choices_sheet import no_list
from domain.workbook.faults import listed, nearest

PLAYED = (*(kind.value for kind in QuestionType), "begin group", "end group")
_SELECTS = {QuestionType.SELECT_ONE, QuestionType.SELECT_MULTIPLE}
_UNPLAYED = {
    *("begin_repeat", "end_repeat", "begin_loop", "end_loop", "time", "datetime", "geopoint", "geotrace", "geoshape"),
    *("rank", "barcode", "background-audio", "xml-external", "csv-external", "select_one_from_file", "start-geopoint"),
    *("select_multiple_from_file", "select_one_external", "osm", "entity"),
}
_PARAMETERS = {QuestionType.RANGE: {"start", "end", "step"}, QuestionType.IMAGE: {"max-pixels"}}


@dataclass(frozen=True)
class Surroundings:
    """What the rows of a survey may point to."""

    touchpoints: Collection[str]
    elements: Collection[str]
    choices: Mapping[str, tuple[Choice, ...]]


@dataclass(frozen=True)
class Asked:
    """A question with the cells it came from, so that later checks can tell their places."""

    question: Question
    cells: Cells


@dataclass
class _Group:
    name: str
    cells: Cells
    relevant: tuple[str, ...]


@dataclass
class Survey:
    """The rows of a survey as they are read one after another."""

    around: Surroundings
    asked: list[Asked] = field(default_factory=list)
    groups: list[Cells] = field(default_factory=list)
    """The rows that begin a group."""
    taken: set[str] = field(default_factory=set)
    canonical: dict[int, dict[str, str]] = field(default_factory=dict)
    """Cells under XLSForm's own values, by row: types and yes/no may be written in Finnish."""
    _open: list[_Group] = field(default_factory=list)

    def read(self, cells: Cells) -> None:
        """Reads one row."""
        written = cells.needed("type")
        kind, rest = _split_type(written)
        self.canonical[cells.row.number] = {"type": f"{kind} {rest}".strip(), **_plain_required(cells)}
        if kind == "begin group":
            self._begin(cells)
        elif kind == "end group":
            self._end(cells)
        elif kind in names.METADATA:
            self._metadata(cells, kind)
        elif kind in set(QuestionType):
            self._question(cells, QuestionType(kind), rest)
        elif written:
            _refuse_type(cells, written, kind)

    def close(self) -> None:
        """Notes the groups that nothing ended."""
        for group in self._open:
            group.cells.fault(
                "type", N_("The group “{name}” is never ended; add a row with end group."), name=group.name
            )

    def _begin(self, cells: Cells) -> None:
        outer = self._open[-1].relevant if self._open else ()
        own = cells.text("relevant")
        self.groups.append(cells)
        self._open.append(_Group(cells.name("name", self.taken), cells, (*outer, *([own] if own else []))))
        if cells.text("measure") or cells.text("weight") or cells.text("stage"):
            cells.warn("type", N_("A group is not measured; its measure, weight and stage are left out."))

    def _end(self, cells: Cells) -> None:
        if self._open:
            self._open.pop()
        else:
            cells.fault("type", N_("No group is open here that could be ended."))

    def _metadata(self, cells: Cells, kind: str) -> None:
        message = N_("A row of type {kind} is filled by a phone in ODK; here it stays empty.")
        cells.warn("type", message, kind=kind)
        name = cells.name("name", self.taken) if cells.text("name") else kind
        hidden = Question(name=name, type=QuestionType.HIDDEN, label=Label({}), row=cells.row.number)
        self.asked.append(Asked(hidden, cells))

    def _question(self, cells: Cells, kind: QuestionType, rest: str) -> None:
        _refuse_features(cells, kind, rest)
        own = cells.text("relevant")
        outer = self._open[-1].relevant if self._open else ()
        name = cells.name("name", self.taken)
        measure = _measure(cells)
        list_name = self._list_name(cells, kind, rest)
        question = Question(
            name=name,
            type=kind,
            label=_label(cells, kind, name, measure),
            row=cells.row.number,
            hint=cells.label("hint", needed=False),
            required=_required(cells),
            relevant=(*outer, *([own] if own else [])),
            constraint=cells.text("constraint"),
            constraint_message=cells.label("constraint_message", needed=False),
            calculation=cells.text("calculation"),
            list_name=list_name,
            parameters=_parameters(cells, kind),
            measure=measure,
            touchpoint=self._touchpoint(cells),
            element=self._element(cells),
            weight=_weight(cells, measure),
            target=cells.number("target"),
            less_is_better=_less_is_better(cells),
            full_at=cells.number("full_at"),
            zero_at=cells.number("zero_at"),
            critical=cells.yes("critical"),
            comment_below=cells.text("comment_below").replace(",", "."),
            min_seconds=cells.number("min_seconds", 0),
            stage=_stage(cells),
        )
        self.asked.append(Asked(question, cells))

    def _list_name(self, cells: Cells, kind: QuestionType, rest: str) -> str:
        if kind not in _SELECTS:
            return ""
        list_name = rest.split()[0] if rest else ""
        if list_name:
            no_list(cells, "type", list_name, self.around.choices)
        else:
            cells.fault(
                "type", N_("{type} needs the name of its list, as in {example}."), type=kind, example=f"{kind} yes_no"
            )
        return list_name

    def _touchpoint(self, cells: Cells) -> str:
        missing = N_("There is no touchpoint “{name}”; the sheet journey has {known}.")
        return cells.known("touchpoint", self.around.touchpoints, missing)

    def _element(self, cells: Cells) -> str:
        missing = N_("There is no element “{name}”; the sheet promise has {known}.")
        return cells.known("promise", self.around.elements, missing)


def _split_type(written: str) -> tuple[str, str]:
    """`select one yes_no` -> select_one, yes_no; the longest name that begins the cell is its type."""
    plain = " ".join(written.split())
    candidates = [(alias, kind) for kind in PLAYED for alias in (kind, *names.TYPES.get(kind, ()))]
    for alias, kind in sorted(candidates, key=lambda pair: -len(pair[0])):
        if re.match(rf"{re.escape(alias)}(?: |$)", plain, re.IGNORECASE):
            return kind, plain[len(alias) :].strip()
    return plain.casefold(), ""


def _refuse_type(cells: Cells, written: str, kind: str) -> None:
    if names.folded(kind).split("_")[0] in {"begin", "end"} and "repeat" in kind:
        cells.fault("type", N_("Repeated groups are not played; ask the questions once for each contact."))
    elif kind.split()[0] in _UNPLAYED:
        message = N_("Questions of type “{type}” are not played; there are {known}.")
        cells.fault("type", message, type=written[:40], known=listed(PLAYED, 20))
    else:
        near = nearest(kind.split()[0], PLAYED)
        known = listed(sorted(PLAYED, key=lambda name: name != near), 20)
        cells.fault(
            "type", N_("There is no question type “{type}”; there are {known}."), type=written[:40], known=known
        )


def _refuse_features(cells: Cells, kind: QuestionType, rest: str) -> None:
    if "or_other" in rest.split()[1:]:
        cells.fault(
            "type", N_("or_other is not played; add a choice “other” and a text question that is relevant with it.")
        )
    for column in names.UNPLAYED["survey"]:
        if cells.text(column):
            message = N_("{column} is not played; leave it empty.")
            cells.fault(column, message, column=cells.sheet.heading(column))
    if kind is QuestionType.CALCULATE and not cells.text("calculation"):
        cells.fault("calculation", N_("A calculate row needs its calculation."))
    if kind is not QuestionType.CALCULATE and cells.text("calculation"):
        cells.fault("calculation", N_("Only a calculate row has a calculation; a person answers this one."))
    if not kind.is_asked and cells.text("constraint"):
        cells.warn("constraint", N_("Nobody answers this row, so its constraint is never checked."))


def _label(cells: Cells, kind: QuestionType, name: str, measure: Measure) -> Label:
    label = cells.label("label", needed=kind.is_asked)
    if not label and not kind.is_asked:
        if measure is not Measure.FACT:
            cells.warn("label", N_("“{name}” is measured and has no label; reports will show its name."), name=name)
        return Label({cells.default_language: name})
    return label


def _plain_required(cells: Cells) -> dict[str, str]:
    said = names.truth(cells.text("required"))
    return {} if said is None else {"required": "yes" if said else "no"}


def _required(cells: Cells) -> str:
    text = cells.text("required")
    said = names.truth(text)
    return text if said is None else "true()" if said else ""


def _parameters(cells: Cells, kind: QuestionType) -> dict[str, str]:
    found: dict[str, str] = {}
    for piece in re.split(r"[\s,;]+", re.sub(r"\s*=\s*", "=", cells.text("parameters"))):
        key, equals, value = piece.partition("=")
        if equals and key and value:
            found[key.casefold()] = value
        elif piece:
            message = N_("“{piece}” is no parameter; write them as in {example}.")
            cells.fault("parameters", message, piece=piece[:40], example="start=0 end=10 step=1")
    return {key: value for key, value in found.items() if key in _PARAMETERS.get(kind, set())}


def _measure(cells: Cells) -> Measure:
    default = Measure.SCORE if cells.text("weight") else Measure.FACT
    return cells.one_of("measure", Measure, default)


def _weight(cells: Cells, measure: Measure) -> float:
    weight = cells.number("weight", 0)
    if measure is not Measure.SCORE:
        if weight:
            cells.warn("weight", N_("Only scores count in the index; this weight is left out."))
        return 0.0
    return 1.0 if weight is None else weight


def _less_is_better(cells: Cells) -> bool:
    text = cells.text("better")
    said = names.canonical(text, names.VALUES, ("less", "more")) if text else "more"
    if said is None:
        cells.fault("better", N_("“{text}” is not one of {known}."), text=text[:40], known="less, more")
    return said == "less"


def _stage(cells: Cells) -> str:
    text = cells.text("stage")
    return LATER if names.canonical(text, names.VALUES, (LATER,)) else "".join(text.split())
