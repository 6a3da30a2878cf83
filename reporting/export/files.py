"""The way in: one wave of a study, or what a scope counts, as files, for the one who asked."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection

from domain.export import ExportForm
from domain.imprint import Imprint
from domain.scope import WHOLE, Scope
from domain.texts import Words
from reporting import scoped
from reporting.analyses.customers import saved
from reporting.analyses.outcome import Analysis, analyse
from reporting.export.about import about
from reporting.export.answers import answers, timings
from reporting.export.codebook import as_data, codebook
from reporting.export.extract import Extract, extract
from reporting.export.plain import as_json, records, table_csv
from reporting.export.summary import summary
from reporting.export.table import Column, Table
from reporting.export.wide import wide_csv
from reporting.export.workbook import workbook
from reporting.frames import read
from reporting.telling import Telling


def make(
    connection: Connection,
    *,
    agency: int,
    study: int,
    wave: int,
    scope: Scope = WHOLE,
    language: str,
    imprint: Imprint,
    now: datetime,
    form: ExportForm,
    for_client: bool,
) -> bytes:
    """Returns what a scope counts as a file; refuses a wave that isn't the agency's, or of which nothing counts.

    A client's file has nothing of a shopper: no code, no name, no place, and comments are masked as quotes are.
    """
    words = Words(language)
    frames = read(connection, agency=agency, study=study, wave=wave, scope=scope)
    taken = extract(connection, frames, words, agency=agency, for_client=for_client)
    analysis = analyse(frames, words, saved(connection, agency=agency, study=study))
    return (as_workbook if form is ExportForm.EXCEL else as_archive)(taken, analysis, agency=imprint.agency, now=now)


def as_workbook(taken: Extract, analysis: Analysis, *, agency: str, now: datetime) -> bytes:
    """Returns the workbook: Summary, Answers, Timings, Codebook, About."""
    terms = taken.frames.study.terms
    tables = (
        _marked(taken, summary(analysis, Telling.to(taken.words))),
        tidy(taken),
        _marked(taken, timings(taken)),
        codebook(taken),
        about(taken, analysis, agency=agency, now=now),
    )
    title = f"{terms.client} · {terms.name} · {scoped.title(taken.frames, taken.words)}"
    mark = f"{taken.words('SIMULATED DATA')} · " if taken.frames.simulated else ""
    return workbook(tables, title=mark + title, language=taken.words.language, made=now)


def as_archive(taken: Extract, analysis: Analysis, *, agency: str, now: datetime) -> bytes:
    """Returns a zip of answers.csv (tidy), contacts_wide.csv (as KoboToolbox's) and study.json (tidy, codebook)."""
    files = {
        "answers.csv": tidy_csv(taken),
        "contacts_wide.csv": wide_csv(taken),
        "study.json": as_json(_data(taken, analysis, agency, now)),
    }
    moment = now.astimezone(UTC)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, moment.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


def tidy(taken: Extract) -> Table:
    """Returns the tidy answers, each row marked where the data are simulated."""
    return _marked(taken, answers(taken))


def tidy_csv(taken: Extract) -> bytes:
    """Returns the tidy answers as CSV, in the dialect of the reader's language."""
    return table_csv(tidy(taken), taken.words.language)


def _marked(taken: Extract, table: Table) -> Table:
    if not taken.frames.simulated:
        return table
    words = taken.words
    return table.marked(Column(name="data", heading=words("Data"), width=19), words("SIMULATED DATA"))


def _data(taken: Extract, analysis: Analysis, agency: str, now: datetime) -> dict[str, Any]:
    frames, terms = taken.frames, taken.frames.study.terms
    return {
        "simulated": frames.simulated,
        "client": terms.client,
        "study": terms.name,
        "wave": frames.wave,
        "waves": list(frames.waves),
        "services": [service.name for service in frames.study.services],
        "n": frames.n,
        "made": now.astimezone(UTC).isoformat(timespec="seconds"),
        "timezone": terms.timezone,
        "agency": agency,
        "language": taken.words.language,
        "summary": records(summary(analysis, Telling.to(taken.words))),
        "contacts": records(timings(taken)),
        "answers": records(answers(taken)),
        "codebook": as_data(taken),
    }
