"""Pages of an outcome analysis as pictures."""

from collections.abc import Mapping
from typing import Any

from bot.conversations import scoping
from bot.turn import Desk, Turn
from bot.view import Enclosed, Notice, View
from bot.views import pictures as views
from bot.views.scopes import file_named
from domain.operations import pictures as operations
from domain.operations.analyses import readable
from domain.place import Place, place
from domain.storage import studies


def list_(turn: Turn) -> Place:
    """[Picture], and the pages of the list"""
    operations.pages(turn.tx, by=turn.person, analysis_id=turn.number(0))
    page = turn.number(1) if len(turn.press.about) > 1 else 0
    return place("pictures", analysis=turn.number(0), page=page)


def draw_pages(desk: Desk, where: Place) -> View:
    """The pages of an analysis by their headings."""
    headings = operations.pages(desk.tx, by=desk.reader, analysis_id=where["analysis"])
    return views.pages(desk.words, where["analysis"], headings, where["page"])


def ask(turn: Turn) -> Place:
    """A page's button"""
    id, page = turn.number(0), turn.number(1)
    operations.request(turn.tx, by=turn.person, analysis_id=id, page=page, now=turn.now)
    on = (page - 1) // views.ON_A_CARD
    return place("pictures", analysis=id, page=on, note={"kind": "PictureComes"})


def made(desk: Desk, ids: Mapping[str, Any]) -> Notice:
    """A page as a picture, for the one who asked for it."""
    page = ids["page"]
    row, study = readable(desk.tx, desk.reader, ids["analysis"])
    headings = operations.pages(desk.tx, by=desk.reader, analysis_id=row["id"])
    view = views.picture(desk.words, scoping.title(desk, row, study), page, headings, simulated=study["simulated"])
    waves = scoping.waves_named(desk, row)
    name = file_named(desk.words("Outcome analysis {wave} page {page}", wave=waves, page=page))
    client = studies.definition(study).terms.client.split()[0]
    return Notice(view, Enclosed(filename=f"{client}_{name}.png", path=ids["path"]))
