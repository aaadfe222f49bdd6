"""Places from country to settlement, and finding them by whatever name somebody typed.

    places.get("KG-O").label
    places.resolve("Жалал-Абад", level=places.Level.OBLAST)
    places.subtree_ids(place)

The places live in ``data/*.yaml`` and in the ISO 3166 tables of pycountry; ``places.sync()`` brings
both into the database after every migration.
"""

from .folding import fold, kinds, stem
from .levels import Level
from .loading import SyncReport, sync
from .queries import ancestors, by_source, choices_tree, countries, get, require, resolve, subtree_ids
from .reading import BadPlaces

__all__ = [
    "BadPlaces",
    "Level",
    "SyncReport",
    "ancestors",
    "by_source",
    "choices_tree",
    "countries",
    "fold",
    "get",
    "kinds",
    "require",
    "resolve",
    "stem",
    "subtree_ids",
    "sync",
]
