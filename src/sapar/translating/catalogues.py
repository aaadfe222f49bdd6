"""Catalogues of translations as Babel reads and writes them. English is the source."""

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.checkers import python_format
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from sapar.translating.extracting import sources

LOCALE = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = ("ru", "ky")


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language; empty when there is none yet."""
    path = path_of(language)
    if not path.exists():
        return Catalog(locale=language, project="Sapar", charset="utf-8", fuzzy=False)
    with path.open("rb") as handle:
        return read_po(handle, locale=language)


def template() -> Catalog:
    """Every msgid of the sources."""
    catalogue = Catalog(project="Sapar", charset="utf-8", fuzzy=False)
    for found in sources():
        catalogue.add(found.id, context=found.context, flags=("python-format",) if found.is_format else ())
    return catalogue


def update_all() -> dict[str, int]:
    """Bring all catalogues up to date; returns how many messages are untranslated in each."""
    wanted, empty = template(), {}
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(wanted, no_fuzzy_matching=True, update_header_comment=False)
        catalogue.obsolete.clear()
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        with path_of(language).open("wb") as handle:
            write_po(handle, catalogue, sort_output=True, omit_header=False, no_location=True, width=120)
        empty[language] = sum(1 for message in catalogue if message.id and not _complete(message, catalogue))
    return empty


def compile_all() -> None:
    """Write the .mo file beside every .po file."""
    for language in LANGUAGES:
        if path_of(language).exists():
            buffer = BytesIO()
            write_mo(buffer, read(language))
            path_of(language).with_suffix(".mo").write_bytes(buffer.getvalue())


def _complete(message: Message, catalogue: Catalog) -> bool:
    if isinstance(message.string, (tuple, list)):
        return len(message.string) >= catalogue.num_plurals and all(message.string)
    return bool(message.string)


def problems() -> list[str]:
    """What keeps the catalogues from being complete and right, one line each."""
    wanted = {
        (message.id if isinstance(message.id, str) else message.id[0], message.context)
        for message in template()
        if message.id
    }
    found = []
    for language in LANGUAGES:
        catalogue = read(language)
        kept = {
            (message.id if isinstance(message.id, str) else message.id[0], message.context): message
            for message in catalogue
            if message.id
        }
        found += [f"{language}: missing {key[0]!r} (run: make messages)" for key in wanted - set(kept)]
        found += [f"{language}: no longer used {key[0]!r} (run: make messages)" for key in set(kept) - wanted]
        for key in wanted & set(kept):
            message = kept[key]
            if not _complete(message, catalogue):
                found.append(f"{language}: untranslated {key[0]!r}")
                continue
            try:
                python_format(catalogue, message)
            except Exception as error:  # Babel raises its own TranslationError; any defect of the text is a problem
                found.append(f"{language}: {key[0]!r}: {error}")
    return sorted(found)
