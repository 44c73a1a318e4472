import logging

from django.http import FileResponse, HttpResponse

from common.logging import RequestIdFilter
from common.middleware import NoStoreMiddleware, RequestIdMiddleware, current_request_id


def record():
    return logging.LogRecord("x", logging.INFO, "x.py", 1, "said", (), None)


def test_each_request_has_its_own_id_in_log_and_header(rf):
    seen = []

    def view(request):
        line = record()
        RequestIdFilter().filter(line)
        seen.append((request.request_id, current_request_id(), line.request_id))
        return HttpResponse()

    middleware = RequestIdMiddleware(view)
    first = middleware(rf.get("/", headers={"X-Request-Id": "forged\nline"}))
    second = middleware(rf.get("/"))

    assert seen == [(first["X-Request-Id"],) * 3, (second["X-Request-Id"],) * 3]
    assert first["X-Request-Id"] != second["X-Request-Id"]


def test_outside_of_a_request_the_log_has_a_dash():
    line = record()

    RequestIdFilter().filter(line)

    assert line.request_id == "-"


def test_pages_and_files_stay_out_of_caches(rf):
    page = NoStoreMiddleware(lambda request: HttpResponse())(rf.get("/"))
    file = NoStoreMiddleware(lambda request: FileResponse(iter([b"x"])))(rf.get("/"))

    assert page["Cache-Control"] == "no-store"
    assert file["Cache-Control"] == "no-store"


def test_view_may_allow_caching(rf):
    def view(request):
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert NoStoreMiddleware(view)(rf.get("/"))["Cache-Control"] == "max-age=60"
