"""The end of the play: everything that must have come true is looked up, and counted."""

from collections.abc import Sequence

from bot.demo.experience import Whim
from bot.demo.play import Play
from bot.demo.reckoning import amounts, differences, done, pages, price

LEFT_UNDONE = """
    select 'update ' || arrival || ' ' || state || ' ' || error from inbox where state != 'done'
    union all select 'card of ' || chat_id || ' owed' from card where owed
    union all select 'notice ' || id || ' ' || state || ' ' || error from outbox where state in ('due', 'refused')
    union all select 'job ' || kind || ' ' || state || ' ' || error from job where state != 'done'
    union all select 'file ' || id || ' ' || state from attachment where state in ('owed', 'lost')
    union all select 'stage of contact ' || contact_id || ' ' || state from stage where state != 'submitted'
"""
HAPPENED = ("comment", "spoken", "recording", "picture", "told afterwards", "tried again", "unanswered", *Whim)


async def verify(play: Play) -> Sequence[str]:
    """Checks what must have come true, and returns a line on each."""
    await play.stage.rests(all_sent=True)
    return [_contacts(play), _answers(play), _happenings(play), _papers(play), _nothing_left(play)]


def _contacts(play: Play) -> str:
    states = dict(play.stage.books.rows("select state, count(*) from contact group by state"))
    assert states == {"approved": play.study.contacts}, states
    receipts = sum(shopper.receipts.total() for shopper in play.shoppers)
    return f"{play.study.contacts} contacts made, reviewed and approved; {receipts} receipts, later stages included"


def _answers(play: Play) -> str:
    found = differences(play.stage.books, play.shoppers, play.study)
    assert not found, "\n".join(found)
    given = sum(len(values) for shopper in play.shoppers for values in shopper.given.values())
    return f"{given} answers given and seen taken, each kept once and as given; {play.stage.kills} kill -9 meanwhile"


def _happenings(play: Play) -> str:
    happened = done(play.shoppers)
    missing = [what for what in HAPPENED if not happened[what]]
    assert not missing, f"did not happen: {missing}"
    assert play.alerts
    return ", ".join(f"{what} {happened[what]}" for what in HAPPENED)


def _papers(play: Play) -> str:
    net, vat, gross = amounts(play.quoted)
    assert (net, gross) == price(play.study), (play.quoted, price(play.study))
    assert net + vat == gross
    counted = {name: pages(paper) for name, paper in play.papers.items()}
    assert counted["quote.pdf"] >= 1, counted
    assert counted["analysis.pdf"] > 1, counted
    sheets = ", ".join(f"{name} {n} p." for name, n in counted.items())
    return f"quote {net} € net, {gross} € gross, as the workbook's prices say; {sheets}"


def _nothing_left(play: Play) -> str:
    left = [what for (what,) in play.stage.books.rows(LEFT_UNDONE)]
    assert not left, "\n".join(left)
    faulty = play.stage.telegram.calls.faulty()
    assert not faulty, [(call.method, call.verdict) for call in faulty]
    return "nothing is owed to anybody; every call to Telegram kept to its documentation"
