from pathlib import Path

import pytest

from domain.texts import __main__ as catalogue_keeper
from domain.texts.__main__ import check, gather, main, merge, update

HEADER = """msgid ""
msgstr ""
"Language: fi\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"""

CODE = """
from domain.texts import N_, Words

TITLE = N_("Board")


class Card:
    def lines(self, words: Words, n: int, late: bool) -> list[str]:
        self.words = words
        return [
            self.words("<b>{code}</b> is yours", code="HAVU-003"),
            words.plural("One task", "{n} tasks", n),
            words("Late" if late else "In " "time"),
            words(TITLE),
        ]
"""

COMPLETE = """
msgid "<b>{code}</b> is yours"
msgstr "<b>{code}</b> on sinun"

msgid "Board"
msgstr "Tilanne"

msgid "In time"
msgstr "Ajallaan"

msgid "Late"
msgstr "Myöhässä"

msgid "One task"
msgid_plural "{n} tasks"
msgstr[0] "{n} tehtävä"
msgstr[1] "{n} tehtävää"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "domain" / "texts").mkdir(parents=True)
    (tmp_path / "bot" / "conversations").mkdir(parents=True)
    (tmp_path / "bot" / "conversations" / "board.py").write_text(CODE, "utf-8")
    catalogue(tmp_path).write_text(HEADER + COMPLETE, "utf-8")
    return tmp_path


def catalogue(tree: Path) -> Path:
    return tree / "domain" / "texts" / "fi.po"


def reword(tree: Path, old: str, new: str) -> None:
    text = catalogue(tree).read_text("utf-8")
    assert old in text
    catalogue(tree).write_text(text.replace(old, new), "utf-8")


def test_every_text_of_the_code_is_translated() -> None:
    assert check(catalogue_keeper.ROOT) == []


def test_texts_are_gathered_from_calls_marks_plurals_and_choices(tree: Path) -> None:
    assert gather(tree) == {
        "<b>{code}</b> is yours": ("<b>{code}</b> is yours",),
        "Board": ("Board",),
        "In time": ("In time",),
        "Late": ("Late",),
        "One task": ("One task", "{n} tasks"),
    }


def test_an_f_string_is_refused_since_it_can_never_be_translated(tree: Path) -> None:
    (tree / "bot" / "views.py").write_text('words(f"{code} is yours")', "utf-8")
    with pytest.raises(SyntaxError, match="cannot be translated"):
        gather(tree)


def test_a_complete_catalogue_passes_and_an_update_leaves_it_as_it_was(tree: Path) -> None:
    assert check(tree) == []
    assert update(tree) == {"fi": 0}
    assert catalogue(tree).read_text("utf-8") == HEADER + COMPLETE


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "Late"\nmsgstr "Myöhässä"', "", "fi: lacks: Late"),
        ('"Myöhässä"', '""', "fi: empty: Late"),
        ('"{n} tehtävää"', '""', "fi: empty: One task"),
        ('msgid "Late"', '#, fuzzy\nmsgid "Late"', "fi: fuzzy: Late"),
        ('msgid "Late"', 'msgid "Gone"\nmsgstr "Poissa"\n\nmsgid "Late"', "fi: obsolete: Gone"),
        ('msgid "Late"', '#~ msgid "Gone"\n#~ msgstr "Poissa"\n\nmsgid "Late"', "fi: obsolete: Gone"),
        ("{code}</b> on", "{koodi}</b> on", "fi: other {names}: <b>{koodi}</b> on sinun"),
        ("{code}</b> on", "{code</b> on", "fi: other {names}: <b>{code</b> on sinun"),
        ("<b>{code}</b> on", "<i>{code}</i> on", "fi: other tags: <i>{code}</i> on sinun"),
    ],
)
def test_a_fault_of_a_catalogue_is_told(tree: Path, old: str, new: str, fault: str) -> None:
    reword(tree, old, new)
    assert check(tree) == [fault]


def test_an_update_drops_what_is_gone_and_counts_what_is_missing(tree: Path) -> None:
    board = tree / "bot" / "conversations" / "board.py"
    board.write_text(CODE.replace('"Late"', '"Too late"'), "utf-8")
    assert update(tree) == {"fi": 1}
    assert check(tree) == ["fi: empty: Too late"]
    assert "Tilanne" in catalogue(tree).read_text("utf-8")


def test_a_changed_plural_is_translated_anew(tree: Path) -> None:
    board = tree / "bot" / "conversations" / "board.py"
    board.write_text(CODE.replace('"{n} tasks"', '"{n} contacts"'), "utf-8")
    assert check(tree) == ["fi: lacks: One task"]
    assert update(tree) == {"fi": 1}
    assert check(tree) == ["fi: empty: One task"]


def test_translations_of_a_fragment_are_merged(tree: Path, tmp_path: Path) -> None:
    catalogue(tree).write_text(HEADER, "utf-8")
    fragment = tmp_path / "fragment.po"
    fragment.write_text(COMPLETE, "utf-8")
    assert merge(tree, [fragment]) == {"fi": 5}
    assert check(tree) == []


def test_the_commands_say_how_it_went(tree: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"], tree) == 0
    reword(tree, '"Myöhässä"', '""')
    assert main(["check"], tree) == 1
    assert main(["update"], tree) == 0
    assert main(["merge", str(catalogue(tree))], tree) == 0
    assert capsys.readouterr().out.splitlines() == ["fi: empty: Late", "fi: 1 without a translation", "fi: 4 merged"]


def test_an_unknown_command_is_answered_with_the_known_ones(tree: Path) -> None:
    with pytest.raises(SystemExit, match="merge FRAGMENT"):
        main(["unheard"], tree)
