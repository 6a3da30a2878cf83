"""What a person did, read from one update, however strange it is."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.heard import hear

USER = {"id": 7, "is_bot": False, "first_name": "Aino", "language_code": "fi-FI"}
CHAT = {"id": 7, "type": "private"}


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
