import datetime

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.urls import resolve

from common.icons import ICONS


def render(source, request=None, **context):
    return engines["django"].from_string(source).render(context, request).strip()


@pytest.fixture
def page_request(rf):
    request = rf.get("/account/")
    request.user = AnonymousUser()
    return request


class NomineeForm(forms.Form):
    name = forms.CharField(help_text="As in the passport.")
    rank = forms.CharField(required=False)
    secret = forms.IntegerField(widget=forms.HiddenInput)


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Save" colour="red" %}',
        '{% button "Save" kind="enormous" %}',
        '{% button "Save" type="image" %}',
        '{% post_button "Go" action="/" style="x" %}',
        '{% post_button "Go" action=forgotten %}',
        '{% badge "Approved" tone="pink" %}',
        '{% badge "Approved" "good" %}',
        '{% meter value=1 max=2 label="x" low=1 %}',
        '{% empty_state heading="x" %}',
        '{% icon "unicorn" %}',
        '{% field "name" %}',
    ],
)
def test_components_refuse_what_they_do_not_know(source):
    with pytest.raises(TemplateSyntaxError):
        render(source)


def test_button_submits_and_link_leads():
    button = render('{% button "Save" %}')
    link = render('{% button "Add" href=url kind="secondary" %}', url="/add/?a=1&b=2")

    assert button == '<button class="btn btn-primary" type="submit">Save</button>'
    assert link == '<a class="btn btn-secondary" href="/add/?a=1&amp;b=2">Add</a>'


def test_components_escape_what_people_typed():
    evil = "<script>alert(1)</script>"

    html = render(
        "{% button evil %}{% badge evil %}{% meter value=1 max=2 label=evil %}{% crumb evil evil %}"
        "{% empty_state title=evil text=evil %}{% post_button evil action=evil confirm=evil %}",
        evil=evil,
    )

    assert "<script" not in html


def test_post_button_carries_the_token_and_its_value(page_request):
    html = render('{% post_button "Go" action="/go/" name="state" value="a" %}', page_request)

    assert 'name="csrfmiddlewaretoken"' in html
    assert 'action="/go/"' in html
    assert 'name="state" value="a"' in html


def test_post_button_that_asks_shows_its_question(page_request):
    html = render('{% post_button "Go" action="/go/" confirm="Really?" %}', page_request)

    assert "<details" in html
    assert "<p>Really?</p>" in html


def test_field_ties_help_and_error_to_its_control():
    html = render("{% field form.name %}", form=NomineeForm({"name": ""}))

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert '<label class="form-label" for="id_name">Name' in html
    assert 'class="form-control is-invalid"' in html


def test_only_optional_fields_say_so():
    html = render("{% fields form %}", form=NomineeForm())

    assert html.count("(optional)") == 1


def test_fields_show_hidden_ones_and_their_errors_on_top():
    html = render("{% fields form %}", form=NomineeForm({"name": "Maia", "secret": "x"}))

    assert '<input type="hidden" name="secret"' in html
    assert "Enter a whole number." in html
    assert 'value="Maia"' in html


def test_form_prints_itself_by_the_same_template():
    assert 'class="form-control"' in str(NomineeForm())


def test_browser_does_not_cut_what_is_pasted():
    class Form(forms.Form):
        name = forms.CharField(max_length=5, widget=forms.TextInput(attrs={"autocomplete": "off"}))
        reason = forms.CharField(max_length=5, widget=forms.Textarea(attrs={"maxlength": 5}))

    html = str(Form())

    assert 'autocomplete="off"' in html
    assert "maxlength" not in html


def test_control_keeps_the_classes_of_the_widget():
    class Grid(forms.Form):
        rank = forms.CharField(widget=forms.TextInput(attrs={"class": "cell"}))

    assert 'class="form-control cell"' in render("{% control form.rank %}", form=Grid())


def test_meter_has_its_numbers_in_words_and_no_local_format(settings):
    html = render('{% meter value=1200.5 max=2000 label="1200 of 2000" %}')

    assert '<span class="gauge-label">1200 of 2000</span>' in html
    assert 'max="2000" value="1200.5"' in html


def test_nav_link_marks_the_present_page(page_request):
    html = render('{% nav_link "Account" "accounts:account" %}', page_request)

    assert html == ('<li><a class="nav-link" href="/account/" aria-current="page">Account</a></li>')


def test_nav_link_is_marked_on_pages_that_belong_to_it(page_request):
    page_request.resolver_match = resolve("/accounts/login/")

    alone = render('{% nav_link "Start" "pages:home" exact=True %}', page_request)
    with_others = render(
        '{% nav_link "Start" "pages:home" exact=True also="account_login" %}', page_request
    )

    assert "aria-current" not in alone
    assert 'aria-current="true"' in with_others


def test_nav_link_is_left_out_where_there_is_no_page(page_request):
    assert render('{% nav_link "Moon" "pages:moon" %}', page_request) == ""


def test_nav_link_is_left_out_without_the_permission(page_request):
    source = '{% nav_link "Account" "accounts:account" permission="agenda.view" %}'

    without = render(source, page_request)
    page_request.workshop_permissions = frozenset({"agenda.view"})
    with_permission = render(source, page_request)

    assert without == ""
    assert "/account/" in with_permission


def test_pagination_keeps_the_filters(rf, page_request):
    page_request.GET = page_request.GET.copy()
    page_request.GET.update({"state": "approved", "page": "2"})
    page = Paginator(range(30), 10).page(2)

    html = render("{% pagination page %}", page_request, page=page)

    assert 'href="?state=approved&amp;page=3"' in html
    assert 'aria-current="page"' in html


def test_pagination_of_one_page_is_nothing(page_request):
    assert render("{% pagination page %}", page_request, page=Paginator([], 10).page(1)) == ""


def test_dates_of_a_draft_are_nothing():
    assert render("{% dates none none %}", none=None) == ""
    assert render("{% dates day %}", day=datetime.date(2019, 12, 12)) == "12 December 2019"


@pytest.mark.parametrize("name", sorted(ICONS))
def test_icons_are_hidden_from_screen_readers(name):
    assert 'aria-hidden="true"' in render("{% icon name %}", name=name)
