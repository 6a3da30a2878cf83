"""Trying a form: whose it is to try, and nothing else, since nothing of it is stored."""

from domain.operations.access import own_contact
from domain.operations.sheets import study_of
from domain.operations.studies import a_study, own_upload
from domain.person import Person
from domain.practice import Source
from domain.refusal import Unknown
from domain.storage import studies
from domain.storage.transaction import Transaction
from domain.study import Study


def study_to_try(tx: Transaction, *, by: Person, source: Source, id: int) -> Study:
    """Returns the study whose form somebody may try: a coordinator's any, a shopper's that of their own contact."""
    match source:
        case Source.UPLOAD:
            upload = own_upload(tx, by, id)
            if not upload["definition"]:
                raise Unknown
            return Study.model_validate_json(upload["definition"])
        case Source.STUDY:
            return studies.definition(a_study(tx, by, id))
        case Source.CONTACT:
            return study_of(tx, own_contact(tx, by, id))


def scenarios_to_try(tx: Transaction, *, by: Person, source: Source, id: int) -> tuple[str, ...]:
    """Returns the scenarios that can be tried: all of a study's, the contact's own for a shopper."""
    study = study_to_try(tx, by=by, source=source, id=id)
    if source is Source.CONTACT:
        return (own_contact(tx, by, id).scenario,)
    return tuple(scenario.name for scenario in study.scenarios if study.units_of(scenario.service))
