"""A simulated wave of so many contacts, and what was made of it."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import create_engine

from domain.imprint import Imprint
from domain.scope import WHOLE, Scope
from domain.study import Study
from domain.texts import Words
from reporting import frames, outcome_analysis
from reporting.analyses.outcome import Analysis, analyse
from reporting.outcome_analysis import Document
from tests.reporting.field import NOW, Field, database, havu

TOTEUMA = Imprint(agency="Toteuma Oy")
MakeField = Callable[..., Field]
MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def study() -> Study:
    """The sample study."""
    return havu()


@pytest.fixture(scope="session")
def fields(study: Study) -> Iterator[MakeField]:
    """Waves that have been made once; they are only copied."""
    made: dict[tuple[object, ...], Field] = {}

    def make(contacts: int, *, waves: int = 1, **options: object) -> Field:
        key = (contacts, waves, *sorted(options.items()))
        if key not in made:
            made[key] = Field(database().connect(), study, **options)  # type: ignore[arg-type]
            made[key].contacts(contacts)
            for number in range(2, waves + 1):
                made[key].next_wave(f"2027-Q{number - 1}")
                made[key].contacts(contacts)
        return made[key]

    yield make
    for one in made.values():
        one.connection.close()
        one.connection.engine.dispose()


@pytest.fixture
def field(fields: MakeField) -> Iterator[MakeField]:
    """Opens a database with a wave of so many contacts, or with so many waves of them."""
    open_connections = []

    def make(contacts: int = 22, **options: object) -> Field:
        connection = create_engine("sqlite://").connect()
        open_connections.append(connection)
        return fields(contacts, **options).copied(connection)

    yield make
    for connection in open_connections:
        connection.close()
        connection.engine.dispose()


def analysed(field: Field, language: str = "en") -> Analysis:
    """Returns the analysis of a field's wave."""
    read = frames.read(field.connection, agency=1, study=1, wave=1)
    return analyse(read, Words(language))


def document(
    field: Field, language: str = "en", wave: int = 1, agency: int = 1, scope: Scope = WHOLE, study: int = 1
) -> Document:
    """Returns the finished report of a field's wave, or of what a scope counts."""
    return outcome_analysis.make(
        field.connection,
        agency=agency,
        study=study,
        wave=wave,
        scope=scope,
        language=language,
        imprint=TOTEUMA,
        now=NOW,
    )
