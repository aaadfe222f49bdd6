"""What the database allows on the tables of identity. Run by the owner after each migration."""

from collections.abc import Iterator

from sapar.kernel.access.rowsecurity import protect, readable_by, writable_by

LINKING = "sapar_linking"
#: Whoever may see a side may see the pair's probability and reasons; of the other file it learns the id alone.
_OF_A_SIDE = "EXISTS (SELECT 1 FROM people_identityside s WHERE s.pair_id = people_identitypair.id)"
#: A passed-on question travels to another organisation: only the linking role writes it.
_KEPT = ("people_identitypair", "people_identityside", "people_identitymember", "people_identitycheck")


def statements() -> Iterator[str]:
    """The web role reads by rule and answers on its own sides; the linking role keeps what is derived."""
    yield from protect("people_identitypair", _OF_A_SIDE, "false")
    for table in _KEPT:
        yield from writable_by(table, LINKING)
    yield from writable_by("people_identitydecision", LINKING, "SELECT (id, side_id, judgement, at, closed_at)")
    yield from readable_by("people_person", LINKING, "id, organisation_id, code, restricted, cross_search, erased_at")
    yield from readable_by("people_identitymember", "sapar_figures")
    for table in ("people_identitypair", "people_identitymember"):
        yield f"REVOKE INSERT, UPDATE, DELETE ON {table} FROM sapar_app"
    yield "REVOKE INSERT, DELETE ON people_identityside FROM sapar_app"
    yield "REVOKE DELETE ON people_identitydecision FROM sapar_app"
    yield "REVOKE INSERT, DELETE ON people_identitycheck FROM sapar_app"
