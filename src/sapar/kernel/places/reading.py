"""Reading the places of a release: YAML for names, pycountry for ISO 3166, CLDR for all other countries."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pycountry
import yaml
from babel import Locale

from .levels import Level

DATA: Final = Path(__file__).parent / "data"
LANGUAGES: Final = ("en", "ru", "ky")
_KEYS: Final = {*LANGUAGES, "level", "parent", "source", "aliases", "places"}
_CITIES: Final = {"City", "Capital territory"}
# The C parser is ten times faster; some builds of PyYAML come without it.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# pycountry has types for its lists but not for looking into them.
_COUNTRIES: Final[Any] = pycountry.countries
_UNITS: Final[Any] = pycountry.subdivisions

type Node = Mapping[str, Any]


class BadPlaces(Exception):
    """The YAML files of the release contradict each other or ISO 3166; names the place."""


@dataclass
class Entry:
    """One place as the release describes it."""

    code: str
    level: Level
    parent: str | None
    labels: dict[str, str]
    iso: str | None
    source_ref: str | None
    #: (text, language), without repetition
    aliases: dict[str, str] = field(default_factory=dict)


def read(folder: Path = DATA) -> list[Entry]:
    """Every place, parents before children: the programme's countries first, then all others. Raises BadPlaces."""
    entries: dict[str, Entry] = {}
    for path in sorted(folder.glob("*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506  # a safe loader
        for key, node in document.items():
            for entry in _walk(key, node, node.get("parent")):
                if entry.code in entries:
                    raise BadPlaces(f"{entry.code} stands twice")
                entries[entry.code] = entry
    for entry in _other_countries(entries):
        entries[entry.code] = entry
    for entry in entries.values():
        if entry.parent is not None and entry.parent not in entries:
            raise BadPlaces(f"{entry.code} lies in {entry.parent}, which is missing")
    return list(entries.values())


def _walk(code: str, node: Node, parent: str | None) -> Iterator[Entry]:
    """The place, the units that ISO lists below it, and the smaller places that the YAML adds."""
    if unknown := set(node) - _KEYS:
        raise BadPlaces(f"{code} has unknown keys {', '.join(sorted(unknown))}")
    if missing := [language for language in LANGUAGES if not isinstance(node.get(language), str)]:
        raise BadPlaces(f"{code} has no name in {', '.join(missing)}")
    iso, level, iso_names = _iso(code)
    if level is None and "level" not in node:
        raise BadPlaces(f"{code} is not in ISO 3166 and has no level")
    labels = {language: str(node[language]) for language in LANGUAGES}
    entry = Entry(code, Level(node.get("level", level)), parent, labels, iso, node.get("source"))
    entry.aliases = _aliases(labels, node.get("aliases", {}), iso_names)
    yield entry
    places = dict(node.get("places", {}))
    if len(code) == 2:
        for unit in sorted(_UNITS.get(country_code=code), key=lambda unit: str(unit.code)):
            # A unit that ISO adds before its names are translated is known by its ISO name.
            places.setdefault(unit.code, dict.fromkeys(LANGUAGES, unit.name))
    for key, child in places.items():
        below = key if key.startswith(f"{code}-") else f"{code}/{key}"
        yield from _walk(below, child, code)


def _iso(code: str) -> tuple[str | None, Level | None, Iterable[str]]:
    """ISO code, level and English or national names of a code of ISO 3166; nothing for other codes."""
    if "/" in code:
        return None, None, ()
    if country := _COUNTRIES.get(alpha_2=code):
        names = (country.alpha_2, country.alpha_3, country.name, *_optional_names(country))
        return code, Level.COUNTRY, names
    if unit := _UNITS.get(code=code):
        return code, Level.CITY if unit.type in _CITIES else Level.OBLAST, (unit.name,)
    return None, None, ()


def _optional_names(country: Any) -> Iterator[str]:
    # pycountry warns when it falls back from a missing name, so only those present are read.
    yield from (name for key, name in country if key in ("official_name", "common_name"))


def _aliases(labels: Mapping[str, str], aliases: Mapping[str, list[str]], iso_names: Iterable[str]) -> dict[str, str]:
    names = {text: language for language, text in labels.items()}
    for language, texts in aliases.items():
        names |= {text: language for text in texts if text not in names}
    return names | {name: "und" for name in iso_names if name not in names}


def _other_countries(known: Mapping[str, Entry]) -> Iterator[Entry]:
    """Countries that people travel to or come from, with the names that the Unicode CLDR gives them."""
    names = {language: Locale(language).territories for language in LANGUAGES}
    codes = [country.alpha_2 for country in _COUNTRIES if country.alpha_2 not in known]
    for code in sorted(codes):
        iso, _level, iso_names = _iso(code)
        labels = {language: str(names[language].get(code) or names["en"].get(code, code)) for language in LANGUAGES}
        yield Entry(code, Level.COUNTRY, None, labels, iso, None, _aliases(labels, {}, iso_names))
