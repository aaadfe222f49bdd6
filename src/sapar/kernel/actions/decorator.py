"""The one way in which state changes: check → transaction → version → change → journal → effects."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext as _

from sapar.kernel import journal
from sapar.kernel.access import policy
from sapar.kernel.access.models import User
from sapar.kernel.actions.models import Submission, Versioned
from sapar.kernel.errors import NotAllowed, NotFound, StaleEdit


def action[**P, R](
    name: str,
    *,
    record: str,
    verb: str,
    on: str | None = None,
    fresh: Callable[[Any, dict[str, Any]], dict[str, tuple[str, str]]] | None = None,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function the action ``name`` (``room.verb``) on ``record``.

    ``on`` names the argument that holds the target row; without it the action creates something.
    The wrapped function gets the row locked and re-read. With ``version=`` (what the form was opened
    with) a record saved meanwhile raises StaleEdit; ``fresh(row, arguments)`` gives the values to show,
    ``{label: (yours, theirs)}``. With ``key=`` (a form's submission key) a repeat returns the first result.

    Raises NotAllowed (journalled as refused), NotFound, StaleEdit, and what the function itself raises;
    in each case nothing is written but the refusal.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        names = set(inspect.signature(function).parameters)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if args:
                raise TypeError(f"{name} takes keyword arguments only")
            arguments = dict(kwargs)
            by = cast(User, arguments["by"])
            key = cast(UUID | None, arguments.get("key") if "key" in names else arguments.pop("key", None))
            version = cast(
                int | None, arguments.get("version") if "version" in names else arguments.pop("version", None)
            )
            target = cast(models.Model | None, arguments.get(on) if on else None)
            try:
                with transaction.atomic():
                    if key is not None and (done := _already(key, by, name)) is not None:
                        return cast(R, done)
                    if target is not None and on is not None:
                        arguments[on] = target = _locked(target)
                    decision = policy.require(by, verb, record, target)
                    if target is not None and version is not None:
                        _refuse_stale(target, version, arguments, fresh)
                    result = cast(Callable[..., R], function)(**arguments)
                    _finish(name, by, record, target, result, key, decision)
                    return result
            except NotAllowed as error:
                journal.refused(
                    name,
                    by=by,
                    kind=record,
                    id=getattr(target, "pk", None) or by.organisation_id,
                    reason=type(error).__name__,
                )
                raise

        setattr(run, "sapar_action", (name, record, verb))  # noqa: B010  # an attribute no type knows
        ACTIONS[name] = run
        return cast(Callable[P, R], run)

    return decorate


#: All actions by name, for the contract tests and the documentation.
ACTIONS: dict[str, Callable[..., Any]] = {}


def after_commit(effect: Callable[[], None]) -> None:
    """Do something outside the database (a letter, a notice) once the change is safely stored."""
    transaction.on_commit(effect)


def _already(key: UUID, by: User, name: str) -> models.Model | None:
    # Two copies of one submission at the same moment: the second waits here for the first.
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(key)])
    done = Submission.objects.filter(key=key).first()
    if done is None:
        return None
    if done.user_id != by.id or done.action != name:
        raise NotAllowed(_("This form was already sent for something else."), advice=_("Open the page again."))
    return cast(models.Model, apps.get_model(done.model)._default_manager.get(pk=done.record_id))


def _locked(target: models.Model) -> models.Model:
    fresh = type(target)._default_manager.select_for_update().filter(pk=target.pk).first()
    if fresh is None:
        raise NotFound
    return fresh


def _refuse_stale(
    target: models.Model, version: int, arguments: dict[str, Any],
    fresh: Callable[[Any, dict[str, Any]], dict[str, tuple[str, str]]] | None,
) -> None:  # fmt: skip
    if not isinstance(target, Versioned) or target.version == version:
        return
    raise StaleEdit(fresh(target, arguments) if fresh else {}, version=target.version)


def _finish(
    name: str,
    by: User,
    record: str,
    target: models.Model | None,
    result: object,
    key: UUID | None,
    decision: policy.Decision,
) -> None:
    changed = result if isinstance(result, models.Model) else target
    if isinstance(target, Versioned):
        type(target)._default_manager.filter(pk=target.pk).update(version=models.F("version") + 1)
        if isinstance(result, Versioned) and result.pk == target.pk:
            result.version = target.version + 1
    subject = target if target is not None else changed
    subject_id = getattr(subject, "pk", None)
    journal.record(
        name, by=by, kind=record, id=subject_id if isinstance(subject_id, UUID) else by.organisation_id,
        detail={"scope": decision.rule.scope.value} if decision.rule else None,
    )  # fmt: skip
    if key is not None and isinstance(changed, models.Model):
        Submission.objects.create(
            key=key, user_id=by.id, action=name, model=changed._meta.label, record_id=str(changed.pk)
        )
