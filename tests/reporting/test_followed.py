"""What the next wave's report says of the last wave's actions."""

from datetime import date

import numpy as np
import pytest

from domain.action import ActionState
from domain.storage import tables
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import NOW, Field
from tests.reporting.pdf.reading import marked, text, tree
from tests.reporting.waves import answers, several

WHATS = {
    ActionState.DONE: "Kuunteluun varataan aikaa",
    ActionState.AGREED: "Vastausohje uusitaan",
    ActionState.DROPPED: "Chat siirretään iltaan",
    ActionState.PROPOSED: "Tätä ei kukaan luvannut",
}
METRICS = {ActionState.DONE: "kuuntelukyky", ActionState.AGREED: "nps", ActionState.DROPPED: ""}


def acted(field: Field, wave: int = 1) -> Field:
    """Gives a wave an action in each state."""
    for state, what in WHATS.items():
        values = {"what": what, "owner": "Palvelupäällikkö", "due_on": date(2026, 12, 23), "state": state}
        row = {"agency_id": 1, "study_id": 1, "wave_id": wave, "metric": METRICS.get(state, "nps")}
        made = {"made_by": 3, "made_at": NOW, "changed_by": 3, "changed_at": NOW}
        field.connection.execute(tables.action.insert().values(**values, **row, **made))
    return field


def test_a_first_wave_and_one_without_actions_say_nothing_of_them(field: MakeField) -> None:
    for made, wave in ((acted(field(22)), 1), (several(field, 2), 2)):
        printed = document(made, wave=wave)
        assert printed.numbers["actions"] == []
        assert "What became of the actions" not in text(printed.pdf)


@pytest.mark.parametrize("contacts", [2, 4, 10, 22, 40])
@pytest.mark.parametrize("language", ["en", "fi"])
def test_what_was_promised_is_told_and_what_was_only_proposed_is_not(
    field: MakeField, contacts: int, language: str
) -> None:
    printed = document(acted(several(field, 2, contacts)), language, wave=2)
    told = " ".join(text(printed.pdf).split())
    assert {one["what"] for one in printed.numbers["actions"]} == set(WHATS.values()) - {WHATS[ActionState.PROPOSED]}
    assert WHATS[ActionState.PROPOSED] not in told
    assert ("Mitä toimenpiteistä tuli" if language == "fi" else "What became of the actions") in told
    held = sorted(mark for tag in tree(printed.pdf).walk() for mark in tag.marks)
    assert held == sorted((page, n) for page, numbers in marked(printed.pdf).items() for n in numbers if n is not None)


def test_its_metric_then_and_now_is_recounted(field: MakeField) -> None:
    made = acted(several(field, 2, 22))
    done = document(made, wave=2).numbers["actions"][0]
    # answered 0..10, scored 0..100
    then, now = (np.mean(answers(made, wave, "kuuntelukyky")) for wave in (1, 2))
    change = done["change"]
    assert done["metric"] == "kuuntelukyky"
    assert [round(value["value"], 6) for value in change["values"]] == [
        round(float(10 * mean), 6) for mean in (then, now)
    ]
    assert change["low"] <= change["difference"] <= change["high"]


def test_of_few_contacts_it_cannot_be_told_and_never_because(field: MakeField) -> None:
    for contacts in (3, 7, 22):
        told = " ".join(text(document(acted(several(field, 2, contacts)), wave=2).pdf).split())
        section = told.partition("What became of the actions")[2].partition("How this was made")[0][:1500]
        assert "because" not in section
        assert "unchanged" not in section
        assert "cannot be told" in section


def test_another_agency_s_actions_are_not_told(field: MakeField) -> None:
    made = acted(several(field, 2))
    other = made._add(tables.agency, name="Other")
    made.connection.execute(tables.action.update().values(agency_id=other))
    assert document(made, wave=2).numbers["actions"] == []
