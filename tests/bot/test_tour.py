"""The tour after the demo: five steps, told in every language, with buttons as they are on the phones."""

from pathlib import Path

import pytest

from bot.demo.play import Play, rehearsed_study
from bot.demo.second_wave import LooseEnds
from bot.demo.stage import Stage
from bot.demo.tour import Step, tour
from bot.sandbox import MovableClock, Telegram
from domain.texts import languages

ENDS = LooseEnds(asked="HAVU-023", offered="HAVU-027", handed_in=("HAVU-024", "HAVU-025"))


@pytest.fixture
def steps(tmp_path: Path) -> list[Step]:
    clock = MovableClock()
    stage = Stage(tmp_path, Telegram(clock=clock), clock)
    return list(tour(Play(stage, rehearsed_study()), ENDS))


def test_it_leads_a_shopper_the_coordinator_the_client_the_owner_and_through_a_crash(steps: list[Step]) -> None:
    assert [step.on.name for step in steps] == ["Aino", "Kaisa", "Helmi", "Otso", "Aino"]


@pytest.mark.parametrize("language", languages())
def test_it_names_what_waits_and_every_button_as_its_owner_sees_it(steps: list[Step], language: str) -> None:
    shopper, coordinator, client, *_ = [step.text[language] for step in steps]
    assert "HAVU-023" in shopper
    assert "HAVU-027" in shopper
    assert "[Accept]" in shopper
    assert "HAVU-024, HAVU-025" in coordinator
    assert "[Palauta korjattavaksi]" in coordinator
    assert "[Hyväksy tarjous]" in client


def test_it_is_told_in_every_language_and_differently(steps: list[Step]) -> None:
    for step in steps:
        assert step.title.keys() == step.text.keys() == set(languages())
        assert len(set(step.text.values())) == len(languages())
