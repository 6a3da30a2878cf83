"""A local Telegram: a Bot API server and the phones of its people."""
