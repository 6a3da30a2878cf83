"""What somebody sees who starts the bot without a token: how to get one, and how to try everything without."""

from collections.abc import Mapping

from domain.texts import DEFAULT, Words


def language_of(environment: Mapping[str, str]) -> str:
    """Returns the language of a terminal, as its environment says; English where it says none that we speak."""
    said = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    return Words(said.replace(".", "_").split("_")[0] or DEFAULT).language


def first_steps(language: str) -> str:
    """Returns the first steps as lines for a terminal of 80 columns."""
    words = Words(language)
    return "\n\n".join(
        [
            words("Toteuma is a bot in Telegram, and has no token yet."),
            words(
                "Try it first, without Telegram and without an account\n"
                "  make demo                a whole study, on phones in your browser\n"
                "  python -m bot.sandbox    an empty Telegram on this machine, for any bot"
            ),
            words(
                "Make a bot of your own, in five minutes\n"
                "  1. In Telegram, write to @BotFather: /newbot, a name, and a username\n"
                "     that ends in bot. It answers with a token: 123456:ABC...\n"
                "  2. cp .env.example .env, and write the token into it: BOT_TOKEN=123456:ABC...\n"
                "  3. python -m bot               starts it\n"
                "  4. python -m bot invite owner  prints your join link: open it on your phone"
            ),
            words("README.md tells the rest; docs/guides has a guide for each role."),
        ]
    )
