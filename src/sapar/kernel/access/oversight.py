"""Explaining the access to a record to the overseer who may not open it.

The data-protection officer answers for who sees what, and sees no case. Row security hides the row; this door
tells only what the permission table needs: whose it is, and the columns that the record's policy names as ``told``.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import Model

from sapar.kernel.access.policy import RecordPolicy, find, registered
from sapar.kernel.access.roles import Role

USER = "nullif(current_setting('sapar.user', true), '')::uuid"
_OVERSEER = Role.DATA_PROTECTION_OFFICER


def _roots() -> list[RecordPolicy]:
    """Records whose outline can be told."""
    return [spec for spec in registered() if spec.told and spec.parent is None and spec.protected]


def function_sql() -> Iterator[str]:
    """One database function per record, generated from the permission table; it checks the user by itself."""
    for spec in _roots():
        kinds = "".join(f", {name} text" for name in spec.told)
        told = "".join(f", t.{name}::text" for name in spec.told)
        yield f"DROP FUNCTION IF EXISTS access_outline_{spec.record}(uuid)"
        yield f"""
CREATE FUNCTION access_outline_{spec.record}(wanted uuid)
RETURNS TABLE (subject uuid, organisation uuid{kinds})
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT t.{spec.subject}, t.{spec.organisation}{told} FROM {spec.table} t
    WHERE t.id = wanted AND EXISTS (
        SELECT 1 FROM access_rolegrant g JOIN access_user u ON u.id = g.user_id AND u.is_active
        WHERE g.user_id = {USER} AND g.revoked_at IS NULL AND g.expires_at > now()
          AND g.organisation_id = t.{spec.organisation} AND g.role = '{_OVERSEER.value}')
$$"""  # noqa: S608  # names of our own permission table, nothing from outside
        yield f"REVOKE ALL ON FUNCTION access_outline_{spec.record}(uuid) FROM PUBLIC"
        yield f"GRANT EXECUTE ON FUNCTION access_outline_{spec.record}(uuid) TO sapar_app"


def outline(kind: str, id: UUID) -> Model | None:
    """An unsaved row that holds nothing but whose it is, for the overseer of its organisation; else None."""
    spec = find(kind)
    if spec is None or spec not in _roots():
        return None
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM access_outline_{spec.record}(%s)", [id])  # noqa: S608  # a registered name
        row = cursor.fetchone()
    if row is None:
        return None
    values: dict[str, Any] = dict(zip((spec.subject, spec.organisation, *spec.told), row, strict=True))
    known: Model = apps.get_model(spec.model)(**values | {"id": id})
    return known
