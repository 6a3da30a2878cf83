"""Words in several languages."""

import re
from collections.abc import Mapping

from pydantic import ConfigDict, RootModel

MENTION = re.compile(r"\$\{\s*([\w.-]+)\s*\}")
"""How a label mentions another question's answer."""


class Label(RootModel[dict[str, str]]):
    """What a thing is called, by language code (`fi`, `en`); a reader gets their own language, else the default one."""

    model_config = ConfigDict(frozen=True)

    def text(self, language: str, default: str | None = None) -> str:
        """Returns the words in `language`, else in `default`, else in the first language there is, else nothing."""
        words: Mapping[str, str] = self.root
        for code in (language, default):
            if code is not None and words.get(code):
                return words[code]
        return next((text for text in words.values() if text), "")

    def __bool__(self) -> bool:
        return any(self.root.values())

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.root.items())))
