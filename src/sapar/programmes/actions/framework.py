"""Versions of the logframe, their statements, indicators and targets."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.errors import Invalid, NotFound
from sapar.kernel.places.models import Place
from sapar.programmes import reading
from sapar.programmes.actions.keeping import code_of, dropped, in_words, kept
from sapar.programmes.models import Framework, FrameworkStatus, Indicator, Project, Result, ResultTerm, Source, Target

type FrameworkPart = Result | Indicator | Target


@action("programmes.open_framework", record="project", verb="measure", on="project")
def open_framework(*, by: User, project: Project, why: str = "", key: UUID | None = None) -> Framework:
    """Begin the next version as a copy of the one in force. Raises Invalid while another draft is open."""
    newest = Framework.objects.filter(project=project).aggregate(n=Max("number"))["n"] or 0
    now = Framework.objects.filter(project=project, status=FrameworkStatus.APPROVED).first()
    draft = kept(Framework(project=project, number=newest + 1), why=why.strip())
    if now is not None:
        _copy(now, draft)
    return draft


def _copy(old: Framework, new: Framework) -> None:
    results: dict[UUID, Result] = {}
    for result in Result.objects.filter(framework=old).prefetch_related("terms"):
        results[result.pk] = _twin(result, framework=new, parent=None)
        ResultTerm.objects.bulk_create(
            ResultTerm(result=results[result.pk], list=each.list, term=each.term, stated_as=each.stated_as)
            for each in result.terms.all()
        )
    for result in Result.objects.filter(framework=old, parent__isnull=False):
        twin = results[result.pk]
        twin.parent = results[result.parent_id]  # type: ignore[index]  # filtered to rows that have a parent
        twin.save()
    for indicator in Indicator.objects.filter(framework=old).prefetch_related("targets"):
        of = results[indicator.result_id] if indicator.result_id else None
        copied = _twin(indicator, framework=new, result=of)
        for target in indicator.targets.all():
            _twin(target, indicator=copied)


def _twin[M: (Result, Indicator, Target)](row: M, **changed: Any) -> M:
    """A new row with the values of ``row`` but for what is changed."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.name not in ("id", *changed)}
    twin = type(row)(**values, **changed)
    twin.save(force_insert=True)
    return twin


@action("programmes.approve_framework", record="framework", verb="approve", on="framework")
def approve_framework(
    *, by: User, framework: Framework, effective_from: date, key: UUID | None = None
) -> Framework:  # fmt: skip
    """Put a draft in force from a day on; the version before is kept as it was. Raises Invalid for an empty draft."""
    if framework.status != FrameworkStatus.DRAFT:
        raise Invalid(_("This version is approved already."), advice=_("Begin a new version for a change."))
    if not framework.results.exists() and not framework.indicators.exists():
        raise Invalid(_("This version says nothing yet."), advice=_("Write at least one statement first."))
    before = Framework.objects.filter(project=framework.project, status=FrameworkStatus.APPROVED).first()
    if before is not None:
        if before.effective_from and effective_from < before.effective_from:
            raise Invalid(
                _("The version in force is of %(day)s; a later version cannot begin before it.")
                % {"day": f"{before.effective_from:%d.%m.%Y}"},
                field="effective_from", advice=_("Choose a later day."),
            )  # fmt: skip
        kept(before, status=FrameworkStatus.SUPERSEDED)
    return kept(
        framework, status=FrameworkStatus.APPROVED, effective_from=effective_from, approved_by=by,
        approved_at=timezone.now(),
    )  # fmt: skip


@action("programmes.write_result", record="framework", verb="measure", on="framework")
def write_result(
    *, by: User, framework: Framework, level: str, statements: dict[str, str], code: str = "", number: str = "",
    parent: Result | None = None, risks: dict[str, str] | None = None, assumptions: dict[str, str] | None = None,
    result: Result | None = None, key: UUID | None = None,
) -> Result:  # fmt: skip
    """Write or change a statement of a draft. ``statements`` by language; risks and assumptions too."""
    _of(result, framework)
    _of(parent, framework)
    said = in_words(statements)
    row = result or Result(framework=framework, order=framework.results.count())
    return kept(
        row, code=code_of(said, code), level=level, statements=said, number=number.strip(), parent=parent,
        risks=in_words(risks or {}), assumptions=in_words(assumptions or {}),
        statement_lang=row.statement_lang if row.statement_lang in said else next(iter(said), ""),
    )  # fmt: skip


@action("programmes.write_indicator", record="framework", verb="measure", on="framework")
def write_indicator(
    *, by: User, framework: Framework, labels: dict[str, str], kind: str, source: str, unit: dict[str, str],
    direction: str = "ascending", code: str = "", words: dict[str, str] | None = None, definition: str = "",
    gather: str = "sum", result: Result | None = None, disaggregation: list[str] | None = None,
    baseline: Decimal | None = None, baseline_whole: Decimal | None = None, baseline_words: str = "",
    indicator: Indicator | None = None, key: UUID | None = None,
) -> Indicator:  # fmt: skip
    """Write or change an indicator of a draft. A computed one names a definition that some room offers."""
    _of(indicator, framework)
    _of(result, framework)
    if source == Source.COMPUTED and definition and not reading.words(definition):
        raise Invalid(
            _("No room counts this definition."), field="definition", advice=_("Choose one of the values offered.")
        )
    names = in_words(labels)
    return kept(
        indicator or Indicator(framework=framework, order=framework.indicators.count()), code=code_of(names, code),
        labels=names, words=in_words(words or {}), kind=kind, direction=direction, unit=in_words(unit), source=source,
        definition=definition if source == Source.COMPUTED else "", gather=gather, result=result,
        disaggregation=disaggregation or [], baseline=baseline, baseline_whole=baseline_whole,
        baseline_words=baseline_words.strip(),
    )  # fmt: skip


@action("programmes.write_target", record="indicator", verb="measure", on="indicator")
def write_target(
    *, by: User, indicator: Indicator, value: Decimal | None, qualifier: str = "exact", words: str = "",
    whole: Decimal | None = None, starts: date | None = None, ends: date | None = None, place: Place | None = None,
    dimension: str = "", category: str = "", target: Target | None = None, key: UUID | None = None,
) -> Target:  # fmt: skip
    """Write or change a target of a draft's indicator, for the whole project or a period, place and category.

    Raises Invalid for a target on the wrong side of the baseline or a period that overlaps another.
    """
    if target is not None and target.indicator_id != indicator.pk:
        raise NotFound
    return kept(
        target or Target(indicator=indicator), value=value, whole=whole, words=words.strip(), starts=starts, ends=ends,
        place=place, dimension=dimension, category=category, qualifier=qualifier if value is not None else "",
    )  # fmt: skip


@action("programmes.remove_from_framework", record="framework", verb="measure", on="framework")
def remove_from_framework(
    *, by: User, framework: Framework, part: FrameworkPart, key: UUID | None = None
) -> Framework:  # fmt: skip
    """Take a statement, indicator or target out of a draft. Raises Invalid while others stand on it."""
    _of(part.indicator if isinstance(part, Target) else part, framework)
    dropped(part)
    return framework


def _of(row: Result | Indicator | None, framework: Framework) -> None:
    if row is not None and row.framework_id != framework.pk:
        raise NotFound
