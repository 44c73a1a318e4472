"""A workshop's rooms: add, edit, order, delete."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from common.rules import RuleBroken
from workshops.models import Room, Workshop
from workshops.ordering import move_within, next_position


class RoomRefused(RuleBroken):
    """The name is taken, or the room is in use."""


@transaction.atomic
def add_room(*, workshop: Workshop, name: str, seats: int | None, by: User) -> Room:
    """A room after the others. Raises RoomRefused when the name is taken."""
    room = Room(workshop=workshop, name=name, seats=seats)
    room.position = next_position(workshop.rooms.all())
    _save(room)
    return room


@transaction.atomic
def edit_room(*, room: Room, name: str, seats: int | None, by: User) -> Room:
    """Raises RoomRefused when the name is taken."""
    room.name, room.seats = name, seats
    _save(room)
    return room


@transaction.atomic
def move_room(*, room: Room, step: int, by: User) -> None:
    """One place up (-1) or down (+1); at the end it stays."""
    move_within(Room.objects.filter(workshop=room.workshop_id), room, step)


@transaction.atomic
def delete_room(*, room: Room, by: User) -> None:
    """Raises RoomRefused while anything takes place there."""
    if _is_in_use(room):
        raise RoomRefused(
            _("“%(room)s” is in use. Move the sessions that take place there first.")
            % {"room": room.name}
        )
    room.delete()


def _save(room: Room) -> None:
    same_name = Room.objects.filter(workshop=room.workshop_id, name__iexact=room.name)
    taken = RoomRefused(_("There is already a room of this name."), field="name")
    if same_name.exclude(pk=room.pk).exists():
        raise taken
    try:
        with transaction.atomic():
            room.save()
    except IntegrityError:
        raise taken from None


def _is_in_use(room: Room) -> bool:
    """Whether any row of any app refers to the room. Asked of the schema, not of the apps above."""
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: room}).exists()
        for relation in Room._meta.related_objects
    )
