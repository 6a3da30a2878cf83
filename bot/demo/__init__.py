"""The play: starts the sandbox and the bot, and lets the cast act."""
