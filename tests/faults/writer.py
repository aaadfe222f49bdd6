"""A worker that registers, opens and serves without end, printing each committed delivery: the victim of kill -9.

Run as ``python -m tests.faults.writer``; the submission keys are printed too, so that a repeat can be proved.
"""

from datetime import date
from uuid import uuid4

from sapar.cli.boot import ready

ready()

from django.db import transaction  # noqa: E402  # Django is set up above

from sapar.assistance import actions as assistance  # noqa: E402
from sapar.cases import actions as cases  # noqa: E402
from sapar.kernel.access.context import acting_as  # noqa: E402
from sapar.kernel.access.models import User  # noqa: E402
from tests.world import register  # noqa: E402


def main() -> None:
    worker = User.objects.select_related("organisation").get(name="Writer")
    number = 0
    while True:
        number += 1
        key = uuid4()
        with acting_as(worker):
            person = register(worker, "Бермет", "Жазуучуева", str(1900 + number % 100))
            case = cases.open_case(by=worker, person=person)
        with acting_as(worker):
            delivery = assistance.record_delivery(
                by=worker,
                case=case,
                kind="legal.counselling",
                on=date(2021, 2, 3),
                provider=worker.organisation,
                key=key,
            )
            assert transaction.get_connection().in_atomic_block
        print(f"{delivery.id} {key}", flush=True)  # the parent reads what was acknowledged


if __name__ == "__main__":
    main()
