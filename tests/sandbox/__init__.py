"""The local Telegram answers as Telegram does."""
