"""``make bench``: boots a PostgreSQL of its own, fills it, compares. Nothing here is a test; nothing is timed in tests."""

import os
import sys

from benchmarks.harness import Line, machine
from sapar.testing import boot  # noqa: F401  # boots the throw-away server before Django is set up

os.environ["DJANGO_SETTINGS_MODULE"] = "sapar.settings"


def main() -> None:
    import django

    django.setup()
    from benchmarks import dedupe, figures, finding, matrices, reading, registering, writing
    from benchmarks.filling import fill

    if not os.environ.get("JSON"):
        print(f"{machine()}; medians; ratio = ours / other, below 1 is faster")
    with fill(cases=100_000, entries=300_000) as world:
        for room in (reading, writing, figures, finding, registering):
            for line in room.lines(world):
                print(line.show())
                sys.stdout.flush()
    for line in dedupe.lines():
        print(line.show())
        sys.stdout.flush()
    for told in matrices.lines():
        if isinstance(told, Line):
            print(told.show())
        elif not os.environ.get("JSON"):
            print(told)
        sys.stdout.flush()


if __name__ == "__main__":  # folding starts processes that import this file again
    main()
