"""What an analysis counts: which waves and services of a study have results, and the contacts of a chosen scope."""

from collections.abc import Sequence

from sqlalchemy import RowMapping

from domain.contact import Contact, State
from domain.operations.studies import a_study
from domain.person import Person
from domain.refusal import NothingToAnalyse, Unknown
from domain.scope import Scope
from domain.storage import contacts, studies
from domain.storage.transaction import Transaction
from domain.wave import WithResults


def with_results(tx: Transaction, *, by: Person, study_id: int) -> Sequence[WithResults]:
    """Returns the waves of a study of which something counts, newest first."""
    order = [service.name for service in studies.definition(a_study(tx, by, study_id)).services]
    counts = contacts.count_results(tx, study_id)
    found = []
    for wave in reversed(studies.waves_of(tx, study_id)):
        services = {name: n for name in order if (n := counts.get((wave["id"], name), 0))}
        if services:
            found.append(WithResults(wave["id"], wave["name"], services))
    return found


def ensure_counts(tx: Transaction, *, study_id: int, wave_id: int, scope: Scope) -> None:
    """Refuses a scope that isn't of the study (Unknown), and one that counts nothing (NothingToAnalyse)."""
    waves = scope.counted_waves(wave_id)
    if wave_id not in waves or not set(waves) <= {wave["id"] for wave in studies.waves_of(tx, study_id)}:
        raise Unknown
    counts = contacts.count_results(tx, study_id)
    if not any(wave in waves and scope.holds(service) for wave, service in counts):
        raise NothingToAnalyse(place={"kind": "study", "study": study_id})


def waves_counted(tx: Transaction, analysis: RowMapping) -> Sequence[str]:
    """Returns the names of the waves that an analysis counts, oldest first."""
    counted = Scope.of(analysis["scope"]).counted_waves(analysis["wave_id"])
    return [wave["name"] for wave in studies.waves_of(tx, analysis["study_id"]) if wave["id"] in counted]


def approved_of(tx: Transaction, analysis: RowMapping) -> Sequence[Contact]:
    """Returns the approved contacts of the waves and services that an analysis counts."""
    scope = Scope.of(analysis["scope"])
    waves = scope.counted_waves(analysis["wave_id"])
    approved = [contact for wave in waves for contact in contacts.of_wave(tx, wave, State.APPROVED)]
    return [contact for contact in approved if scope.holds(contact.service)]
