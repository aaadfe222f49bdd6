"""The copy as a page to read and print, as JSON for another system, and both in one zip."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from django.template.loader import render_to_string
from django.utils.formats import date_format

from sapar.people.own_copy.parts import Copy, labelled
from sapar.people.own_copy.words import codes_in, word

STYLE = Path(__file__).parents[1] / "static" / "people" / "own_copy.css"
FORMAT = "sapar-own-copy-1"
#: The same for everybody: the name of a file on a shared computer says nothing about who it is about.
FILE_NAME = "copy.zip"


def as_page(copy: Copy, *, style: str = "style.css") -> str:
    """HTML in the language of the copy, complete in itself beside its style sheet."""

    def say(key: str) -> str:
        return word(key, copy.language)

    with codes_in(copy.language):
        made = date_format(copy.made_at, "DATE_FORMAT")
        facts = [(say("held_by"), str(copy.person.organisation)), (say("made_on"), made)]
    context = {
        "language": copy.language, "title": say("title"), "lede": say("lede"), "style": style,
        "facts": [*facts, (say("code"), copy.person.code)],
        "sections": [
            (say(each.key), labelled(copy, each), say(each.note) if each.note else "") for each in copy.sections
        ],
        "nothing": say("nothing"), "rights": say("rights"), "rights_text": say("rights_text"),
        "left_out": "" if copy.notes_included else say("notes_left_out"),
    }  # fmt: skip
    return render_to_string("people/own_copy.html", context)


def as_data(copy: Copy) -> dict[str, Any]:
    """The same for machines: section keys stay in English, values are in the language of the copy."""
    return {
        "format": FORMAT,
        "language": copy.language,
        "made_at": copy.made_at.isoformat(timespec="seconds"),
        "held_by": copy.person.organisation.code,
        "person_code": copy.person.code,
        "notes_included": copy.notes_included,
        "sections": {each.key: [dict(entry.facts) for entry in each.entries] for each in copy.sections},
    }


def as_zip(copy: Copy) -> bytes:
    """One file to hand over."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("copy.html", as_page(copy))
        archive.writestr("style.css", STYLE.read_text(encoding="utf-8"))
        archive.writestr("copy.json", json.dumps(as_data(copy), ensure_ascii=False, indent=1))
    return made.getvalue()
