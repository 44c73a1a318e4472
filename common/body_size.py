"""Bodies that are far too big are refused before anything of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from common.views import body_too_large


class BodySizeMiddleware:
    """Answer 413 to a body beyond ``REQUEST_MAX_BYTES``.

    Checking the CSRF token reads the whole form, files included, into the temporary folder: without
    this anybody could fill the disk, by a form that is refused afterwards. A file that is merely
    too large for its field stays below and gets its sentence there. A body without a declared
    length is empty to Django.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        if declared.isdecimal() and int(declared[:20]) > settings.REQUEST_MAX_BYTES:
            return body_too_large(request)
        return self.get_response(request)
