"""Walks all addresses: each view names its permission, and strangers learn nothing."""

import re
import uuid

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from common import access
from tests.factories import TeamMemberFactory, WorkshopFactory
from workshops.roles import PERMISSIONS, Role

pytestmark = pytest.mark.once

# Written elsewhere and guarded there; everything else is ours.
FOREIGN = ("allauth.", "django.")

KNOWN = {access.PUBLIC, access.SIGNED_IN, access.BY_LINK, *PERMISSIONS}


def walk(resolver, namespace=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry, inner)
        elif isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry


def ours():
    return [
        (name, entry)
        for name, entry in walk(get_resolver())
        if not entry.callback.__module__.startswith(FOREIGN)
    ]


def example_for(entry, **known):
    """Values for the address's own parts: the given ones, else something that exists nowhere."""
    unknown = {"int": 987654, "uuid": uuid.UUID(int=7), "slug": "nowhere", "str": "nowhere"}
    values = {}
    for key, converter in entry.pattern.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        values[key] = known.get(key, unknown.get(kind, "nowhere"))
    return values


def test_every_view_names_a_permission_that_exists():
    nameless = [
        name for name, entry in ours() if getattr(entry.callback, "permission", None) not in KNOWN
    ]

    assert nameless == []


def test_every_address_has_a_name():
    assert [str(entry.pattern) for name, entry in ours() if name.endswith("None")] == []


@pytest.mark.parametrize(
    "name, entry",
    [
        pytest.param(name, entry, id=name)
        for name, entry in ours()
        if getattr(entry.callback, "permission", "") in PERMISSIONS
    ],
)
def test_page_inside_a_workshop_is_404_for_strangers(name, entry, client, stranger, workshop):
    path = reverse(name, kwargs=example_for(entry, slug=workshop.slug, code=workshop.project.code))
    elsewhere = TeamMemberFactory(workshop=WorkshopFactory()).user

    assert client.post(path).status_code in (302, 404)
    assert "/accounts/login/" in client.get(path).headers.get("Location", "/accounts/login/")
    for user in (stranger, elsewhere):
        client.force_login(user)

        assert client.get(path).status_code in (404, 405)
        assert client.post(path).status_code == 404


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(
    "name, entry",
    [
        pytest.param(name, entry, id=name)
        for name, entry in ours()
        if getattr(entry.callback, "permission", "") in PERMISSIONS
        and "code" not in entry.pattern.converters
    ],
)
def test_role_opens_what_the_table_gives_it(name, entry, role, client, workshop):
    # Held for the whole project: making a clone is making another workshop of it.
    member = TeamMemberFactory(workshop=None, project=workshop.project, role=role)
    client.force_login(member.user)
    path = reverse(name, kwargs=example_for(entry, slug=workshop.slug))
    allowed = role in PERMISSIONS[entry.callback.permission]
    # An address that names a further row answers 404 to everyone here, as that row is not there.
    needs_row = set(entry.pattern.converters) - {"slug"}

    status = client.get(path).status_code

    if not allowed:
        assert status in (404, 405)
    elif not needs_row:
        assert status != 404


def test_no_address_can_hold_a_name_or_an_email():
    telling = re.compile(r"name|mail|phone|passport|query")

    assert [
        name
        for name, entry in ours()
        if any(telling.search(key) for key in entry.pattern.converters)
    ] == []
