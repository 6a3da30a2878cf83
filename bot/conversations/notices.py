"""Messages to somebody whose turn it was not; drawn when they are sent, in the reader's language then."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup
from sqlalchemy import RowMapping

from bot.conversations import analysing, contact, scoping
from bot.turn import Desk
from bot.view import Button, Enclosed, Notice, View, lines, press
from bot.views import notices as views
from bot.views import papers
from bot.views.scopes import file_named
from domain.contact import Contact, State
from domain.export import ExportForm
from domain.operations import encounters, printing
from domain.operations.access import Action, ensure
from domain.operations.analyses import readable
from domain.operations.pay import paid_by
from domain.operations.sheets import sheet_of, study_of
from domain.place import place
from domain.refusal import Unknown
from domain.service import Unit
from domain.storage import analyses, answers, contacts, people, reviews, studies
from domain.study import Study

Ids = Mapping[str, Any]
ASKED_FOR = frozenset({"own_voice"})
"""Kinds of notices that a shopper's own press brings."""
TEMPLATE = "template"
"""The path that stands for the example workbook that comes with the program."""


def _contact(desk: Desk, ids: Ids) -> tuple[Contact, Study]:
    found = contacts.get(desk.tx, ids["contact"])
    if found is None:
        raise Unknown
    return found, study_of(desk.tx, found)


def discreet(desk: Desk, ids: Ids, notice: Notice) -> Notice:
    """A notice as its reader may get it now: in the middle of a contact without a sound, telling nothing.

    The button opens what it was about as it stands then, or the list where that was nothing in particular. What they
    have asked for themselves comes as it is.
    """
    if not encounters.is_under_cover(desk.tx, desk.reader, desk.now):
        return notice
    if ids["kind"] in ASKED_FOR:
        return notice
    about = press("contact", ids["contact"]) if "contact" in ids else press("tasks")
    return Notice(views.under_cover(desk.words, about), silent=True)


def offer(desk: Desk, ids: Ids) -> Notice | None:
    """A contact offered to a shopper; nothing once it has been answered or given to somebody else."""
    found, _ = _contact(desk, ids)
    if not contacts.is_offered(desk.tx, found.id, desk.reader.id):
        return None
    return Notice(contact.draw(desk, place("contact", contact=found.id)))


def _about_shopper(desk: Desk, ids: Ids) -> tuple[Contact, str]:
    found, _ = _contact(desk, ids)
    shopper = people.get(desk.tx, ids["shopper"])
    return found, f"{shopper.code} {shopper.name}" if shopper else ""


def declined(desk: Desk, ids: Ids) -> Notice:
    """A shopper left an offer to others."""
    ensure(desk.person, Action.RUN)
    found, who = _about_shopper(desk, ids)
    return Notice(views.declined(desk.words, found, who))


def released(desk: Desk, ids: Ids) -> Notice:
    """A shopper gave a contact up."""
    ensure(desk.person, Action.RUN)
    found, who = _about_shopper(desk, ids)
    return Notice(views.released(desk.words, found, who))


def withdrawn(desk: Desk, ids: Ids) -> Notice:
    """A contact was taken back from its shopper."""
    found, _ = _contact(desk, ids)
    return Notice(views.withdrawn(desk.words, found))


def submitted(desk: Desk, ids: Ids) -> Notice | None:
    """A contact waits for a review; nothing once it waits no more, as when its shopper has taken it back."""
    ensure(desk.person, Action.RUN)
    found, _ = _contact(desk, ids)
    if found.state is not State.SUBMITTED:
        return None
    stages = contacts.stages_of(desk.tx, found.id)
    later = any(name and stage["state"] == "submitted" for name, stage in stages.items())
    return Notice(views.submitted(desk.words, found, contacts.index_of(desk.tx, found.id), later=later))


def later(desk: Desk, ids: Ids) -> Notice:
    """The time of a later stage has come."""
    found, study = _contact(desk, ids)
    return Notice(views.later(desk.words, found, study))


def returned(desk: Desk, ids: Ids) -> Notice:
    """Some metrics came back with words."""
    found, _ = _contact(desk, ids)
    review = reviews.latest(desk.tx, found.id)
    return Notice(views.returned(desk.words, sheet_of(desk.tx, found, desk.now), review["words"] if review else {}))


def approved(desk: Desk, ids: Ids) -> Notice:
    """A contact has been reviewed, and is paid."""

    found, _ = _contact(desk, ids)
    review = reviews.latest(desk.tx, found.id)
    day = paid_by(desk.tx, found, review["reviewed_at"]) if review else None
    return Notice(views.approved(desk.words, found, day))


def alert(desk: Desk, ids: Ids) -> Notice:
    """A critical failure, for the coordinator to confirm; nothing once its contact has been taken back."""
    ensure(desk.person, Action.RUN)
    found, _ = _contact(desk, ids)
    row = reviews.get_alert(desk.tx, ids["alert"])
    if row is None or row["state"] == reviews.RECALLED:
        raise Unknown
    return Notice(views.alert(desk.words, row["id"], sheet_of(desk.tx, found, desk.now), row["question"], row["state"]))


def critical(desk: Desk, ids: Ids) -> Notice:
    """A confirmed critical failure, for the client; without the shopper's name."""
    found, _ = _contact(desk, ids)
    row = reviews.get_alert(desk.tx, ids["alert"])
    if row is None:
        raise Unknown
    times = contacts.times_of(desk.tx, found)
    made = studies.get(desk.tx, found.study_id)
    simulated = bool(made and made["simulated"])
    sheet = sheet_of(desk.tx, found, desk.now)
    return Notice(views.critical(desk.words, sheet, row["question"], times, simulated=simulated))


def analysis_made(desk: Desk, ids: Ids) -> Notice:
    """An analysis's PDF, for the one who asked for it, or for the client."""
    row = analyses.get(desk.tx, ids["analysis"])
    if row is None or not row["path"]:
        raise Unknown
    study = studies.get(desk.tx, row["study_id"])
    name = file_named(desk.words("Outcome analysis {wave}", wave=scoping.waves_named(desk, row)))
    client = studies.definition(study).terms.client.split()[0] if study else ""
    enclosed = Enclosed(filename=f"{client}_{name}.pdf", path=row["path"])
    return Notice(analysing.draw_analysis(desk, place("analysis", analysis=row["id"])), enclosed)


analysis_sent = analysis_made


def contact_report(desk: Desk, ids: Ids) -> Notice:
    """The report of one contact, for the coordinator who asked for it."""
    found = printing.reportable(desk.tx, desk.reader, ids["contact"])
    name = desk.words("Report {code}", code=found.code).replace(" ", "_")
    return Notice(views.contact_report(desk.words, found), Enclosed(filename=f"{name}.pdf", path=ids["path"]))


def praise(desk: Desk, ids: Ids) -> Notice:
    """Praise for a unit, for the one who asked for it."""
    unit, label = _praised(desk, ids)
    name = desk.words("Praise {unit}", unit=unit.name).replace(" ", "_")
    return Notice(views.praise(desk.words, label), Enclosed(filename=f"{name}.pdf", path=ids["path"]))


def no_praise(desk: Desk, ids: Ids) -> Notice:
    """No success of a unit can be told yet."""
    return Notice(views.no_praise(desk.words, _praised(desk, ids)[1]))


def _praised(desk: Desk, ids: Ids) -> tuple[Unit, str]:
    _, study_row = readable(desk.tx, desk.reader, ids["analysis"])
    study = studies.definition(study_row)
    unit = study.unit(ids["unit"])
    return unit, unit.label.text(desk.words.language, study.form.default_language)


def export_made(desk: Desk, ids: Ids) -> Notice:
    """The data of an analysis as a file; one that was made for the agency goes to nobody else."""
    row, study = readable(desk.tx, desk.reader, ids["analysis"])
    if not ids["for_client"]:
        ensure(desk.person, Action.RUN)
    form = ExportForm(ids["form"])
    view = papers.export(
        desk.words,
        row["id"],
        scoping.title(desk, row, study),
        form,
        for_client=ids["for_client"],
        simulated=study["simulated"],
    )
    name = file_named(desk.words("Outcome analysis {wave}", wave=scoping.waves_named(desk, row)))
    client = studies.definition(study).terms.client.split()[0]
    return Notice(view, Enclosed(filename=f"{client}_{name}.{form.ending}", path=ids["path"]))


def export_failed(desk: Desk, _: Ids) -> Notice:
    """The data of an analysis could not be made into a file."""
    return Notice(papers.export_failed(desk.words))


def paper_failed(desk: Desk, _: Ids) -> Notice:
    """A quote or an analysis could not be made."""
    return Notice(views.paper_failed(desk.words))


def workbook_read(desk: Desk, ids: Ids) -> Notice:
    """A workbook has been read while its sender was doing something else."""
    ensure(desk.person, Action.RUN)
    row = studies.get_upload(desk.tx, ids["upload"])
    filename = row["filename"] if row else ""
    button = Button(desk.words("Open"), press("workbook", ids["upload"]))
    return Notice(View(desk.words("I have read {filename}.", filename=filename), [[button]]))


def workbook_marked(desk: Desk, ids: Ids) -> Notice:
    """The returned copy of a faulty workbook, with comments in its cells."""
    ensure(desk.person, Action.RUN)
    row = studies.get_upload(desk.tx, ids["upload"])
    if row is None:
        raise Unknown
    text = desk.words("The same workbook with a comment in each faulty cell.")
    return Notice(View(text), Enclosed(filename=f"marked_{row['filename']}"[:100], path=ids["path"]))


def unreachable(desk: Desk, ids: Ids) -> Notice:
    """Somebody can no longer be written to."""
    ensure(desk.person, Action.RUN)
    person = people.get(desk.tx, ids["person"])
    return Notice(views.unreachable(desk.words, f"{person.code} {person.name}" if person else ""))


def template(desk: Desk, _: Ids) -> Notice:
    """The example workbook."""
    ensure(desk.person, Action.RUN)
    text = lines(
        desk.words("A whole study as an example. Change it to yours and send it back here."),
        desk.words(
            "The sheet survey may have a column <code>shows</code>: <code>promise</code> where something was promised, "
            "<code>kept</code> where it is told whether a promise was kept, <code>opening</code> where an extra sale "
            "would have suited, <code>offer</code> where one was offered. The report counts them then."
        ),
    )
    return Notice(View(text), Enclosed(filename="toteuma_example.xlsx", path=TEMPLATE))


def _attachment(desk: Desk, ids: Ids) -> tuple[RowMapping, Contact]:
    file = answers.get_attachment(desk.tx, ids["attachment"])
    found = contacts.get(desk.tx, file["contact_id"]) if file else None
    if file is None or found is None or file["state"] in {"removed", "destroyed"}:
        raise Unknown
    return file, found


def _enclosed(row: RowMapping) -> Enclosed:
    """A file as it was sent, and our own copy once there is one."""
    path = row["path"] if row["state"] == "kept" else ""
    name = row["filename"] or PurePosixPath(path).name
    return Enclosed(filename=name, path=path, file_id=row["file_id"], kind=row["kind"])


def file(desk: Desk, ids: Ids) -> Notice:
    """A voice note, a photo or a recording, for the reviewer."""
    ensure(desk.person, Action.RUN)
    row, found = _attachment(desk, ids)
    label = _asked(desk, row, found)
    return Notice(views.file(desk.words, found, label), _enclosed(row))


def own_voice(desk: Desk, ids: Ids) -> Notice:
    """A voice note of a shopper's own, played to themselves."""
    row, found = _attachment(desk, ids)
    ensure(desk.person, Action.MAKE, found)
    about = Markup("<b>{}</b>: {}").format(found.code, _asked(desk, row, found))
    return Notice(View(about), _enclosed(row), silent=True)


def _asked(desk: Desk, row: RowMapping, found: Contact) -> str:
    """What a file answers or comments, in its form's words; or that it tells it all."""
    sheet = sheet_of(desk.tx, found, desk.now)
    if not row["question"]:
        return desk.words("The whole contact")
    return sheet.label(sheet.study.form.question(row["question"]), desk.words.language)


def recording(desk: Desk, ids: Ids) -> Notice:
    """A recording that a client asked for: our own copy, under the contact's code, protected from forwarding."""
    ensure(desk.person, Action.COMMISSION)
    row, found = _attachment(desk, ids)
    if not row["path"]:
        raise Unknown
    kind = row["kind"] if row["kind"] in {"voice", "audio"} else "document"
    # the name a shopper's phone gave it, which may be the shopper's own, stays here
    name = f"{found.code}{PurePosixPath(row['path']).suffix}"
    enclosed = Enclosed(filename=name, path=row["path"], kind=kind, protected=True)
    return Notice(views.recording(desk.words, found), enclosed)
