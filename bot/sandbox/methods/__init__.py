"""What the sandbox plays of the Bot API: one function for each method, by its name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from ..calls import Call
from ..telegram import Telegram
from . import albums, buttons, chats, commands, deleting, editing, forwarding, media, profile, sending, updating

Method = Callable[[Telegram, Call], Any | Awaitable[Any]]

PLAYED: dict[str, Method] = {
    "getUpdates": updating.get_updates,
    "setWebhook": updating.set_webhook,
    "deleteWebhook": updating.delete_webhook,
    "getWebhookInfo": updating.get_webhook_info,
    "getMe": profile.get_me,
    "logOut": profile.log_out,
    "close": profile.log_out,
    "sendMessage": sending.send_message,
    "sendLocation": sending.send_location,
    "sendChatAction": sending.send_chat_action,
    "sendPhoto": media.send_photo,
    "sendAudio": media.send_audio,
    "sendDocument": media.send_document,
    "sendVideo": media.send_video,
    "sendAnimation": media.send_animation,
    "sendVoice": media.send_voice,
    "sendVideoNote": media.send_video_note,
    "sendMediaGroup": albums.send_media_group,
    "getFile": media.get_file,
    "forwardMessage": forwarding.forward_message,
    "forwardMessages": forwarding.forward_messages,
    "copyMessage": forwarding.copy_message,
    "copyMessages": forwarding.copy_messages,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": deleting.delete_message,
    "deleteMessages": deleting.delete_messages,
    "answerCallbackQuery": buttons.answer_callback_query,
    "setMessageReaction": chats.set_message_reaction,
    "getChat": chats.get_chat,
    "pinChatMessage": chats.pin_chat_message,
    "unpinChatMessage": chats.unpin_chat_message,
    "unpinAllChatMessages": chats.unpin_all_chat_messages,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setChatMenuButton": commands.set_chat_menu_button,
    "getChatMenuButton": commands.get_chat_menu_button,
    "setMyName": profile.set_my_name,
    "getMyName": profile.get_my_name,
    "setMyDescription": profile.set_my_description,
    "getMyDescription": profile.get_my_description,
    "setMyShortDescription": profile.set_my_short_description,
    "getMyShortDescription": profile.get_my_short_description,
}
