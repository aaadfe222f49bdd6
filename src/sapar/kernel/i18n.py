"""Languages of the interface, and labels of data kept as one JSON object per record."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext_lazy as _

#: Languages of the desk. The portal will add the others of the region.
LANGUAGES = [("ky", _("Kyrgyz")), ("ru", _("Russian")), ("en", _("English"))]

# A reader of Kyrgyz understands Russian before English; every other language of the region too.
_FALLBACKS = ("ru", "en")

type Labels = Mapping[str, str]


def label(labels: Labels | None, *, language: str | None = None) -> str:
    """The label in the active (or given) language, else Russian, else English, else any; "" if none."""
    if not labels:
        return ""
    wanted = (language or translation.get_language() or "en").split("-")[0]
    order = (wanted, "en", "ru") if wanted == "en" else (wanted, *_FALLBACKS)
    for code in order:
        if labels.get(code):
            return labels[code]
    return next(iter(labels.values()))
