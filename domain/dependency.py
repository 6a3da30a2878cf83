"""What comes first when things need each other."""

from collections.abc import Iterable, Mapping


def dependency_order(needs: Mapping[str, Iterable[str]]) -> tuple[list[str], list[str]]:
    """Returns names so that what each needs comes first, else in their own order; and those that need themselves.

    Names in such a circle come last, with all that needs them, in their own order.
    """
    waiting = {name: set(needed) for name, needed in needs.items()}
    order: list[str] = []
    done: set[str] = set()
    while ready := [name for name, needed in waiting.items() if needed <= done]:
        for name in ready:
            del waiting[name]
        order += ready
        done.update(ready)
    circles = [name for name in waiting if name in _reached(name, waiting)]
    return [*order, *waiting], circles


def _reached(start: str, needs: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        fresh = needs.get(waiting.pop(), set()) - seen
        seen |= fresh
        waiting.extend(fresh)
    return seen
