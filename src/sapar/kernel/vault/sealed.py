"""What a sealed column holds in Python: bytes that give nothing away."""

from typing import Final

SHOWN: Final = "‹sealed›"


class Sealed:
    """An encrypted value. Printing, formatting or logging it shows `‹sealed›`.

    Two are equal when their ciphertexts are; equal contents sealed twice are not.
    """

    __slots__ = ("_box",)

    def __init__(self, box: bytes) -> None:
        self._box = bytes(box)

    @property
    def box(self) -> bytes:
        """The bytes as stored."""
        return self._box

    def __repr__(self) -> str:
        return SHOWN

    def __format__(self, spec: str) -> str:
        return SHOWN

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sealed) and self._box == other._box

    def __hash__(self) -> int:
        return hash(self._box)
