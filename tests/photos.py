"""Photos that nobody took: varied, and the same each time for one number."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SIZE = (960, 720)


def photo(number: int, size: tuple[int, int] = SIZE) -> Image.Image:
    """Returns a picture of clouds of colour, coarse and fine, with some boxes and discs before them."""
    chance = Random(number)
    made = Image.new("RGB", size)
    for cells, share in ((3, 1.0), (6, 0.3), (16, 0.15), (64, 0.05)):
        clouds = Image.frombytes("RGB", (cells, cells), chance.randbytes(3 * cells**2))
        made = Image.blend(made, clouds.resize(size, Image.Resampling.BICUBIC), share)
    pen = ImageDraw.Draw(made)
    for _ in range(chance.randint(2, 12)):
        left, top = chance.randrange(size[0]), chance.randrange(size[1])
        box = (left, top, left + chance.randrange(20, size[0] // 2), top + chance.randrange(20, size[1] // 2))
        draw = chance.choice((pen.rectangle, pen.ellipse))
        draw(box, fill=tuple(chance.randbytes(3)))
    return made


def encoded(picture: Image.Image, form: str = "JPEG", **options: object) -> bytes:
    """Returns a picture's file."""
    file = BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def opened(file: bytes) -> Image.Image:
    """Returns the picture that a file holds."""
    return Image.open(BytesIO(file)).convert("RGB")
