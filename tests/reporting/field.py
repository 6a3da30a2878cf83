"""A simulated Havu study in an SQLite database: contacts, times, answers and words, the same ones for the same seed."""

import random
from copy import copy, deepcopy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine

from domain.contact import Moment, Outcome, Source, State
from domain.figures.exchange import Sought
from domain.figures.reading import read as read_csv
from domain.form import fill
from domain.metric import Measure, Question, QuestionType
from domain.person import Role
from domain.score import index
from domain.service import Channel, Service
from domain.storage import tables
from domain.study import Study
from domain.workbook import read

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
STARTS = datetime(2026, 10, 5, 7, 0, tzinfo=UTC)

BEST = (
    "Asiakaspalvelija kuunteli rauhassa ja kertasi asiani lopuksi, joten tiesin tulleeni ymmärretyksi.",
    "Sain suoran vastauksen ilman siirtoja.",
    "Ystävällinen sävy, eikä kiireen tuntua ollut missään vaiheessa.",
    "Vastaus oli selkeä, ja siinä oli kirjallinen vahvistus, jonka pyysin.",
    "Hän oli perehtynyt laskuun jo ennen kuin ehdin selittää.",
)
MISSING = (
    "Kukaan ei kertonut, milloin asiaan palataan; jäin odottamaan tietoa seuraavasta vaiheesta.",
    "Jouduin selittämään asiani kahdesti, koska puhelu siirrettiin.",
    "Minulle ei kerrottu kyselystä mitään, eikä lisäpalvelua ehdotettu.",
    "Vahvistus luvattiin osoitteeseen testi1@toteuma.example, mutta sitä ei tullut; soitin numeroon +358 20 000 1001.",
    "Virtaselle luvattiin soittaa takaisin, eikä soitettu.",
)
REMARKS = (
    "Vastaaja ei kertonut nimeään, ja tervehdys jäi kesken.",
    "Taustamelu haittasi, ja sanoja katosi.",
    "Kysymykseni ohitettiin kahdesti ennen kuin siihen vastattiin.",
)


def havu() -> Study:
    """Returns the sample study."""
    reading = read((Path(__file__).parents[1] / "samples" / "havu_energia.xlsx").read_bytes(), "havu_energia.xlsx")
    assert reading.study is not None
    return reading.study


@dataclass
class Field:
    """A wave in the making; ids are those of its rows."""

    connection: Connection
    study: Study
    seed: int = 7
    simulated: bool = True
    agency: int = 1
    study_id: int = 1
    wave: int = 1
    made: int = 0
    """Contacts so far."""
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self._open()

    def copied(self, connection: Connection) -> "Field":
        """Returns the same wave in an empty database, without making it anew."""
        source, target = (one.connection.driver_connection for one in (self.connection, connection))
        assert source is not None
        assert target is not None
        self.connection.commit()
        target.deserialize(source.serialize())
        made = copy(self)
        made.connection, made.chance = connection, deepcopy(self.chance)
        return made

    def _add(self, table: Any, **values: Any) -> int:
        key = self.connection.execute(table.insert(), values).inserted_primary_key
        assert key is not None
        return int(key[0])

    def _open(self) -> None:
        self._add(tables.agency, name="Toteuma Oy")
        self._add(tables.client, agency_id=1, name=self.study.terms.client, letters="HAVU")
        for number, name in enumerate(("Aino Salmi", "Eero Lampi", "Kaisa Ranta"), start=1):
            role = Role.COORDINATOR if number == 3 else Role.SHOPPER
            person = {"agency_id": 1, "code": f"A{number}", "name": name, "role": role, "chat_id": number}
            self._add(tables.person, **person, language="fi", joined_at=STARTS)
        definition = self.study.model_dump_json()
        study = {"agency_id": 1, "client_id": 1, "name": self.study.terms.name, "definition": definition}
        self._add(tables.study, **study, sha256="0", simulated=self.simulated, created_by=3, created_at=STARTS)
        self._add(tables.wave, agency_id=1, study_id=1, number=1, name=self.study.terms.wave)

    def next_wave(self, name: str) -> int:
        """Opens another wave of the study, in which contacts are made from now on, and returns its id."""
        self.wave = self._add(tables.wave, agency_id=1, study_id=self.study_id, number=self.wave + 1, name=name)
        return self.wave

    def next_study(self, study: Study, *, client: int = 1, simulated: bool | None = None) -> int:
        """Opens a study of a workbook sent again, in whose wave contacts are made from now on, and returns its id."""
        self.study = study
        row = {"agency_id": 1, "client_id": client, "name": study.terms.name, "definition": study.model_dump_json()}
        said = self.simulated if simulated is None else simulated
        sha256 = str(self.study_id)
        self.study_id = self._add(tables.study, **row, sha256=sha256, simulated=said, created_by=3, created_at=STARTS)
        wave = {"agency_id": 1, "study_id": self.study_id, "number": 1, "name": study.terms.wave}
        self.wave = self._add(tables.wave, **wave)
        return self.study_id

    def contacts(self, n: int, *, unanswered: int = 1) -> None:
        """Makes n approved contacts, services in the proportion the study plans, the last ones unanswered."""
        services = [service for service in self.study.services for _ in range(service.contacts)]
        for number in range(n):
            service = services[(number * 7) % len(services)] if n < len(services) else services[number % len(services)]
            self.contact(self.made + 1, service, answered=number >= unanswered)

    def contact(self, number: int, service: Service, *, answered: bool = True, state: State = State.APPROVED) -> int:
        """Makes one contact with its times and answers, and returns its id."""
        unit = self.chance.choice(self.study.units_of(service.name)).name
        scenario = self.chance.choice([one for one in self.study.scenarios if one.service == service.name])
        profiles = scenario.profiles or tuple(profile.name for profile in self.study.profiles)
        contact = self._add(
            tables.contact,
            agency_id=1,
            study_id=self.study_id,
            wave_id=self.wave,
            code=f"HAVU-{number:03}",
            service=service.name,
            unit=unit,
            scenario=scenario.name,
            profile=self.chance.choice(profiles),
            channel=service.channel,
            opens_on=date(2026, 10, 1),
            closes_on=date(2026, 10, 31),
            fee=Decimal(22),
            state=state,
            shopper_id=1 + number % 2,
            outcome=Outcome.ANSWERED if answered else Outcome.NO_ANSWER,
        )
        self.made += 1
        wait = self._times(contact, number, service, answered)
        self._fill(contact, service, wait, answered, unit)
        return contact

    def figures(self, text: str, *, saved_at: datetime = NOW, state: str = "saved", agency: int = 1) -> None:
        """Saves a CSV of the client's own figures."""
        found = read_csv(text.encode(), self.study.terms.zone, Sought(frozenset(), frozenset(), ()))
        assert found.own is not None, found
        file = {"file_id": "f", "filename": "own.csv", "size": len(text), "sha256": found.sha256, "kind": "own"}
        about = {"agency_id": agency, "person_id": 3, "study_id": 1, "created_at": saved_at, "saved_at": saved_at}
        self._add(tables.figures, **about, **file, state=state, content=found.own.model_dump(mode="json"))

    def _times(self, contact: int, number: int, service: Service, answered: bool) -> float:
        """Stores the moments and returns the wait in seconds."""
        started = STARTS + timedelta(days=20 * (self.wave - 1) + number % 18, minutes=self.chance.randint(0, 400))
        mail = service.channel is Channel.EMAIL
        wait = round(self.chance.lognormvariate(10.9, 0.5) if mail else self.chance.lognormvariate(3.9, 0.8))
        moments = {Moment.STARTED: started}
        if answered:
            moments[Moment.ANSWERED] = started + timedelta(seconds=wait)
            moments[Moment.ENDED] = started + timedelta(seconds=wait + 60 * self.chance.gauss(9, 2.5))
        rows = []
        for moment, at in moments.items():
            values = {"agency_id": 1, "contact_id": contact, "attempt": 0, "moment": moment, "source": Source.BUTTON}
            rows.append({**values, "at": at - timedelta(minutes=50), "recorded_at": at})
            rows.append({**values, "at": at, "recorded_at": at + timedelta(seconds=1)})
        self.connection.execute(tables.timing.insert(), rows)
        return wait

    def _fill(self, contact: int, service: Service, wait: float, answered: bool, unit: str) -> None:
        mail = service.channel is Channel.EMAIL
        facts = {"channel": service.channel.value, "answered": "yes" if answered else "no"}
        if answered:
            facts |= {"reply_hours": f"{wait / 3600:.2f}"} if mail else {"wait_seconds": f"{wait:.0f}"}
        answers: dict[str, str] = {}
        skill = self.chance.gauss(0.72 if unit != "tampere" else 0.58, 0.12)
        for question in self.study.form.questions:
            if not question.type.is_asked:
                continue
            filled = fill(self.study.form, answers, facts, now=NOW)
            if question.name in filled.relevant:
                answers[question.name] = self._value(question, skill)
        filled = fill(self.study.form, answers, facts, now=NOW)
        stored = [
            self._stored(contact, question, filled.values[question.name])
            for question in self.study.form.questions
            if question.name in filled.relevant
        ]
        self.connection.execute(tables.answer.insert(), [row for row in stored if row])
        score = index(self.study, filled).value
        self.connection.execute(tables.contact.update().where(tables.contact.c.id == contact).values(score_index=score))

    def _stored(self, contact: int, question: Question, value: str) -> dict[str, Any] | None:
        """The row of an answer; None where a file is the answer, or nothing."""
        if question.type in {QuestionType.IMAGE, QuestionType.NOTE}:
            return None
        if question.type is QuestionType.AUDIO:
            file = {"kind": "audio", "file_id": f"f{contact}", "file_unique_id": f"u{contact}", "state": "kept"}
            about = {"agency_id": 1, "contact_id": contact, "question": question.name}
            self._add(tables.attachment, **about, **file, purpose="answer", added_at=NOW)
            return None
        low = question.type is QuestionType.RANGE and question.comment_below and float(value or 10) < 6
        state = "given" if question.type.is_asked else "calculated"
        comment = self.chance.choice(REMARKS) if low else ""
        about = {"agency_id": 1, "contact_id": contact, "question": question.name, "answered_at": NOW}
        return {**about, "value": value, "state": state if value else "skipped", "comment": comment}

    def _value(self, question: Question, skill: float) -> str:
        match question.type:
            case QuestionType.RANGE:
                start, end = (int(question.parameters[edge]) for edge in ("start", "end"))
                return str(min(end, max(start, round(start + (end - start) * self.chance.gauss(skill + 0.08, 0.12)))))
            case QuestionType.SELECT_ONE:
                return self._choice(question, skill)
            case QuestionType.SELECT_MULTIPLE:
                names = [choice.name for choice in self.study.form.choices_of(question) if choice.name != "ei_mitaan"]
                return " ".join(sorted(self.chance.sample(names, self.chance.randint(1, len(names)))))
            case QuestionType.INTEGER:
                return str(self.chance.choice((0, 0, 0, 1, 2)))
            case QuestionType.DATE:
                return "2026-10-30"
            case QuestionType.TEXT if question.measure is Measure.VERBATIM:
                return self.chance.choice(BEST if question.name == "parasta" else MISSING)
            case QuestionType.AUDIO | QuestionType.IMAGE:
                return ""
            case _:
                return ""

    def _choice(self, question: Question, skill: float) -> str:
        choices = self.study.form.choices_of(question)
        if any(choice.not_applicable for choice in choices) and self.chance.random() < 0.2:
            return next(choice.name for choice in choices if choice.not_applicable)
        scored = sorted((choice.score, choice.name) for choice in choices if choice.score is not None)
        wanted = 100 * self.chance.gauss(skill + 0.05, 0.2)
        return min(scored, key=lambda pair: abs(pair[0] - wanted))[1]


def database() -> Engine:
    """Returns an empty database in memory, with its tables."""
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.deserialize(_empty())
    return engine


@cache
def _empty() -> bytes:
    """Such a database as bytes."""
    engine = create_engine("sqlite://")
    tables.metadata.create_all(engine)
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        made = bytes(raw.serialize())
    engine.dispose()
    return made
