"""Photos without what they betray: place, time, device, thumbnails of what was cut away.

Only baseline and progressive JPEG and PNG are taken, and of them only the segments that a picture needs; every
other byte is left out rather than judged. Nothing is decoded, so no decoder is exposed to a crafted file. What
does not follow the format exactly is refused.

JPEG: ITU-T T.81, annex B. PNG: W3C PNG third edition, clauses 5 and 11.
"""

import struct
import zlib
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from sapar.kernel.errors import Invalid

LARGEST: Final = 3_000_000
MOST_PIXELS: Final = 40_000_000
LONGEST_SIDE: Final = 12_000

_PNG = b"\x89PNG\r\n\x1a\n"
#: What draws the picture. Text, time, EXIF, profiles and private chunks are not among it.
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"IDAT", b"IEND"}
_SOI, _EOI, _SOS, _DHT, _DQT, _DRI, _DAC = 0xD8, 0xD9, 0xDA, 0xC4, 0xDB, 0xDD, 0xCC
_FRAMES = {0xC0, 0xC1, 0xC2}
_JPEG_KEPT = _FRAMES | {_DHT, _DQT, _DRI, _DAC, _SOS}


@dataclass(frozen=True, slots=True)
class Picture:
    """A cleaned picture: its bytes, type and size in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


def clean(content: bytes) -> Picture:
    """The picture alone. Raises Invalid for what is too large, damaged, or neither JPEG nor PNG."""
    if len(content) > LARGEST:
        raise Invalid(
            _("The photo is larger than %(most)s MB.") % {"most": LARGEST // 1_000_000},
            field="photo",
            advice=_("Make it smaller on the phone, or take it with a lower resolution."),
        )
    try:
        if content.startswith(_PNG):
            picture = _png(content)
        elif content[:2] == b"\xff\xd8":
            picture = _jpeg(content)
        else:
            raise ValueError("neither JPEG nor PNG")
        if not 0 < picture.width <= LONGEST_SIDE or not 0 < picture.height <= LONGEST_SIDE:
            raise ValueError("impossible size")
        if picture.width * picture.height > MOST_PIXELS:
            raise ValueError("too many pixels")
    except (ValueError, struct.error, IndexError) as error:
        raise Invalid(
            _("This file is not a photo that can be kept."),
            field="photo",
            advice=_("Send a JPEG or PNG as the phone made it, at most 40 megapixels."),
        ) from error
    return picture


def _png(content: bytes) -> Picture:
    kept = [_PNG]
    at, width, height, seen, ended = len(_PNG), 0, 0, 0, False
    while not ended:
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind = content[at + 4 : at + 8]
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise ValueError("a damaged chunk")
        if seen == 0:
            if kind != b"IHDR" or length != 13:
                raise ValueError("no header")
            width, height = struct.unpack(">II", chunk[8:16])
        if kind in _PNG_KEPT:
            kept.append(chunk)
        elif kind[:1].isupper():
            raise ValueError("an unknown chunk that the picture needs")
        at, seen, ended = at + len(chunk), seen + 1, kind == b"IEND"
    if b"IDAT" not in {each[4:8] for each in kept[1:]}:
        raise ValueError("no picture")
    return Picture(b"".join(kept), "image/png", width, height)


def _jpeg(content: bytes) -> Picture:
    kept = [b"\xff\xd8"]
    at, width, height, scans = 2, 0, 0, 0
    while True:
        if content[at] != 0xFF:
            raise ValueError("no marker")
        while content[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = content[at + 1]
        if marker == _EOI:
            break
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        segment = content[at : at + 2 + length]
        if length < 2 or len(segment) != 2 + length:
            raise ValueError("a cut segment")
        at += len(segment)
        if marker in _FRAMES:
            if width:
                raise ValueError("two frames")
            height, width = struct.unpack(">HH", segment[5:9])
        elif 0xC0 <= marker <= 0xCF and marker not in _JPEG_KEPT and marker != 0xC8:
            raise ValueError("a frame of another kind")
        if marker in _JPEG_KEPT:
            kept.append(segment)
        elif _adobe(marker, segment):
            kept.append(segment[:16].replace(segment[2:4], b"\x00\x0e", 1))
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            raise ValueError("an unknown segment")
        if marker == _SOS:
            scans += 1
            end = _end_of_scan(content, at)
            kept.append(content[at:end])
            at = end
    if not (width and scans):
        raise ValueError("no picture")
    return Picture(b"".join([*kept, b"\xff\xd9"]), "image/jpeg", width, height)


def _adobe(marker: int, segment: bytes) -> bool:
    """APP14 "Adobe" says how colours are coded: twelve bytes of flags, without which CMYK looks wrong."""
    return marker == 0xEE and segment[4:9] == b"Adobe" and len(segment) >= 16


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded data ends: at the first marker that is neither stuffing nor a restart."""
    while True:
        at = content.index(b"\xff", at)
        following = content[at + 1]
        if following != 0x00 and not 0xD0 <= following <= 0xD7:
            return at
        at += 2
