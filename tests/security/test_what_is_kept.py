"""What lies on the disk and in the database, for how long and for whom."""

import datetime
import os
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from jobs.management.commands import start
from jobs.tasks import forget
from participants.actions.uploading import keep_photograph
from tests.factories import RegistrationFactory
from tests.security.test_uploads import jpeg

pytestmark = pytest.mark.django_db


def test_what_start_writes_is_readable_by_its_owner_alone(monkeypatch):
    def stop(part):
        raise CommandError("far enough")

    monkeypatch.setattr(start, "_lock", stop)
    before = os.umask(0o022)

    try:
        with pytest.raises(CommandError, match="far enough"):
            call_command("start")
    finally:
        during = os.umask(before)

    assert during == 0o077


def test_uploaded_files_are_readable_by_their_owner_alone():
    upload = SimpleUploadedFile("a.jpg", jpeg())

    path = Path(keep_photograph(registration=RegistrationFactory(), upload=upload).file.path)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_ended_sessions_are_forgotten():
    now = timezone.now()
    for key, days in (("ended", -1), ("living", 1)):
        Session.objects.create(
            session_key=key, session_data="x", expire_date=now + datetime.timedelta(days=days)
        )

    forget()

    assert [session.session_key for session in Session.objects.all()] == ["living"]


def test_attendance_of_many_people_is_taken(client, organiser, workshop):
    client.force_login(organiser)
    marks = {f"mark-{n}": "present" for n in range(2000)}

    answer = client.post(reverse("agenda:attendance_slot", args=[workshop.slug, "no-slot"]), marks)

    assert answer.status_code == 404  # read, and not refused for its size
