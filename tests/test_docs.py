"""Papers that are written from templates say what the code says."""

import re
from pathlib import Path

import pytest

from bot.menus import BY_ROLE
from bot.settings import Settings
from docs.screenshots import LARGEST
from docs.tables import explained_settings
from docs.templating import FOLDER, TEMPLATES, Paper, Unknown, papers
from domain.person import Role
from domain.texts import languages

GUIDES = [paper for paper in papers() if paper.role]


def paper(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, name: str = "shopper.fi.md") -> str:
    monkeypatch.setattr("docs.templating.TEMPLATES", folder)
    (folder / name).write_text(text)
    return Paper(folder / name).written().strip()


@pytest.mark.parametrize("each", papers(), ids=lambda each: each.template.name)
def test_what_is_committed_is_what_its_template_says(each: Paper) -> None:
    assert each.file.read_text("utf-8") == each.written(), "make docs"


def test_there_is_a_guide_for_each_role_in_each_language() -> None:
    assert {(each.role, each.language) for each in GUIDES} == {(role, code) for role in Role for code in languages()}


@pytest.mark.parametrize("each", GUIDES, ids=lambda each: each.template.name)
def test_a_guide_tells_every_command_of_its_role_and_no_other(each: Paper) -> None:
    assert each.role
    told = set(re.findall(r"`/(\w+)", each.written()))
    assert told == BY_ROLE[each.role].keys()


def test_the_guides_of_a_role_name_the_same_buttons_in_every_language() -> None:
    def named(template: Path) -> set[str]:
        return set(re.findall(r"\{\{(?!:)(.+?)\}\}", template.read_text("utf-8")))

    for role in Role:
        first, *others = [named(each.template) for each in GUIDES if each.role is role]
        assert all(other == first for other in others), [other ^ first for other in others]


def test_a_button_is_named_as_its_reader_sees_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert paper(tmp_path, monkeypatch, "{{Accept}}, {{/tasks}}") == "**Otan tehtävän**, `/tasks`"
    said = '{{"<b>{code} received</b>" code=HAVU-017}}'
    assert paper(tmp_path, monkeypatch, said) == "HAVU-017 vastaanotettu"


@pytest.mark.parametrize("each", papers(), ids=lambda each: each.template.name)
def test_what_has_nothing_to_fill_in_is_named_as_a_button(each: Paper) -> None:
    quoted = re.findall(r'\{\{"(.+?)"', each.template.read_text("utf-8"))
    assert [text for text in quoted if "{" not in text] == []


@pytest.mark.parametrize("said", ["{{Acept}}", "{{/review}}", "{{: colours}}"])
def test_what_the_code_does_not_know_is_told_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    with pytest.raises(Unknown, match=r"shopper\.fi\.md:3"):
        paper(tmp_path, monkeypatch, f"# A guide\n\n{said}")


def test_every_setting_is_explained_in_its_docstring() -> None:
    assert explained_settings().keys() == Settings.model_fields.keys()


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.md")), ids=lambda file: file.name)
def test_links_and_pictures_of_papers_lead_somewhere(file: Path) -> None:
    if file.is_relative_to(TEMPLATES):
        return
    links = re.findall(r"(?:\]\(|<img src=\")(?!https?:|#)([^)#\"]+)", file.read_text("utf-8"))
    assert [link for link in links if not (file.parent / link).exists()] == []


def test_at_the_server_everything_is_done_as_the_bot_s_own_user() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", (FOLDER / "deployment.md").read_text("utf-8"), re.DOTALL)
    assert re.findall(r"^(?:\.venv/|git |make |rsync ).*", "\n".join(blocks), re.MULTILINE) == []


def test_pictures_are_small_and_shown_somewhere() -> None:
    shown = "".join(file.read_text("utf-8") for file in [FOLDER.parent / "README.md", *FOLDER.rglob("*.md")])
    for picture in (FOLDER / "pictures").glob("*.png"):
        assert picture.stat().st_size <= LARGEST, picture.name
        assert f"pictures/{picture.name}" in shown, picture.name
