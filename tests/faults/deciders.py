"""Two supervisors at two connections decide at the same moment; prints what each was told, as JSON.

Run as ``python -m tests.faults.deciders same-pair|contradiction|apart``; the last line is the check of the groups.
"""

import json
import sys
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sapar.cli.boot import ready

ready()

from django.db import connections  # noqa: E402  # Django is set up above
from django.utils import timezone  # noqa: E402

from sapar.kernel.access.context import acting_as, linking_role  # noqa: E402
from sapar.kernel.access.models import Organisation, RoleGrant, User  # noqa: E402
from sapar.kernel.errors import SaparError  # noqa: E402
from sapar.people import actions  # noqa: E402
from sapar.people.identity import groups  # noqa: E402
from sapar.people.models import IdentitySide, Person  # noqa: E402
from tests.world import register  # noqa: E402

NAMES = (("Бермет", "Жазуучуева"), ("Каныкей", "Тестова"), ("Сапаргүл", "Мисалова"))


def supervisors() -> tuple[User, User]:
    home = Organisation.objects.get(code="writers")
    found = []
    for name in ("First", "Second"):
        user, _made = User.objects.get_or_create(
            email=f"{name.lower()}@example.org", defaults={"name": name, "organisation": home}
        )
        RoleGrant.objects.get_or_create(
            user=user, role="supervisor", organisation=home, defaults={"expires_at": timezone.now() + timedelta(days=1)}
        )
        found.append(user)
    return found[0], found[1]


def side(one: Person, other: Person) -> IdentitySide:
    low, high = sorted((one.pk, other.pk))
    return IdentitySide.objects.get(pair__low=low, pair__high=high)


def at_once(jobs: list[Callable[[], None]]) -> list[str]:
    """Run both jobs, each in a transaction and at a connection of its own, started together."""
    start, said = threading.Barrier(len(jobs)), ["done"] * len(jobs)

    def run(number: int, job: Callable[[], None]) -> None:
        try:
            start.wait(timeout=30)
            job()
        except SaparError as error:
            said[number] = f"{type(error).__name__}: {error.message}"
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return said


def decide(by: User, one: Person, other: Person, judgement: str, version: int | None = None) -> Callable[[], None]:
    """`version` is that of the form, opened before either of them began."""

    def job() -> None:
        with acting_as(by):
            answer: dict[str, Any] = {"judgement": judgement, "ground": "details", "version": version}
            actions.decide_duplicate(by=by, side=side(one, other), **answer)

    return job


def take_out(by: User, person: Person) -> Callable[[], None]:
    def job() -> None:
        with acting_as(by):
            actions.unlink_person(by=by, person=person, judgement="unsure", ground="mistake")

    return job


def main(scene: str) -> None:
    writer = User.objects.select_related("organisation").get(name="Writer")
    first, second = supervisors()
    with acting_as(writer):
        a, b, c = (register(writer, *name, str(1960 + n)) for n, name in enumerate(NAMES))
        actions.propose([(x.pk, y.pk, 0.5, []) for x, y in ((a, b), (b, c), (a, c))], model="test")
    said: dict[str, Any] = {}
    if scene == "same-pair":
        said["told"] = at_once([decide(first, a, b, "same", 1), decide(second, a, b, "different", 1)])
    elif scene == "contradiction":
        decide(first, a, b, "same")()
        said["told"] = at_once([decide(first, b, c, "same"), decide(second, a, c, "different")])
    else:
        decide(first, a, b, "same")()
        decide(first, b, c, "same")()
        said["told"] = at_once([take_out(first, a), decide(second, a, c, "same")])
    with linking_role():
        said["problems"] = groups.problems()
        said["group"] = len(groups.group_of(a.pk))
    print(json.dumps(said))  # the parent reads the outcome


if __name__ == "__main__":
    main(sys.argv[1])
