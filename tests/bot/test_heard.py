"""What a person did, read from one update, however strange it is."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import Bot, Update

from bot.heard import hear, read

USER = {"id": 7, "is_bot": False, "first_name": "Aino", "language_code": "fi-FI"}
CHAT = {"id": 7, "type": "private"}
BOT = Bot("7000000042:of-nobody")


def _said(**message: object) -> Update:
    body = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, **message}}
    return Update.de_json(body, None)


def _pressed(data: str | None) -> Update:
    message = {"message_id": 3, "date": 1, "chat": CHAT, "text": "card"}
    query = {"id": "9", "from": USER, "chat_instance": "1", "message": message, "data": data}
    return Update.de_json({"update_id": 1, "callback_query": query}, None)


def test_words_are_heard() -> None:
    heard = hear(_said(text="  hello "))
    assert heard is not None
    assert (heard.text, heard.command, heard.language, heard.first_name) == ("hello", "", "fi", "Aino")


def test_a_command_is_told_from_its_words() -> None:
    heard = hear(_said(text="/Assign@toteuma_bot HAVU-001 A2"))
    assert heard is not None
    assert (heard.command, heard.text) == ("assign", "HAVU-001 A2")


def test_a_command_may_stand_on_a_line_of_its_own() -> None:
    heard = hear(_said(text="/hours\n2.5 extra interviews"))
    assert heard is not None
    assert (heard.command, heard.text) == ("hours", "2.5 extra interviews")


def test_what_is_new_or_odd_in_a_message_hides_none_of_its_words() -> None:
    odd = {"gift": {}, "forward_origin": {"type": "hidden_user"}, "reply_markup": 5, "entities": [{"type": "new"}]}
    message = {"message_id": 1, "date": 1, "chat": CHAT, "from": USER, "text": "hello", **odd}
    for kind in ("message", "edited_message"):
        heard = hear(read({"update_id": 1, kind: message}, BOT))
        assert heard is not None
        assert heard.text == "hello"
    pressed = {"id": "9", "from": USER, "chat_instance": "1", "message": message, "data": "tasks"}
    heard = hear(read({"update_id": 1, "callback_query": pressed}, BOT))
    assert heard is not None
    assert heard.press is not None
    assert heard.press.on_text


def test_kinds_that_were_not_asked_for_are_not_read() -> None:
    assert hear(read({"update_id": 1, "poll": 5, "chat_boost": {}, "a_kind_to_come": "x"}, BOT)) is None


def test_a_group_is_not_listened_to() -> None:
    assert hear(_said(chat={"id": -5, "type": "group", "title": "All"}, text="/studies")) is None


def test_other_kinds_are_nothing() -> None:
    assert hear(Update(1)) is None


@given(st.one_of(st.none(), st.text(max_size=80)))
def test_any_data_of_a_button_is_read(data: str | None) -> None:
    heard = hear(_pressed(data))
    assert heard is not None
    assert heard.press is not None
    assert ":".join((heard.press.verb, *heard.press.about)) == (data or "")


@given(st.text(max_size=300))
def test_any_words_are_read(text: str) -> None:
    assert hear(_said(text=text)) is not None
