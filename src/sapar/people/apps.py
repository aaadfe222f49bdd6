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

    def security_sql(self) -> Iterator[str]:
        """What the narrow search role may read: blind keys and where a file lives, no personal field."""
        from sapar.kernel.access.rowsecurity import readable_by
        from sapar.people.identity import rights

        yield from readable_by("people_matchkey", "sapar_matching")
        yield from readable_by("people_person", "sapar_matching", "id, organisation_id, restricted, cross_search, code")
        yield from rights.statements()
