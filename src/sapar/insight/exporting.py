"""Tables as files: Excel written row by row, CSV line by line; very large ones by the worker, with progress."""

import csv
from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from sapar.insight import tables
from sapar.insight.models import Export
from sapar.kernel import journal
from sapar.kernel.access.context import acting_as
from sapar.kernel.access.models import User
from sapar.kernel.actions import action
from sapar.kernel.figures import Answer, Question, evaluate, explain
from sapar.kernel.formats.excel import Sheet, safe, write

#: Larger tables are written in the background.
LARGE = 5000
KEPT = timedelta(days=1)
STEP = 500


def heads(answer: Answer) -> list[str]:
    """The heading of the flat table."""
    return [*(str(heading.label) for heading in answer.matrix.headings), tables.unit_words(answer)]


def workbook(answer: Answer, title: str, *, step: "Progress | None" = None) -> IO[bytes]:
    """An Excel file: the table, and a second sheet that says how it was counted. Memory does not grow with rows."""
    counted = [explain(answer.question), _("as of %(when)s") % {"when": _moment(answer)}, *notes(answer)]
    sheets = [
        Sheet(_("Figures"), heads(answer), _rows(answer, step)),
        Sheet(_("How this is counted"), [title], ([line] for line in counted)),
    ]
    file = TemporaryFile()  # noqa: SIM115  # the caller closes it
    write(sheets, file)
    file.seek(0)
    return file


def _rows(answer: Answer, step: "Progress | None") -> Iterator[Sequence[object]]:
    for at, row in enumerate(tables.flat(answer), start=1):
        yield row
        if step and at % STEP == 0:
            step(at)


def notes(answer: Answer) -> list[str]:
    """What has to stand below every table."""
    told = []
    if answer.shared:
        told.append(
            _("Several projects helped some of the same people. Each project counts them; the total counts them once.")
        )
    if answer.matrix.hidden:
        told.append(_("Small numbers are not told, and some larger ones with them, so that nobody can be recognised."))
    return told


def _moment(answer: Answer) -> str:
    return date_format(timezone.localtime(answer.as_of), "SHORT_DATETIME_FORMAT")


def comma_separated(answer: Answer) -> IO[bytes]:
    """The same table as CSV, in a file on disk; the mark at the start tells Excel that it is UTF-8."""
    file = TemporaryFile()  # noqa: SIM115  # the caller closes it
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(heads(answer))
    for row in tables.flat(answer):
        writer.writerow([safe(value) for value in row])
    text.detach()
    file.seek(0)
    return file


class Progress:
    """Tells how many rows of an export are written."""

    def __init__(self, export: Export) -> None:
        self.export = export

    def __call__(self, done: int) -> None:
        Export.objects.filter(pk=self.export.pk).update(done=done)


@action("insight.ask_export", record="export", verb="ask")
def ask_export(*, by: User, question: Question, title: str, total: int) -> Export:
    """Queue a large table for the worker."""
    language = translation.get_language() or "en"
    return Export.objects.create(
        asked_by=by, title=title[:300], query=question.as_json(), language=language, total=total
    )


def write_waiting() -> int:
    """Write what waits (the worker calls this), and forget files older than a day. Returns how many were written."""
    Export.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()
    waiting = list(Export.objects.filter(file=None, failed=False).select_related("asked_by").order_by("asked_at")[:5])
    for export in waiting:
        with translation.override(export.language):
            _write(export)
    return len(waiting)


def _write(export: Export) -> None:
    from sapar.insight.pages import as_seen_by

    try:
        with acting_as(export.asked_by):
            answer = as_seen_by(export.asked_by, evaluate(Question.from_json(export.query)))
        with workbook(answer, export.title, step=Progress(export)) as file:
            Export.objects.filter(pk=export.pk).update(file=file.read(), done=export.total)
        journal.record("insight.write_export", by=None, kind="export", id=export.pk, purpose="figures")
    except Exception:
        Export.objects.filter(pk=export.pk).update(failed=True)
        raise
