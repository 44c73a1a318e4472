"""What every line of the log carries, and what none does."""

import logging
import traceback
from types import TracebackType

from common.middleware import current_request_id


class RequestIdFilter(logging.Filter):
    """Add ``request_id`` to the record, a dash outside of a request; take addresses out of it.

    Django writes the path of a request that failed. Personal links are keys, so the log gets the
    route ("r/<str:token>/") in place of the path; the id finds the rest of what was logged.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = getattr(record, "request", None)
        record.request_id = current_request_id() or getattr(request, "request_id", "") or "-"
        path = getattr(request, "path", "")
        if path and isinstance(record.args, tuple):
            match = getattr(request, "resolver_match", None)
            route = f"/{match.route}" if match else _beginning(path)
            # Django escapes what is not ASCII, as the quotation mark behind a copied link.
            paths = {path, path.encode("unicode_escape").decode("ascii")}
            record.args = tuple(route if arg in paths else arg for arg in record.args)
        return True


def _beginning(path: str) -> str:
    """``/r/…``: what kind of address nobody answered to."""
    first = path.split("/")[1] if "/" in path else ""
    return f"/{first}/…" if len(first) <= 12 else "/…"


class LineFormatter(logging.Formatter):
    """Write where an error happened and of which class it was, but not the exception's words.

    Databases and libraries quote what they refuse: an address that is taken, a name too long.
    """

    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        return "\n".join(_without_words(ei[1])) if ei[1] else ""


def _without_words(error: BaseException) -> list[str]:
    """The traceback of ``error``, after that of the exception it came from."""
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    lines = [*_without_words(before), "which led to:"] if before else []
    where = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    return [*lines, where, type(error).__qualname__]
