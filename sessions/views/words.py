"""The sentences that the agenda editor's script says, in the reader's language."""

from django.utils.translation import gettext as _


def editor_words() -> dict[str, str]:
    """By the name under which static/agenda/ asks for them; ``{…}`` is filled in there."""
    return {
        "moved": _("{title}: {day}, {time}, {rooms}."),
        "shortened": _("{title}: {minutes} minutes, until {end}."),
        "put_away": _("{title} is not scheduled any more."),
        "renamed": _("The session is called {title} now."),
        "added": _("{title} was added: {day}, {time}."),
        "several": _("Sessions moved together: {count}."),
        "undone": _("Undone."),
        "redone": _("Done again."),
        "no_such_day": _("That would be before the first day or after the last."),
        "carried": _("{title} is picked up. Arrows move it, Enter puts it down, Esc leaves it."),
        "cancelled": _("Cancelled. Nothing was moved."),
        "saved": _("Saved"),
        "saving": _("Saving …"),
        "nothing_to_undo": _("There is nothing to undo."),
        "nothing_to_shift": _("Nothing comes after this session on its day."),
        "taken": _("{room} is taken by “{title}”, {time}."),
        "all_rooms": _("All rooms"),
        "no_room": _("No room yet"),
        "outside": _("The day goes from {opens} to {closes}."),
        "tray": _("Not scheduled"),
        "picked": _("{title} is picked; sessions picked: {count}."),
        "unpicked": _("{title} is not picked any more; sessions picked: {count}."),
        "slot": _("{room}, {day}, {time}: add a session here"),
        "offline": _("The server cannot be reached. Your change was taken back."),
        "failed": _("This did not work. Your change was taken back; please try again."),
        "too_fast": _("That was too much at once. Wait a minute, then go on."),
        "signed_out": _("You are not signed in any more, or may not change this agenda now."),
        "copy": _("{title} (copy)"),
        "second_part": _("{title}, second part"),
        "numbered": _("{title} {number}"),
        "too_short": _("A session takes at least 5 minutes."),
        "opening": _("Opening"),
        "coffee": _("Coffee break"),
        "lunch": _("Lunch"),
        "closing": _("Closing"),
        "no_space": _("There is no free time for any of it on this day."),
    }
