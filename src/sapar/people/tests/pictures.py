"""Small real pictures with what must not stay in them, made by hand."""

import base64
import struct
import zlib

SECRET = b"GPS 42.8746 N 74.5698 E, iPhone of Aigul"

#: A baseline JPEG of one grey pixel.
_TINY = base64.b64decode(
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////"
    "////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA="
)


def _segment(marker: int, content: bytes) -> bytes:
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(content) + 2) + content


JPEG = _TINY[:2] + _segment(0xE1, b"Exif\x00\x00" + SECRET) + _segment(0xFE, SECRET) + _TINY[2:] + b"\xff\xd9" + SECRET


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = b"".join(
    [
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"tEXt", b"Comment\x00" + SECRET),
        _chunk(b"eXIf", SECRET),
        _chunk(b"IDAT", zlib.compress(b"\x00\x7f")),
        _chunk(b"IEND", b""),
        SECRET,
    ]
)
