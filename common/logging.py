"""What every line of the log carries, and what none does."""

import logging

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
            record.args = tuple(route if argument == path else argument for argument in record.args)
        return True


def _beginning(path: str) -> str:
    """``/r/…``: what kind of address nobody answered to."""
    first = path.split("/")[1] if "/" in path else ""
    return f"/{first}/…" if len(first) <= 12 else "/…"
