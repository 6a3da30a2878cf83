"""Tables of papers: what the code knows, in rows."""

import ast
import inspect
from collections.abc import Callable, Iterable, Mapping, Sequence

from bot import settings
from bot.menus import BY_ROLE
from bot.sandbox import control
from bot.sandbox.methods import sending
from bot.sandbox.repertoire import declined, played
from bot.sandbox.schema import bot_api
from domain.person import Role
from domain.texts import Words

COLUMNS: Mapping[str, tuple[str, str]] = {"en": ("command", "what it does"), "fi": ("komento", "mitä se tekee")}


def explained_settings() -> Mapping[str, str]:
    """What each setting means, as its docstring says."""
    [definition] = ast.parse(inspect.getsource(settings.Settings)).body
    assert isinstance(definition, ast.ClassDef)
    told: dict[str, str] = {}
    for before, node in zip(definition.body, definition.body[1:], strict=False):
        match before, node:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                told[name] = " ".join(text.split())
    return told


def default(name: str) -> str:
    """What a setting is when nobody sets it, as one would write it."""
    value = settings.Settings.model_fields[name].default
    return str(value).lower() if isinstance(value, bool) else str(value or "")


def _settings(_: Words, __: Role | None) -> str:
    rows = [
        (f"`{name.upper()}`", f"`{default(name)}`" if default(name) else "", told)
        for name, told in explained_settings().items()
    ]
    return _table(("setting", "default", "what it is"), rows)


def _played(_: Words, __: Role | None) -> str:
    return _table(("method", "what it does here"), [(f"`{name}`", does) for name, does in played().items()])


def _declined(_: Words, __: Role | None) -> str:
    return ", ".join(f"`{name}`" for name in declined()) + "."


def _parameters(_: Words, __: Role | None) -> str:
    return ", ".join(f"`{name}`" for name in sending.NOT_PLAYED) + "."


def _control(_: Words, __: Role | None) -> str:
    """The control API as its own module tells it."""
    told = inspect.getdoc(control) or ""
    return "```\n" + inspect.cleandoc("\n".join(told.splitlines()[1:])) + "\n```"


def _version(_: Words, __: Role | None) -> str:
    return f"{bot_api().version}, {len(played())} of {len(bot_api().methods)} methods"


def _commands(words: Words, role: Role | None) -> str:
    assert role is not None, "only a guide has commands"
    rows = [(f"`/{name}`", words(what)) for name, what in BY_ROLE[role].items()]
    return _table(COLUMNS[words.language], rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


TABLES: Mapping[str, Callable[[Words, Role | None], str]] = {
    "settings": _settings,
    "methods played": _played,
    "methods not played": _declined,
    "methods counted": _version,
    "parameters not played": _parameters,
    "control": _control,
    "commands": _commands,
}
"""By the name that templates use."""
