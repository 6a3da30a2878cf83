"""Two versions of a quote, compared line by line."""

from collections.abc import Hashable, Iterator, Mapping
from decimal import Decimal
from typing import TypeVar

from domain.difference import ContentChange, Difference, LineChange, ScopeChange, changed_parts
from domain.label import Label
from domain.quote import Quote, Scope, Timetable, plan_of
from domain.study import Study

Value = TypeVar("Value")


def difference(before: Quote, after: Quote) -> Difference:
    """Returns what differs in a later version of a quote.

    Days that were yet to be agreed on when it was made do not differ from the ones agreed on since.
    """
    return Difference(
        number=before.number,
        lines=tuple(_lines(before, after)),
        scope=tuple(_scope(before, after)),
        contents=tuple(_contents(before, after)),
        days=before.timetable is not None and before.timetable != after.timetable,
        recordings=before.recordings is not after.recordings,
        net=(before.subtotal, after.subtotal),
        gross=(before.gross, after.gross),
    )


def strays(quote: Quote, study: Study, timetable: Timetable | None) -> Difference | None:
    """Returns how a plan differs from the one in a quote, prices apart; None when it does not."""
    found = difference(quote, quote.model_copy(update=plan_of(study, timetable)))
    return found if found.of_plan else None


def _lines(before: Quote, after: Quote) -> Iterator[LineChange]:
    for was, now in _paired(_priced(before), _priced(after)):
        if _net(was) != _net(now):
            known = now or was
            assert known is not None
            yield known.model_copy(update={"before": _net(was), "after": _net(now)})


def _net(line: LineChange | None) -> Decimal | None:
    return line.after if line else None


def _priced(quote: Quote) -> dict[Hashable, LineChange]:
    """Lines and discounts by what they are of; those of one discount at several rates are one."""
    priced: dict[Hashable, LineChange] = {}
    for line in quote.lines:
        made = LineChange(item=line.item, service=line.service, before=None, after=line.net)
        priced[line.item, line.of or line.service] = made
    for off in quote.discounts:
        known = priced.get(("off", off.item, off.reason))
        so_far = known.after if known and known.after else Decimal(0)
        made = LineChange(item=off.item, reason=off.reason, before=None, after=so_far + off.net)
        priced["off", off.item, off.reason] = made
    return priced


def _scope(before: Quote, after: Quote) -> Iterator[ScopeChange]:
    for was, now in _paired(_by_service(before), _by_service(after)):
        if _amount(was) != _amount(now):
            yield ScopeChange(service=_called(now, was), before=_amount(was), after=_amount(now))


def _by_service(quote: Quote) -> dict[Hashable, Scope]:
    return {scope.of or scope.service: scope for scope in quote.scope}


def _amount(scope: Scope | None) -> tuple[int, Decimal] | None:
    return (scope.contacts, scope.minutes) if scope else None


def _called(*scopes: Scope | None) -> Label:
    return next(scope.service for scope in scopes if scope)


def _contents(before: Quote, after: Quote) -> Iterator[ContentChange]:
    for was, now in _paired(_by_service(before), _by_service(after)):
        if was and now and (parts := changed_parts(before.contents.get(was.of, {}), after.contents.get(now.of, {}))):
            yield ContentChange(service=now.service, parts=parts)


def _paired(
    before: Mapping[Hashable, Value], after: Mapping[Hashable, Value]
) -> Iterator[tuple[Value | None, Value | None]]:
    """What there was and is by its key, in the order of what is, then what is no more."""
    for key in dict.fromkeys((*after, *before)):
        yield before.get(key), after.get(key)
