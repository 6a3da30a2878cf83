"""The fixed words, on which people, guides and outside checks rely, in both languages."""

import pytest

from domain.texts import Words

FIXED = {
    "Create study": "Luo tutkimus",
    "Discard": "Älä tallenna",
    "Plan contacts": "Suunnittele kontaktit",
    "Assign": "Jaa tehtäviä",
    "Board": "Tilanne",
    "Review": "Tarkista",
    "Analysis": "Toteuma-analyysi",
    "Quote": "Tarjous",
    "Create contacts": "Luo kontaktit",
    "All open": "Kaikki avoimet",
    "In balance": "Jaa tasan",
    "Open call": "Avoin haku",
    "Offer": "Tarjoa",
    "Approve": "Hyväksy",
    "Return": "Palauta korjattavaksi",
    "Exclude": "Rajaa tuloksista",
    "Approve unflagged": "Hyväksy liputtomat",
    "Send to client": "Lähetä asiakkaalle",
    "Accept": "Otan tehtävän",
    "Decline": "En ota",
    "Start contact": "Aloita kontakti",
    "I called already": "Soitin jo",
    "I did it already": "Tein jo",
    "Brief": "Toimeksianto",
    "I give this up": "Luovun tehtävästä",
    "Answered": "Vastattiin",
    "No answer": "Ei vastausta",
    "Ended": "Päättyi",
    "Reply received": "Sain vastauksen",
    "Served": "Palvelu alkoi",
    "Back": "Takaisin",
    "Comment": "Kommentti",
    "Does not apply": "Ei koske tätä",
    "Skip": "Ohita",
    "Pause": "Jatkan myöhemmin",
    "Done": "Valmis",
    "Submit": "Lähetä",
    "Accept quote": "Hyväksy tarjous",
    "Decline quote": "Hylkää tarjous",
    "Discount": "Alennus",
    "Extra hours": "Lisätunnit",
    "Order details": "Tilaustiedot",
    "Charge setup": "Veloita perustyö",
    "Waive setup": "Jätä veloittamatta",
    "Record acceptance": "Kirjaa hyväksyntä",
    "New version": "Uusi versio",
    "Renew": "Uusi voimassaolo",
    "Recordings": "Nauhoitteet",
    "Confirm": "Vahvista",
    "Report": "Raportti",
    "Praise": "Kiitos",
    "Actions": "Toimenpiteet",
    "Agree": "Sovitaan",
    "✓ Done": "✓ Tehty",
    "Drop": "Jätetään",
    "Add action": "Lisää toimenpide",
    "Ask about this": "Kysy tuloksesta",
    "Answer": "Vastaa",
}


@pytest.mark.parametrize(("english", "finnish"), FIXED.items())
def test_a_fixed_word_is_what_it_is(english: str, finnish: str) -> None:
    assert Words("en")(english) == english
    assert Words("fi")(english) == finnish


def test_the_receipt_names_the_code() -> None:
    assert Words("fi")("<b>{code} received</b>", code="HAVU-017") == "<b>HAVU-017 vastaanotettu</b>"
    assert Words("fi")("<b>{code} is yours</b>", code="HAVU-003") == "<b>HAVU-003 on sinun</b>"
