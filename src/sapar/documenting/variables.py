"""``docs/settings.md``: the option table."""

from sapar.documenting.markdown import page, table
from sapar.options import OPTIONS, ROOT, Option

INTRODUCTION = """
Sapar is set up by environment variables and by nothing else. A value that cannot be read stops the start and names
the variable. Secret ones are never printed; keep them in a file that only the service can read
([operations](operations.md#environment)).
"""


def settings() -> str:
    """One row per option, in the order of the code."""
    rows = [(f"`{option.name}`", option.doc, _default(option), "yes" if option.secret else "") for option in OPTIONS]
    return page("Settings", INTRODUCTION, table(("variable", "meaning", "default", "secret"), rows))


def _default(option: Option) -> str:
    # The folder of this very copy must not get into a page that everybody reads.
    shown = option.default.replace(f"{ROOT}/", "")
    return f"`{shown}`" if shown else "empty"
