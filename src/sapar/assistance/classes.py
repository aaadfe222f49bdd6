"""How delicate a service is: its kind tells."""

from sapar.cases.models import DataClass

_BY_KIND = (
    ("humanitarian.medical", DataClass.HEALTH),
    ("humanitarian.psychological", DataClass.HEALTH),
    ("return.medical", DataClass.HEALTH),
    ("rehabilitation", DataClass.HEALTH),
    ("health", DataClass.HEALTH),
    ("humanitarian.financial", DataClass.FINANCE),
    ("reintegration.grant", DataClass.FINANCE),
    ("legal", DataClass.LEGAL),
)


def data_class_of(kind: str) -> str:
    """The class of a service kind; "ordinary" unless a part of the tree says otherwise."""
    for branch, data_class in _BY_KIND:
        if kind == branch or kind.startswith(f"{branch}."):
            return str(data_class)
    return str(DataClass.ORDINARY)
