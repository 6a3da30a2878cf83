"""What the cast sends: the workbook, voice notes, a recorded call, a screenshot."""

import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import bot

SAMPLES = Path(bot.__file__).parent / "samples"
WORKBOOK = SAMPLES / "havu_energia.xlsx"
RECORDING = SAMPLES / "call_recording_fi.m4a"
VOICE_NOTES: Mapping[str, Path] = {"fi": SAMPLES / "voice_note_fi.ogg", "en": SAMPLES / "voice_note_en.ogg"}


def screenshot(shade: int, width: int = 90, height: int = 160) -> bytes:
    """Returns a PNG of a phone-shaped picture in one shade of grey (0-255) with a white box in it."""
    box = range(height // 4, height // 2)
    rows = (bytes([0]) + bytes([255 if y in box else shade % 256]) * width for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
