"""The play as a whole: its cast, what is told about it, and what it leaves behind."""

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bot.demo.cast import Member
from bot.demo.coordinator import Coordinator
from bot.demo.diary import HOME, Diary
from bot.demo.props import WORKBOOK
from bot.demo.sentences import Sentences
from bot.demo.shopper import Shopper
from bot.demo.stage import Stage
from bot.sandbox import ReceivedFile
from domain.study import Study
from domain.workbook import read

SEED = "Toteuma"


class Play:
    """Everybody and everything on the stage."""

    def __init__(self, stage: Stage, study: Study) -> None:
        self.stage = stage
        self.study = study
        self.otso = Coordinator(stage, "Otso", "fi")
        self.kaisa = Coordinator(stage, "Kaisa", "fi")
        finnish, english = Sentences("fi", SEED), Sentences("en", SEED)
        self.aino = Shopper(stage, "Aino", "fi", study=study, sentences=finnish)
        self.eero = Shopper(stage, "Eero", "en", study=study, sentences=english)
        self.kerttu = Shopper(stage, "Kerttu", "fi", study=study, sentences=finnish)
        self.helmi = Member(stage, "Helmi", "fi")
        self.mallory = Member(stage, "Mallory", "en")
        self.diary: Diary[tuple[Shopper, str]] = Diary()
        self.alerts = 0
        """Critical failures that the coordinator has confirmed."""
        self.papers: dict[str, bytes] = {}
        self.quoted = ""
        """What stood under the quote."""
        self._began = time.monotonic()

    @property
    def shoppers(self) -> Sequence[Shopper]:
        """Those who make contacts."""
        return self.aino, self.eero, self.kerttu

    @property
    def cast(self) -> Sequence[Member]:
        """Everybody, the stranger last."""
        return self.otso, self.kaisa, *self.shoppers, self.helmi, self.mallory

    @property
    def codes(self) -> Sequence[str]:
        """The contacts that somebody has looked at, in order."""
        return sorted(code for shopper in self.shoppers for code in shopper.experiences)

    @property
    def seconds(self) -> float:
        """How long the play has taken."""
        return time.monotonic() - self._began

    def begins(self, scene: str) -> None:
        """Announces a scene."""
        print(f"\n{scene}", flush=True)

    def tells(self, what: str) -> None:
        """Tells what has just come true, with the day of the play."""
        day = self.stage.now.astimezone(HOME)
        print(f"  {day:%a %d.%m. %H:%M}  {what}", flush=True)

    def keeps(self, paper: ReceivedFile, name: str) -> None:
        """Keeps a paper that arrived in a chat."""
        assert paper.content.startswith(b"%PDF-"), f"{paper.name} is no PDF"
        self.papers[name] = paper.content
        (self.stage.folder / name).write_bytes(paper.content)

    def writes_transcripts(self) -> Path:
        """Writes everybody's chat as text and returns the folder."""
        folder = self.stage.folder / "transcripts"
        folder.mkdir(exist_ok=True)
        for member in self.cast:
            with suppress(OSError):
                (folder / f"{member.name.lower()}.txt").write_text(member.phone.story() + "\n")
        return folder


def rehearsed_study() -> Study:
    """Returns the study of the sample workbook, by whose words the cast knows the questions."""
    reading = read(WORKBOOK.read_bytes(), WORKBOOK.name)
    assert reading.study is not None, reading.faults
    return reading.study
