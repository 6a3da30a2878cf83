"""Whether it all came true: what people gave and saw taken, against what the bot has kept."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.demo.books import Books
from bot.demo.shopper import Shopper
from domain.metric import Question
from domain.price_list import Item
from domain.study import Study

TRAIL = """
    select contact.code, answer_change.question, answer_change.value, answer_change.state, answer_change.comment,
    answer_change.part
    from answer_change join contact on contact.id = answer_change.contact_id order by answer_change.id
"""
KEPT = """
    select contact.code, answer.question, answer.value, answer.comment from answer
    join contact on contact.id = answer.contact_id where answer.state in ('given', 'skipped', 'not_applicable')
"""
GIVEN = {"given", "skipped", "not_applicable"}
AMOUNT = re.compile(r"\d[\d\s]*(?:,\d\d)?(?=\s*€)")
PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@dataclass
class Trail:
    """What was kept of one question of one contact over time."""

    values: list[str]
    comments: list[str]


def trails(books: Books) -> dict[tuple[str, str], Trail]:
    """Returns every value that each answer has had, apart from ticks on the way, and every comment typed with it."""
    kept: defaultdict[tuple[str, str], Trail] = defaultdict(lambda: Trail([], []))
    for code, question, value, state, comment, part in books.rows(TRAIL):
        trail = kept[code, question]
        if comment and comment != (trail.comments[-1] if trail.comments else ""):
            trail.comments.append(comment)
        elif part == "comment" and trail.values[-1:] == [value]:
            continue  # a voice note beside the answer leaves its trace too
        elif state in GIVEN:
            trail.values.append(value)
    return dict(kept)


def differences(books: Books, shoppers: Iterable[Shopper], study: Study) -> Sequence[str]:
    """Returns what was lost, doubled or changed: nothing when all is well."""
    kept, now = trails(books), {(code, name): value for code, name, value, _ in books.rows(KEPT)}
    found = []
    expected: set[tuple[str, str]] = set()
    for shopper in shoppers:
        expected |= {key for key, given in shopper.given.items() if given}
        for key, given in shopper.given.items():
            question = study.form.question(key[1])
            found += _compare(key, question, given, kept.get(key, Trail([], [])), now)
        for key, comments in shopper.commented.items():
            if kept[key].comments != comments:
                found.append(f"{key}: commented {comments}, kept {kept[key].comments}")
    asked = {question.name for question in study.form.questions if question.type.is_asked}
    found += [f"{key}: kept, but given by nobody" for key in now if key[1] in asked and key not in expected]
    return found


def _compare(
    key: tuple[str, str], question: Question, given: Sequence[str], kept: Trail, now: dict[tuple[str, str], str]
) -> list[str]:
    if question.type.is_attachment:
        # the value is Telegram's name of the file, which people do not see
        return [] if len(kept.values) == len(given) else [f"{key}: {len(given)} files sent, {len(kept.values)} kept"]
    if kept.values != list(given):
        return [f"{key}: given {list(given)}, kept {kept.values}"]
    if key in now and given and now[key] != given[-1]:
        return [f"{key}: last given {given[-1]!r}, stands as {now[key]!r}"]
    return []


def amounts(text: str) -> Sequence[Decimal]:
    """Returns the sums in euros that stand in a Finnish text."""
    return [Decimal(re.sub(r"\s", "", found).replace(",", ".")) for found in AMOUNT.findall(text)]


def price(study: Study) -> tuple[Decimal, Decimal]:
    """Returns what a first wave costs by the workbook's prices, net and gross."""
    prices = {each.item: each for each in study.prices}
    minutes = sum((service.contacts * service.minutes for service in study.services), Decimal(0))
    parts = {Item.SETUP: Decimal(len(study.services)), Item.RESEARCH: minutes, Item.ANALYSIS: Decimal(1)}
    net = sum((prices[item].price * n for item, n in parts.items()), Decimal(0))
    gross = sum(
        (prices[item].price * n * (1 + (prices[item].vat_percent or Decimal(0)) / 100) for item, n in parts.items()),
        Decimal(0),
    )
    return net.quantize(Decimal("0.01")), gross.quantize(Decimal("0.01"))


def pages(pdf: bytes) -> int:
    """Returns the number of pages of a PDF."""
    return len(PAGE.findall(pdf))


def done(shoppers: Iterable[Shopper]) -> Counter[str]:
    """Returns what shoppers did, and how often."""
    return sum((shopper.did for shopper in shoppers), Counter[str]())
