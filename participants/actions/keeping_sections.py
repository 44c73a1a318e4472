"""Sections of a form: add, name, move, switch on and off, remove."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from participants.actions.composing_form import compose, next_key, put_in_order, section_in
from participants.models import FormSection
from participants.questions.kinds import in_language
from participants.questions.seen import refuse_changed
from participants.rules import FormRefused
from workshops.models import Workshop


@transaction.atomic
def add_section(*, workshop: Workshop, title: Mapping[str, str], by: User) -> FormSection:
    """A section after the others; ``title`` is text by language. Raises FormRefused."""
    form = compose(workshop=workshop)
    _refuse_untitled(title)
    return FormSection.objects.create(
        workshop=workshop,
        key=next_key("s", {section.key for section in form.sections}),
        title=dict(title),
        position=len(form.sections),
    )


@transaction.atomic
def name_section(
    *,
    workshop: Workshop,
    key: str,
    title: Mapping[str, str],
    by: User,
    seen: Mapping[str, str] | None = None,
) -> FormSection:
    """Own words for a heading; a built-in section without any has those of the catalogue.

    ``seen`` are the marks of what the page showed; raises FormChanged when it is something else by
    now, else FormRefused."""
    section = section_in(compose(workshop=workshop), key)
    refuse_changed(section, seen)
    if not section.is_built_in:
        _refuse_untitled(title)
    section.title = dict(title)
    section.save(update_fields=["title"])
    return section


@transaction.atomic
def move_section(*, workshop: Workshop, key: str, step: int, by: User) -> None:
    """``step`` places down, or up when it is negative; at the ends it stays."""
    form = compose(workshop=workshop)
    put_in_order(form.sections, form.sections.index(section_in(form, key)), step)


@transaction.atomic
def place_section(*, workshop: Workshop, key: str, place: int, by: User) -> None:
    """Put the section to ``place``, of which 0 is the first; at most last. Raises FormRefused."""
    form = compose(workshop=workshop)
    at = form.sections.index(section_in(form, key))
    put_in_order(form.sections, at, place - at)


@transaction.atomic
def switch_section(*, workshop: Workshop, key: str, is_on: bool, by: User) -> FormSection:
    """Ask a section's questions, or none of them; their answers stay.

    Raises FormRefused for a section with a question that no registration can do without.
    """
    form = compose(workshop=workshop)
    section = section_in(form, key)
    if not is_on:
        for question in form.of(section):
            if question.is_locked:
                raise FormRefused(
                    _("Without “%(question)s” there is no registration, so its section stays.")
                    % {"question": question.words}
                )
    section.is_on = is_on
    section.save(update_fields=["is_on"])
    return section


@transaction.atomic
def remove_section(*, workshop: Workshop, key: str, by: User) -> None:
    """Delete an own section. Raises FormRefused for a built-in one, or while it has questions."""
    form = compose(workshop=workshop)
    section = section_in(form, key)
    if section.is_built_in:
        raise FormRefused(_("A built-in section can be switched off, not removed."))
    if any(question.section is section for question in form.every):
        raise FormRefused(
            _("Move or remove the questions of this section first, also those no longer asked.")
        )
    section.delete()


def _refuse_untitled(title: Mapping[str, str]) -> None:
    if not in_language(dict(title), "en").strip():
        raise FormRefused(_("Give the section a heading in one language at least."), field="title")
