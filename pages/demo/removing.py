"""Take the demonstration away, and nothing else."""

from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from certificates.models import (
    BlankRun,
    Certificate,
    Decision,
    DesignPicture,
    PrintFile,
    Series,
)
from certificates.printroom.shelf import remove_shelves
from pages.demo.reading import read
from pages.demo.sign_ins import remove_accounts
from participants.actions.keeping_keys import keep_keys
from participants.models import Answer, NominationNote, Person, Photograph, Registration
from sessions.models import Material, Speaker
from workshops.models import Organisation, Project, Workshop


@transaction.atomic
def remove_demo() -> None:
    """Remove the demonstration's workshops with all that hangs on them, its people and accounts.

    Workshops that somebody added to its project stay, and then the project stays with them.
    """
    project = Project.objects.filter(code=read("kyiv_2019")["project"]["code"]).first()
    if project is None:
        return
    workshops = Workshop.objects.filter(project=project, contains_invented_people=True)
    people = _people_of(workshops)
    _remove_files(workshops)
    # What protects the rows below it goes first.
    Certificate.objects.filter(series__workshop__in=workshops).update(replaced_by=None)
    Certificate.objects.filter(series__workshop__in=workshops).delete()
    Series.objects.filter(workshop__in=workshops).delete()
    Registration.objects.filter(workshop__in=workshops).delete()
    workshops.delete()
    Person.objects.filter(
        pk__in=people, registrations=None, speaking=None, certificates=None
    ).delete()
    keep_keys(Person.objects.filter(pk__in=people))  # who is used elsewhere stays
    if not project.workshops.exists():
        project.delete()
        _remove_organisations()
    remove_accounts()


def _people_of(workshops) -> set[int]:
    return {
        *Registration.objects.filter(workshop__in=workshops).values_list("person", flat=True),
        *Speaker.objects.filter(workshop__in=workshops).values_list("person", flat=True),
        *Decision.objects.filter(workshop__in=workshops).values_list("person", flat=True),
    }


def _remove_files(workshops) -> None:
    """After the commit: a rollback must find its files again."""
    files: list[Any] = [
        *Certificate.objects.filter(series__workshop__in=workshops).exclude(file=""),
        *PrintFile.objects.filter(workshop__in=workshops),
        *BlankRun.objects.filter(workshop__in=workshops).exclude(file=""),
        *DesignPicture.objects.filter(design__workshop__in=workshops),
        *Photograph.objects.filter(registration__workshop__in=workshops),
        *Answer.objects.filter(registration__workshop__in=workshops).exclude(file=""),
        *NominationNote.objects.filter(delegation__workshop__in=workshops),
        *Material.objects.filter(workshop__in=workshops).exclude(file=""),
    ]
    faces = Speaker.objects.filter(workshop__in=workshops).exclude(photograph="")
    names = [row.file.name for row in files] + [row.photograph.name for row in faces]
    for name in names:
        transaction.on_commit(partial(default_storage.delete, name))
    transaction.on_commit(partial(remove_shelves, list(workshops.values_list("pk", flat=True))))


def _remove_organisations() -> None:
    facts = read("kyiv_2019")
    names = [
        about["name"] for about in facts["project"]["donors"] + facts["workshop"]["organisers"]
    ]
    unused = Organisation.objects.filter(name__in=names, parts=None, funded_projects=None)
    for name in unused.exclude(logo="").values_list("logo", flat=True):
        transaction.on_commit(partial(default_storage.delete, name))
    unused.delete()
