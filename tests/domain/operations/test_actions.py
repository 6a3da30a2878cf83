"""Actions: offered once, moved by those whose study it is, and every change kept with who made it."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from domain.action import Action, ActionState
from domain.operations import actions, analyses, waves
from domain.person import Person, Role
from domain.refusal import NamesAShopper, Refusal, Stale, Unknown, WordsTooLong
from domain.scope import Scope
from domain.storage import actions as stored
from domain.storage import analyses as stored_analyses
from domain.storage.tables import audit, outbox
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW

DECISIONS = (
    {"what": "Puhelu: sovitaan, mikä muuttuu", "owner": "Palvelupäällikkö", "due_on": "2026-12-23", "metric": "nps"},
    {"what": "Chat: sovitaan, mikä muuttuu", "owner": "Chat-tiimi", "due_on": "2027-01-22", "metric": "ratkaisuaste"},
)
STANDING: Mapping[str, Mapping[str, Any]] = {"nps": {"value": -20.0, "low": -60.0, "high": 20.0, "n": 12}}


@pytest.fixture
def kaisa(tx: Transaction) -> Person:
    return agency.join(tx, Role.COORDINATOR, "Kaisa")


@pytest.fixture
def helmi(tx: Transaction) -> Person:
    return agency.join(tx, Role.CLIENT, "Helmi", client=agency.COMPANY)


@pytest.fixture
def study(tx: Transaction, kaisa: Person) -> int:
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    study = agency.planned(tx, kaisa)
    agency.approved(tx, kaisa, aino, "HAVU-003")
    return study


def _made(tx: Transaction, by: Person, study: int, *decisions: Mapping[str, str]) -> int:
    id = agency.analysed(tx, by, study)
    told = decisions or DECISIONS
    analyses.note_made(
        tx, analysis_id=id, path="a", sha256="", headlines=[], decisions=told, standing=STANDING, now=NOW
    )
    return id


@pytest.fixture
def sent(tx: Transaction, kaisa: Person, helmi: Person, study: int) -> Action:
    """The first action that a sent analysis has offered."""
    analyses.send(tx, by=kaisa, analysis_id=_made(tx, kaisa, study), now=NOW)
    return actions.of_mine(tx, helmi)[0]


def _again(tx: Transaction, action: Action) -> Action:
    found = stored.get(tx, action.id)
    assert found is not None
    return found


def _trail(tx: Transaction) -> list[tuple[str, int, Mapping[str, Any]]]:
    return [
        (row["action"], row["person_id"], row["details"]) for row in tx.all(audit) if row["action"].endswith(" action")
    ]


def test_a_report_offers_its_decisions_when_it_is_sent_and_not_before(
    tx: Transaction, kaisa: Person, helmi: Person, study: int
) -> None:
    made = _made(tx, kaisa, study)
    assert actions.of_mine(tx, helmi) == []
    analyses.send(tx, by=kaisa, analysis_id=made, now=NOW)
    first, second = actions.of_mine(tx, helmi)
    assert (first.what, first.owner, first.due_on) == (DECISIONS[0]["what"], "Palvelupäällikkö", date(2026, 12, 23))
    assert (first.metric, second.metric) == ("nps", "ratkaisuaste")
    assert {first.state, second.state} == {ActionState.PROPOSED}


def test_what_has_been_offered_after_a_wave_is_not_offered_again_even_when_it_was_dropped(
    tx: Transaction, kaisa: Person, helmi: Person, study: int, sent: Action
) -> None:
    actions.become(tx, by=helmi, action_id=sent.id, state=ActionState.DROPPED, now=NOW)
    more = {**DECISIONS[0], "metric": "csat", "what": "Jotain uutta"}
    analyses.send(tx, by=kaisa, analysis_id=_made(tx, kaisa, study, *DECISIONS, more), now=NOW)
    assert [one.metric for one in actions.of_mine(tx, helmi)] == ["nps", "ratkaisuaste", "csat"]
    assert _again(tx, sent).state is ActionState.DROPPED


def test_an_analysis_from_before_actions_offers_nothing(tx: Transaction, kaisa: Person, study: int) -> None:
    id = agency.analysed(tx, kaisa, study)
    assert actions.offer(tx, by=kaisa, analysis_id=id, now=NOW) == 0


def test_decisions_for_a_client_who_is_not_here_are_recorded_by_the_coordinator_once(
    tx: Transaction, kaisa: Person, study: int
) -> None:
    made = _made(tx, kaisa, study)
    assert actions.offerable(tx, kaisa, study) == made
    assert actions.offer(tx, by=kaisa, analysis_id=made, now=NOW) == 2
    assert actions.offerable(tx, kaisa, study) is None
    assert actions.offer(tx, by=kaisa, analysis_id=made, now=NOW) == 0


def test_a_client_is_not_shown_what_has_not_been_sent(
    tx: Transaction, kaisa: Person, helmi: Person, study: int
) -> None:
    _made(tx, kaisa, study)
    assert actions.offerable(tx, helmi, study) is None


def test_a_client_agrees_does_and_takes_it_back(tx: Transaction, helmi: Person, sent: Action) -> None:
    for state in (ActionState.AGREED, ActionState.DONE, ActionState.AGREED, ActionState.DROPPED):
        actions.become(tx, by=helmi, action_id=sent.id, state=state, now=NOW)
        assert _again(tx, sent).state is state
    told = [what for what, by, _ in _trail(tx) if by == helmi.id]
    assert told == ["agree action", "finish action", "agree action", "drop action"]
    assert all("on_behalf_of" not in details for _, by, details in _trail(tx) if by == helmi.id)


def test_a_double_tap_changes_nothing_and_leaves_no_second_trace(tx: Transaction, helmi: Person, sent: Action) -> None:
    for _ in range(2):
        actions.become(tx, by=helmi, action_id=sent.id, state=ActionState.AGREED, now=NOW)
    assert len(_trail(tx)) == 1


def test_what_was_only_proposed_is_not_done_by_an_old_button(tx: Transaction, helmi: Person, sent: Action) -> None:
    with pytest.raises(Stale):
        actions.become(tx, by=helmi, action_id=sent.id, state=ActionState.DONE, now=NOW)


def test_what_the_coordinator_records_is_recorded_on_behalf_of_the_client(
    tx: Transaction, kaisa: Person, sent: Action
) -> None:
    actions.become(tx, by=kaisa, action_id=sent.id, state=ActionState.AGREED, now=NOW)
    assert _again(tx, sent).changed_by == kaisa.id
    assert _trail(tx) == [
        (
            "agree action",
            kaisa.id,
            {"before": {"state": "proposed"}, "after": {"state": "agreed"}, "on_behalf_of": "client"},
        )
    ]


def test_a_change_keeps_what_stood_there_before(tx: Transaction, helmi: Person, sent: Action) -> None:
    actions.say_when(tx, by=helmi, action_id=sent.id, told="30.11.", now=NOW)
    actions.say_who(tx, by=helmi, action_id=sent.id, who="Reetta", now=NOW)
    actions.say_what(tx, by=helmi, action_id=sent.id, what="Soitetaan takaisin", now=NOW)
    actions.choose_metric(tx, by=helmi, action_id=sent.id, metric="", now=NOW)
    changed = [(details["before"], details["after"]) for _, _, details in _trail(tx)]
    assert changed == [
        ({"due_on": "2026-12-23", "reminded": 0}, {"due_on": "2026-11-30", "reminded": 0}),
        ({"owner": "Palvelupäällikkö"}, {"owner": "Reetta"}),
        ({"what": DECISIONS[0]["what"]}, {"what": "Soitetaan takaisin"}),
        ({"metric": "nps"}, {"metric": ""}),
    ]


def test_what_is_over_is_not_changed(tx: Transaction, helmi: Person, sent: Action) -> None:
    actions.become(tx, by=helmi, action_id=sent.id, state=ActionState.DROPPED, now=NOW)
    for change in _changes(tx, helmi, sent.id):
        with pytest.raises(Stale):
            change()


def _changes(tx: Transaction, by: Person, id: int) -> list[Callable[[], None]]:
    return [
        lambda: actions.say_what(tx, by=by, action_id=id, what="x", now=NOW),
        lambda: actions.say_who(tx, by=by, action_id=id, who="x", now=NOW),
        lambda: actions.say_when(tx, by=by, action_id=id, told="30.11.", now=NOW),
        lambda: actions.choose_metric(tx, by=by, action_id=id, metric="csat", now=NOW),
    ]


def test_only_metrics_of_the_study_are_taken(tx: Transaction, helmi: Person, sent: Action) -> None:
    for name in ("parasta", "nauhoite", "no_such", "index"):
        with pytest.raises(Unknown):
            actions.choose_metric(tx, by=helmi, action_id=sent.id, metric=name, now=NOW)


def test_long_words_are_refused_and_not_cut(tx: Transaction, helmi: Person, study: int, sent: Action) -> None:
    with pytest.raises(WordsTooLong):
        actions.add(tx, by=helmi, study_id=study, what="x" * 501, now=NOW)
    with pytest.raises(WordsTooLong):
        actions.say_who(tx, by=helmi, action_id=sent.id, who="x" * 101, now=NOW)


def test_an_added_action_is_agreed_and_of_the_wave_whose_results_are_known(
    tx: Transaction, helmi: Person, study: int, sent: Action
) -> None:
    added = stored.get(tx, actions.add(tx, by=helmi, study_id=study, what="Koulutus", now=NOW))
    assert added is not None
    assert (added.state, added.wave_id, added.owner, added.due_on) == (ActionState.AGREED, sent.wave_id, "", None)


@pytest.mark.parametrize("role", [Role.CLIENT, Role.SHOPPER])
def test_what_is_another_client_s_does_not_exist(tx: Transaction, study: int, sent: Action, role: Role) -> None:
    mikko = agency.join(tx, role, "Mikko", client="Kilpailija Oy" if role is Role.CLIENT else "")
    acts: list[Callable[[], object]] = [
        *_changes(tx, mikko, sent.id),
        lambda: actions.become(tx, by=mikko, action_id=sent.id, state=ActionState.AGREED, now=NOW),
        lambda: actions.add(tx, by=mikko, study_id=study, what="x", now=NOW),
        lambda: actions.of_mine(tx, mikko, study),
        lambda: actions.readable(tx, mikko, sent.id),
        lambda: actions.offer(tx, by=mikko, analysis_id=1, now=NOW),
    ]
    before = agency.dump(tx.connection)
    for act in acts:
        with pytest.raises(Refusal) as refused:
            act()
        assert refused.type is Unknown
    assert agency.dump(tx.connection) == before


def test_where_a_metric_stood_is_told_of_the_analysis_that_the_reader_may_know(
    tx: Transaction, kaisa: Person, helmi: Person, study: int, sent: Action
) -> None:
    assert actions.standing(tx, helmi, sent) == STANDING["nps"]
    newer = {"nps": {"value": 5.0, "low": -40.0, "high": 40.0, "n": 13}}
    id = agency.analysed(tx, kaisa, study)
    analyses.note_made(tx, analysis_id=id, path="a", sha256="", headlines=[], standing=newer, now=NOW)
    assert actions.standing(tx, helmi, sent) == STANDING["nps"]
    assert actions.standing(tx, kaisa, sent) == newer["nps"]


def _told(tx: Transaction) -> list[int]:
    return [row["chat_id"] for row in tx.all(outbox) if row["notice"]["kind"] == "action_due"]


def test_what_several_waves_together_say_is_not_where_an_action_s_own_stood(
    tx: Transaction, kaisa: Person, study: int, sent: Action
) -> None:
    other = waves.create(tx, by=kaisa, study_id=study, after=sent.wave_id, name="2027-Q1", now=NOW)
    scope = Scope(waves=(sent.wave_id, other))
    joint = stored_analyses.add(
        tx, study_id=study, wave_id=sent.wave_id, scope=scope, language="fi", by=kaisa.id, now=NOW
    )
    together = {"nps": {"value": 5.0, "low": -20.0, "high": 30.0, "n": 40}}
    analyses.note_made(tx, analysis_id=joint, path="b", sha256="", headlines=[], standing=together, now=NOW)
    assert actions.standing(tx, kaisa, sent) == STANDING["nps"]


def test_the_client_s_people_are_reminded_once_and_anew_when_the_day_is_moved(
    tx: Transaction, helmi: Person, sent: Action
) -> None:
    actions.say_when(tx, by=helmi, action_id=sent.id, told="24.11.", now=NOW)
    actions.become(tx, by=helmi, action_id=sent.id, state=ActionState.AGREED, now=NOW)
    assert actions.to_remind_of(tx, NOW) == []
    tuesday = NOW + timedelta(days=1)
    for found in (*actions.to_remind_of(tx, tuesday), sent):
        actions.remind(tx, action=found, now=tuesday)
    assert _told(tx) == [helmi.chat_id]
    assert actions.to_remind_of(tx, tuesday) == []
    actions.say_when(tx, by=helmi, action_id=sent.id, told="26.11.", now=tuesday)
    assert [one.id for one in actions.to_remind_of(tx, NOW + timedelta(days=3))] == [sent.id]


def test_of_a_client_who_is_not_here_the_one_who_recorded_it_is_reminded(
    tx: Transaction, kaisa: Person, study: int
) -> None:
    id = actions.add(tx, by=kaisa, study_id=study, what="Koulutus", now=NOW)
    actions.say_when(tx, by=kaisa, action_id=id, told="24.11.", now=NOW)
    for found in actions.to_remind_of(tx, NOW + timedelta(days=1)):
        actions.remind(tx, action=found, now=NOW + timedelta(days=1))
    assert _told(tx) == [kaisa.chat_id]


def test_the_agency_names_no_shopper_in_an_action_and_a_client_learns_none_by_trying(
    tx: Transaction, kaisa: Person, helmi: Person, study: int
) -> None:
    with pytest.raises(NamesAShopper):
        actions.add(tx, by=kaisa, study_id=study, what="Käydään läpi Ainon puhelu", now=NOW)
    id = actions.add(tx, by=kaisa, study_id=study, what="Käydään läpi puhelu", now=NOW)
    with pytest.raises(NamesAShopper):
        actions.say_what(tx, by=kaisa, action_id=id, what="Kysytään Ainolta", now=NOW)
    actions.say_what(tx, by=helmi, action_id=id, what="Kysytään Ainolta", now=NOW)
    assert actions.readable(tx, helmi, id)[0].what == "Kysytään Ainolta"


def test_an_action_that_was_called_to_mind_twice_is_not_looked_at_again(
    tx: Transaction, kaisa: Person, study: int
) -> None:
    id = actions.add(tx, by=kaisa, study_id=study, what="Soitetaan takaisin", now=NOW)
    actions.say_when(tx, by=kaisa, action_id=id, told="24.11.2026", now=NOW)
    looked_at = []
    for days in range(1, 40):
        looked_at.append(bool(stored.promised(tx, (NOW + timedelta(days=days)).date())))
        for one in actions.to_remind_of(tx, NOW + timedelta(days=days)):
            actions.remind(tx, action=one, now=NOW + timedelta(days=days))
    assert looked_at == [True] * 8 + [False] * 31
    assert len([row for row in tx.all(outbox) if row["notice"]["kind"] == "action_due"]) == 2
