"""What every line of the log carries."""

import logging

from common.middleware import current_request_id


class RequestIdFilter(logging.Filter):
    """Add ``request_id`` to the record; a dash outside of a request."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = (
            current_request_id()
            or getattr(getattr(record, "request", None), "request_id", "")
            or "-"
        )
        return True
