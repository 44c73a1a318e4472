"""A process of the installation that asks for work and reads its rows, told line by line.

python -m tests.faults.desk   reads {"do": name, ...} and answers one line of JSON each
"""

import json
import os
import sys
import threading

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.db import close_old_connections, connection, transaction  # noqa: E402

from jobs.actions.enqueue import enqueue  # noqa: E402
from jobs.models import Job  # noqa: E402
from tests.certificates import clerk  # noqa: E402


def ask(*, count, params=None, dedupe_key="", wake=True):
    with transaction.atomic():
        job = enqueue(kind="faults.note", items=range(count), params=params, dedupe_key=dedupe_key)
        if not wake:
            connection.run_on_commit.clear()
    return job.pk


def click_together(*, clicks, count, dedupe_key):
    """Ask ``clicks`` times at the same moment; the primary keys that came back."""
    start, answers = threading.Barrier(clicks), []

    def click():
        try:
            start.wait()
            answers.append(ask(count=count, dedupe_key=dedupe_key))
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def look(*, job):
    row = Job.objects.get(pk=job)
    return {
        "is_finished": row.finished_at is not None,
        "states": dict(row.items.values_list("reference", "state")),
        "attempts": dict(row.items.values_list("reference", "attempts")),
    }


def certify(*, slug, count):
    """Fill a workshop and ask for its certificates."""
    clerk.fill(count, slug)
    return clerk.begin(slug)


def disconnect_all():
    """What a restart of the database does to everybody else's connections."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        return cursor.fetchone()[0]


ANSWERS = {
    "ask": ask,
    "click_together": click_together,
    "look": look,
    "certify": certify,
    "certified": lambda *, slug: clerk.count(slug),
    "stored": lambda *, slug: clerk.stored(slug),
    "disconnect_all": disconnect_all,
}

if __name__ == "__main__":
    for line in sys.stdin:
        order = json.loads(line)
        close_old_connections()
        answer = ANSWERS[order.pop("do")](**order)
        print(json.dumps(answer), flush=True)  # noqa: T201
