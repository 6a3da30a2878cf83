"""What people edit and what they send together reach a bot as Telegram tells it."""

from __future__ import annotations

import pytest

from bot.sandbox import Phone

from .conftest import Client, HandClock, png


async def test_an_edit_tells_the_whole_message_anew_with_both_its_times(
    client: Client, aino: Phone, clock: HandClock
) -> None:
    said = await aino.says("Havu 9")
    clock.advance(minutes=3)
    await aino.edits(said, "/start Havu")
    sent, edited = await client.updates()
    assert edited["update_id"] == sent["update_id"] + 1
    assert set(edited) == {"update_id", "edited_message"}
    assert edited["edited_message"] == sent["message"] | {
        "text": "/start Havu",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
        "edit_date": sent["message"]["date"] + 180,
    }


async def test_an_edit_takes_away_what_was_marked_in_the_earlier_words(client: Client, aino: Phone) -> None:
    said = await aino.says("/tasks")
    await aino.edits(said, "tasks")
    *_, edited = await client.updates()
    assert "entities" not in edited["edited_message"]


async def test_a_caption_is_written_changed_and_taken_away(client: Client, aino: Phone) -> None:
    photo = await aino.sends_photo(png())
    await aino.edits(photo, "The shelf")
    await aino.edits(photo, "")
    sent, written, gone = await client.updates()
    assert "caption" not in sent["message"]
    assert written["edited_message"]["caption"] == "The shelf"
    assert "caption" not in gone["edited_message"]
    assert gone["edited_message"]["photo"] == sent["message"]["photo"]


async def test_an_edit_that_changes_nothing_is_told_all_the_same(client: Client, aino: Phone) -> None:
    said = await aino.says("9")
    await aino.edits(said, "9")
    *_, edited = await client.updates()
    assert edited["edited_message"]["text"] == "9"


@pytest.mark.parametrize("allowed", [["message"], ["message", "callback_query"]])
async def test_edits_come_only_to_who_asks_for_them(client: Client, aino: Phone, allowed: list[str]) -> None:
    assert await client.updates(allowed_updates=allowed) == []
    said = await aino.says("9")
    await aino.edits(said, "8")
    [sent] = await client.updates()
    assert await client.updates(offset=sent["update_id"] + 1, allowed_updates=["message", "edited_message"]) == []
    await aino.edits(said, "7")
    [edited] = await client.updates()
    assert edited["edited_message"]["text"] == "7"


async def test_an_edit_before_the_bot_looked_leaves_both_in_order(client: Client, aino: Phone) -> None:
    said = await aino.says("9")
    await aino.edits(said, "8")
    first, second = await client.updates()
    assert (first["message"]["text"], second["edited_message"]["text"]) == ("9", "8")


async def test_the_app_keeps_people_to_its_limits(client: Client, aino: Phone, aino_id: int, clock: HandClock) -> None:
    sent = await client("sendMessage", chat_id=aino_id, text="Yours?")
    with pytest.raises(AssertionError, match="only change what they wrote"):
        await aino.edits(aino.message(sent["message_id"]), "Mine")
    said, photo = await aino.says("9"), await aino.sends_photo(png())
    for message, text in ((said, " "), (said, "x" * 4097), (photo, "x" * 1025)):
        with pytest.raises(ValueError, match="the app takes"):
            await aino.edits(message, text)
    with pytest.raises(ValueError, match="the app takes"):
        await aino.sends_photo(png(), caption="x" * 1025)
    await aino.deletes(photo)
    with pytest.raises(AssertionError, match="only change what they wrote"):
        await aino.edits(photo, "gone")
    clock.advance(hours=48, seconds=1)
    with pytest.raises(ValueError, match="48 hours"):
        await aino.edits(said, "8")


async def test_an_album_is_a_message_each_with_one_name_and_one_caption(client: Client, aino: Phone) -> None:
    await aino.sends_album([png(10, 10), png(20, 20), png(30, 30)], caption="Three shelves")
    first, second, third = (update["message"] for update in await client.updates())
    assert len({each["media_group_id"] for each in (first, second, third)}) == 1
    assert len({each["photo"][-1]["file_unique_id"] for each in (first, second, third)}) == 3
    assert [each.get("caption") for each in (first, second, third)] == ["Three shelves", None, None]
    assert [each["message_id"] - first["message_id"] for each in (first, second, third)] == [0, 1, 2]
    await aino.sends_album([png(), png()])
    *_, other = await client.updates()
    assert other["message"]["media_group_id"] != first["media_group_id"]


@pytest.mark.parametrize("number", [1, 11])
async def test_an_album_holds_two_to_ten(aino: Phone, number: int) -> None:
    with pytest.raises(ValueError, match="two to ten"):
        await aino.sends_album([png()] * number)


async def test_a_picture_of_an_album_is_edited_within_it(client: Client, aino: Phone) -> None:
    album = await aino.sends_album([png(10, 10), png(20, 20)], caption="Shelves")
    await aino.edits(album[1], "The left one")
    *_, last, edited = await client.updates()
    assert edited["edited_message"] == last["message"] | {
        "caption": "The left one",
        "edit_date": edited["edited_message"]["edit_date"],
    }


async def test_words_come_under_a_voice_note(client: Client, aino: Phone) -> None:
    await aino.sends_voice(b"OggS", seconds=7, caption="At the till")
    [update] = await client.updates()
    assert (update["message"]["caption"], update["message"]["voice"]["duration"]) == ("At the till", 7)


async def test_a_shared_position_moves_by_edits(client: Client, aino: Phone) -> None:
    shared = await aino.sends_location(60.17, 24.94, live=900)
    await aino.moves(shared, 60.18, 24.95)
    sent, moved = await client.updates()
    assert sent["message"]["location"] == {"latitude": 60.17, "longitude": 24.94, "live_period": 900}
    assert moved["edited_message"]["location"] == {"latitude": 60.18, "longitude": 24.95, "live_period": 900}
    assert "text" not in moved["edited_message"]
