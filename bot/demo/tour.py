"""Five steps for whoever has just watched the play: a shopper, the coordinator, the client, the owner, a crash."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.demo.cast import Member
from bot.demo.play import Play
from bot.demo.second_wave import LooseEnds
from domain.texts import Words, languages


@dataclass(frozen=True)
class Step:
    """One thing to try, in each language."""

    on: Member
    """On whose phone."""
    title: Mapping[str, str]
    text: Mapping[str, str]

    def as_json(self) -> dict[str, object]:
        """The step as a page draws it."""
        return {"person": self.on.phone.person.id, "title": dict(self.title), "text": dict(self.text)}


def tour(play: Play, ends: LooseEnds) -> Sequence[Step]:
    """Returns the steps, with what waits on each phone."""
    told = {language: _told(Words(language), play, ends) for language in languages()}
    hosts = (play.aino, play.kaisa, play.helmi, play.otso, play.aino)
    return [
        Step(
            host,
            {language: steps[number][0] for language, steps in told.items()},
            {language: steps[number][1] for language, steps in told.items()},
        )
        for number, host in enumerate(hosts)
    ]


def _told(words: Words, play: Play, ends: LooseEnds) -> Sequence[tuple[str, str]]:
    """The title and the text of each step in one language; buttons are named as they are on that phone."""
    names = {member.name.lower(): member.name for member in play.cast}

    def on(member: Member, label: str) -> str:
        return f"[{member.words(label)}]"

    return [
        (
            words("{aino} shops", **names),
            words(
                "{aino} has made the call {asked} and is asked about it: press a value or type one; what is asked in "
                "words can be spoken. On {eero}’s phone {offered} is offered: {accept}. "
                "/language changes the language.",
                asked=ends.asked,
                offered=ends.offered,
                accept=on(play.eero, "Accept"),
                **names,
            ),
        ),
        (
            words("{kaisa} coordinates", **names),
            words(
                "{codes} wait for her review: open one, then {approve} or {return_}. Send /analysis for a report.",
                codes=", ".join(ends.handed_in),
                approve=on(play.kaisa, "Approve"),
                return_=on(play.kaisa, "Return"),
                **names,
            ),
        ),
        (
            words("{helmi} is the client", **names),
            words(
                "The quote of the second wave waits: {accept}. "
                "Send /reports for the outcome analysis, and ask about it.",
                accept=on(play.helmi, "Accept quote"),
                **names,
            ),
        ),
        (
            words("{otso} owns the agency", **names),
            words(
                "/people lists who is in. Send /invite, choose a role and tap the link: you choose on whose phone it "
                "opens, and somebody new is in.",
                **names,
            ),
        ),
        (
            words("The bot crashes"),
            words(
                "Crash the bot by the controls while {aino} is asked, and answer at once: "
                "nothing is lost, and the next question comes.",
                **names,
            ),
        ),
    ]
