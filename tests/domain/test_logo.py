"""Whatever file an owner points at, either it prints or a sentence says why it cannot."""

import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from domain.logo import KEPT, MOST_BYTES, LogoFormat, logo

DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M0 0h200v50H0z" fill="#0b4f6c"/></svg>'


def picture(width: int, height: int, kind: str = "PNG", mode: str = "RGBA") -> bytes:
    target = io.BytesIO()
    Image.new(mode, (width, height), 120 if mode == "L" else (11, 79, 108, 128)[: len(mode)]).save(target, kind)
    return target.getvalue()


def svg(inside: str, attributes: str = 'viewBox="0 0 10 10"') -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    ("content", "format", "shape"),
    [
        (picture(300, 100), LogoFormat.PNG, 3),
        (picture(300, 100, mode="L"), LogoFormat.PNG, 3),
        (picture(100, 200, "JPEG", "RGB"), LogoFormat.JPEG, 0.5),
        (picture(200, 200, "JPEG", "CMYK"), LogoFormat.JPEG, 1),
        (DRAWN, LogoFormat.SVG, 4),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n' + DRAWN, LogoFormat.SVG, 4),
        (svg("", 'width="30mm" height="10mm"'), LogoFormat.SVG, 3),
    ],
)
def test_pngs_jpegs_and_svgs_are_taken_in_their_own_shape(content: bytes, format: LogoFormat, shape: float) -> None:
    made = logo(content)
    assert made.format is format
    assert made.shape == pytest.approx(shape)


def test_a_great_picture_is_made_no_larger_than_print_needs_and_keeps_its_transparency() -> None:
    made = logo(picture(4000, 1000))
    kept = Image.open(io.BytesIO(made.content))
    assert kept.size == (KEPT[0], KEPT[0] // 4)
    assert kept.getpixel((0, 0)) == pytest.approx((11, 79, 108, 128), abs=1)


def test_what_a_picture_says_of_its_maker_is_left_out() -> None:
    target, about = io.BytesIO(), Image.Exif()
    about[0x010E] = "made by Kaisa"
    Image.new("RGB", (90, 90)).save(target, "JPEG", exif=about)
    assert b"Kaisa" in target.getvalue()
    assert b"Kaisa" not in logo(target.getvalue()).content


def bomb() -> bytes:
    """A PNG of few bytes that says it has 100,000 by 100,000 pixels."""
    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 6, 0, 0, 0)
    parts = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b"")]
    chunks = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "whole PNG, JPEG or SVG"),
        (b"GIF89a" + bytes(40), "whole PNG, JPEG or SVG"),
        (picture(300, 100)[:100], "whole PNG, JPEG or SVG"),
        (bytes(MOST_BYTES + 1), "over 1 MB"),
        (bomb(), "25 million pixels|whole PNG"),
        (picture(1300, 100), "12 times"),
        (picture(100, 1300), "12 times"),
        (svg("<script>alert(1)</script>"), "<script>"),
        (svg("<text>Toteuma</text>"), "<text>"),
        (svg("<style>@import url(http://a.example/x.css)</style>"), "<style>"),
        (svg('<image href="file:///etc/passwd"/>'), "<image>"),
        (svg('<use href="http://a.example/x.svg#a"/>'), "outside its own file"),
        (svg("", ""), "how large it is"),
        (svg("", 'viewBox="0 0 0 10"'), "how large it is"),
        (svg('<path d="' + "M0 0h1" * 40_000 + '"/>'), "over 200 kB"),
        (b'<!DOCTYPE svg [<!ENTITY a "aa">]>' + DRAWN, "plain SVG"),
        (b"<svg", "plain SVG"),
        (b"<html><body>no</body></html>", "<html>"),
    ],
)
def test_what_cannot_be_printed_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        logo(content)


@given(st.binary(max_size=200) | st.binary(max_size=100).map(lambda tail: DRAWN[:60] + tail))
def test_no_bytes_do_worse_than_being_refused(content: bytes) -> None:
    try:
        made = logo(content)
    except ValueError as refused:
        assert str(refused)  # noqa: PT017 - it may as well be taken
    else:
        assert made.shape > 0


def test_the_notes_of_drawing_programs_are_let_be() -> None:
    noted = svg('<n:view xmlns:n="http://inkscape.example/ns" n:zoom="1"/><path d="M0 0h1v1z"/>')
    assert logo(noted).format is LogoFormat.SVG
