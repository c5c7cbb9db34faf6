"""Pictures that are copies of each other, and those that only show the same room.

A picture's print is two things: 256 bits, its lowest frequencies each above or below their median (pHash), by which like ones
are found; and its look, a small coloured picture, by which is decided. Saved anew, made smaller or somewhat brighter, a
picture keeps both; another one of the same people at the same table does not keep its look.
"""

import math
import struct
import warnings
from dataclasses import dataclass
from functools import cached_property
from operator import mul

from PIL import Image, ImageOps

SIDE = 32
KEPT = 16
WORDS = 16
# Bits in which two copies may differ
FARTHEST = 24
# The side of the look, and by how many of 255 grades two copies may differ in it on average (root mean square)
LOOK = 16
UNLIKE = 4.2
# From here on a picture that was made brighter is white and says nothing
WHITE = 236

COSINES = [[math.cos(math.pi * k * (2 * n + 1) / (2 * SIDE)) for n in range(SIDE)] for k in range(KEPT + 1)]


@dataclass(frozen=True)
class Print:
    """Empty when there is no picture, or one of a single colour."""

    bits: bytes = b""
    look: bytes = b""

    @cached_property
    def bands(self) -> list[int]:
        """The keys under which like pictures are looked up: each word of the bits with its place."""
        if not self.bits:
            return []
        return [place << 32 | word for place, word in enumerate(struct.unpack(f">{WORDS}H", self.bits))]

    def is_copy_of(self, other: "Print") -> bool:
        return bool(
            self.bits
            and other.bits
            and distance(self.bits, other.bits) <= FARTHEST
            and difference(self.look, other.look) <= UNLIKE
        )


NONE = Print()


def print_of(stream) -> Print:
    """The print of an image file; an empty one when it cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(stream) as picture:
                picture.draft("RGB", (8 * SIDE, 8 * SIDE))
                picture = ImageOps.exif_transpose(picture).convert("RGB")
                grey = picture.convert("L").resize((SIDE, SIDE), Image.Resampling.BOX).tobytes()
                look = picture.resize((LOOK, LOOK), Image.Resampling.BOX).tobytes()
    # Pillow raises nearly anything for a damaged file: SyntaxError, struct.error, ValueError, EOFError …
    except Exception:  # noqa: BLE001
        return NONE
    return Print(bits(grey), look) if max(grey) - min(grey) >= 8 else NONE


def bits(grey: bytes) -> bytes:
    """The hash of SIDE × SIDE grey values."""
    rows = [grey[start : start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    across = [[_product(wave, row) for row in rows] for wave in COSINES]
    # the mean brightness says nothing: the first frequency beyond the square takes its place
    found = [_product(COSINES[KEPT], across[0])]
    found += [_product(COSINES[k], across[n]) for n in range(KEPT) for k in range(KEPT) if (n, k) != (0, 0)]
    middle = sorted(found)[len(found) // 2]
    number = 0
    for value in found:
        number = number << 1 | (value > middle)
    return number.to_bytes(len(found) // 8, "big")


def _product(one, other) -> float:
    return sum(map(mul, one, other))


def distance(one: bytes, other: bytes) -> int:
    """In how many bits two hashes differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def difference(one: bytes, other: bytes) -> float:
    """By how many grades two looks differ, after one was made as bright as the other."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a < WHITE and b < WHITE]
    if len(pairs) < LOOK * LOOK:
        return 255.0
    mean_a, mean_b = sum(a for a, _b in pairs) / len(pairs), sum(b for _a, b in pairs) / len(pairs)
    spread = sum((a - mean_a) ** 2 for a, _b in pairs)
    gain = sum((a - mean_a) * (b - mean_b) for a, b in pairs) / spread if spread else 0.0
    return math.sqrt(sum((b - mean_b - gain * (a - mean_a)) ** 2 for a, b in pairs) / len(pairs))
