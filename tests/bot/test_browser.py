"""The demo opens a browser only where somebody looks."""

from collections.abc import Mapping

import pytest

from bot.demo.browser import somebody_looks


@pytest.mark.parametrize(
    ("environment", "platform", "looks"),
    [
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({}, "darwin", True),
        ({"CI": "true", "DISPLAY": ":0"}, "linux", False),
        ({"CI": "true"}, "darwin", False),
    ],
)
def test_it_opens_a_browser_only_where_somebody_looks(
    environment: Mapping[str, str], platform: str, looks: bool
) -> None:
    assert somebody_looks(environment, platform) is looks
