"""Figures are questions over the ledger and the registers, answered by one service.

question = Question(Measure("people"), where=(Is("kind", ("legal",)),), by=("sex", "quarter"))
answer = evaluate(question)
answer.value                           # each person once; None when nothing was recorded
answer.matrix.cell(sex="female")       # a true subtotal, not a sum of its parts
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .algebra import Is, Measure, Of, Question, Within
    from .checking import validate
    from .evaluation import evaluate, evaluate_many, unit_of
    from .matrix import Answer, Heading, Matrix
    from .suppression import suppressed
    from .words import explain

_HOME = {
    "Is": "algebra", "Measure": "algebra", "Of": "algebra", "Question": "algebra", "Within": "algebra",
    "validate": "checking", "evaluate": "evaluation", "evaluate_many": "evaluation", "unit_of": "evaluation",
    "Answer": "matrix", "Heading": "matrix", "Matrix": "matrix", "suppressed": "suppression", "explain": "words",
}  # fmt: skip
__all__ = [  # as above
    "Answer", "Heading", "Is", "Matrix", "Measure", "Of", "Question", "Within",
    "evaluate", "evaluate_many", "explain", "suppressed", "unit_of", "validate",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import on first use: Django imports this package before models may be imported."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
