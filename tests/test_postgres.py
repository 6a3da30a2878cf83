import pytest
from sqlalchemy import create_engine, inspect, make_url, text

from domain.storage.tables import metadata
from tests import postgres as server
from tests.postgres import Postgres, empty_postgres_url, postgres, postgres_template, postgres_url

__all__ = ["empty_postgres_url", "postgres", "postgres_template", "postgres_url"]


def tables(url: str) -> set[str]:
    engine = create_engine(url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names


def test_a_test_gets_a_migrated_database(postgres_url: str) -> None:
    assert make_url(postgres_url).drivername == "postgresql+psycopg"
    assert set(metadata.tables) <= tables(postgres_url)


def test_an_empty_one_has_no_tables(empty_postgres_url: str) -> None:
    assert tables(empty_postgres_url) == set()


def test_databases_are_apart_and_go_away_although_somebody_is_connected(postgres: Postgres) -> None:
    first, second = postgres.create(), postgres.create()
    engine = create_engine(first)
    with engine.connect() as connection:
        connection.execute(text("CREATE TABLE note (words text)"))
        connection.commit()
        assert tables(second) == set()
        postgres.drop(first)
        connection.detach()
    postgres.drop(second)
    with pytest.raises(Exception, match="does not exist"):
        tables(first)


@pytest.mark.parametrize(("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_without_a_server_tests_are_skipped_but_fail_where_changes_land(
    monkeypatch: pytest.MonkeyPatch, ci: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="cannot be started here: no such user"):
        server._unavailable(OSError("no such user"))
