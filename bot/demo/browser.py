"""Opening the page for somebody who sits before this machine."""

import os
import sys
import webbrowser
from collections.abc import Mapping


def somebody_looks(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether there is a screen to open a browser on, and no machine that only tests."""
    if environment.get("CI"):
        return False
    return platform in {"darwin", "win32"} or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def show(url: str) -> bool:
    """Opens a page, and says whether it could."""
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
