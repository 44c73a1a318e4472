"""The parts that pages are made of. A builtin library: templates need no ``{% load %}``.

    {% button "Save" %}   {% button label href=url kind="secondary" icon="add" name= value= %}
    {% post_button "Approve" action=url kind="secondary" confirm="Approve all 12?" name= value= %}
    {% field form.email %}   {% fields form %}   {% form_errors form %}
    {% badge "Approved" tone="good" %}   {% meter value=12 max=20 label="12 of 20 seats" %}
    {% empty_state title="No delegations yet" text="…" href=url action="Add a delegation" %}
    {% page_header title="…" lead="…" %}   {% icon "calendar" %}   {% dates start end %}
    {% nav_link "Agenda" "agenda:overview" workshop.slug permission="agenda.read" %}
    {% crumb "Workshops" url %}   {% pagination page_obj %}

They are strict: an unknown argument, kind, tone or icon raises TemplateSyntaxError, so that a
typing mistake is found by the first test that renders the page and not by a reader.
"""

from datetime import date
from typing import Any

from django import template
from django.forms import BoundField
from django.forms.forms import BaseForm
from django.template import TemplateSyntaxError
from django.template.context import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from common.dates import date_range
from common.icons import ICONS

register = template.Library()

BUTTON_KINDS = {
    "primary": "btn btn-primary",
    "secondary": "btn btn-secondary",
    "danger": "btn btn-danger",
    "link": "btn btn-link",
}
BUTTON_TYPES = ("submit", "button", "reset")
TONES = ("good", "warn", "bad", "info", "quiet")


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline SVG, hidden from screen readers: the words beside it say what it means."""
    path = ICONS[_known(name, tuple(ICONS), "icon")]
    return format_html(
        '<svg class="icon icon-{}" width="20" height="20" viewBox="0 0 20 20" fill="none"'
        ' stroke="currentColor" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
        ' aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        name,
        path,
    )


@register.inclusion_tag("components/button.html")
def button(
    label: str,
    *,
    href: str = "",
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",
    form: str = "",
    id: str = "",
) -> dict[str, Any]:
    """A button, or a link that looks like one where ``href`` is given."""
    return {
        "label": label,
        "href": href,
        "css": BUTTON_KINDS[_known(kind, tuple(BUTTON_KINDS), "kind of button")],
        "icon": icon,
        "name": name,
        "value": value,
        "type": _known(type, BUTTON_TYPES, "type of button"),
        "form": form,
        "id": id,
    }


@register.inclusion_tag("components/post_button.html", takes_context=True)
def post_button(
    context: Context,
    label: str,
    *,
    action: str,
    kind: str = "secondary",
    icon: str = "",
    confirm: str = "",
    name: str = "",
    value: str = "",
    next: str = "",
) -> dict[str, Any]:
    """A form of one button. With ``confirm`` it asks first: in a dialog, or unfolded without JS."""
    if not action:
        raise TemplateSyntaxError(f"the button {label!r} has no address to post to")
    return {
        "label": label,
        "action": action,
        "kind": _known(kind, tuple(BUTTON_KINDS), "kind of button"),
        "css": BUTTON_KINDS[kind],
        "icon": icon,
        "confirm": confirm,
        "name": name,
        "value": value,
        "next": next,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """Label, control, help and errors, tied together for screen readers."""
    if not isinstance(bound, BoundField):
        raise TemplateSyntaxError(f"{{% field %}} needs a form's field, not {bound!r}.")
    return bound.as_field_group()


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """All of a form but the <form> element: its errors, its hidden and its visible fields."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a sent form, on top of it, with links to the fields concerned."""
    hidden = [(bound.label, error) for bound in form.hidden_fields() for error in bound.errors]
    return {
        "form": form,
        "hidden_errors": hidden,
        "invalid_fields": [bound for bound in form.visible_fields() if bound.errors],
    }


@register.simple_tag
def control(bound: BoundField) -> SafeString:
    """The bare control of a field with our classes; for tables and other places without a label."""
    widget = bound.field.widget
    kind = getattr(widget, "input_type", "")
    if kind in ("checkbox", "radio"):
        css = "form-check-input"
    elif kind == "select":
        css = "form-select"
    elif kind == "range":
        css = "form-range"
    else:
        css = "form-control"
    classes = [css, widget.attrs.get("class", ""), "is-invalid" if bound.errors else ""]
    return bound.as_widget(attrs={"class": " ".join(filter(None, classes))})


@register.simple_tag
def badge(label: str, *, tone: str = "quiet") -> SafeString:
    """A state in a word. The colour only repeats what the word says.

    No template: lists have hundreds of them."""
    return format_html('<span class="tag tag-{}">{}</span>', _known(tone, TONES, "tone"), label)


@register.inclusion_tag("components/meter.html")
def meter(*, value: float, max: float, label: str, tone: str = "info") -> dict[str, Any]:
    """A bar with its numbers in words beside it."""
    return {"value": value, "max": max, "label": label, "tone": _known(tone, TONES, "tone")}


@register.inclusion_tag("components/empty_state.html")
def empty_state(
    *, title: str, text: str = "", href: str = "", action: str = "", icon: str = ""
) -> dict[str, Any]:
    """An empty list says what belongs there and what to do next."""
    return {"title": title, "text": text, "href": href, "action": action, "icon": icon}


@register.inclusion_tag("components/page_header.html")
def page_header(*, title: str, lead: str = "") -> dict[str, Any]:
    """The page's h1, where a template does not use the blocks ``heading`` and ``actions``."""
    return {"title": title, "lead": lead}


@register.simple_tag(takes_context=True)
def nav_link(
    context: Context,
    label: str,
    url_name: str,
    *args: Any,
    permission: str = "",
    icon: str = "",
    exact: bool = False,
    also: str = "",
) -> SafeString:
    """An entry of a navigation, or nothing where the page does not exist or is not for this user.

    It is marked on its page and those below, and on the pages that ``also`` names, which belong
    to it although their addresses stand beside. ``permission`` is looked up in
    ``request.workshop_permissions``, which the decorator of the workshop's views puts there. The
    page itself checks again.
    """
    request = context.get("request")
    if permission and permission not in getattr(request, "workshop_permissions", ()):
        return mark_safe("")
    try:
        url = reverse(url_name, args=args)
    except NoReverseMatch:
        return mark_safe("")
    path = getattr(request, "path", "")
    page = getattr(getattr(request, "resolver_match", None), "view_name", "")
    is_below = not exact and path.startswith(url.rstrip("/") + "/")
    current = ""
    if path == url:
        current = "page"
    elif is_below or page in also.split():
        current = "true"
    return format_html(
        '<li><a class="nav-link" href="{}"{}>{}{}</a></li>',
        url,
        format_html(' aria-current="{}"', current) if current else "",
        _icon_or_nothing(icon),
        label,
    )


@register.simple_tag
def crumb(label: str, href: str = "") -> SafeString:
    """One step of the trail in ``{% block breadcrumbs %}``; the last one has no link."""
    if href:
        return format_html('<li class="breadcrumb-item"><a href="{}">{}</a></li>', href, label)
    return format_html('<li class="breadcrumb-item" aria-current="page">{}</li>', label)


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, *, parameter: str = "page") -> dict[str, Any]:
    """Links to the other pages of a list, keeping the filters that the address holds."""
    request = context.get("request")
    query = request.GET.copy() if request else None
    if query is not None:
        query.pop(parameter, None)
    kept = query.urlencode() if query else ""
    return {
        "page": page,
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1)),
        "gap": page.paginator.ELLIPSIS,
        "prefix": f"?{kept}&{parameter}=" if kept else f"?{parameter}=",
    }


@register.simple_tag
def dates(start: date, end: date | None = None) -> str:
    """12–13 December 2019, in the page's language; nothing where there is no date yet."""
    return date_range(start, end) if start else ""


def _icon_or_nothing(name: str) -> SafeString:
    return icon(name) if name else mark_safe("")


def _known(value: str, allowed: tuple[str, ...], what: str) -> str:
    if value not in allowed:
        raise TemplateSyntaxError(f"There is no {what} “{value}”. Known: {', '.join(allowed)}.")
    return value
