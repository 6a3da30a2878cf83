"""Templates of papers, filled with what the code knows: names of buttons, commands, settings, methods.

{{Accept}}                             a button, in the language of the paper: **Otan tehtävän**
{{"{code} received" code=HAVU-017}}    another text, as people see it, in plain letters
{{/tasks}}                             a command of the role whose guide it is: `/tasks`
{{: settings}}                         a table, made by `docs.tables`
"""

import re
from dataclasses import dataclass
from pathlib import Path

from bot.menus import BY_ROLE
from docs.tables import TABLES
from domain.person import Role
from domain.texts import Words, languages
from domain.texts.__main__ import ROOT, gather

FOLDER = Path(__file__).parent
TEMPLATES = FOLDER / "templates"
HOLE = re.compile(r"\{\{(.+?)\}\}(?!\})")
QUOTED = re.compile(r'"(.+)"((?: \w+=\S+)*)')
TAG = re.compile(r"</?\w+>")


class Unknown(Exception):
    """A template names something that the code does not know."""


@dataclass(frozen=True)
class Paper:
    """One paper that is written from a template."""

    template: Path

    @property
    def file(self) -> Path:
        """Where it is written."""
        return FOLDER / self.template.relative_to(TEMPLATES)

    @property
    def language(self) -> str:
        """What it is written in: the last part of its name but the ending, English where there is none."""
        said = self.template.suffixes[0].removeprefix(".")
        return said if said in languages() else "en"

    @property
    def role(self) -> Role | None:
        """Whose guide it is, if it is one."""
        name = self.template.name.split(".")[0]
        return Role(name) if name in set(Role) else None

    def written(self) -> str:
        """The paper with everything in its place; Unknown where the code does not know what is meant."""
        lines = self.template.read_text("utf-8").splitlines()
        return "\n".join(self._line(number, line) for number, line in enumerate(lines, 1)) + "\n"

    def _line(self, number: int, line: str) -> str:
        try:
            return HOLE.sub(lambda hole: self._filled(hole[1].strip()), line)
        except KeyError as unknown:
            raise Unknown(f"{self.template.name}:{number}: there is no {unknown.args[0]}") from None

    def _filled(self, said: str) -> str:
        words = Words(self.language)
        if said.startswith("/"):
            if said[1:] not in self._commands():
                raise KeyError(said)
            return f"`{said}`"
        if said.startswith(": "):
            return TABLES[said[2:]](words, self.role)
        if quoted := QUOTED.fullmatch(said):
            values = dict(each.split("=", 1) for each in quoted[2].split())
            return TAG.sub("", words(TEXTS[quoted[1]][0], **values))
        return f"**{words(TEXTS[said][0])}**"

    def _commands(self) -> set[str]:
        menus = [BY_ROLE[self.role]] if self.role else BY_ROLE.values()
        return {"start", *(command for menu in menus for command in menu)}


TEXTS = gather(ROOT)
"""Every text that the program shows."""


def papers() -> list[Paper]:
    """All papers that are written from templates."""
    return [Paper(path) for path in sorted(TEMPLATES.rglob("*.md"))]
