"""The sheet `survey`: XLSForm's rows become questions, with what each measures."""

from collections.abc import Collection
from dataclasses import dataclass, field

from domain.label import Label
from domain.metric import Choice, Question, QuestionType
from domain.texts import N_
from domain.workbook import names
from domain.workbook.cells import LONGEST_TEXT, Cells
from domain.workbook.choices_sheet import check_list
from domain.workbook.or_other import OTHER, other_choice, other_question
from domain.workbook.question_cells import (
    plain_truths,
    read_condition,
    read_default,
    read_label,
    read_less_is_better,
    read_measure,
    read_parameters,
    read_shows,
    read_stage,
    read_weight,
    refuse_features,
)
from domain.workbook.question_types import refuse_type, split_list, split_type


@dataclass(frozen=True)
class Surroundings:
    """What the rows of a survey may point to."""

    touchpoints: Collection[str]
    elements: Collection[str]
    choices: dict[str, tuple[Choice, ...]]


@dataclass(frozen=True)
class Asked:
    """A question with the cells it came from, so that later checks can tell their places."""

    question: Question
    cells: Cells
    is_added: bool = False
    """Whether the row did not write it: the words of or_other. Its cells are another question's."""


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
    refused: set[str] = field(default_factory=set)
    """Names of rows that are told not to be played, so that those who look at them are not told as well."""
    canonical: dict[int, dict[str, str]] = field(default_factory=dict)
    """Cells under XLSForm's own values, by row: types and yes/no may be written in Finnish."""
    _open: list[_Group] = field(default_factory=list)

    def read(self, cells: Cells) -> None:
        """Reads one row."""
        written = cells.needed("type")
        kind, rest = split_type(written)
        list_name, or_other = split_list(rest)
        plain = f"{kind} {list_name}".strip() + (" or_other" if or_other else "")
        self.canonical[cells.row.number] = {"type": plain, **plain_truths(cells)}
        if kind == "begin group":
            self._begin(cells)
        elif kind == "end group":
            self._end(cells)
        elif kind in set(QuestionType):
            self._question(cells, QuestionType(kind), list_name, or_other)
        elif kind in names.METADATA:
            self._metadata(cells, kind)
        elif written:
            refuse_type(cells, written, kind)
            self.refused.add(cells.text("name"))

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

    def _question(self, cells: Cells, kind: QuestionType, list_name: str, or_other: bool) -> None:
        refuse_features(cells, kind)
        own = cells.text("relevant")
        outer = self._open[-1].relevant if self._open else ()
        name = cells.name("name", self.taken)
        measure = read_measure(cells)
        question = Question(
            name=name,
            type=kind,
            label=read_label(cells, kind, name, measure),
            row=cells.row.number,
            hint=cells.label("hint", needed=False, most=LONGEST_TEXT, lines=True),
            guidance=cells.label("guidance_hint", needed=False, most=LONGEST_TEXT, lines=True),
            required=read_condition(cells, "required"),
            required_message=cells.label("required_message", needed=False, most=LONGEST_TEXT, lines=True),
            readonly=read_condition(cells, "read_only"),
            relevant=(*outer, *([own] if own else [])),
            constraint=cells.text("constraint"),
            constraint_message=cells.label("constraint_message", needed=False, most=LONGEST_TEXT, lines=True),
            calculation=cells.text("calculation"),
            list_name=self._list_name(cells, kind, list_name),
            choice_filter=cells.text("choice_filter") if kind.offers_choices else "",
            parameters=read_parameters(cells, kind),
            measure=measure,
            touchpoint=self._touchpoint(cells),
            element=self._element(cells),
            weight=read_weight(cells, measure),
            target=cells.number("target"),
            less_is_better=read_less_is_better(cells),
            full_at=cells.number("full_at"),
            zero_at=cells.number("zero_at"),
            critical=cells.yes("critical"),
            comment_below=cells.text("comment_below").replace(",", "."),
            min_seconds=cells.number("min_seconds", 0),
            stage=read_stage(cells),
            shows=read_shows(cells),
        )
        if or_other:
            self._add_other(cells, question)
        default = read_default(cells, question, self.around.choices.get(question.list_name, ()))
        self.asked.append(Asked(question.model_copy(update={"default": default}), cells))
        if or_other:
            self.asked.append(Asked(other_question(question), cells, is_added=True))

    def _add_other(self, cells: Cells, question: Question) -> None:
        name = f"{question.name}_{OTHER}"
        if question.type is QuestionType.RANK or question.choice_filter:
            message = N_("or_other goes with neither rank nor choice_filter; add a choice “other” and a text question.")
            cells.fault("type", message)
        elif name in self.taken:
            cells.fault("type", N_("or_other adds the question “{name}”, which is there already."), name=name)
        self.taken.add(name)
        choices = self.around.choices.get(question.list_name, ())
        if choices and all(choice.name != OTHER for choice in choices):
            self.around.choices[question.list_name] = (*choices, other_choice(choices))

    def _list_name(self, cells: Cells, kind: QuestionType, written: str) -> str:
        if not kind.offers_choices:
            return ""
        list_name = written.split()[0] if written else ""
        if list_name:
            filtered = bool(cells.text("choice_filter"))
            ranked = kind is QuestionType.RANK
            check_list(cells, "type", list_name, self.around.choices, filtered=filtered, ranked=ranked)
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
