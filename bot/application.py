"""The table of contents: which word, button or message leads to which conversation, and which card is drawn where."""

from collections.abc import Callable, Mapping

from bot.conversations import (
    accepting,
    acting,
    analysing,
    assigning,
    bonuses,
    contact,
    correcting,
    earning,
    editing,
    enquiring,
    figures,
    hours,
    invoicing,
    joining,
    notices,
    payruns,
    picturing,
    portfolios,
    practising,
    prices,
    questions,
    quote_changes,
    quoting,
    reviewing,
    scoping,
    spending,
    studies,
    telling,
    waves,
    workbooks,
)
from bot.menus import BY_ROLE
from bot.turn import Act, Desk, Draw, Turn
from bot.view import Notice
from domain.person import Role
from domain.place import Place
from domain.refusal import NothingAsked, Unknown

COMMANDS: Mapping[str, Act] = {
    "help": joining.help_,
    "language": joining.language,
    "privacy": joining.privacy,
    "cancel": joining.cancel,
    "studies": studies.list_,
    "template": workbooks.template,
    "invite": joining.invite,
    "people": joining.all_people,
    "payrun": payruns.open_,
    "prices": prices.open_,
    "assign": assigning.assign,
    "board": studies.board,
    "review": reviewing.queue,
    "find": reviewing.find,
    "analysis": scoping.make,
    "quote": quoting.make,
    "hours": hours.log,
    "tasks": contact.tasks,
    "earnings": earning.list_,
    "reports": analysing.list_,
    "quotes": quoting.list_,
    "recordings": analysing.recordings,
    "actions": acting.list_,
}
"""What a person of the right role may type; `/start` is everybody's."""

BUTTONS: Mapping[str, Act] = {
    # everyone
    "language": joining.choose_language,
    # coordinators
    "studies": studies.list_,
    "study": studies.open_,
    "workbook": workbooks.open_,
    "create": workbooks.create,
    "discard": workbooks.discard,
    "plan": studies.plan,
    "contacts": studies.create_contacts,
    "assign": assigning.assign,
    "pick": assigning.pick,
    "to": assigning.choose_to,
    "offer": assigning.offer,
    "board": studies.board,
    "invites": joining.invite,
    "invite": joining.invite_role,
    "invitec": joining.invite_company,
    "reviews": reviewing.queue,
    "review": reviewing.open_,
    "approve": reviewing.approve,
    "unflagged": reviewing.approve_unflagged,
    "return": reviewing.return_,
    "metric": reviewing.choose_metric,
    "return!": reviewing.return_surely,
    "exclude": reviewing.exclude,
    "withdraw": reviewing.withdraw,
    "files": reviewing.files,
    "voices": reviewing.voice_notes,
    "report": reviewing.report,
    "writeout": reviewing.write_out,
    "confirm": reviewing.confirm,
    "drop": reviewing.drop,
    "analysis": scoping.make,
    "newwave": waves.propose,
    "newwave!": waves.create,
    "closewave": waves.ask_to_close,
    "closewave!": waves.close,
    "analysisof": scoping.turn_page,
    "scope": scoping.choose,
    "analyse": scoping.analyse,
    "asend": analysing.send,
    "allof": portfolios.make,
    "psend": portfolios.send,
    "formats": analysing.formats,
    "words": editing.open_,
    "sentence": editing.open_sentence,
    "wchange": editing.change,
    "wask": editing.ask,
    "wadd": editing.ask_sentence,
    "worder": editing.restore_order,
    "wprint": editing.print_again,
    "quote": quoting.make,
    "qsend": quoting.send,
    **bonuses.PRESSED,
    **hours.PRESSED,
    **invoicing.PRESSED,
    "qforward": quoting.forward,
    "qnew": quoting.renew,
    **quote_changes.PRESSED,
    "reply": enquiring.reply,
    "enquiry": enquiring.open_,
    "enquiries": enquiring.list_,
    "actoffer": acting.offer,
    # coordinators and clients
    "ask": enquiring.ask,
    "actions": acting.list_,
    "action": acting.open_,
    "act": acting.move,
    "actadd": acting.add,
    "actwhat": acting.what,
    "actwho": acting.who,
    "actwhen": acting.when,
    "actmetric": acting.metric,
    "actmoves": acting.choose_metric,
    "excel": analysing.excel,
    "picture": picturing.list_,
    "pagepic": picturing.ask,
    # the owner
    **payruns.PRESSED,
    **prices.PRESSED,
    # shoppers
    "tasks": contact.tasks,
    "contact": contact.open_,
    "accept": contact.accept,
    "decline": contact.decline,
    "brief": contact.brief,
    "release": contact.release,
    "release!": contact.release_surely,
    "start": contact.start,
    "answered": contact.answered,
    "ended": contact.ended,
    "failed": contact.failed,
    "fail": contact.fail,
    "retry": contact.retry,
    "undo": contact.undo,
    "told": telling.open_,
    "tell": telling.button,
    "reached": contact.reached,
    "who": contact.who_answered,
    "recall": contact.recall,
    "a": questions.choose,
    "done": questions.done,
    "skip": questions.skip,
    "na": questions.does_not_apply,
    "keep": questions.keep,
    "more": questions.more,
    "comment": questions.comment,
    "back": questions.back,
    "goto": questions.go_to,
    "page": questions.turn_page,
    "pause": questions.pause,
    "come": questions.come,
    "submit": questions.submit,
    "addrec": questions.add_recording,
    "unfile": questions.remove,
    "story": questions.tell_first,
    "play": questions.play,
    **earning.PRESSED,
    # shoppers tell expenses, coordinators decide on them
    **spending.PRESSED,
    # practice runs
    "try": practising.open_,
    "tryit": practising.begin,
    # coordinators: figures that a client has itself
    "figuse": figures.use,
    # clients
    "quotes": quoting.list_,
    "qopen": quoting.open_,
    "qpdf": quoting.pdf,
    **accepting.PRESSED,
    "reports": analysing.list_,
    "aopen": analysing.open_,
    "aback": analysing.back,
    "popen": portfolios.open_,
    "recordings": analysing.recordings,
    "hear": analysing.hear,
    # clients and coordinators
    "figures": figures.open_,
    "figstudy": figures.choose_study,
    "figsave": figures.save,
    "figdrop": figures.discard,
    "praise": analysing.praise,
    "praised": analysing.praise_unit,
}
"""What a button's verb does. Each asks for itself whether the person may."""

EACH_TIME = frozenset(
    {
        *("quote", "analysis", "analyse", "qsend", "asend", "files", "writeout", "report", "praise", "praised"),
        *("payfile", "payasks", "receipt"),
        *("qnew", "qpdf", "qforward"),
        *("invoice", "iagain", "isend", "icancel!"),
        *("aopen", "popen", "allof", "psend", "hear", "invite", "invitec", "play", "excel", "formats", "pagepic"),
        "pexcel",
    }
)
"""Verbs that do their work anew each time: their buttons carry no version, so a double tap has to be told."""

MESSAGES: Mapping[str, Act] = {
    "contact": contact.said,
    "told": telling.text,
    "story": questions.story_told,
    "practice": questions.practised,
    "add_recording": questions.recording_sent,
    "plan": studies.plan_days,
    "new_wave": waves.name,
    "assign": assigning.pick_codes,
    "assign_to": assigning.pick_codes,
    "assign_check": assigning.pick_codes,
    "invite_company": joining.invite_company,
    "return_words": reviewing.metric_words,
    "exclude": reviewing.exclude_words,
    "write_out": reviewing.words_written_out,
    "sentence": editing.reword,
    "sentence_who": editing.who,
    "sentence_by": editing.by,
    "own_sentence": editing.add,
    "ask": enquiring.asked,
    "reply": enquiring.replied,
    **acting.SAID,
    **hours.SAID,
    **invoicing.SAID,
    **quote_changes.SAID,
    **accepting.SAID,
    **prices.SAID,
    **bonuses.SAID,
    **earning.SAID,
    **payruns.SAID,
    **spending.SAID,
}
"""Where a typed, spoken or sent message means something."""

ANSWERED_BY_FILES = frozenset({"practice", "quote_proof"})
"""Where a document is no workbook: a form that is tried, and a letter that shows an acceptance."""

CARDS: Mapping[str, Draw] = {
    "stranger": joining.draw_stranger,
    "home": joining.draw_home,
    "help": joining.draw_help,
    "privacy": joining.draw_privacy,
    "language": joining.draw_language,
    "invite": joining.draw_invite,
    "invite_company": joining.draw_invite_company,
    "invited": joining.draw_invited,
    "people": joining.draw_people,
    "workbook": workbooks.draw_workbook,
    "figures": figures.draw,
    "studies": studies.draw_studies,
    "study": studies.draw_study,
    "plan": studies.draw_plan,
    "assign": assigning.draw_assign,
    "assign_to": assigning.draw_assign_to,
    "assign_check": assigning.draw_assign_check,
    "board": studies.draw_board,
    "new_wave": waves.draw_new,
    "close_wave": waves.draw_close,
    "reviews": reviewing.draw_queue,
    "review": reviewing.draw_review,
    "return": reviewing.draw_return,
    "return_words": reviewing.draw_return_words,
    "exclude": reviewing.draw_exclude,
    "voice_notes": reviewing.draw_voice_notes,
    "write_out": reviewing.draw_write_out,
    "making": quoting.draw_making,
    "quote": quoting.draw_quote,
    "quotes": quoting.draw_quotes,
    **quote_changes.DRAWN,
    **accepting.DRAWN,
    "analysis_of": scoping.draw_studies,
    "scope": scoping.draw_scope,
    "analysis": analysing.draw_analysis,
    "portfolio": portfolios.draw,
    "praise": analysing.draw_praise,
    "manuscript": editing.draw_manuscript,
    "sentence": editing.draw_sentence,
    "sentence_who": editing.draw_who,
    "sentence_by": editing.draw_by,
    "own_sentence": editing.draw_own_sentence,
    "exporting": analysing.draw_exporting,
    "pictures": picturing.draw_pages,
    "reports": analysing.draw_reports,
    "ask": enquiring.draw_ask,
    "reply": enquiring.draw_reply,
    "enquiry": enquiring.draw_enquiry,
    "enquiries": enquiring.draw_list,
    **acting.DRAWN,
    **hours.DRAWN,
    **prices.DRAWN,
    **bonuses.DRAWN,
    **earning.DRAWN,
    **payruns.DRAWN,
    **spending.DRAWN,
    **invoicing.DRAWN,
    "recordings": analysing.draw_recordings,
    "tasks": contact.draw_tasks,
    "contact": contact.draw,
    "brief": contact.draw_brief,
    "release": contact.draw_release,
    "failed": contact.draw_failed,
    "told": contact.draw_telling,
    "paused": questions.draw_paused,
    "add_recording": questions.draw_add_recording,
    "story": questions.draw_story,
    "practice_of": practising.draw_scenarios,
    "practice": questions.draw_practice,
    "practice_over": practising.draw_over,
}
"""How each card is drawn from what is stored."""

NOTICES: Mapping[str, Callable[[Desk, notices.Ids], Notice | None]] = {
    "offer": notices.offer,
    "declined": notices.declined,
    "released": notices.released,
    "withdrawn": notices.withdrawn,
    "submitted": notices.submitted,
    "later": notices.later,
    "returned": notices.returned,
    "approved": notices.approved,
    "alert": notices.alert,
    "critical": notices.critical,
    **quoting.NOTICES,
    "invoice_made": invoicing.made,
    "invoice_sent": invoicing.made,
    "invoice_file": invoicing.file,
    "analysis_made": notices.analysis_made,
    "analysis_sent": notices.analysis_sent,
    "portfolio_made": portfolios.made,
    "portfolio_sent": portfolios.made,
    "contact_report": notices.contact_report,
    "praise": notices.praise,
    "no_praise": notices.no_praise,
    "asked": enquiring.notice_asked,
    "enquiry_answered": enquiring.notice_answered,
    "action_due": acting.notice_due,
    "export_made": notices.export_made,
    "picture_made": picturing.made,
    "export_failed": notices.export_failed,
    "paper_failed": notices.paper_failed,
    "workbook_read": notices.workbook_read,
    "workbook_marked": notices.workbook_marked,
    "figures_read": figures.was_read,
    "figures_sent": figures.was_sent,
    "unreachable": notices.unreachable,
    "prices_made": prices.made,
    "template": notices.template,
    "file": notices.file,
    "recording": notices.recording,
    "own_voice": notices.own_voice,
    "paid": earning.paid,
    "receipt": spending.notice_receipt,
    "expense_refused": spending.notice_refused,
    "payrun_made": payruns.file_made,
    "details_wanted": earning.details_wanted,
}
"""How each message to another chat is drawn."""


def route(turn: Turn) -> Act:
    """Returns what a turn leads to."""
    heard = turn.heard
    if heard.blocked is not None:
        return joining.reachable
    if heard.press is None and turn.somebody is not None and earning.tells_identity_code(turn):
        return earning.not_kept
    if heard.edited and (heard.location is not None or not turn.refused_before):
        return correcting.edited if turn.somebody else _nothing
    if heard.command == "start":
        return joining.start
    if turn.somebody is None:
        return joining.stranger
    if heard.press is not None:
        return BUTTONS.get(heard.press.verb, _unknown)
    if heard.command:
        mine = BY_ROLE[turn.somebody.role]
        return COMMANDS[heard.command] if heard.command in mine else _unknown
    if turn.somebody.role is not Role.SHOPPER and _may_be_figures(turn):
        return figures.receive
    if turn.somebody.role.runs_studies and _may_be_workbook(turn):
        return workbooks.receive
    return MESSAGES.get(turn.place.kind, _nothing_asked)


def _may_be_figures(turn: Turn) -> bool:
    """Whether a CSV came; while a form is tried, it answers a question."""
    file = turn.heard.file
    is_csv = file is not None and file.kind == "document" and file.name.lower().endswith(".csv")
    return is_csv and turn.place.kind != "practice"


def _may_be_workbook(turn: Turn) -> bool:
    """Whether a document came; where a file is asked for, another kind of file is the answer."""
    file = turn.heard.file
    if file is None or file.kind != "document":
        return False
    return turn.place.kind not in ANSWERED_BY_FILES or file.name.lower().endswith(".xlsx")


def _nothing(_: Turn) -> None:
    """What changes nothing needs no answer."""


def _unknown(_: Turn) -> Place:
    raise Unknown


def _nothing_asked(turn: Turn) -> Place:
    first = next(iter(BY_ROLE[turn.person.role]))
    raise NothingAsked(way=f"/{first}")
