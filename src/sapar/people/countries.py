"""Names of countries for the reader."""

import pycountry

from sapar.kernel import places
from sapar.kernel.errors import NotFound


def country_name(code: str) -> str:
    """In the reader's language where the gazetteer has the country, else in English; an unknown code as it is."""
    try:
        return str(places.get(code).label)
    except NotFound:
        found = pycountry.countries.get(alpha_2=code)
        return str(found.name) if found else code
