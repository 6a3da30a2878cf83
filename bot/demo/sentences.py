"""What shoppers write: drawn from a list in their language, the same one not twice."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from random import Random
from types import ModuleType

from bot.demo import sentences_en, sentences_fi

LANGUAGES: Mapping[str, ModuleType] = {"fi": sentences_fi, "en": sentences_en}


class Sentences:
    """Decks of sentences in one language, shared by those who speak it."""

    def __init__(self, language: str, seed: str) -> None:
        self._lists = LANGUAGES[language]
        self._random = Random(f"{seed} {language}")
        self._decks: defaultdict[str, list[str]] = defaultdict(list)

    def draw(self, kind: str) -> str:
        """Returns a sentence of a kind, for example `BEST_GOOD`; a deck that runs out is shuffled anew."""
        deck = self._decks[kind]
        if not deck:
            known: Sequence[str] = getattr(self._lists, kind)
            deck += self._random.sample(known, len(known))
        return deck.pop()
