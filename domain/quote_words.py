"""What a quote's parts are called on screens and papers."""

from collections.abc import Mapping

from domain.acceptance import Way
from domain.fingerprint import Part
from domain.price_list import Item
from domain.quote_state import QuoteState
from domain.texts import N_

ITEMS: Mapping[Item, str] = {
    Item.SETUP: N_("Promise, goals and metrics: {service}"),
    Item.RESEARCH: N_("Research: {service}"),
    Item.ANALYSIS: N_("Outcome analysis"),
    Item.EXTRA: N_("Work beyond the content"),
}
QUANTITIES: Mapping[Item, str] = {
    Item.SETUP: N_("{quantity} service"),
    Item.RESEARCH: N_("{quantity} min"),
    Item.ANALYSIS: N_("{quantity} study"),
    Item.EXTRA: N_("{quantity} h"),
}
PARTS: Mapping[Part, str] = {
    Part.METRICS: N_("the metrics"),
    Part.PROMISE: N_("the promise"),
    Part.JOURNEY: N_("the service path"),
    Part.CHANNEL: N_("the channel"),
    Part.SCENARIOS: N_("the scenarios"),
}
STATES: Mapping[QuoteState, str] = {
    QuoteState.DRAFT: N_("Not sent"),
    QuoteState.SENT: N_("Waits for a decision"),
    QuoteState.ACCEPTED: N_("Accepted"),
    QuoteState.DECLINED: N_("Declined"),
    QuoteState.REPLACED: N_("Replaced"),
}
WAYS: Mapping[Way, str] = {
    Way.CHAT: N_("in chat"),
    Way.EMAIL: N_("by e-mail"),
    Way.PHONE: N_("by phone"),
    Way.PAPER: N_("on paper"),
}
