"""Whole contacts as Aino's chat shows them, by phone, e-mail and visit, in both languages: golden files, to be read.

`GOLDEN=write make test TESTS=tests/stories/test_golden.py` writes `golden/*.txt` anew. Read them aloud before they are
committed: what does not sound like a kind colleague is a fault, like a wrong number.
"""

# ruff: noqa: E501 - a table is read by its columns

import difflib
import os
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.sandbox import Phone
from bot.sandbox.chats import Message
from domain.operations import reviews
from domain.study import Study
from domain.workbook import read
from tests import agency
from tests.agency import NOW
from tests.cast import RECORDING, VOICE, House, HouseClock
from tests.forms.form import Form, build
from tests.photos import encoded, photo

GOLDEN = Path(__file__).parent / "golden"
HELSINKI = ZoneInfo("Europe/Helsinki")
UNHURRIED = 20
"""Seconds that Aino takes for whatever she does."""

VISIT = {
    "settings": "form_id | form_title | version | default_language\npalvelupiste | Palvelupiste | 1 | Suomi (fi)",
    "study": """
key | value
client | Havu Energia Oy
name | Palvelupisteen mystery shopping 2026
wave | 2026-Q4
paid_within_days | 21
""",
    "promise": "element | label::Suomi (fi) | label::English (en) | weight\nkiireetta | Palvelu on kiireetöntä | The service is unhurried | 1",
    "journey": """
touchpoint | label::Suomi (fi) | label::English (en)
saapuminen | Saapuminen | Arriving
palvelu | Palvelu tiskillä | Service at the desk
lopetus | Lopetus | Closing
""",
    "services": "service | label::Suomi (fi) | label::English (en) | channel | contacts | minutes | fee | opening_hours\nkaynti | Palvelupiste | Service point | visit | 10 | 25 | 30 | ma-pe 9-17",
    "units": "unit | label::Suomi (fi) | label::English (en) | service | address\noulu | Oulun keskusta | Oulu centre | kaynti | Kirkkokatu 1, Oulu",
    "scenarios": """
scenario | kind | label::Suomi (fi) | label::English (en) | brief::Suomi (fi) | brief::English (en) | service | stop_at::Suomi (fi) | stop_at::English (en)
muutto | inquiry | Sähköt uuteen kotiin | Electricity for a new home | Kysy, mitä sähkösopimusta kerrostaloon suositellaan. Pyydä esite mukaan. | Ask which electricity contract they recommend for a flat. Ask for a brochure. | kaynti | Älä allekirjoita mitään: sano miettiväsi. | Do not sign anything: say that you will think about it.
""",
    "profiles": "profile | label::Suomi (fi) | label::English (en) | background::Suomi (fi) | background::English (en)\nmuuttaja | Uuteen kotiin muuttava | Moving to a new home | Muutto on kuukauden päästä. | The move is a month away.",
    "survey": """
type | name | label::Suomi (fi) | label::English (en) | hint::Suomi (fi) | hint::English (en) | required | parameters | measure | touchpoint | weight | comment_below
select_one siisteys | siisteys | Miltä palvelupiste näytti? | How did the service point look? | | | yes | | score | saapuminen | 1 |
image | edusta | Kuva palvelupisteen edustalta | A photo of the front | Ei ihmisiä kuvaan. | No people in the photo, please. | | | fact | saapuminen | |
range | vastaanotto | Miten sinut otettiin vastaan? | How were you received? | 0 = huonosti, 10 = erinomaisesti | 0 = poorly, 10 = excellently | yes | start=0 end=10 | score | palvelu | 2 | 6
select_one kylla_ei | jono | Kerrottiinko jonotusaika? | Were you told how long the queue is? | | | | | score | palvelu | 1 |
select_multiple tarjottu | tarjottu | Mitä sinulle annettiin mukaan? | What were you given to take home? | | | yes | | fact | palvelu | |
text | parasta | Mikä oli parasta? | What was best? | | | | | verbatim | lopetus | |
""",
    "choices": """
list_name | name | label::Suomi (fi) | label::English (en) | score
siisteys | siisti | Siisti ja kutsuva | Tidy and inviting | 100
siisteys | tavallinen | Tavallinen | Ordinary | 60
siisteys | sotkuinen | Sotkuinen | Untidy | 0
kylla_ei | yes | Kyllä | Yes | 100
kylla_ei | no | Ei | No | 0
tarjottu | esite | Esite | A brochure |
tarjottu | tarjous | Kirjallinen tarjous | A written offer |
tarjottu | kortti | Käyntikortti | A business card |
""",
}  # fmt: skip


@cache
def visits() -> Study:
    """Returns a study of one service point."""
    found = read(build(Form("visit", "Visits to a service point.", VISIT, is_study=True)), "palvelupiste.xlsx")
    assert found.study is not None, found.faults
    return found.study


@pytest.fixture
def house(house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """The house on 1 December, its clock standing still but for what people take their time over."""
    monkeypatch.setattr(HouseClock, "__call__", lambda clock: NOW + clock.moved)
    house.later(days=8)
    return house


class Shopper:
    """Aino with her phone, in her language; of words in two languages, `Accept | Otan tehtävän`, she uses her own."""

    def __init__(self, house: House, phone: Phone, kaisa: Phone, code: str) -> None:
        self.house = house
        self.phone = phone
        self.kaisa = kaisa
        self.code = code

    def own(self, words: str) -> str:
        """The words in Aino's language."""
        english, _, finnish = words.partition(" | ")
        return finnish if finnish and self.phone.person.language_code == "fi" else english

    async def presses(self, *labels: str) -> None:
        """Presses buttons, one after another."""
        for label in labels:
            self.house.later(seconds=UNHURRIED)
            await self.phone.presses(self.own(label))
            await self.house.owes_nothing()

    async def says(self, words: str) -> Message:
        """Writes."""
        self.house.later(seconds=UNHURRIED)
        sent = await self.phone.says(self.own(words))
        await self.house.owes_nothing()
        return sent

    async def edits(self, message: Message, words: str) -> None:
        """Changes what she wrote."""
        self.house.later(seconds=UNHURRIED)
        await self.phone.edits(message, self.own(words))
        await self.house.owes_nothing()

    async def speaks(self, seconds: int) -> None:
        """Sends a voice note."""
        self.house.later(seconds=seconds)
        await self.phone.sends_voice(VOICE, seconds=seconds)
        await self.house.owes_nothing()

    async def sends_recording(self) -> None:
        """Sends the recording of the call."""
        self.house.later(seconds=UNHURRIED)
        await self.phone.sends_audio(RECORDING, seconds=540)
        await self.house.owes_nothing()

    async def sends_photo(self) -> None:
        """Sends a photo."""
        self.house.later(seconds=UNHURRIED)
        await self.phone.sends_photo(encoded(photo(1)))
        await self.house.owes_nothing()

    async def sees(self, words: str) -> None:
        """Waits until something has come, and then until all has."""
        await self.phone.sees(self.own(words))
        await self.house.owes_nothing()

    async def is_approved(self) -> None:
        """Kaisa approves the contact."""
        by, it = await self.house.person(self.kaisa), await self.house.does(agency.contact, self.code)
        await self.house.does(reviews.approve, by=by, contact_id=it.id, version=None, now=self.house.now)
        await self.sees("has been reviewed | on tarkastettu")

    async def is_returned(self, question: str, words: str) -> None:
        """Kaisa returns a metric."""
        by, it = await self.house.person(self.kaisa), await self.house.does(agency.contact, self.code)
        asked = {question: self.own(words)}
        await self.house.does(reviews.return_, by=by, contact_id=it.id, version=None, words=asked, now=self.house.now)
        await self.sees(asked[question])


async def _is_offered(house: House, language: str, code: str, study: Study | None = None) -> Shopper:
    kaisa = await house.kaisa()
    aino = await house.aino(language)
    by, to = await house.person(kaisa), await house.person(aino)
    await house.does(agency.planned, by, made=study, now=house.now)
    await house.owes_nothing()
    house.later(minutes=5)
    await house.does(agency.offered, by, to, code, now=house.now)
    shopper = Shopper(house, aino, kaisa, code)
    await shopper.sees(code)
    return shopper


async def _by_phone(house: House, language: str) -> Shopper:
    """A call told afterwards: spoken first, mistyped and edited, commented by voice, taken back once."""
    aino = await _is_offered(house, language, "HAVU-002")
    await aino.presses("Accept | Otan tehtävän")
    house.later(hours=1)
    await aino.presses("I called already | Soitin jo")
    await aino.says("10.50, waited 2 min, took 9 min | 10.50, odotus 2 min, kesto 9 min")
    await aino.presses("Tampere team | Tampereen tiimi", "Tell it first | Kerro ensin")
    await aino.speaks(48)
    mistyped = await aino.says("10")
    await aino.edits(mistyped, "1")
    await aino.presses("4")
    await aino.speaks(7)
    await aino.presses("4 Pleasant | 4 Miellyttävä", "All three | Kaikki kolme", "Comment | Kommentti")
    await aino.speaks(11)
    await aino.says("8")
    await aino.presses("My situation and need | Tilanteeni ja tarpeeni", "The present contract | Nykyinen sopimus")
    await aino.presses("Done | Valmis", "Solved at once | Ratkesi heti")
    await aino.presses("Does not apply | Ei koske tätä kontaktia", "9", "Yes | Kyllä", "Yes | Kyllä", "9", "5")
    await aino.presses("6")
    await aino.says("The agent knew what fits a small flat. | Asiakaspalvelija tiesi, mikä sopii pieneen asuntoon.")
    await aino.presses("Skip | Ohita")
    await aino.sends_recording()
    await aino.presses("5", "7", "Submit | Lähetä", "Take it back | Ota takaisin")
    await aino.presses("11", "Yes | Kyllä", "Submit | Lähetä")
    house.later(days=1)
    await aino.is_approved()
    return aino


async def _by_email(house: House, language: str) -> Shopper:
    """A message to which the reply comes in three days, and the survey two days later."""
    aino = await _is_offered(house, language, "HAVU-015")
    await aino.presses("Accept | Otan tehtävän", "Start contact | Aloita kontakti")
    house.later(days=3, hours=2)
    await aino.says("/tasks")
    await aino.presses("HAVU-015", "Reply received | Sain vastauksen", "Ended | Päättyi")
    await aino.presses("7", "Two | Kaksi", "5")
    await aino.says("They did not say a word about the food. | Pilaantuneista ruoista ei sanottu mitään.")
    await aino.presses("Asked nothing | Ei kysynyt mitään", "Done | Valmis")
    await aino.presses("A later solution was promised | Luvattiin ratkaisu myöhemmin")
    await aino.says("11.12.")
    await aino.presses("No | Ei", "7", "Yes | Kyllä", "Back | Takaisin", "Yes | Kyllä", "Pause | Jatkan myöhemmin")
    house.later(hours=1)
    await aino.presses("Continue | Jatka", "Yes | Kyllä", "6", "4", "5")
    await aino.says("The reply was polite. | Vastaus oli kohtelias.")
    await aino.says("An apology. | Pahoittelu.")
    await aino.presses("Submit | Lähetä")
    house.later(days=2)
    await aino.sees("a few more questions | muutamaan kysymykseen")
    await aino.presses("Continue | Jatka", "Yes | Kyllä", "NPS", "Done | Valmis", "Skip | Ohita", "Submit | Lähetä")
    house.later(days=5)
    await aino.sees("a few more questions | muutamaan kysymykseen")
    await aino.presses("Continue | Jatka", "Yes | Kyllä", "Submit | Lähetä")
    house.later(days=1)
    await aino.is_approved()
    return aino


async def _by_visit(house: House, language: str) -> Shopper:
    """A visit told as it goes, with a photo; one metric does not apply, and one comes back."""
    aino = await _is_offered(house, language, "HAVU-001", visits())
    await aino.presses("Accept | Otan tehtävän", "Start contact | Aloita kontakti")
    house.later(minutes=6)
    await aino.presses("Served | Palvelu alkoi")
    house.later(minutes=14)
    await aino.presses("Ended | Päättyi", "Tidy and inviting | Siisti ja kutsuva")
    await aino.sends_photo()
    await aino.presses("9", "Does not apply | Ei koske tätä")
    await aino.presses("A brochure | Esite", "Done | Valmis")
    await aino.says("I was shown the prices on paper. | Hinnat näytettiin paperilla.")
    await aino.presses("Submit | Lähetä")
    house.later(hours=5)
    await aino.is_returned(
        "vastaanotto",
        "Was it a nine from the door on? | Oliko se yhdeksän jo ovelta alkaen?",
    )
    await aino.presses("Continue | Jatka", "7", "Submit | Lähetä")
    house.later(days=1)
    await aino.is_approved()
    return aino


Tells = Callable[[House, str], Awaitable[Shopper]]


@pytest.mark.both_ways
@pytest.mark.parametrize("language", ["en", "fi"])
@pytest.mark.parametrize(("name", "tells"), [("phone", _by_phone), ("email", _by_email), ("visit", _by_visit)])
async def test_a_contact_reads_as_its_golden_file(house: House, name: str, tells: Tells, language: str) -> None:
    aino = await tells(house, language)
    told = as_read(aino.phone.story())
    file = GOLDEN / f"{tells.__name__.removeprefix('_by_')}.{language}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(told, encoding="utf-8")
    golden = file.read_text(encoding="utf-8") if file.exists() else ""
    assert told == golden, "\n".join(
        difflib.unified_diff(golden.splitlines(), told.splitlines(), file.name, "as it is now", lineterm="")
    )


HEAD = re.compile(r"(\d\d)\.(\d\d)\. (\d\d):(\d\d) #(\d+) (\w+)(.*)")
VARYING = ((re.compile(r"/start \S+"), "/start CODE"), (re.compile(r" \d+ bytes>"), ">"))


def as_read(story: str) -> str:
    """Returns a story as one reads it: Helsinki's time, a heading for each day, messages numbered from 1.

    Join codes and the sizes of files, which vary, are left out; a card that only loses its buttons is not told again.
    """
    told: list[str] = []
    shown: dict[str, list[str]] = {}
    day = None
    for head, rest in _events(story):
        date, month, hour, minute, id, who, what = head.groups()
        at = datetime(NOW.year, int(month), int(date), int(hour), int(minute), tzinfo=NOW.tzinfo).astimezone(HELSINKI)
        if at.date() != day:
            day = at.date()
            told += ["", f"== {at:%a} {at.day}.{at.month}. =="]
        before = shown.get(id, [])
        number = list(shown).index(id) + 1 if id in shown else len(shown) + 1
        first, further = f"{who}{what}", rest
        if not what.startswith(" presses"):
            shown[id] = [what.removeprefix(" (in place)"), *rest]
            if shown[id] != before and shown[id] == [line for line in before if not line.startswith("    [")]:
                first, further = f"{who}: (the buttons go)", []
        told += ["", f"{at:%H:%M} #{number} {first}", *further]
    text = "\n".join(told).strip() + "\n"
    for pattern, plain in VARYING:
        text = pattern.sub(plain, text)
    return text


def _events(story: str) -> list[tuple[re.Match[str], list[str]]]:
    """The first line of each event, in parts, and its further lines."""
    events: list[tuple[re.Match[str], list[str]]] = []
    for line in story.splitlines():
        if head := HEAD.fullmatch(line):
            events.append((head, []))
        else:
            events[-1][1].append(line)
    return events
