"""A study's waves: the next one opened, the present or an earlier one closed."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import RowMapping

from domain.contact import UNFINISHED, State
from domain.operations.assignments import withdraw
from domain.operations.studies import a_study, ensure_wave_open
from domain.person import Person
from domain.refusal import Stale, Unknown, WaveEmpty, WaveNameTaken, WaveNameWrong
from domain.storage import audit, contacts, studies
from domain.storage.transaction import Transaction
from domain.wave import LONGEST_NAME, named, next_name


def standing(tx: Transaction, wave_id: int) -> Mapping[State, int]:
    """Returns how many contacts of a wave are in each state."""
    counts: Counter[State] = Counter()
    for (_, _, state), n in contacts.count_by_state(tx, wave_id).items():
        counts[state] += n
    return counts


def present(tx: Transaction, *, by: Person, study_id: int) -> RowMapping:
    """Returns a study's present wave, which has contacts (WaveEmpty otherwise)."""
    a_study(tx, by, study_id)
    wave = studies.present_wave(tx, study_id)
    if not standing(tx, wave["id"]):
        raise WaveEmpty(place={"kind": "study", "study": study_id})
    return wave


def to_close(tx: Transaction, *, by: Person, study_id: int, wave_id: int | None = None) -> RowMapping:
    """Returns a wave of a study that may be closed, the present one unless it is said.

    Raises Unknown for a wave that is not the study's, WaveEmpty for one without contacts, WaveIsClosed for one that has
    been closed.
    """
    if wave_id is None:
        wave = present(tx, by=by, study_id=study_id)
    else:
        a_study(tx, by, study_id)
        known = {wave["id"]: wave for wave in studies.waves_of(tx, study_id)}
        if wave_id not in known:
            raise Unknown
        wave = known[wave_id]
        if not standing(tx, wave_id):
            raise WaveEmpty(place={"kind": "study", "study": study_id})
    ensure_wave_open(wave)
    return wave


def earlier_open(tx: Transaction, *, by: Person, study_id: int) -> list[RowMapping]:
    """Returns the waves before the present one that are open and have something unfinished, oldest first."""
    a_study(tx, by, study_id)
    earlier = [wave for wave in studies.waves_of(tx, study_id)[:-1] if wave["closed_at"] is None]
    return [wave for wave in earlier if UNFINISHED & standing(tx, wave["id"]).keys()]


def propose(tx: Transaction, *, by: Person, study_id: int, now: datetime) -> str:
    """Returns a name for the next wave that no wave of the study has."""
    study = studies.definition(a_study(tx, by, study_id))
    today, taken = study.local(now).date(), _names(tx, study_id)
    name = next_name(studies.present_wave(tx, study_id)["name"], today)
    while name.casefold() in taken:
        name = next_name(name, today)
    return name


def _names(tx: Transaction, study_id: int) -> set[str]:
    return {wave["name"].casefold() for wave in studies.waves_of(tx, study_id)}


def ensure_name(tx: Transaction, *, by: Person, study_id: int, name: str) -> str:
    """Returns a name that the next wave may have (WaveNameWrong or WaveNameTaken otherwise)."""
    a_study(tx, by, study_id)
    name = named(name)
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise WaveNameWrong(most=LONGEST_NAME)
    if name.casefold() in _names(tx, study_id):
        raise WaveNameTaken(name=name)
    return name


def create(tx: Transaction, *, by: Person, study_id: int, after: int, name: str, now: datetime) -> int:
    """Opens the wave that comes after the present one, and returns its id (Stale when another one is present now)."""
    wave = present(tx, by=by, study_id=study_id)
    if wave["id"] != after:
        raise Stale(place={"kind": "study", "study": study_id})
    name = ensure_name(tx, by=by, study_id=study_id, name=name)
    id = studies.add_wave(tx, study_id, number=wave["number"] + 1, name=name)
    audit.note(tx, by.id, "create wave", str(study_id), now, wave=name)
    return id


def close(tx: Transaction, *, by: Person, study_id: int, wave_id: int, now: datetime) -> None:
    """Closes a wave: nothing more of it is handed out, offers are withdrawn, what was taken may finish."""
    wave = to_close(tx, by=by, study_id=study_id, wave_id=wave_id)
    counts = standing(tx, wave_id)
    for contact in contacts.of_wave(tx, wave_id, State.OFFERED):
        withdraw(tx, by=by, contact_id=contact.id, version=contact.version, now=now)
    studies.close_wave(tx, wave_id, now)
    told = {state.value: n for state, n in counts.items()}
    audit.note(tx, by.id, "close wave", str(study_id), now, wave=wave["name"], **told)
