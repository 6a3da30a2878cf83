"""A simulated wave of so many contacts, and what was made of it."""

from collections.abc import Callable, Iterator

import pytest

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


@pytest.fixture
def field(study: Study) -> Iterator[MakeField]:
    """Opens a database with a wave of so many contacts."""
    open_engines = []

    def make(contacts: int = 22, **options: object) -> Field:
        engine = database()
        connection = engine.connect()
        open_engines.append((engine, connection))
        made = Field(connection, study, **options)  # type: ignore[arg-type]
        made.contacts(contacts)
        return made

    yield make
    for engine, connection in open_engines:
        connection.close()
        engine.dispose()


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
