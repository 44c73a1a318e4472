import logging
from types import SimpleNamespace

from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

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


def failed(path, route=None):
    request = RequestFactory().get(path)
    if route is not None:
        request.resolver_match = SimpleNamespace(route=route)
    line = logging.LogRecord(
        "django.request", logging.WARNING, "x.py", 1, "%s: %s", ("Not Found", path), None
    )
    line.request = request
    RequestIdFilter().filter(line)
    return line.getMessage()


def test_personal_links_stay_out_of_the_log():
    assert failed("/r/s3cret/", "r/<str:token>/") == "Not Found: /r/<str:token>/"
    assert failed("/r/s3cret/x/") == "Not Found: /r/…"
    assert failed("/s3cret-without-a-slash") == "Not Found: /…"


def test_log_of_a_missing_page_holds_no_path(client, db, caplog):
    caplog.handler.addFilter(RequestIdFilter())

    response = client.get("/r/s3cret/nowhere/at/all/")

    assert response.status_code == 404
    assert "s3cret" not in caplog.text
