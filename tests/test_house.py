"""What is written twice says the same thing, and what must not be in the tree is not there."""

import os
import re
import subprocess
from itertools import count
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parents[1]
HOSTS = re.compile(rb"python[h]osted|pypi[.]org|registry[.]np[m]|deb[.]debia[n]")
"""Package hosts, written so that this file does not name them itself."""


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def in_git() -> list[Path]:
    if not (ROOT / ".git").exists():
        pytest.skip("this is not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name]


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


def test_the_readme_begins_with_the_demo_and_the_tests_and_tells_the_way_from_the_clone() -> None:
    [first, second, *_] = re.findall(r"```sh\n(.*?)```", read("README.md"), re.DOTALL)
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make demo", "make test"]
    clone, demo = second.splitlines()
    assert clone.startswith("git clone ")
    assert demo == "make demo"


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", ".ci/run"])
def test_every_make_target_that_is_named_is_there(document: str) -> None:
    named = set(re.findall(r"(?:`|^\s*|step )make ([a-z]+)", read(document), re.MULTILINE))
    assert named
    assert named <= make_targets()


def test_every_make_target_is_in_the_readme() -> None:
    assert make_targets() <= set(re.findall(r"make ([a-z]+)", read("README.md")))


def test_the_port_of_the_demo_can_be_chosen() -> None:
    told = subprocess.run(["make", "-n", "demo", "PORT=8790"], cwd=ROOT, check=True, capture_output=True, text=True)
    assert "-m bot.demo  --port 8790" in told.stdout


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_links_inside_the_house_lead_somewhere(document: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", read(document))
    assert [link for link in links if not ((ROOT / document).parent / link).exists()] == []


@pytest.mark.parametrize("document", [".env.example", "docs/settings.md"])
def test_every_setting_is_told_and_no_other(document: str) -> None:
    pattern = r"^(?:# )?([A-Z_]+)=" if document == ".env.example" else r"^\| (`[A-Z_]+`.*?) \|"
    told = {
        name for found in re.findall(pattern, read(document), re.MULTILINE) for name in re.findall("[A-Z_]+", found)
    }
    assert told == {name.upper() for name in Settings.model_fields}


def test_the_example_of_settings_says_their_defaults() -> None:
    assert Settings(_env_file=ROOT / ".env.example") == Settings(_env_file=None)


def test_checks_before_landing_can_be_run() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name.split("-")[0]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == [number for number, _ in zip(count(1), numbers, strict=False)]


def test_no_file_names_a_package_host() -> None:
    assert [path.name for path in in_git() if path.is_file() and HOSTS.search(path.read_bytes())] == []


def test_the_lock_that_names_hosts_stays_out() -> None:
    assert [path for path in in_git() if path.name == "uv.lock"] == []
