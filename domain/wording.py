"""Words of a form with the answers that they mention: `Thank you, ${name}`."""

from domain.expressions import Value, to_text
from domain.form import Filled
from domain.label import MENTION, Label


def worded(label: Label, filled: Filled, language: str) -> str:
    """Returns a label in the reader's language with answers in the places that mention them, choices by their words."""
    text = label.text(language, filled.form.default_language)
    return MENTION.sub(lambda found: _told(found[1], filled, language), text)


def mentions(label: Label) -> set[str]:
    """Returns the questions whose answers a label mentions, in any language."""
    return {name for text in label.root.values() for name in MENTION.findall(text)}


def _told(name: str, filled: Filled, language: str) -> str:
    value: Value = filled.typed.get(name, "")
    question = next((question for question in filled.form.questions if question.name == name), None)
    if question is None or not question.list_name:
        return to_text(value)
    chosen = (filled.form.choice(question, each) for each in to_text(value).split())
    return ", ".join(choice.label.text(language, filled.form.default_language) for choice in chosen if choice)
