"""``manage.py demo``: the Kyiv workshop of 2019, to look around in."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pages.demo.building import build_demo
from pages.demo.sign_ins import FILE_NAME, lock_accounts


class Command(BaseCommand):
    help = (
        "Load the demonstration: the Kyiv workshop of 2019 with its real facts and invented "
        "people, a draft workshop to try things out, and a sign-in for each role. Does nothing "
        "where it is loaded already."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--reset",
            action="store_true",
            help="remove the demonstration (and nothing else) and load it anew",
        )
        parser.add_argument(
            "--i-know",
            action="store_true",
            help="load it with PRODUCTION=1, too, although its passwords are public",
        )
        parser.add_argument(
            "--lock",
            action="store_true",
            help="only take the public password from accounts that a trial has left",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        on_purpose = settings.DATA_DIR / "demo-on-purpose"
        if options["lock"]:
            if not on_purpose.exists() and (locked := lock_accounts()):
                self.stderr.write(f"{locked} accounts of the demonstration were locked.")
            return
        if settings.PRODUCTION and not options["i_know"]:
            raise CommandError(
                "This installation is in production, and the demonstration's passwords are "
                "public. If you want it nevertheless: manage.py demo --i-know"
            )
        if settings.PRODUCTION:
            on_purpose.touch()
        loaded = build_demo(anew=options["reset"])
        if not options["verbosity"]:
            return
        if not loaded:
            self.stdout.write("The demonstration is there already; --reset loads it anew.")
        path = settings.DATA_DIR / FILE_NAME
        if path.exists():
            self.stdout.write(path.read_text().rstrip())
            self.stdout.write(f"Kept in {path}.")
