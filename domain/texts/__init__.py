"""The words of all three packages: English in the code, one catalogue (.po) for each other language."""

from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

DEFAULT = "en"
CATALOGUES = Path(__file__).parent


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate this later"
    """Marks a text for the catalogues where it stands, to be translated where it is shown."""
    return message


@cache
def languages() -> tuple[str, ...]:
    """Returns the languages people can choose, English first."""
    return (DEFAULT, *sorted(path.stem for path in CATALOGUES.glob("*.po")))


@cache
def _catalogue(language: str) -> dict[str, tuple[str, ...]]:
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return {}
    with path.open("rb") as file:
        messages = read_po(file, locale=language)
    translated = {}
    for message in messages:
        if message.id and not message.fuzzy:
            singular = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            if forms and all(forms):
                translated[singular] = forms
    return translated


class Words:
    """The texts of one reader: `words("{n} tasks", n=3)`. Subclasses choose how values are set into them."""

    def __init__(self, language: str) -> None:
        self.language = language if language in languages() else DEFAULT
        self._texts = _catalogue(self.language)

    def __call__(self, message: str, /, **values: object) -> str:
        """Returns `message` in the reader's language with the values in their places."""
        return self._fill(self._texts.get(message, (message,))[0], values)

    def plural(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Returns the form that goes with `n`, which is also a value of the text."""
        forms = self._texts.get(singular, (singular, plural))
        return self._fill(forms[0] if n == 1 else forms[-1], {"n": n, **values})

    def _fill(self, text: str, values: dict[str, Any]) -> str:
        return text.format(**values) if values else text
