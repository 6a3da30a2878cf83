"""What sheets, headings and values are called: canonical in English, understood in Finnish as well."""

import re
from enum import StrEnum
from typing import TypeVar

SHEETS: dict[str, tuple[str, ...]] = {
    "settings": ("asetukset",),
    "study": ("tutkimus",),
    "promise": ("lupaus",),
    "journey": ("asiakasmatka", "palvelupolku", "kontaktipisteet"),
    "services": ("palvelut",),
    "units": ("yksiköt",),
    "scenarios": ("asiointitilanteet", "tilanteet"),
    "profiles": ("profiilit",),
    "journeys": ("matkat", "ketjut"),
    "aliases": ("peitehenkilöt", "aliakset"),
    "prices": ("hinnat", "hinnasto"),
    "price_list": ("toimiston_hinnasto",),
    "survey": ("lomake", "kysymykset"),
    "choices": ("vaihtoehdot", "valinnat"),
    "checks": ("tarkistukset",),
    "quiz": ("tietovisa", "testi"),
}

_OWN = ["weight", "target"]
COLUMNS: dict[str, tuple[str, ...]] = {
    "settings": ("form_title", "form_id", "version", "default_language"),
    "study": ("key", "value"),
    "promise": ("element", "label", *_OWN),
    "journey": (
        *("touchpoint", "label", "sub_journey", "sub_journey_label", "owner", "company_goal", "customer_goal"),
        "target",
    ),
    "services": (
        *("service", "label", "channel", "contacts", "minutes", "fee", "target"),
        *("answer_goal_seconds", "reply_goal_hours", "opening_hours"),
    ),
    "units": ("unit", "label", "service", "address"),
    "scenarios": ("scenario", "kind", "label", "brief", "service", "profiles", "fee", "stop_at", "afterwards"),
    "profiles": ("profile", "label", "background"),
    "journeys": ("journey", "step", "scenario", "profile", "label"),
    "aliases": ("alias", "profile", "name", "email", "phone", "customer_number", "order_number"),
    "prices": ("item", "unit", "price", "vat_percent"),
    "price_list": ("item", "service", "channel", "scenario", "price", "unit", "vat_percent", "valid_from"),
    "survey": (
        *("type", "name", "label", "hint", "required", "relevant", "constraint", "constraint_message", "parameters"),
        *("calculation", "measure", "touchpoint", "promise", *_OWN, "better", "full_at", "zero_at", "critical"),
        *("comment_below", "min_seconds", "stage", "shows", "choice_filter", "default", "read_only"),
        *("required_message", "guidance_hint"),
    ),
    "choices": ("list_name", "name", "label", "score"),
    "checks": ("expression", "message", "strength", "touchpoint"),
    "quiz": ("question", "choices", "right"),
}
"""What is read on each sheet."""

UNPLAYED: dict[str, tuple[str, ...]] = {
    "survey": ("repeat_count", "trigger", "save_to"),
    "choices": (),
}
"""Columns of XLSForm that would change what is asked, so that a form with them cannot be played as it is meant."""

UNSHOWN: dict[str, tuple[str, ...]] = {
    "survey": (*("image", "audio", "video", "big-image", "media", "autoplay", "intent", "accuracythreshold"),),
    "choices": ("image", "audio", "video", "big-image", "media"),
}
"""Columns of XLSForm that are left out with a warning: the form works without them."""

UNREAD: dict[str, tuple[str, ...]] = {
    "settings": (
        *("instance_name", "instance_id", "style", "public_key", "submission_url", "auto_send", "auto_delete"),
        *("allow_choice_duplicates", "clean_text_values", "name", "id_string", "title", "omit_instanceid"),
        *("namespaces", "client_editable", "add_none_option", "xml_root", "prefix", "delimiter", "flat"),
    ),
    "survey": (
        *("appearance", "disabled", "rows", "compact_tag", "no_app_error_string", "preload", "preload_params"),
        *("sms_field", "sms_option", "sms_separator", "sms_allow_media", "query", "notes", "note"),
    ),
}
"""Columns that mean nothing in a chat, and nothing is lost."""

TRANSLATED = {
    *("label", "sub_journey_label", "brief", "stop_at", "afterwards", "background", "hint", "constraint_message"),
    *("message", "question", "choices", "guidance_hint", "required_message", "image", "audio", "video", "media"),
    "big-image",
}

HEADINGS: dict[str, tuple[str, ...]] = {
    "key": ("avain", "asia"),
    "value": ("arvo",),
    "element": ("elementti", "vaikutuselementti"),
    "label": ("otsikko", "nimike", "caption"),
    "weight": ("paino",),
    "target": ("tavoite",),
    "touchpoint": ("kontaktipiste",),
    "sub_journey": ("alamatka",),
    "sub_journey_label": ("alamatkan_otsikko", "alamatkan_nimi"),
    "owner": ("omistaja",),
    "company_goal": ("yrityksen_tavoite",),
    "customer_goal": ("asiakkaan_tavoite",),
    "service": ("palvelu",),
    "channel": ("kanava",),
    "contacts": ("kontaktit", "kontakteja"),
    "minutes": ("minuutit", "minuutteja"),
    "fee": ("palkkio",),
    "answer_goal_seconds": ("vastaustavoite_sekuntia", "vastaustavoite_s"),
    "reply_goal_hours": ("vastaustavoite_tuntia", "vastaustavoite_h"),
    "opening_hours": ("aukioloajat", "aukiolo"),
    "unit": ("yksikkö",),
    "address": ("osoite",),
    "scenario": ("asiointitilanne", "tilanne"),
    "kind": ("laji",),
    "brief": ("toimeksianto", "ohjeistus"),
    "profiles": ("profiilit",),
    "stop_at": ("pysähdy", "keskeytä"),
    "afterwards": ("jälkikäteen",),
    "profile": ("profiili",),
    "background": ("tausta",),
    "journey": ("matka", "ketju"),
    "step": ("vaihe", "askel"),
    "alias": ("peitehenkilö", "aliakset"),
    "name": ("nimi", "tunnus", "tag", "value"),
    "email": ("sähköposti",),
    "phone": ("puhelin",),
    "customer_number": ("asiakasnumero",),
    "order_number": ("tilausnumero",),
    "item": ("tuote", "nimike"),
    "price": ("hinta",),
    "vat_percent": ("alv", "alv_prosentti"),
    "valid_from": ("alkaen", "voimassa_alkaen"),
    "type": ("tyyppi", "command"),
    "hint": ("vihje",),
    "required": ("pakollinen",),
    "relevant": ("ehto", "näytetään", "relevance"),
    "constraint": ("rajoite",),
    "constraint_message": ("rajoitteen_viesti", "constraining_message", "constraintmsg"),
    "required_message": ("pakollisuuden_viesti", "requiredmsg"),
    "guidance_hint": ("lisäohje",),
    "default": ("oletus", "oletusarvo"),
    "choice_filter": ("vaihtoehtojen_ehto",),
    "parameters": ("parametrit",),
    "calculation": ("laskenta", "laskukaava", "calculate"),
    "measure": ("mittari",),
    "promise": ("lupaus",),
    "better": ("parempi",),
    "full_at": ("täydet_pisteet",),
    "zero_at": ("nollapisteet",),
    "critical": ("kriittinen",),
    "comment_below": ("kommentti_alle",),
    "min_seconds": ("vähintään_sekuntia",),
    "stage": ("vaihe",),
    "shows": ("osoittaa",),
    "list_name": ("lista", "list name"),
    "score": ("pisteet",),
    "expression": ("lauseke",),
    "message": ("viesti",),
    "strength": ("ankaruus",),
    "question": ("kysymys",),
    "choices": ("vaihtoehdot",),
    "right": ("oikea",),
    "form_title": ("lomakkeen_otsikko", "set_form_title", "title"),
    "form_id": ("lomakkeen_tunnus", "set_form_id", "id_string"),
    "version": ("versio",),
    "default_language": ("oletuskieli",),
    "read_only": ("readonly", "vain_luku"),
    "no_app_error_string": ("noapperrorstring",),
    "repeat_count": ("jr:count", "count"),
}

KEYS: dict[str, tuple[str, ...]] = {
    "client": ("asiakas",),
    "name": ("nimi",),
    "wave": ("kierros",),
    "report_language": ("raportin_kieli",),
    "timezone": ("aikavyöhyke",),
    "promise": ("lupaus",),
    "goal": ("päämäärä",),
    "target": ("tavoite",),
    "journey_owner": ("matkan_omistaja",),
    "recordings": ("nauhoitteet", "nauhoitus"),
    "recordings_basis": ("nauhoituksen_peruste",),
    "recordings_kept_days": ("nauhoitteiden_säilytys_päivää",),
    "recorded_by": ("nauhoittaja",),
    "report_by": ("raportointi",),
    "rotation_days": ("kierto_päivää",),
    "later_hours": ("myöhemmin_tuntia",),
    "critical_makes_zero": ("kriittinen_nollaa",),
    "critical_alert": ("kriittinen_hälytys",),
    "paid_within_days": ("maksu_päivää",),
    "client_business_id": ("asiakkaan_y-tunnus", "y-tunnus"),
    "purchase_order": ("tilausviite",),
    "payment_term_days": ("maksuehto_päivää",),
}
"""What the sheet `study` tells."""

VALUES: dict[str, tuple[str, ...]] = {
    "yes": ("kyllä", "true", "1", "x", "true()", "on"),
    "no": ("ei", "false", "0", "false()"),
    "phone": ("puhelin",),
    "email": ("sähköposti", "e-mail"),
    "chat": ("pikaviesti",),
    "web": ("verkko", "verkkolomake"),
    "visit": ("käynti", "asiointi"),
    "social": ("some",),
    "video": ("videopuhelu",),
    "inquiry": ("kysely", "tiedustelu"),
    "booking": ("varaus",),
    "order": ("tilaus",),
    "complaint": ("reklamaatio", "valitus"),
    "feedback": ("palaute",),
    "purchase": ("osto",),
    "score": ("pisteet",),
    "fact": ("fakta", "tieto"),
    "verbatim": ("sanallinen", "sanat"),
    "recording": ("nauhoite",),
    "shopper": ("testiasiakas",),
    "agency": ("toimisto",),
    "client": ("asiakas",),
    "unit": ("yksikkö",),
    "employee": ("työntekijä",),
    "less": ("vähemmän", "pienempi"),
    "more": ("enemmän", "suurempi"),
    "confirmed": ("vahvistettuna", "vahvistettu"),
    "at_once": ("heti",),
    "later": ("myöhemmin",),
    "promise": ("lupaus",),
    "kept": ("piti", "pidetty"),
    "opening": ("tilaisuus",),
    "offer": ("tarjous", "ehdotus"),
    "soft": ("pehmeä", "huomautus"),
    "hard": ("ehdoton", "kova"),
    "setup": ("perustyö", "aloitus", "perustus"),
    "research": ("tutkimus",),
    "analysis": ("analyysi",),
    "extra": ("lisätyö",),
    "fee": ("palkkio",),
    "expenses": ("kulut",),
    "service": ("palvelu",),
    "minute": ("minuutti",),
    "study": ("tutkimus",),
    "hour": ("tunti",),
    "contact": ("kontakti",),
    "na": ("ei koske", "n/a"),
}

TYPES: dict[str, tuple[str, ...]] = {
    "integer": ("kokonaisluku", "int", "q int", "add integer prompt"),
    "decimal": ("desimaaliluku", "q decimal", "add decimal prompt"),
    "range": ("asteikko",),
    "text": ("teksti", "string", "q string", "add text prompt", "phone number"),
    "select_one": (
        *("valinta", "select one", "select1", "select one from", "select one using", "q select1"),
        "add select one prompt using",
    ),
    "select_multiple": (
        *("monivalinta", "select multiple", "select all that apply", "select all that apply from", "q select"),
        *("select multiple from", "select multiple using", "add select multiple prompt using"),
    ),
    "note": ("huomautus", "viesti", "q note", "add note prompt"),
    "acknowledge": ("kuittaus", "trigger", "q acknowledge", "add acknowledge prompt"),
    "rank": ("järjestys",),
    "date": ("päivä", "päivämäärä", "q date", "add date prompt"),
    "time": ("aika", "kellonaika"),
    "datetime": ("päivä ja aika", "date time", "q date time", "q datetime", "add date time prompt"),
    "geopoint": ("sijainti", "paikka", "gps", "location", "q geopoint", "q location", "add location prompt"),
    "image": ("kuva", "photo", "q image", "q picture", "add image prompt", "add photo prompt"),
    "audio": ("ääni", "q audio", "add audio prompt"),
    "video": ("q video", "add video prompt"),
    "file": ("tiedosto", "add file prompt"),
    "calculate": ("laskettu", "q calculate", "add calculate prompt"),
    "hidden": ("piilotettu", "piilo"),
    "begin group": ("begin_group", "ryhmä alkaa", "aloita ryhmä"),
    "end group": ("end_group", "ryhmä loppuu", "lopeta ryhmä"),
}

METADATA = {
    *("start", "end", "today", "deviceid", "username", "phonenumber", "email", "subscriberid", "simserial", "audit"),
    *("start-geopoint", "background-geopoint", "start time", "end time", "get start time", "get end time", "get today"),
    *("imei", "device id", "get device id", "sim id", "get sim id", "subscriber id", "get subscriber id"),
    *("get phone number", "uri:deviceid", "uri:username", "uri:phonenumber", "uri:email", "uri:simserial"),
    "uri:subscriberid",
}
"""Rows that a phone fills in ODK; here they stay empty."""


def folded(text: str) -> str:
    """Returns a name as it is compared: small letters, no spaces around, one underscore for spaces within."""
    return re.sub(r"\s+", "_", text.strip().casefold())


def canonical(written: str, names: dict[str, tuple[str, ...]], among: tuple[str, ...] | None = None) -> str | None:
    """Returns the canonical name of what was written, None when there is none (`among` limits the names)."""
    wanted = folded(written)
    for name in names if among is None else among:
        if wanted == name or wanted in map(folded, (name, *names.get(name, ()))):
            return name
    return None


def heading(written: str, sheet: str) -> str | None:
    """Returns the canonical heading of a sheet's column, without its language; None when it is unknown."""
    among = (*COLUMNS[sheet], *UNPLAYED.get(sheet, ()), *UNSHOWN.get(sheet, ()), *UNREAD.get(sheet, ()))
    return canonical(written, HEADINGS, among)


Member = TypeVar("Member", bound=StrEnum)


def value_of(written: str, kind: type[Member]) -> Member | None:
    """Returns the member of an enum that a cell names."""
    name = canonical(written, VALUES, tuple(member.value for member in kind))
    return None if name is None else kind(name)


def truth(written: str) -> bool | None:
    """Returns what a yes/no cell says, None when it says neither."""
    return {"yes": True, "no": False, None: None}[canonical(written, VALUES, ("yes", "no"))]
