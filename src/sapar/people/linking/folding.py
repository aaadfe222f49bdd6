"""Every distinct spelling of a pool folded once, in as many processes as there are cores.

A million registrations hold far fewer distinct words than rows, so folding in Python costs seconds where
row by row it would cost minutes. Everything after this is SQL over the columns made here.
"""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import batched
from multiprocessing import get_context
from typing import NamedTuple

import pyarrow as pa

from sapar.people.names.keys import words
from sapar.people.names.skeleton import norm, skeletons

_BATCH = 5_000
#: Below this, starting a second process costs more than it saves.
_WORTH_PROCESSES = 40_000
_SHORTEST_TO_LOSE_A_SOUND = 3

SCHEMA = pa.schema(
    [("text", pa.string()), ("norm", pa.string()), ("sounds", pa.list_(pa.string())), ("near", pa.list_(pa.string()))]
)


class Folded(NamedTuple):
    """One spelling: `norm` to measure how close, `sounds` skeletons to meet by, `near` those with one sound out."""

    text: str
    norm: str | None
    sounds: list[str]
    near: list[str]


def fold(text: str) -> Folded:
    """Fold one part of a name. A part of several words counts as their whole and as each of them."""
    found = words([text])
    whole = next((word.text for word in found if word.joined), found[0].text if found else "")
    sounds = list(dict.fromkeys(sound for word in found for sound in skeletons(word.text)))
    return Folded(text, norm(whole) or None, sounds, _one_sound_out(sounds[0]) if sounds else [])


def fold_all(texts: Sequence[str]) -> pa.Table:
    """Fold many distinct texts; a table of SCHEMA in no particular order."""
    parts = [list(part) for part in batched(texts, _BATCH, strict=False)]
    if len(texts) < _WORTH_PROCESSES:
        folded = [_fold_batch(part) for part in parts]
    else:
        # Spawned, not forked: the parent runs DuckDB's threads, and a forked copy of a running thread never ends.
        with ProcessPoolExecutor(os.process_cpu_count(), mp_context=get_context("spawn")) as pool:
            folded = list(pool.map(_fold_batch, parts))
    return pa.concat_tables(folded) if folded else SCHEMA.empty_table()


def _fold_batch(texts: list[str]) -> pa.Table:
    columns = zip(*map(fold, texts), strict=True)
    return pa.table([list(column) for column in columns], schema=SCHEMA)


def _one_sound_out(sounds: str) -> list[str]:
    if len(sounds) < _SHORTEST_TO_LOSE_A_SOUND:
        return []
    return list(dict.fromkeys(sounds[:i] + sounds[i + 1 :] for i in range(len(sounds))))
