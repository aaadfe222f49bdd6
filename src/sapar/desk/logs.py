"""Log lines that can be kept: a request number to find them by, and nothing that anybody typed."""

import logging
import traceback
from contextvars import ContextVar
from types import TracebackType

#: The number of the running request; "-" outside of one (commands, the worker).
request_number: ContextVar[str] = ContextVar("sapar_request_number", default="-")

type _Error = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class NothingTyped(logging.Formatter):
    """Adds the request number and tells where an error came from, but not its message.

    Messages of database and validation errors quote the row or the input that broke ("Key (email)=…").
    """

    def format(self, record: logging.LogRecord) -> str:
        record.request_number = request_number.get()
        return super().format(record)

    def formatException(self, ei: _Error) -> str:  # noqa: N802  # the name of the standard library
        kind, error, _trace = ei
        lines: list[str] = []
        while error is not None:
            for frame in traceback.extract_tb(error.__traceback__):
                lines.append(f"  {frame.filename}:{frame.lineno} {frame.name}")
            lines.append(f"{type(error).__module__}.{type(error).__qualname__} (message withheld)")
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines) or str(kind)
