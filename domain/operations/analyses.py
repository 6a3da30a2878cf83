"""Outcome analyses: asked for, made in the worker, sent to the client; and recordings handed out."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import RowMapping

from domain.attachment import Purpose
from domain.export import ExportForm
from domain.manuscript import Manuscript
from domain.metric import Measure
from domain.operations import actions, norms
from domain.operations.access import Action, ensure, may
from domain.operations.scopes import approved_of, ensure_counts
from domain.operations.studies import a_study
from domain.person import Person, Role
from domain.prediction import Prediction
from domain.refusal import NobodyThere, Stale, Unknown, WordsNotPrinted
from domain.scope import WHOLE, Scope
from domain.storage import analyses, answers, audit, clients, jobs, outbox, people, studies
from domain.storage import predictions as foretold
from domain.storage.transaction import Transaction

ONE_EXPORT = timedelta(seconds=10)
"""The same file asked for again within this is the same wish."""


def request(
    tx: Transaction, *, by: Person, study_id: int, now: datetime, wave_id: int | None = None, scope: Scope = WHOLE
) -> int:
    """Asks for the analysis of a wave, the present one unless it is said, and returns its id."""
    study = studies.definition(a_study(tx, by, study_id))
    wave = studies.present_wave(tx, study_id)["id"] if wave_id is None else wave_id
    ensure_counts(tx, study_id=study_id, wave_id=wave, scope=scope)
    language = study.terms.report_language
    id = analyses.add(tx, study_id=study_id, wave_id=wave, scope=scope, language=language, by=by.id, now=now)
    norms.ask(tx, now=now)
    jobs.add(tx, "analysis", now, analysis=id)
    audit.note(tx, by.id, "ask for analysis", str(id), now)
    return id


def note_made(
    tx: Transaction,
    *,
    analysis_id: int,
    path: str,
    sha256: str,
    headlines: Sequence[str],
    now: datetime,
    decisions: Sequence[Mapping[str, str]] = (),
    standing: Mapping[str, Mapping[str, Any]] | None = None,
    wording: Mapping[str, Any] | None = None,
    pages: Sequence[str] = (),
    predictions: Sequence[Prediction] = (),
) -> None:
    """Keeps where an analysis is, what it says and foretells, and gives it to the one who asked for it."""
    said = {"headlines": list(headlines), "decisions": list(decisions), "standing": standing, "pages": list(pages)}
    analyses.change(tx, analysis_id, state="made", path=path, sha256=sha256, wording=wording, **said)
    foretold.put(tx, analysis_id, predictions, now)
    row = analyses.get(tx, analysis_id)
    maker = people.get(tx, row["made_by"]) if row else None
    if maker is not None:
        outbox.tell(tx, maker, "analysis_made", now, analysis=analysis_id)


def readable(tx: Transaction, by: Person, analysis_id: int) -> tuple[RowMapping, RowMapping]:
    """Returns an analysis and its study, to coordinators and to the client it was sent to."""
    row = analyses.get(tx, analysis_id)
    study = studies.get(tx, row["study_id"]) if row else None
    if row is None or study is None:
        raise Unknown
    theirs = may(by, Action.COMMISSION, int(study["client_id"])) and row["state"] == "sent"
    if not (may(by, Action.RUN) or theirs):
        raise Unknown
    return row, study


def send(tx: Transaction, *, by: Person, analysis_id: int, now: datetime) -> None:
    """Sends an analysis to everyone of the client who has joined, and offers them what it proposes to decide."""
    ensure(by, Action.RUN)
    row, study = readable(tx, by, analysis_id)
    if row["state"] != "made":
        raise Stale(place={"kind": "analysis", "analysis": analysis_id})
    if not Manuscript.stored(row["wording"]).is_printed:
        raise WordsNotPrinted(place={"kind": "analysis", "analysis": analysis_id})
    company = clients.get(tx, study["client_id"])
    readers = people.all_of(tx, Role.CLIENT, client_id=study["client_id"])
    if not readers:
        raise NobodyThere(client=company["name"] if company else "")
    analyses.change(tx, analysis_id, state="sent", sent_at=now)
    for reader in readers:
        outbox.tell(tx, reader, "analysis_sent", now, analysis=analysis_id)
    actions.offer(tx, by=by, analysis_id=analysis_id, now=now)
    audit.note(tx, by.id, "send analysis", str(analysis_id), now)


def show_again(tx: Transaction, *, by: Person, analysis_id: int, now: datetime) -> None:
    """Sends an analysis once more to one who may read it."""
    readable(tx, by, analysis_id)
    outbox.tell(tx, by, "analysis_sent" if by.role is Role.CLIENT else "analysis_made", now, analysis=analysis_id)


def export(tx: Transaction, *, by: Person, analysis_id: int, form: ExportForm, now: datetime) -> bool:
    """Asks for the data of an analysis as a file; says whether it is being made, or has come a moment ago.

    The workbook is for everyone who may read the analysis, the other formats are for the agency alone.
    """
    readable(tx, by, analysis_id)
    if form is not ExportForm.EXCEL:
        ensure(by, Action.RUN)
    ids = {"analysis": analysis_id, "person": by.id, "form": str(form)}
    asked = jobs.asked_lately(tx, "export", now, ONE_EXPORT, **ids)
    if asked is not None:
        return bool(asked["state"] == "waiting")
    jobs.add(tx, "export", now, **ids)
    audit.note(tx, by.id, "export data", str(analysis_id), now, form=str(form))
    return True


def exported(tx: Transaction, *, to: Person, analysis_id: int, form: ExportForm, path: str, now: datetime) -> None:
    """Gives somebody the file they asked for, made as they were allowed to read it."""
    for_client = not may(to, Action.RUN)
    outbox.tell(tx, to, "export_made", now, analysis=analysis_id, form=str(form), path=path, for_client=for_client)


def recordings(tx: Transaction, *, by: Person, analysis_id: int) -> Mapping[int, str]:
    """Returns the recordings that a client may hear of a sent analysis: attachment ids with the contacts' codes."""
    row, study = readable(tx, by, analysis_id)
    questions = {q.name for q in studies.definition(study).form.questions if q.measure is Measure.RECORDING}
    return {
        file.id: contact.code
        for contact in approved_of(tx, row)
        for file in answers.attachments_of(tx, contact.id)
        if file.question in questions and file.purpose is Purpose.ANSWER and file.state == "kept"
    }


def hand_out(tx: Transaction, *, by: Person, analysis_id: int, attachment_id: int, now: datetime) -> None:
    """Gives a client one recording, and notes that they have had it."""
    ensure(by, Action.COMMISSION)
    if attachment_id not in recordings(tx, by=by, analysis_id=analysis_id):
        raise Unknown
    analyses.disclose(tx, person_id=by.id, attachment_id=attachment_id, now=now)
    outbox.tell(tx, by, "recording", now, attachment=attachment_id)
    audit.note(tx, by.id, "hear recording", str(attachment_id), now)
