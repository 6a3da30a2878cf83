"""What the next wave is expected to show, and how it is scored when it has come."""

from typing import Any

import numpy as np
import pytest
from scipy import stats

from domain.storage import tables
from tests.reporting.conftest import MakeField, document
from tests.reporting.field import NOW, Field
from tests.reporting.pdf.reading import text
from tests.reporting.test_waves_alike import changed
from tests.reporting.waves import indices, lower, several, waves_of


def foretell(field: Field, wave: int, value: float, low: float, high: float, **analysis: Any) -> None:
    """Stores what an analysis of a wave foretold of the next index."""
    made = {"agency_id": 1, "study_id": field.study_id, "wave_id": wave, "language": "fi", "made_by": 3}
    id = field._add(tables.analysis, **made, state="made", made_at=NOW, **analysis)
    told = {"name": "index", "value": value, "low": low, "high": high}
    field._add(tables.prediction, agency_id=1, analysis_id=id, **told, made_at=NOW)


def test_what_was_foretold_is_scored(field: MakeField) -> None:
    made = several(field, 2)
    foretell(made, 1, 71, 64, 78)
    came = float(np.mean(indices(made, 2)))
    told = document(made, wave=2)
    score = told.numbers["waves"]["scores"]["index"]
    assert score == {"value": 71, "low": 64, "high": 78, "came": pytest.approx(came), "inside": 64 <= came <= 78}
    place = "inside" if score["inside"] else "outside"
    assert f"Index: foretold 71 (64–78), came {came:.0f}: {place}" in text(told.pdf)


def test_the_prediction_that_was_sent_first_stands(field: MakeField) -> None:
    made = several(field, 2)
    foretell(made, 1, 10, 1, 20)
    foretell(made, 1, 30, 21, 40, sent_at=NOW)
    foretell(made, 1, 50, 41, 60)
    assert waves_of(made)["scores"]["index"]["value"] == 30


def test_of_predictions_that_were_not_sent_the_newest_counts(field: MakeField) -> None:
    made = several(field, 2)
    foretell(made, 1, 10, 1, 20)
    foretell(made, 1, 50, 41, 60)
    assert waves_of(made)["scores"]["index"]["value"] == 50


def test_an_index_of_other_weights_is_not_scored(field: MakeField) -> None:
    made = field(22)
    foretell(made, 1, 71, 64, 78)
    study = made.next_study(changed(made.study, "kuuntelukyky", weight=9.0))
    made.contacts(22)
    assert document(made, wave=2, study=study).numbers["waves"]["scores"] == {}


def test_what_is_foretold_is_printed_and_handed_on(field: MakeField) -> None:
    finished = document(field(22))
    names = [prediction.name for prediction in finished.predictions]
    assert names == ["index", "nps:nps"]
    index = finished.predictions[0]
    assert index.low < index.value < index.high
    printed = text(finished.pdf)
    assert f"Index: {index.value:.0f} (95%: {index.low:.0f}–{index.high:.0f})" in printed
    assert "Too few waves (1)" in printed


def test_two_waves_far_apart_foretell_nothing_and_say_why(field: MakeField) -> None:
    made = several(field, 2)
    lower(made, 2, 30)
    finished = document(made, wave=2)
    assert "index" not in [prediction.name for prediction in finished.predictions]
    assert finished.numbers["waves"]["outlooks"]["index"]["silence"] == "two_waves_apart"
    assert "nothing is foretold before a third" in text(finished.pdf)


def test_three_waves_foretell_by_their_own_differences(field: MakeField) -> None:
    made = several(field, 3)
    means = [float(np.mean(indices(made, wave))) for wave in (1, 2, 3)]
    index = document(made, wave=3).predictions[0]
    reach = stats.t.ppf(0.975, 2) * np.std(means, ddof=1) * np.sqrt(4 / 3)
    assert index.value == pytest.approx(np.mean(means))
    assert index.low <= np.mean(means) - reach + 1e-9
    assert index.high >= min(100.0, np.mean(means) + reach) - 1e-9
