"""Our own copies of files: in a folder, or wherever fsspec reaches."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import fsspec


class Media:
    """Keeps bytes by path under MEDIA_URL."""

    def __init__(self, url: str) -> None:
        self._files: Any
        self._files, self._root = fsspec.url_to_fs(url)

    def put(self, path: str, content: bytes) -> str:
        """Stores bytes whole or not at all, and returns their SHA-256."""
        place = f"{self._root}/{path}"
        self._files.makedirs(place.rsplit("/", 1)[0], exist_ok=True)
        self._files.pipe_file(f"{place}.part", content)
        self._files.mv(f"{place}.part", place)
        return hashlib.sha256(content).hexdigest()

    def get(self, path: str) -> bytes:
        """Returns the bytes at a path (FileNotFoundError when there are none)."""
        return bytes(self._files.cat_file(f"{self._root}/{path}"))

    def remove(self, path: str) -> None:
        """Removes the bytes at a path, and half of them if a `put` was cut off; nothing happens when there are none."""
        for place in (f"{self._root}/{path}", f"{self._root}/{path}.part"):
            if self._files.exists(place):
                self._files.rm(place)

    def before(self, folder: str, moment: datetime) -> Iterator[str]:
        """Yields the paths in a folder that were put there before a moment, by the storage's own clock."""
        place = f"{self._root}/{folder}"
        if not self._files.exists(place):
            return
        for name in self._files.find(place):
            if self._files.modified(name) < moment:
                yield f"{folder}/{name.rsplit('/', 1)[1]}"
