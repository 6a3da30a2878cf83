"""A run through a form of which nothing is stored but where it stands: nothing of it can be counted."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from pydantic import TypeAdapter

from domain.answer import Answer
from domain.answering import Entry
from domain.attaching import Filed
from domain.attachment import Attachment, ReceivedFile
from domain.contact import Contact, Moment, Outcome, State
from domain.form import stages
from domain.sheet import Sheet, facts
from domain.study import Study

NO_CONTACT = 0
"""What stands in a practice run's buttons in place of a contact's id."""
WAIT, LENGTH = timedelta(minutes=1), timedelta(minutes=10)
"""How long the encounter waited and took that a practice run pretends to have been."""


class Source(StrEnum):
    """Where the form that is practised comes from."""

    UPLOAD = "upload"
    """A workbook that is no study yet."""
    STUDY = "study"
    CONTACT = "contact"
    """The study of a contact that the shopper has taken."""


@dataclass(frozen=True)
class Practice:
    """Where a practice run stands."""

    source: Source
    id: int
    """Of the upload, the study or the contact."""
    scenario: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    files: tuple[Attachment, ...] = ()
    asking: str = ""
    version: int = 1
    """Rises with every act, so that older buttons are stale."""

    def sheet(self, study: Study, code: str, now: datetime) -> Sheet:
        """Returns the sheet of an answered encounter that never was, with the questions of every stage."""
        contact = self._contact(study, code)
        began = now - LENGTH
        times = {Moment.STARTED: began, Moment.ANSWERED: began + WAIT, Moment.ENDED: now}
        return Sheet(
            contact=contact,
            study=study,
            answers=self.answers,
            files=self.files,
            stages=dict.fromkeys(stages(study.form), "due"),
            facts=facts(contact, study.terms.wave, times),
            returned={},
            now=now,
        )

    def _contact(self, study: Study, code: str) -> Contact:
        scenario = study.scenario(self.scenario)
        service = study.service(scenario.service)
        return Contact(
            id=NO_CONTACT,
            study_id=0,
            wave_id=0,
            code=code,
            service=service.name,
            unit=study.units_of(service.name)[0].name,
            scenario=scenario.name,
            profile=next(iter(scenario.profiles), study.profiles[0].name),
            channel=service.channel,
            thread="",
            step=0,
            opens_on=date.min,
            closes_on=date.max,
            fee=Decimal(0),
            state=State.ANSWERING,
            version=self.version,
            shopper_id=None,
            alias="",
            outcome=Outcome.ANSWERED,
            reached_unit="",
            attempts=0,
            asking=self.asking,
            submitted_at=None,
            submitted_from=None,
        )

    def after(self, entry: Entry) -> "Practice":
        """Returns where the run stands after an act."""
        answers = dict(self.answers)
        if entry.answer is not None:
            answers[entry.answer.question] = entry.answer
        files = tuple(file for file in self.files if file not in entry.removes)
        return replace(self, answers=answers, files=files, asking=entry.asking, version=self.version + 1)

    def after_file(self, filed: Filed, file: ReceivedFile) -> "Practice":
        """Returns where the run stands after a file came."""
        run = self.after(filed.entry)
        came = Attachment(
            id=run.version,
            question=filed.question,
            purpose=filed.purpose,
            kind=file.kind,
            file_unique_id=file.unique_id,
            seconds=file.seconds,
            album=file.album,
            mime_type=file.mime_type,
        )
        return replace(run, files=(*run.files, came))

    def to_json(self) -> dict[str, Any]:
        """Returns the run as a card keeps it."""
        kept: dict[str, Any] = _KEPT.dump_python(self, mode="json", exclude_defaults=True)
        return kept

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Practice":
        """Returns the run that a card has kept."""
        return _KEPT.validate_python(kept)


_KEPT = TypeAdapter(Practice)
