"""Words that the agency types for a client: without the names that the client must never see."""

from domain.mask import names_in
from domain.person import Role
from domain.refusal import NamesAShopper
from domain.storage import people, studies
from domain.storage.transaction import Transaction


def ensure_nobody_named(tx: Transaction, study_id: int, text: str) -> None:
    """Refuses a text with the name of a shopper, or of somebody whom shoppers play in a study (NamesAShopper)."""
    study = studies.get(tx, study_id)
    aliases = studies.definition(study).aliases if study else ()
    hidden = (*(person.name for person in people.all_of(tx, Role.SHOPPER)), *(alias.name for alias in aliases))
    found = names_in(text, hidden)
    if found:
        raise NamesAShopper(names=", ".join(dict.fromkeys(found)))
