"""The questions of a study in one frozen version, and how far a filled one has come."""

from domain.metric import Choice, Question
from domain.thing import Thing


class Form(Thing):
    """Questions in the order they are asked, with the lists of choices."""

    form_id: str
    title: str
    version: str
    default_language: str
    """Language code, such as `fi`."""
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    choices: dict[str, tuple[Choice, ...]]

    def question(self, name: str) -> Question:
        """Returns the question of that name (KeyError when there is none)."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """Returns the choices that a question offers, none for other types."""
        return self.choices.get(question.list_name, ())

    def choice(self, question: Question, name: str) -> Choice | None:
        """Returns the choice of that name, or None."""
        return next((choice for choice in self.choices_of(question) if choice.name == name), None)

    def label(self, question: Question, language: str) -> str:
        """Returns the question's words in a language, else in the form's own."""
        return question.label.text(language, self.default_language)
