"""The page with phones is served to people at this machine, and does nothing for the pages of others."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from fpdf import FPDF

from bot.sandbox import Action, Field, MovableClock, Phone, Telegram, serve
from bot.sandbox.website import FOLDER

from .conftest import Client

MODULES = sorted(FOLDER.glob("*.js"))
OUTSIDE = re.compile(r"https?://(?!\$\{|t\.me|www\.openstreetmap\.org|www\.w3\.org)")


async def test_the_page_comes_with_everything_that_it_names(client: Client) -> None:
    async with client.session.get(client.url) as answer:
        page = await answer.text()
        assert answer.status == 200
        rules = answer.headers["content-security-policy"]
    assert "default-src 'none'" in rules
    assert "unsafe" not in rules
    named = re.findall(r'(?:href|src)="(/page/[^"]+)"', page)
    assert named
    kinds = {".js": "javascript", ".css": "text/css", ".svg": "image/svg"}
    for name in [*named, *(f"/page/{module.name}" for module in MODULES)]:
        async with client.session.get(client.url + name) as answer:
            assert answer.status == 200, name
            assert kinds[Path(name).suffix] in answer.headers["content-type"]
            assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_writes_no_markup_and_asks_nobody_outside(module: Path) -> None:
    source = module.read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|DOMParser", source)
    assert not OUTSIDE.search(source)
    for name in re.findall(r'from "([^"]+)"', source):
        assert (FOLDER / name).exists(), name


def test_every_word_of_the_page_is_there_in_finnish() -> None:
    finnish = (FOLDER / "finnish.js").read_text("utf-8")
    known = set(re.findall(r'^  "((?:[^"\\]|\\.)+)":', finnish, re.MULTILINE))
    used = {
        text
        for module in MODULES
        if module.name != "finnish.js"
        for text in re.findall(r'\bwords\("((?:[^"\\]|\\.)+)"', module.read_text("utf-8"))
    }
    assert used - known == set()


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "evil.example", "Origin": "http://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
    ids=lambda headers: ", ".join(f"{name} {value}" for name, value in headers.items()),
)
async def test_a_page_of_another_site_can_press_nothing(
    client: Client, aino: Phone, aino_id: int, headers: Mapping[str, str]
) -> None:
    before = len(aino.chat)
    path = f"{client.url}/sandbox/chats/{aino_id}/say"
    async with client.session.post(path, json={"text": "Hah"}, headers=headers) as answer:
        assert answer.status == 403
    async with client.session.get(f"{client.url}/sandbox/chats/{aino_id}", headers=headers) as answer:
        assert answer.status == 403
    assert len(aino.chat) == before


async def test_a_page_of_another_site_cannot_use_a_token_that_it_has_guessed(client: Client, aino_id: int) -> None:
    path, given = f"{client.url}/bot{client.token}/sendMessage", {"chat_id": aino_id, "text": "Hah"}
    async with client.session.post(path, json=given, headers={"Origin": "https://evil.example"}) as answer:
        assert answer.status == 403
    async with client.session.post(path, json=given, headers={"Host": "sandbox:8765"}) as answer:
        assert answer.status == 200


async def test_a_link_to_the_page_may_stand_anywhere(client: Client) -> None:
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    async with client.session.get(client.url, headers=followed) as answer:
        assert answer.status == 200
    own = {"Origin": client.url, "Sec-Fetch-Site": "same-origin"}
    async with client.session.post(f"{client.url}/sandbox/people", json={"first_name": "Eero"}, headers=own) as answer:
        assert answer.status == 200


async def test_a_file_that_somebody_sent_cannot_act_as_the_page(client: Client, aino: Phone, aino_id: int) -> None:
    page = await aino.sends_document(b"<script>alert(1)</script>", name="a.html", mime="text/html")
    drawing = await aino.sends_document(b"<svg/>", name="a.svg", mime="image/svg+xml")
    paper = await aino.sends_document(b"%PDF-", name="a.pdf")
    for message, shown in ((page, "attachment"), (drawing, "attachment"), (paper, "inline")):
        async with client.session.get(f"{client.url}/sandbox/chats/{aino_id}/files/{message.id}") as answer:
            assert answer.headers["content-disposition"] == shown
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
            assert ("sandbox" in answer.headers["content-security-policy"]) == (shown == "attachment")


async def test_a_pdf_can_be_seen_page_by_page(client: Client, aino: Phone, aino_id: int) -> None:
    paper = FPDF()
    for _ in range(2):
        paper.add_page()
    sent = await aino.sends_document(bytes(paper.output()), name="a.pdf")
    other = await aino.sends_document(b"%PDF- but not quite", name="b.pdf")
    pages = f"{client.url}/sandbox/chats/{aino_id}/pages"
    async with client.session.get(f"{pages}/{sent.id}") as answer:
        assert await answer.json() == {"pages": 2}
    async with client.session.get(f"{pages}/{sent.id}/2") as answer:
        assert (await answer.read()).startswith(b"\xff\xd8")
    for missing in (f"{pages}/{sent.id}/3", f"{pages}/{sent.id}/0", f"{pages}/{other.id}/1", f"{pages}/999/1"):
        async with client.session.get(missing) as answer:
            assert answer.status == 404


async def test_a_recording_keeps_the_kind_that_the_browser_gave_it(client: Client, aino: Phone, aino_id: int) -> None:
    path = f"{client.url}/sandbox/chats/{aino_id}/send?kind=voice&seconds=3"
    async with client.session.post(path, data=b"OggS", headers={"Content-Type": "audio/ogg; codecs=opus"}) as answer:
        voice = (await answer.json())["voice"]
    assert (voice["mime_type"], voice["duration"]) == ("audio/ogg", 3)


async def _greets(given: Mapping[str, str]) -> str:
    return f"Welcome, {given['name']}, {given['role']}."


ACTIONS = [
    Action("greet", "Greet", _greets, fields=[Field("name", "Name"), Field("role", "Role", ["owner", "shopper"])]),
]


@pytest.fixture
async def plugged() -> AsyncIterator[Client]:
    telegram = Telegram()
    telegram.create_bot(username="havu_bot", token="4242:secret")
    async with serve(telegram, actions=ACTIONS) as url, aiohttp.ClientSession() as session:
        yield Client(session, url, "4242:secret")


async def test_what_is_plugged_in_is_offered_and_done(plugged: Client) -> None:
    async with plugged.session.get(f"{plugged.url}/sandbox/") as answer:
        [action] = (await answer.json())["actions"]
    assert [field["name"] for field in action["fields"]] == ["name", "role"]
    given = {"name": "Otso", "role": "owner"}
    async with plugged.session.post(f"{plugged.url}/sandbox/actions/greet", json=given) as answer:
        assert await answer.json() == {"said": "Welcome, Otso, owner."}


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"role": "owner"}, "Name is missing"),
        ({"name": " ", "role": "owner"}, "Name is missing"),
        ({"name": "Otso", "role": "king"}, "Role is none of owner, shopper"),
    ],
)
async def test_what_is_filled_in_wrong_is_refused_in_words(plugged: Client, given: dict[str, str], why: str) -> None:
    async with plugged.session.post(f"{plugged.url}/sandbox/actions/greet", json=given) as answer:
        assert answer.status == 400
        assert why in (await answer.json())["error"]


def test_a_moved_clock_is_told_to_other_programs_by_a_file(tmp_path: Path) -> None:
    clock = MovableClock(tmp_path / "clock")
    clock.advance(timedelta(hours=2))
    clock.advance(timedelta(seconds=30))
    assert float((tmp_path / "clock").read_text()) == clock.moved.total_seconds() == 7230
