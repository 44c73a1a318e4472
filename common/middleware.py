"""The two middlewares that every page of ours needs."""

import secrets
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest
from django.http.response import HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]

_request_id: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """The id of the request being answered; empty outside of one (a task, a command)."""
    return _request_id.get()


class RequestIdMiddleware:
    """Give each request an id of our own making: in the log, on the response, on the error page.

    A user who reports an error reads ten characters to us, and we find the lines of the log. An id
    sent by the client is not taken over, since it would let strangers write into the log.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request_id = secrets.token_hex(5)
        request.request_id = request_id  # type: ignore[attr-defined]
        token = _request_id.set(request_id)
        try:
            response = self.get_response(request)
        finally:
            _request_id.reset(token)
        response["X-Request-Id"] = request_id
        return response


class NoStoreMiddleware:
    """Keep our pages out of every cache: nearly all of them show somebody's data.

    A view that is the same for everybody says so by setting Cache-Control itself. Static files do
    not come this way.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
