"""Keeps the catalogues true to the code: `python -m domain.texts update | check | merge FRAGMENT.po...`."""

import ast
import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "domain", "reporting")

Texts = dict[str, tuple[str, ...]]
"""The texts in the code by themselves or by their singular: `(text,)` or `(singular, plural)`."""


def gather(root: Path) -> Texts:
    """Returns every text that the three packages under `root` show, sorted."""
    texts: Texts = {}
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            for ids in _texts_of(ast.parse(path.read_text("utf-8"))):
                texts[ids[0]] = max(ids, texts.get(ids[0], ids), key=len)
    return dict(sorted(texts.items()))


def update(root: Path) -> dict[str, int]:
    """Makes every catalogue hold the texts of the code and no others; returns how many lack a translation."""
    texts, missing = gather(root), {}
    for path in catalogues(root):
        catalogue = _read(path)
        for message in [*catalogue]:
            if message.id and texts.get(_ids(message)[0]) != _ids(message):
                catalogue.delete(message.id)
        for singular, ids in texts.items():
            if singular not in catalogue:
                _put(catalogue, ids, "")
        _write(path, catalogue)
        missing[path.stem] = sum(not all(_forms(message)) for message in catalogue if message.id)
    return missing


def merge(root: Path, fragments: Sequence[Path]) -> dict[str, int]:
    """Puts the translations of fragments into the catalogue of their language (fi when they do not say)."""
    merged: dict[str, int] = {}
    for fragment in map(_read, fragments):
        language = str(fragment.locale_identifier or "fi")
        path = _folder(root) / f"{language}.po"
        catalogue = _read(path)
        translated = [message for message in fragment if message.id and all(_forms(message))]
        for message in translated:
            _put(catalogue, _ids(message), message.string)
        _write(path, catalogue)
        merged[language] = merged.get(language, 0) + len(translated)
    return merged


def check(root: Path) -> list[str]:
    """Returns what is wrong in the catalogues under `root`, a line each; an empty list is a clean bill."""
    texts = gather(root)
    return [f"{path.stem}: {fault}: {text}" for path in catalogues(root) for fault, text in _faults(_read(path), texts)]


def catalogues(root: Path) -> list[Path]:
    """Returns the catalogues under `root`, one for each language but English."""
    return sorted(_folder(root).glob("*.po"))


def _folder(root: Path) -> Path:
    return root / "domain" / "texts"


def _texts_of(tree: ast.AST) -> Iterator[tuple[str, ...]]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and call.args:
            name = _called(call.func)
            if name == "N_" or name.endswith("words"):
                yield from ((text,) for text in _strings(call.args[0]))
            elif name == "plural" and len(call.args) > 1:
                yield from zip(_strings(call.args[0]), _strings(call.args[1]), strict=True)


def _called(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _strings(argument: ast.expr) -> Iterator[str]:
    match argument:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from _strings(body)
            yield from _strings(orelse)
        case ast.JoinedStr():
            raise SyntaxError(f"an f-string cannot be translated: {ast.unparse(argument)}")


def _faults(catalogue: Catalog, texts: Texts) -> Iterator[tuple[str, str]]:
    for singular, ids in texts.items():
        message = catalogue.get(singular)
        if message is None or _ids(message) != ids:
            yield "lacks", singular
        elif message.fuzzy:
            yield "fuzzy", singular
        elif not all(_forms(message)):
            yield "empty", singular
        else:
            yield from _differences(ids, _forms(message))
    for message in (*catalogue, *catalogue.obsolete.values()):
        if message.id and _ids(message)[0] not in texts:
            yield "obsolete", _ids(message)[0]


def _differences(originals: tuple[str, ...], translations: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for translation in translations:
        # a singular may do without its number in either language
        if _names(translation) not in map(_names, originals):
            yield "other {names}", translation
        if _tags(translation) not in map(_tags, originals):
            yield "other tags", translation


def _names(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {"a lone brace"}


def _tags(text: str) -> list[str]:
    return sorted(re.findall(r"</?[a-z][^>]*>", text))


def _ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def _put(catalogue: Catalog, ids: tuple[str, ...], string: Any) -> None:
    catalogue.delete(ids[0])
    catalogue.add(ids if len(ids) > 1 else ids[0], string)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def _write(path: Path, catalogue: Catalog) -> None:
    """Writes texts in order under the header as it was: no dates or line numbers, so that only changes show."""
    header = path.read_text("utf-8").split("\n\n", 1)[0].strip()
    for message in catalogue:
        message.flags &= {"fuzzy"}  # Babel takes a lone % for the place of a value
    body = BytesIO()
    write_po(body, catalogue, width=110, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True)
    path.write_text(f"{header}\n\n{body.getvalue().decode('utf-8').strip()}".strip() + "\n", "utf-8")


def main(arguments: Sequence[str], root: Path = ROOT) -> int:
    """Runs a command of the command line and returns its exit status."""
    match arguments:
        case ["update"]:
            lines = [f"{language}: {count} without a translation" for language, count in update(root).items()]
        case ["merge", *fragments] if fragments:
            lines = [f"{language}: {n} merged" for language, n in merge(root, [*map(Path, fragments)]).items()]
        case ["check"]:
            lines = check(root)
        case _:
            sys.exit(__doc__)
    for line in lines:
        print(line)
    return 1 if lines and arguments[0] == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
