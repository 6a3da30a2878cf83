"""What was quoted stands beside what has been done, and no more is said than so many contacts bear."""

from decimal import Decimal

import pytest

from bot.view import ChatWords
from bot.views.billing import Compared, quoted_and_done
from domain.billed import lines_done
from domain.done import Fate, ServiceDone
from tests.domain.havu import EMAIL, PHONE, STUDY
from tests.domain.test_invoice_basis import AT_HOME, done, quoted, worked


def told(minutes: list[str], language: str = "en") -> str:
    phone = ServiceDone(
        service=PHONE.name,
        contacts={Fate.BILLED: 10, Fate.FAILED: 1, Fate.OPEN: 1},
        in_vain=3,
        minutes=tuple(map(Decimal, minutes)),
    )
    email = ServiceDone(service=EMAIL.name, contacts={Fate.BILLED: 2}, in_vain=0, minutes=())
    hours = (worked("2.5"), worked("0.5", charged=False))
    lines = lines_done(quoted(), done(10, 2, hours=hours), AT_HOME)
    of = Compared(quote=quoted(), is_agreed=True, services=(phone, email), lines=lines, hours=hours)
    view = quoted_and_done(ChatWords(language), 1, 1, STUDY, of, [(1, "Q4/2026")])
    return str(view.text).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("minutes", "said", "proposed"),
    [
        (["12"] * 4, "14 min quoted; measured of 4, too few to tell", "From 5 measured contacts on"),
        (["12"] * 5, "12 min measured (median, n = 5, indicative)", "12 min (indicative)"),
        (["12"] * 10, "12 min measured (median, n = 10)", "12 min"),
        (["14"] * 10, "14 min measured (median, n = 10)", "The expected minutes hold"),
    ],
)
def test_minutes_are_told_by_how_many_were_measured(minutes: list[str], said: str, proposed: str) -> None:
    text = told(minutes)
    assert said in text
    assert proposed in text
    assert ("indicative" in text) is (len(minutes) in range(5, 10))


def test_contacts_hours_and_sums_stand_beside_the_quote() -> None:
    text = told([])
    for shown in (
        *("Contacts: 10 billed of 12 quoted", "a wrong number or recognised: 1", "open: 1", "tries in vain: 3"),
        *("the reply takes its own time", "Hours: 0 h quoted, 3 h logged, 2.5 h charged"),
        # 1,780 + 10 x 14 x 2.40 + 2 x 10 x 2.40 + 1,200 + 2.5 x 95
        "€3,623.20 quoted, €3,601.50 done",
    ):
        assert shown in text


def test_a_finn_reads_it_in_finnish() -> None:
    text = told(["12"] * 5, "fi")
    assert "Tarjottu ja toteutunut" in text
    assert "suuntaa antava" in text
