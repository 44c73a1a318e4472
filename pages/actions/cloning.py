"""The parts of a workshop that belong to the apps above ``workshops``, for its cloning.

People are never taken over: a new workshop invites its own.
"""

from django.utils.translation import gettext_lazy as _

from certificates.actions.starting_design import copy_design
from certificates.kinds import is_own
from certificates.models import Design, DesignChoice, GivenKind
from mail.models import MessageTemplate
from participants.actions.cloning_form import clone_form
from participants.models import Delegation, FocalPoint
from sessions.models import AgendaItem
from workshops.actions.cloning import Part, Shift


def copy_wordings(shift: Shift) -> None:
    MessageTemplate.objects.bulk_create(
        MessageTemplate(
            workshop=shift.target,
            kind=wording.kind,
            language=wording.language,
            subject=wording.subject,
            body=wording.body,
        )
        for wording in MessageTemplate.objects.filter(workshop=shift.source)
    )


def copy_delegations(shift: Shift) -> None:
    """Seats, deadlines and focal points; nobody counts as invited, and the links are new."""
    for delegation in shift.source.delegations.prefetch_related("focal_points"):
        copy = Delegation.objects.create(
            workshop=shift.target,
            country=delegation.country,
            organisation_name=delegation.organisation_name,
            quota=delegation.quota,
            reserves=delegation.reserves,
            deadline=delegation.deadline and delegation.deadline + shift.by,
        )
        FocalPoint.objects.bulk_create(
            FocalPoint(
                delegation=copy,
                name=focal_point.name,
                email=focal_point.email,
                language=focal_point.language,
            )
            for focal_point in delegation.focal_points.all()
        )


def copy_agenda(shift: Shift) -> None:
    """Sessions at the same hours of the shifted days, without speakers.

    A session goes to the room of the same name; where the rooms were left out, to none.
    """
    rooms = {room.name: room for room in shift.target.rooms.all()}
    for item in AgendaItem.objects.filter(workshop=shift.source).prefetch_related("rooms"):
        copy = AgendaItem.objects.create(
            workshop=shift.target,
            title=item.title,
            kind=item.kind,
            abstract=item.abstract,
            translations=item.translations,
            day=item.day and item.day + shift.by,
            start_minute=item.start_minute,
            minutes=item.minutes,
            in_all_rooms=item.in_all_rooms,
            counts_for_attendance=item.counts_for_attendance,
            language=item.language,
            parallel_group=item.parallel_group,
        )
        copy.rooms.set(rooms[room.name] for room in item.rooms.all() if room.name in rooms)


def copy_form(shift: Shift) -> None:
    clone_form(source=shift.source, target=shift.target)


def copy_kinds(shift: Shift) -> None:
    """Which kinds of certificates are given and by which numbers, the own ones with their words."""
    GivenKind.objects.bulk_create(
        GivenKind(
            workshop=shift.target,
            standard=kind.standard,
            is_given=kind.is_given,
            own_rule=kind.own_rule,
            share=kind.share,
            pass_mark=kind.pass_mark,
            words=kind.words,
        )
        for kind in GivenKind.objects.filter(workshop=shift.source)
    )


def copy_designs(shift: Shift) -> None:
    """How certificates look, with logos, signatures and seal; and which kind gets which."""
    copies: dict[int, Design] = {}
    for design in shift.source.certificate_designs.offered():
        copies[design.pk] = copy_design(
            source=design, workshop=shift.target, name=design.name, by=None
        )
    twins = _twins_of_own_kinds(shift)
    DesignChoice.objects.bulk_create(
        DesignChoice(
            workshop=shift.target,
            kind=twins.get(choice.kind, choice.kind),
            design=copies[choice.design_id],
        )
        for choice in shift.source.design_choices.filter(design__in=copies)
        if choice.kind in twins or not is_own(choice.kind)
    )


def _twins_of_own_kinds(shift: Shift) -> dict[str, str]:
    """The keys of own kinds there and here, told by their words; none if they were left behind."""
    own = GivenKind.objects.filter(standard="")
    return {
        there.key: here.key
        for there in own.filter(workshop=shift.source)
        for here in own.filter(workshop=shift.target)
        if there.words == here.words
    }


#: Copied after those of ``workshops``, since the agenda needs the rooms.
MORE_PARTS = (
    Part("delegations", _("Delegations with their seats and focal points"), copy_delegations),
    Part("agenda", _("Agenda without speakers"), copy_agenda),
    Part("form", _("Registration form: its sections and questions"), copy_form),
    Part("kinds", _("Kinds of certificates with their rules"), copy_kinds),
    Part("designs", _("Designs of certificates"), copy_designs),
    Part("wordings", _("Wordings of messages"), copy_wordings),
)
