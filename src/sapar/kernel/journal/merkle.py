"""A Merkle root computed as leaves arrive, in memory that grows with their logarithm."""

import hashlib


class MerkleTree:
    """Root over 32-byte leaves: pairs are hashed as SHA-256(0x01, left, right), an odd one rises.

    An inner node hashes 65 bytes and an entry at least 100, so neither can pose as the other.
    """

    __slots__ = ("_stack", "count")

    def __init__(self) -> None:
        self._stack: list[tuple[int, bytes]] = []
        self.count = 0

    def add(self, leaf: bytes) -> None:
        """Append one leaf."""
        self.count += 1
        stack = self._stack
        size = 1
        while stack and stack[-1][0] == size:
            leaf = hashlib.sha256(b"\x01" + stack.pop()[1] + leaf).digest()
            size *= 2
        stack.append((size, leaf))

    def root(self) -> bytes:
        """The root over everything added; SHA-256 of nothing when there is no leaf."""
        if not self._stack:
            return hashlib.sha256().digest()
        *rest, (_, root) = self._stack
        for _, left in reversed(rest):
            root = hashlib.sha256(b"\x01" + left + root).digest()
        return root
