import pytest
from django.core.cache import cache
from django.http import HttpResponse

from common.throttling import allow, client_network, throttled


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    yield
    cache.clear()


def test_allows_up_to_the_limit_and_again_in_the_next_window(monkeypatch):
    monkeypatch.setattr("common.throttling.time.time", lambda: 1_000_000.0)
    now = [allow("code:1", 2, 60) for _ in range(3)]
    monkeypatch.setattr("common.throttling.time.time", lambda: 1_000_060.0)
    later = allow("code:1", 2, 60)

    assert now == [True, True, False]
    assert later is True


def test_keys_are_counted_apart():
    assert allow("a", 1, 3600)
    assert allow("b", 1, 3600)


def test_cache_holds_no_address():
    allow("verify:192.0.2.7", 1, 3600)

    assert not any("192.0.2.7" in key for key in cache._cache)


@pytest.mark.usefixtures("standing_clock")
def test_too_many_requests_are_told_when_to_come_back(rf):
    view = throttled("verify", limit="2/m")(lambda request: HttpResponse("fine"))

    answers = [view(rf.get("/", REMOTE_ADDR="192.0.2.7")) for _ in range(3)]
    other = view(rf.get("/", REMOTE_ADDR="192.0.2.8"))

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert "Too many attempts" in answers[2].text
    assert other.status_code == 200


@pytest.mark.usefixtures("standing_clock")
def test_only_named_methods_count(rf):
    view = throttled("x", limit="1/h", methods=("POST",))(lambda request: HttpResponse())

    assert [view(rf.get("/")).status_code for _ in range(3)] == [200, 200, 200]
    assert [view(rf.post("/")).status_code for _ in range(2)] == [200, 429]


def test_throttle_keeps_the_name_of_the_permission():
    def view(request):
        return HttpResponse()

    view.permission = "public"

    assert throttled("x", limit="1/s")(view).permission == "public"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "network"),
    [
        (0, "203.0.113.9", "10.0.0.1"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.5", "203.0.113.9"),
        (1, "", "10.0.0.1"),
        (1, "not an address", "unknown"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
    ],
)
def test_only_trusted_proxies_are_believed(rf, settings, proxies, forwarded, network):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}

    assert client_network(rf.get("/", headers=headers, REMOTE_ADDR="10.0.0.1")) == network
