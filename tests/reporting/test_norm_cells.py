"""No reader, nor two who compare, learns of a norm what few clients' contacts came to."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.half_year import HalfYear
from reporting import ladder
from reporting.analyses.norm import norm
from reporting.analyses.norm_cells import Cell, Release, cells, releases
from reporting.analyses.norm_parts import INDEX, WAIT, Part

CHANNELS = ("chat", "email", "phone")
Atom = tuple[int, str, HalfYear]
"""What nobody may learn: a client's mean in one channel in one half-year."""
Sums = Sequence[Mapping[Atom, float]]
"""What readers are told: weighted sums of atoms, whose weights they are taken to know."""

FIRST = HalfYear(4052)


def _part(client: int, n: int, channel: str = "phone", name: str = INDEX) -> Part:
    return Part(client, channel, name, 60.0 + client, n)


halves = st.dictionaries(
    st.integers(0, 5).map(lambda number: HalfYear(FIRST.number + number)),
    st.lists(
        st.builds(
            Part,
            st.integers(1, 9),
            st.sampled_from(CHANNELS),
            st.just(INDEX),
            st.just(50.0),
            st.sampled_from([1, 3, 4, 5, 8, 15, 20, 25, 40]),
        ),
        max_size=27,
        unique_by=lambda part: (part.client, part.channel),
    ),
    max_size=6,
)


def _told(made: Sequence[Release], parts: Mapping[HalfYear, Sequence[Part]], reader: int) -> Sums:
    """Every value of every norm that one client is ever told, as a sum of atoms."""
    told = []
    for release in made:
        gathered = [half for half in parts if release.first <= half <= release.last]
        for cell in release.cells:
            others = [client for client in cell.clients if client != reader]
            row: dict[Atom, float] = {}
            for half in gathered:
                for part in parts[half]:
                    if part.client in others and part.channel in cell.channels:
                        weight = part.n / cell.clients[part.client][1] / len(others)
                        row[part.client, part.channel, half] = weight
            told.append(row)
    return told


def _learns(told: Sums, known: Iterable[int], contacts: Mapping[Atom, int]) -> set[int] | None:
    """Returns the clients of some sum over less than the limits that can be had of what is told, or None.

    Brute force: for each set of clients, can the told rows be combined so that all others' atoms vanish and theirs
    do not? The atoms of those whose data are known are gone from the beginning.
    """
    atoms = sorted({atom for row in told for atom in row if atom[0] not in known})
    clients = sorted({client for client, _, _ in atoms})
    table = np.array([[row.get(atom, 0.0) for atom in atoms] for row in told]).reshape(len(told), len(atoms))
    whole = _rank(table)
    for size in range(1, len(clients) + 1):
        for some in combinations(clients, size):
            held = sum(contacts[atom] for atom in atoms if atom[0] in some)
            if size >= ladder.NORM_CLIENTS and held >= ladder.NORM_CONTACTS:
                continue
            outside = [place for place, atom in enumerate(atoms) if atom[0] not in some]
            if _rank(table[:, outside]) < whole:
                return set(some)
    return None


def _rank(table: np.ndarray) -> int:
    return int(np.linalg.matrix_rank(table)) if table.size else 0


def _contacts(parts: Mapping[HalfYear, Sequence[Part]]) -> dict[Atom, int]:
    return {(part.client, part.channel, half): part.n for half, some in parts.items() for part in some}


@settings(max_examples=60, deadline=None)
@given(halves, st.integers(1, 9), st.integers(1, 9))
def test_two_readers_who_compare_everything_they_were_ever_told_learn_of_no_few(
    parts: dict[HalfYear, list[Part]], reader: int, other: int
) -> None:
    made = releases(parts)
    told = [*_told(made, parts, reader), *_told(made, parts, other)]
    assert _learns(told, {reader, other}, _contacts(parts)) is None


def test_the_attacker_finds_what_a_total_over_channels_would_give_away() -> None:
    parts = {FIRST: [_part(client, 30) for client in range(1, 9)] + [_part(8, 30, "email")]}
    made = releases(parts)
    naive = [
        *_told(made, parts, 1),
        *_told(
            [
                Release(
                    FIRST,
                    FIRST,
                    (Cell(INDEX, frozenset(CHANNELS), {k: (0.0, 30 + 30 * (k == 8)) for k in range(1, 9)}),),
                )
            ],
            parts,
            1,
        ),
    ]
    assert _learns(naive, {1}, _contacts(parts)) == {8}
    assert _learns(_told(made, parts, 1), {1}, _contacts(parts)) is None


def test_the_attacker_finds_what_a_norm_that_slides_would_give_away() -> None:
    second = HalfYear(FIRST.number + 1)
    parts = {FIRST: [_part(client, 30) for client in range(1, 9)], second: [_part(9, 30)]}
    before = Cell(INDEX, frozenset({"phone"}), dict.fromkeys(range(1, 9), (0.0, 30)))
    after = Cell(INDEX, frozenset({"phone"}), dict.fromkeys(range(1, 10), (0.0, 30)))
    naive = [Release(FIRST, FIRST, (before,)), Release(FIRST, second, (after,))]
    assert _learns(_told(naive, parts, 1), {1}, _contacts(parts)) == {9}


@given(halves)
def test_a_contact_is_in_at_most_one_cell_over_all_norms(parts: dict[HalfYear, list[Part]]) -> None:
    seen: set[tuple[HalfYear, str, str]] = set()
    for release in releases(parts):
        assert release.last.number - release.first.number < 4
        for cell in release.cells:
            for number in range(release.first.number, release.last.number + 1):
                for channel in cell.channels:
                    about = (HalfYear(number), cell.name, channel)
                    assert about not in seen
                    seen.add(about)


@given(halves)
def test_a_cell_holds_without_any_two_of_its_clients(parts: dict[HalfYear, list[Part]]) -> None:
    for release in releases(parts):
        for cell in release.cells:
            for two in combinations(cell.clients, 2):
                rest = [n for client, (_, n) in cell.clients.items() if client not in two]
                assert len(rest) >= 5
                assert sum(rest) >= 100


@given(halves)
def test_counting_one_half_year_more_leaves_the_norms_before_it_as_they_were(parts: dict[HalfYear, list[Part]]) -> None:
    made = releases(parts)
    later = {**parts, HalfYear(FIRST.number + 6): [_part(client, 25) for client in range(1, 8)]}
    assert releases(later)[: len(made)] == made


def test_seven_clients_with_twenty_contacts_each_are_enough_and_six_are_not() -> None:
    assert [cell.name for cell in cells([_part(client, 20) for client in range(7)])] == [INDEX]
    assert cells([_part(client, 40) for client in range(6)]) == ()
    assert cells([_part(client, 19) for client in range(7)]) == ()


def test_a_client_with_four_contacts_does_not_count() -> None:
    parts = [*(_part(client, 20) for client in range(7)), _part(7, 4)]
    assert 7 not in cells(parts)[0].clients


def test_small_channels_are_told_together_or_not_at_all() -> None:
    phone = [_part(client, 30) for client in range(7)]
    email = [_part(client, 12, "email") for client in range(7)]
    chat = [_part(client, 12, "chat") for client in range(7)]
    assert [cell.channels for cell in cells([*phone, *email])] == [{"phone"}]
    assert [cell.channels for cell in cells([*phone, *email, *chat])] == [{"phone"}, {"email", "chat"}]


def test_waits_of_several_channels_are_never_mixed() -> None:
    parts = [_part(client, 12, channel, WAIT) for client in range(7) for channel in ("email", "chat")]
    assert cells(parts) == ()


def test_a_norm_is_the_mean_of_the_other_clients_means_however_big_they_are() -> None:
    parts = [Part(client, "phone", INDEX, 50.0 + 2 * client, 20 if client else 2000) for client in range(8)]
    (cell,) = cells(parts)
    told = norm(cell, 7)
    assert told.estimate.value == 56.0
    assert told.estimate.n == 7
    assert told.contacts == 2120


def test_a_norm_s_interval_is_by_clients() -> None:
    (cell,) = cells([Part(client, "phone", INDEX, 50.0 + 2 * client, 20) for client in range(8)])
    told = norm(cell, 7)
    # mean 56, standard deviation 4.32 over seven clients, t of 6 degrees 2.447: 56 - 4.0, 56 + 4.0
    assert (told.estimate.low, told.estimate.high) == (52.0, 60.0)
