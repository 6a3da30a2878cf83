from datetime import UTC, datetime
from hashlib import sha256

import pytest
from pydantic import ValidationError

from domain.acceptance import Acceptance, canonical, digest
from tests.domain.test_quote import quoted

AT = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def test_the_same_document_has_the_same_digest_in_whatever_order_it_is_kept() -> None:
    assert canonical({"b": "ä", "a": [1, None]}) == '{"a":[1,null],"b":"ä"}'.encode()
    assert digest({"b": 1, "a": 2}) == digest({"a": 2, "b": 1}) == sha256(b'{"a":2,"b":1}').hexdigest()


def test_other_terms_make_another_document() -> None:
    quote = quoted()
    dearer = quote.model_copy(update={"payment_term_days": 30})
    assert digest(quote.model_dump(mode="json")) != digest(dearer.model_dump(mode="json"))


def test_an_acceptance_comes_back_as_it_was_and_has_a_name() -> None:
    made = Acceptance(name="Helmi", at=AT, document="d" * 64, pdf="p" * 64)
    assert Acceptance.model_validate_json(made.model_dump_json()) == made
    with pytest.raises(ValidationError):
        Acceptance(name="", at=AT, document="", pdf="")
