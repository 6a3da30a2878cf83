"""A chat as it went."""

from bot.sandbox import Phone
from tests.sandbox.conftest import Client


async def test_a_story_keeps_what_an_edit_replaced_and_what_was_pressed(
    client: Client, aino: Phone, aino_id: int
) -> None:
    keyboard = {"inline_keyboard": [[{"text": "On", "callback_data": "on"}]]}
    sent = await client("sendMessage", chat_id=aino_id, text="First", reply_markup=keyboard)
    message_id = sent["message_id"]
    aino.press_raw(message_id, "on")
    aino.press_raw(message_id, "forged")
    await client("editMessageText", chat_id=aino_id, message_id=message_id, text="Second")
    told = [line.split(" ", 2)[2] for line in aino.story().splitlines() if not line.startswith("    ")]
    assert told[-4:] == [
        f"#{message_id} Havu: First",
        f"#{message_id} Aino presses [On]",
        f"#{message_id} Aino presses (a button that is not there: 'forged')",
        f"#{message_id} Havu (in place): Second",
    ]
