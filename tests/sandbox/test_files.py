"""Files in both directions."""

from __future__ import annotations

import json

import pytest

from bot.sandbox import Phone
from bot.sandbox.people import BotAccount

from .conftest import Client, Refused, png

MEGABYTE = 1024 * 1024


@pytest.mark.parametrize(
    ("method", "field", "name"),
    [
        ("sendDocument", "document", "quote.pdf"),
        ("sendAudio", "audio", "call.mp3"),
        ("sendVideo", "video", "door.mp4"),
        ("sendAnimation", "animation", "wave.mp4"),
        ("sendVoice", "voice", "note.ogg"),
        ("sendVideoNote", "video_note", "round.mp4"),
    ],
)
async def test_it_takes_a_file_gives_it_back_and_sends_it_again(
    client: Client, aino_id: int, method: str, field: str, name: str
) -> None:
    sent = await client.uploads(method, {field: (name, b"content")}, chat_id=aino_id)
    assert sent[field]["file_size"] == 7
    file = await client("getFile", file_id=sent[field]["file_id"])
    async with client.session.get(f"{client.url}/file/bot{client.token}/{file['file_path']}") as download:
        assert await download.read() == b"content"
    again = await client(method, chat_id=aino_id, **{field: sent[field]["file_id"]})
    assert again[field]["file_unique_id"] == sent[field]["file_unique_id"]


async def test_it_takes_an_attached_file_by_its_name(client: Client, aino: Phone, aino_id: int) -> None:
    await client.uploads("sendDocument", {"part": ("quote.pdf", b"%PDF")}, chat_id=aino_id, document="attach://part")
    received = await aino.sees_document(".pdf")
    assert (received.name, received.mime, received.content) == ("quote.pdf", "application/pdf", b"%PDF")


async def test_a_photo_comes_in_several_sizes(client: Client, aino_id: int) -> None:
    sent = await client.uploads("sendPhoto", {"photo": ("board.png", png(1600, 800))}, chat_id=aino_id, caption="Board")
    sizes = [(size["width"], size["height"]) for size in sent["photo"]]
    assert sizes == [(90, 45), (320, 160), (800, 400), (1280, 640), (1600, 800)]
    assert len({size["file_id"] for size in sent["photo"]}) == 5
    for size in sent["photo"]:
        await client("getFile", file_id=size["file_id"])


async def test_it_refuses_pictures_that_are_none(client: Client, aino_id: int) -> None:
    async def refusal(content: bytes) -> str:
        with pytest.raises(Refused) as refused:
            await client.uploads("sendPhoto", {"photo": ("x.png", content)}, chat_id=aino_id)
        return refused.value.description

    assert await refusal(b"no picture") == "Bad Request: IMAGE_PROCESS_FAILED"
    assert await refusal(png(9000, 2000)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert await refusal(png(2100, 100)) == "Bad Request: PHOTO_INVALID_DIMENSIONS"
    assert await refusal(b"") == "Bad Request: file must be non-empty"


async def test_it_keeps_to_the_limits_of_size(client: Client, aino: Phone, aino_id: int) -> None:
    with pytest.raises(Refused) as refused:
        await client.uploads("sendDocument", {"document": ("big.bin", bytes(51 * MEGABYTE))}, chat_id=aino_id)
    assert (refused.value.code, refused.value.description) == (413, "Request Entity Too Large")
    received = await aino.sends_document(bytes(21 * MEGABYTE), name="big.bin")
    assert await client.refusal("getFile", file_id=received.file_id) == "Bad Request: file is too big"


async def test_it_refuses_identifiers_that_do_not_fit(client: Client, aino_id: int, bot: BotAccount) -> None:
    sent = await client.uploads("sendDocument", {"document": ("a.pdf", b"%PDF")}, chat_id=aino_id)
    known = sent["document"]["file_id"]
    assert "can't use file of type Document as Photo" in await client.refusal("sendPhoto", chat_id=aino_id, photo=known)
    assert "wrong remote file identifier" in await client.refusal("sendDocument", chat_id=aino_id, document="x")
    assert await client.refusal("getFile", file_id="x") == "Bad Request: invalid file_id"
    assert "there is no document in the request" in await client.refusal("sendDocument", chat_id=aino_id)
    assert "does not play sending files by URL" in await client.refusal(
        "sendDocument", chat_id=aino_id, document="https://havu.example/a.pdf"
    )


async def test_it_sends_albums_of_two_to_ten_alike(client: Client, aino_id: int) -> None:
    def album(number: int, kind: str = "document") -> str:
        return json.dumps([{"type": kind, "media": "attach://f", "caption": str(each)} for each in range(number)])

    files = {"f": ("a.pdf", b"%PDF")}
    sent = await client.uploads("sendMediaGroup", files, chat_id=aino_id, media=album(2))
    assert [each["caption"] for each in sent] == ["0", "1"]
    assert len({each["media_group_id"] for each in sent}) == 1
    mixed = json.dumps([{"type": kind, "media": "attach://f"} for kind in ("document", "audio")])
    for media in (album(1), album(11), mixed):
        with pytest.raises(Refused):
            await client.uploads("sendMediaGroup", files, chat_id=aino_id, media=media)


async def test_it_edits_captions_and_files(client: Client, aino: Phone, aino_id: int) -> None:
    sent = await client.uploads("sendDocument", {"document": ("a.pdf", b"one")}, chat_id=aino_id, caption="One")
    target = {"chat_id": aino_id, "message_id": sent["message_id"]}
    assert (await client("editMessageCaption", **target, caption="Two"))["caption"] == "Two"
    assert "caption" not in await client("editMessageCaption", **target)
    media = json.dumps({"type": "document", "media": "attach://f"})
    await client.uploads("editMessageMedia", {"f": ("b.pdf", b"two")}, **target, media=media)
    assert await aino.downloads(aino.last) == b"two"
    assert (
        await client.refusal("editMessageCaption", **target, caption="x" * 1025)
        == "Bad Request: MEDIA_CAPTION_TOO_LONG"
    )
    known = sent["document"]["file_id"]
    assert (
        await client.refusal("sendDocument", chat_id=aino_id, document=known, caption="x" * 1025)
        == "Bad Request: message caption is too long"
    )


async def test_what_people_send_arrives_as_telegram_writes_it(client: Client, aino: Phone) -> None:
    await aino.sends_voice(b"OggS", seconds=7)
    await aino.sends_photo(png(), caption="The shelf")
    await aino.sends_document(b"x", name="study.xlsx")
    await aino.sends_audio(b"ID3", seconds=90, name="call.mp3")
    await aino.sends_video(b"mp4", seconds=3)
    await aino.sends_location(60.17, 24.94)
    voice, photo, document, audio, video, place = [update["message"] for update in await client.updates()]
    assert (voice["voice"]["duration"], voice["voice"]["mime_type"], voice["voice"]["file_size"]) == (7, "audio/ogg", 4)
    assert (photo["caption"], photo["photo"][-1]["width"]) == ("The shelf", 1600)
    assert document["document"]["file_name"] == "study.xlsx"
    assert document["document"]["mime_type"].endswith("spreadsheetml.sheet")
    assert (audio["audio"]["duration"], audio["audio"]["file_name"]) == (90, "call.mp3")
    assert video["video"]["duration"] == 3
    assert place["location"] == {"latitude": 60.17, "longitude": 24.94}
    file = await client("getFile", file_id=voice["voice"]["file_id"])
    async with client.session.get(f"{client.url}/file/bot{client.token}/{file['file_path']}") as download:
        assert await download.read() == b"OggS"


async def test_people_send_no_empty_files(aino: Phone) -> None:
    with pytest.raises(ValueError, match="no empty files"):
        await aino.sends_document(b"", name="a.txt")
