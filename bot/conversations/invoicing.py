"""Invoice bases: made, as a whole or as an instalment, sent, taken back; and how their client is billed."""

from collections.abc import Mapping
from typing import Any

from bot.turn import Act, Desk, Draw, Turn
from bot.view import Enclosed, Notice, View
from bot.views import billing as billing_views
from bot.views import invoices as views
from bot.views.billing import Compared
from domain.invoice_basis import InvoiceBasis
from domain.operations import billing
from domain.operations import invoices as operations
from domain.operations.access import Action, ensure, may
from domain.operations.studies import a_study
from domain.place import Place, place
from domain.refusal import Unknown
from domain.storage import invoice_bases, studies

Ids = Mapping[str, Any]


def make(turn: Turn) -> Place:
    """[Invoice basis] of a study: of its wave, or of the one that is chosen"""
    study_id = turn.number(0)
    a_study(turn.tx, turn.person, study_id)
    waves = studies.waves_of(turn.tx, study_id)
    if len(turn.press.about) == 1 and len(waves) > 1:
        return place("invoice_of", study=study_id)
    wave_id = turn.number(1) if len(turn.press.about) > 1 else waves[0]["id"]
    id = operations.make(
        turn.tx, by=turn.person, study_id=study_id, wave_id=wave_id, biller=turn.settings.biller, now=turn.now
    )
    return place("making", what="invoice", invoice=id)


def draw_of(desk: Desk, where: Place) -> View:
    """Which wave is billed."""
    row = a_study(desk.tx, desk.reader, where["study"])
    waves = [(wave["id"], wave["name"]) for wave in reversed(studies.waves_of(desk.tx, row["id"]))]
    return views.of_which(desk.words, row["id"], row["name"], waves)


def open_(turn: Turn) -> Place:
    """An invoice basis's button"""
    operations.readable(turn.tx, turn.person, turn.number(0))
    return place("invoice", invoice=turn.number(0))


def draw(desk: Desk, where: Place) -> View:
    """An invoice basis in figures, with what can be done with it."""
    row, study_row, basis = operations.readable(desk.tx, desk.reader, where["invoice"])
    if not may(desk.reader, Action.RUN):
        return views.for_client(desk.words, basis, row["state"], simulated=study_row["simulated"])
    others = [
        (other["id"], other["number"], other["state"])
        for other in invoice_bases.of_wave(desk.tx, row["wave_id"])
        if other["id"] != row["id"]
    ]
    return views.invoice(desk.words, row, basis, others, simulated=study_row["simulated"])


def send(turn: Turn) -> Place:
    """[Send to client]"""
    operations.send(turn.tx, by=turn.person, basis_id=turn.number(0), now=turn.now)
    return place("invoice", invoice=turn.number(0), note={"kind": "SentToClient"})


def sent_elsewhere(turn: Turn) -> Place:
    """[Sent otherwise]"""
    operations.send(turn.tx, by=turn.person, basis_id=turn.number(0), elsewhere=True, now=turn.now)
    return place("invoice", invoice=turn.number(0), note={"kind": "Saved"})


def again(turn: Turn) -> Place:
    """[Make anew]"""
    id = turn.number(0)
    operations.make_anew(turn.tx, by=turn.person, basis_id=id, biller=turn.settings.biller, now=turn.now)
    return place("making", what="invoice", invoice=id)


def ask_to_cancel(turn: Turn) -> Place:
    """[Cancel]: what it will do"""
    ensure(turn.person, Action.RUN)
    operations.readable(turn.tx, turn.person, turn.number(0))
    return place("invoice_cancel", invoice=turn.number(0))


def draw_cancel(desk: Desk, where: Place) -> View:
    """What cancelling does."""
    ensure(desk.person, Action.RUN)
    row, _, basis = operations.readable(desk.tx, desk.reader, where["invoice"])
    return views.cancel(desk.words, row["id"], basis, row["state"])


def cancel(turn: Turn) -> Place:
    """[Cancel], surely; of a sent one a credit is made"""
    id = operations.cancel(turn.tx, by=turn.person, basis_id=turn.number(0), now=turn.now)
    if id != turn.number(0):
        return place("making", what="invoice", invoice=id)
    return place("invoice", invoice=id)


def ask_instalment(turn: Turn) -> Place:
    """[Instalments]"""
    study_id, wave_id = turn.number(0), turn.number(1)
    billing.a_wave(turn.tx, turn.person, study_id, wave_id)
    return place("instalment", study=study_id, wave=wave_id)


def draw_instalment(desk: Desk, where: Place) -> View:
    """Where an instalment is typed."""
    of = billing.account(desk.tx, by=desk.reader, study_id=where["study"], wave_id=where["wave"], now=desk.now)
    earlier = operations.earlier_of(desk.tx, where["wave"])
    return views.instalment(desk.words, where["study"], of.quote, of.accepted_on is not None, earlier)


def instalment(turn: Turn) -> Place:
    """An instalment, typed"""
    where = turn.place
    id = operations.make_instalment(
        turn.tx,
        by=turn.person,
        study_id=where["study"],
        wave_id=where["wave"],
        typed=turn.text,
        biller=turn.settings.biller,
        now=turn.now,
    )
    return place("making", what="invoice", invoice=id)


def open_billing(turn: Turn) -> Place:
    """[Billing details]"""
    return place("billing", study=a_study(turn.tx, turn.person, turn.number(0))["id"])


def draw_billing(desk: Desk, where: Place) -> View:
    """How a client is billed."""
    row = a_study(desk.tx, desk.reader, where["study"])
    return billing_views.billing(desk.words, row["id"], billing.billing_for(desk.tx, row))


def told_billing(turn: Turn) -> Place:
    """Lines of how a client is billed, typed"""
    study_id = turn.place["study"]
    billing.set_billing(turn.tx, by=turn.person, study_id=study_id, text=turn.text, now=turn.now)
    return place("billing", study=study_id, note={"kind": "Saved"})


def compare(turn: Turn) -> Place:
    """[Quoted and done], of the newest wave unless one is said"""
    study_id = turn.number(0)
    a_study(turn.tx, turn.person, study_id)
    wave_id = turn.number(1) if len(turn.press.about) > 1 else studies.present_wave(turn.tx, study_id)["id"]
    billing.a_wave(turn.tx, turn.person, study_id, wave_id)
    return place("quoted_done", study=study_id, wave=wave_id)


def draw_compared(desk: Desk, where: Place) -> View:
    """What was quoted beside what has been done."""
    of = billing.account(desk.tx, by=desk.reader, study_id=where["study"], wave_id=where["wave"], now=desk.now)
    lines = operations.lines_to_date(of)
    services = [of.work.services[service.name] for service in of.study.services]
    waves = [(wave["id"], wave["name"]) for wave in studies.waves_of(desk.tx, where["study"])]
    compared = Compared(
        quote=of.quote, is_agreed=of.accepted_on is not None, services=services, lines=lines, hours=of.work.hours
    )
    return billing_views.quoted_and_done(desk.words, where["study"], where["wave"], of.study, compared, waves)


def made(desk: Desk, ids: Ids) -> Notice:
    """An invoice basis's PDF, for the one who asked for it, or for the client."""
    return Notice(draw(desk, place("invoice", invoice=ids["invoice"])), _file(desk, ids, "pdf"))


def file(desk: Desk, ids: Ids) -> Notice:
    """Another file of an invoice basis, for the one who asked for it."""
    ensure(desk.person, Action.RUN)
    _, _, basis = operations.readable(desk.tx, desk.reader, ids["invoice"])
    return Notice(views.file(desk.words, basis, ids["form"]), _file(desk, ids, ids["form"]))


def _file(desk: Desk, ids: Ids, form: str) -> Enclosed:
    row, _, basis = operations.readable(desk.tx, desk.reader, ids["invoice"])
    if form not in row["paths"]:
        raise Unknown
    return Enclosed(filename=_named(desk, basis, form), path=row["paths"][form])


def _named(desk: Desk, basis: InvoiceBasis, form: str) -> str:
    return f"{desk.words('Invoice basis {number}', number=basis.number)}.{form}".replace(" ", "_")


PRESSED: Mapping[str, Act] = {
    "invoice": make,
    "iopen": open_,
    "isend": send,
    "ielse": sent_elsewhere,
    "iagain": again,
    "icancel": ask_to_cancel,
    "icancel!": cancel,
    "instalment": ask_instalment,
    "billing": open_billing,
    "quotedone": compare,
}
SAID: Mapping[str, Act] = {"instalment": instalment, "billing": told_billing}
DRAWN: Mapping[str, Draw] = {
    "invoice_of": draw_of,
    "invoice": draw,
    "invoice_cancel": draw_cancel,
    "instalment": draw_instalment,
    "billing": draw_billing,
    "quoted_done": draw_compared,
}
