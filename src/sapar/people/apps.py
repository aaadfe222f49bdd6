"""The room of people: who is helped, under which names, reached how, with which consent."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registers the permission table and the doors of the desk."""

    name = "sapar.people"
    label = "people"

    def ready(self) -> None:
        import_module("sapar.people.policy")
        import_module("sapar.people.nav")
        import_module("sapar.people.own_copy.person")

    def security_sql(self) -> Iterator[str]:
        """Narrow doors: the search role reads blind keys; functions tell of duties, tidy, and list looks."""
        from sapar.kernel.access.rowsecurity import readable_by
        from sapar.people import duties, looks, retaining, saying_no
        from sapar.people.identity import rights

        yield from duties.function_sql()
        yield from retaining.function_sql()
        yield from looks.function_sql()
        yield from saying_no.function_sql()

        yield from readable_by("people_matchkey", "sapar_matching")
        yield from readable_by("people_person", "sapar_matching", "id, organisation_id, restricted, cross_search, code")
        yield "GRANT SELECT ON people_indexversion TO sapar_matching"
        yield from rights.statements()
