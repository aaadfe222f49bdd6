"""Only the picture stays of a photo, and what is no photo is refused, whatever its bytes."""

import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sapar.kernel.errors import Invalid
from sapar.people.pictures import LARGEST, clean
from sapar.people.tests.pictures import JPEG, PNG, SECRET

#: A busy machine draws slowly; that says nothing about the rule.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(("content", "media_type"), [(JPEG, "image/jpeg"), (PNG, "image/png")])
def test_place_device_comments_and_what_follows_are_gone(content: bytes, media_type: str) -> None:
    picture = clean(content)
    assert (picture.media_type, picture.width, picture.height) == (media_type, 1, 1)
    assert SECRET not in picture.content
    assert b"Exif" not in picture.content
    assert b"eXIf" not in picture.content
    assert clean(picture.content).content == picture.content


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a" + b"\0" * 40, b"<svg onload='x'/>", b"\xff\xd8", b"\xff\xd8\xff\xd9", PNG[:40], JPEG[:60],
        PNG.replace(b"IDAT", b"IDAX"), JPEG.replace(b"\xff\xc2", b"\xff\xc3"), b"\x89PNG\r\n\x1a\n" + b"\0" * 12,
    ],
)  # fmt: skip
def test_what_is_no_photo_is_refused(content: bytes) -> None:
    with pytest.raises(Invalid):
        clean(content)


def test_too_large_in_bytes_or_pixels_is_refused() -> None:
    with pytest.raises(Invalid, match="larger"):
        clean(JPEG + b"\0" * LARGEST)
    at = JPEG.index(b"\xff\xc2")
    with pytest.raises(Invalid):
        clean(JPEG[: at + 5] + struct.pack(">HH", 60_000, 60_000) + JPEG[at + 9 :])


@UNHURRIED
@given(st.binary(max_size=400), st.sampled_from([b"", JPEG[:2], PNG[:8], JPEG[:90], PNG[:60]]))
def test_any_bytes_are_cleaned_or_refused(content: bytes, start: bytes) -> None:
    try:
        picture = clean(start + content)
    except Invalid:
        return
    assert clean(picture.content) == picture


@UNHURRIED
@given(st.integers(0, len(JPEG) - 1), st.integers(0, 255))
def test_a_damaged_photo_never_carries_its_place(at: int, value: int) -> None:
    for original in (JPEG, PNG):
        damaged = bytearray(original)
        damaged[at % len(original)] = value
        try:
            picture = clean(bytes(damaged))
        except Invalid:
            continue
        assert SECRET[:20] not in picture.content
