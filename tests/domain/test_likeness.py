"""What counts as the same photo."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.demo.props import screenshot
from domain.likeness import MOST_BITS_APART, alike, holders_of_copies, likeness
from tests.photos import encoded, opened, photo

ORIENTATION = 0x112
NUMBERS = st.integers(0, 2**32)


def made(number: int) -> tuple[Image.Image, str]:
    """Returns a photo as a phone has saved it, and its likeness."""
    file = encoded(photo(number), quality=92)
    return opened(file), likeness(file)


@settings(max_examples=25, deadline=None)
@given(number=NUMBERS, quality=st.integers(30, 90))
def test_a_recompressed_copy_is_alike(number: int, quality: int) -> None:
    picture, original = made(number)
    assert alike(original, likeness(encoded(picture, quality=quality)))


@settings(max_examples=25, deadline=None)
@given(number=NUMBERS, quality=st.integers(30, 90))
def test_a_copy_of_half_the_size_is_alike(number: int, quality: int) -> None:
    picture, original = made(number)
    assert alike(original, likeness(encoded(picture.resize((480, 360)), quality=quality)))


@pytest.mark.parametrize("number", range(5))
def test_what_telegram_makes_of_a_photo_is_alike(number: int) -> None:
    file = encoded(photo(number, (4000, 3000)), quality=92)
    small = opened(file)
    small.thumbnail((1280, 1280))
    assert alike(likeness(file), likeness(encoded(small, quality=87)))


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_a_copy_in_another_format_is_alike(form: str) -> None:
    picture, original = made(1)
    assert alike(original, likeness(encoded(picture, form)))


def test_different_photos_are_not_alike() -> None:
    every = [made(number)[1] for number in range(40)]
    assert all(every)
    assert not [pair for pair in combinations(every, 2) if alike(*pair)]


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("orientation", "turned"),
    [(3, Image.Transpose.ROTATE_180), (6, Image.Transpose.ROTATE_90), (8, Image.Transpose.ROTATE_270)],
)
def test_a_photo_taken_with_the_phone_turned_is_looked_at_upright(
    form: str, orientation: int, turned: Image.Transpose
) -> None:
    picture, original = made(2)
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    lying = picture.transpose(turned)
    assert alike(original, likeness(encoded(lying, form, exif=exif)))
    assert not alike(original, likeness(encoded(lying, form)))


@pytest.mark.parametrize(
    "plain",
    [
        encoded(Image.new("RGB", (800, 600), (30, 90, 60)), quality=40),
        encoded(Image.new("L", (1, 1)), "PNG"),
        encoded(Image.effect_noise((800, 600), 30), quality=60),
        screenshot(60),
    ],
    ids=["one colour", "one pixel", "noise", "stripes"],
)
def test_a_picture_without_variation_is_like_nothing(plain: bytes) -> None:
    assert likeness(plain) == ""


def test_what_has_no_likeness_is_not_alike() -> None:
    assert not alike("", "")
    assert not alike("", "0" * 16)


def test_a_few_bits_are_a_copy_and_more_are_not() -> None:
    few, more = (1 << MOST_BITS_APART) - 1, (1 << MOST_BITS_APART + 1) - 1
    assert alike("f" * 16, f"{2**64 - 1 ^ few:016x}")
    assert not alike("0" * 16, f"{more:016x}")


@pytest.mark.parametrize("side", [7_100, 9_500, 20_000])
def test_a_picture_of_too_many_pixels_is_not_opened(side: int) -> None:
    picture = photo(3, (90, 80)).convert("1").resize((side, side), Image.Resampling.NEAREST)
    assert likeness(encoded(picture, "PNG", compress_level=1)) == ""


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF"])
def test_half_a_picture_is_like_nothing(form: str) -> None:
    file = encoded(photo(4), form)
    assert likeness(file[: len(file) // 2]) == ""


@pytest.mark.parametrize("file", [b"", b"words", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 8\n%%EOF\n"])
def test_what_is_no_picture_is_like_nothing(file: bytes) -> None:
    assert likeness(file) == ""


@settings(max_examples=200, deadline=None)
@given(
    form=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"]),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_broken_file_is_no_error(form: str, changes: list[tuple[float, int]]) -> None:
    file = bytearray(encoded(photo(5, (90, 80)), form))
    for place, byte in changes:
        file[int(place * len(file))] = byte
    assert len(likeness(bytes(file))) in {0, 16}


def _flipped(looks: str, *places: int) -> str:
    """A likeness with some of its 64 bits turned round."""
    return f"{int(looks, 16) ^ sum(1 << place for place in places):016x}"


def test_copies_are_found_as_by_comparing_all_pairs() -> None:
    chance = Random(5)
    first = [f"{chance.getrandbits(64):016x}" for _ in range(60)]
    near = [_flipped(looks, *chance.sample(range(64), chance.randint(0, 7))) for looks in first]
    pictures = [(chance.randrange(80), looks) for looks in [*first, *near, "", ""]]
    expected = {
        holder
        for (one, mine), (other, theirs) in combinations(pictures, 2)
        if one != other and alike(mine, theirs)
        for holder in (one, other)
    }
    assert holders_of_copies(pictures) == expected
    assert 0 < len(expected) < 80


@pytest.mark.parametrize("apart", range(7))
def test_copies_are_found_wherever_their_bits_differ(apart: int) -> None:
    looks = f"{Random(6).getrandbits(64):016x}"
    for start in range(64):
        copy = _flipped(looks, *[(start + 13 * step) % 64 for step in range(apart)])
        assert holders_of_copies([(1, looks), (2, copy)]) == ({1, 2} if apart <= MOST_BITS_APART else set())


def test_copies_of_ones_own_are_none() -> None:
    looks = "0f0f0f0f0f0f0f0f"
    assert holders_of_copies([(1, looks), (1, looks), (1, _flipped(looks, 3))]) == set()
    assert holders_of_copies([(1, looks), (1, looks), (2, _flipped(looks, 3))]) == {1, 2}
