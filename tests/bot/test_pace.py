"""How fast notices go out."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from bot.pace import CHAT_BURST, OVERALL, OVERALL_BURST, PER_CHAT, Pace


def _sent(waits: Sequence[tuple[float, int]]) -> list[tuple[float, int]]:
    """What goes out when, of messages that come after these pauses to these chats."""
    pace, now, gone = Pace(), 0.0, []
    for pause, chat in waits:
        now += pause
        while wait := pace.wait(chat, now):
            now += max(wait, 1e-6)
        gone.append((now, chat))
    return gone


def test_a_few_go_at_once_and_then_one_a_second() -> None:
    gone = [at for at, _ in _sent([(0.0, 1)] * 8)]
    assert gone[: int(CHAT_BURST)] == [0.0] * int(CHAT_BURST)
    assert [round(at, 6) for at in gone[int(CHAT_BURST) :]] == [1.0, 2.0, 3.0]


def test_many_chats_share_thirty_a_second() -> None:
    gone = [at for at, _ in _sent([(0.0, chat) for chat in range(90)])]
    assert gone[29] == 0.0
    assert 1.9 < gone[-1] < 2.1


def test_asking_again_does_not_use_anything() -> None:
    pace = Pace()
    for _ in range(5):
        assert pace.wait(1, 0.0) == 0.0
    assert pace.wait(1, 0.0) == pace.wait(1, 0.0) == 1.0


def test_a_chat_is_left_in_peace_until_its_time_and_others_go_on() -> None:
    pace = Pace()
    pace.hold(1, 3.0)
    assert pace.held(1, 2.0)
    assert pace.wait(1, 2.0) == 1.0
    assert pace.wait(2, 2.0) == 0.0
    assert not pace.held(1, 3.0)
    assert pace.wait(1, 3.0) == 0.0


@given(st.lists(st.tuples(st.floats(0, 3), st.integers(1, 4)), max_size=120))
def test_no_second_sees_more_than_telegram_allows(waits: list[tuple[float, int]]) -> None:
    gone = _sent(waits)
    for start, _ in gone:
        within = [(at, chat) for at, chat in gone if start <= at < start + 10]
        assert len(within) <= OVERALL_BURST + OVERALL * 10 + 1
        for chat in {chat for _, chat in within}:
            assert sum(each == chat for _, each in within) <= CHAT_BURST + PER_CHAT * 10 + 1
