"""An opened file as one side of a comparison."""

from sapar.people.matching import Known
from sapar.people.opening import Identity


def known_of(held: Identity) -> Known:
    """Names, birth, sex and numbers as they are compared."""
    return Known(held.name_parts, held.birth, held.person.sex, held.phone_marks, held.document_marks)
