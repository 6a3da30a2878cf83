"""What a shopper reads on the cards of a contact."""

from dataclasses import replace
from datetime import timedelta

from bot.conversations import contact as conversation
from bot.settings import Settings
from bot.turn import Desk
from bot.view import ChatWords
from bot.views import contacts as views
from bot.views import encounters, practice
from domain.label import Label
from domain.metric import LATER
from domain.person import Role
from domain.practice import Source
from domain.service import Channel
from domain.storage.transaction import Transaction
from tests import agency
from tests.agency import NOW


def test_later_stages_are_told_in_order_and_each_says_what_comes(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    agency.planned(tx, kaisa)
    it, study = agency.contact(tx, "HAVU-003"), agency.sample()
    stages = [(NOW + timedelta(days=7), "${lupaus_aika}"), (NOW + timedelta(days=2), LATER)]
    card = views.waiting(
        ChatWords("en"), it, study, stages, receipt=True, paid_by=None, lacks_recording=False, recall_until=None
    )
    coming = [line for line in card.text.split("\n") if line.startswith("More questions")]
    assert coming == [
        "More questions come on 25 Nov 2026 10:00: about what is still to come, such as a survey.",
        "More questions come on 30 Nov 2026 10:00: whether the promise was kept.",
    ]


def test_an_earlier_encounter_and_its_promise_are_escaped_once(tx: Transaction) -> None:
    kaisa = agency.join(tx, Role.COORDINATOR, "Kaisa")
    aino = agency.join(tx, Role.SHOPPER, "Aino")
    named = Label({"fi": "Q&A", "en": "Q&A"})
    scenarios = tuple(each.model_copy(update={"label": named}) for each in agency.sample().scenarios)
    agency.planned(tx, kaisa, made=agency.sample().model_copy(update={"scenarios": scenarios}))
    code, then = agency.first_thread(tx)
    agency.taken(tx, kaisa, aino, code, then)
    desk = Desk(tx, NOW, aino, ChatWords("en"), Settings(_env_file=None, bot_token="1:x", agency_name="Aalto"), "bot")
    told = conversation.briefing(desk, agency.contact(tx, then))
    assert f"{code}, Q&amp;A: the same customer" in told
    assert "&amp;amp;" not in told


def test_a_visit_fails_in_the_words_of_a_visit(tx: Transaction) -> None:
    agency.planned(tx, agency.join(tx, Role.COORDINATOR, "Kaisa"))
    visit = replace(agency.contact(tx, "HAVU-003"), channel=Channel.VISIT)
    told = {language: encounters.failed(ChatWords(language), visit) for language in ("en", "fi")}
    assert [row[0].label for row in told["en"].rows][:3] == ["Nobody served me", "I try again later", "Wrong address"]
    assert "Kukaan ei palvellut: tämäkin on tulos" in told["fi"].text
    assert not any("number" in card.text or "numero" in card.text for card in told.values())


def test_every_scenario_can_be_tried_however_many_there_are() -> None:
    study = agency.sample()
    names = [study.scenarios[0].name] * 45
    words, label = ChatWords("en"), study.scenarios[0].label.text("en")
    cards = [practice.scenarios(words, study, Source.STUDY, 7, names, page=page, back="study") for page in range(3)]
    offered = [button.press for card in cards for row in card.rows for button in row if button.label == label]
    assert offered == [f"tryit:study:7:{number}" for number in range(45)]
    ways = [[button.press for button in card.rows[-2]] for card in cards]
    assert ways == [["try:study:7:1"], ["try:study:7:0", "try:study:7:2"], ["try:study:7:1"]]
