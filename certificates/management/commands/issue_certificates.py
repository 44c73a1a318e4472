"""Issue a workshop's certificates from the command line, through the same job as the button."""

import shutil
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from certificates.actions.issuing import NothingToIssue, start_batch
from certificates.kinds import kinds_of
from certificates.models import Certificate
from certificates.queries import is_print_file_current, print_file_of, rows_of
from certificates.storing import file_name_of, has_sheet, replace_whole
from jobs.models import Job
from jobs.states import ItemState
from jobs.working import work_off
from workshops.models import Workshop


class Command(BaseCommand):
    help = (
        "Issue certificates to everybody eligible in a workshop and write them to a folder: one"
        " PDF each, named by number, and one file for the printer. Safe to run again and beside a"
        " running worker. Exit code 1 when a certificate could not be made."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("workshop", help="the workshop's short name, as in kyiv-2019")
        parser.add_argument("--output", required=True, type=Path, metavar="DIR")
        parser.add_argument(
            "--language",
            choices=[code for code, _name in settings.LANGUAGES],
            default="",
            help="language of the newly issued sheets, instead of each person's own choice",
        )
        parser.add_argument(
            "--kind",
            action="append",
            dest="kinds",
            metavar="KIND",
            help="issue this kind only, as in participation or own-3; may be given several times",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        workshop = Workshop.objects.filter(slug=options["workshop"]).first()
        if workshop is None:
            raise CommandError(f"There is no workshop {options['workshop']}.")
        folder: Path = options["output"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(f"{folder} cannot be made: {error.strerror}.") from None

        kinds: list[str] | None = options["kinds"]
        given = [kind.key for kind in kinds_of(workshop)]
        for kind in kinds or []:
            if kind not in given:
                raise CommandError(
                    f"{workshop.slug} does not give {kind}. Kinds: {', '.join(given)}."
                )

        with translation.override("en"):
            failed = self._run(workshop, folder, options["language"], kinds)
        if failed:
            raise SystemExit(1)

    def _run(self, workshop: Workshop, folder: Path, language: str, kinds: list[str] | None) -> int:
        """Do it, tell it, and return how many certificates failed."""
        before = set(self._living(workshop).values_list("pk", flat=True))
        failures: list[str] = []
        try:
            job = start_batch(workshop=workshop, language=language, kinds=kinds)
        except NothingToIssue as refusal:
            self.stdout.write(refusal.sentence)
        else:
            failures = self._work_off(job)

        living = list(self._living(workshop))
        written = self._write_sheets(living, folder)
        self._write_print_file(workshop, folder)
        issued = [one for one in living if one.pk not in before]
        self.stdout.write(f"issued now: {len(issued)}{_numbers(issued)}")
        self.stdout.write(f"already there: {len(living) - len(issued)}")
        self._tell_not_eligible(workshop, kinds)
        self.stdout.write(f"failed: {len(failures)}")
        for sentence in failures:
            self.stdout.write(f"  {sentence}")
        self.stdout.write(f"written to {folder}: {written} PDF")
        return len(failures)

    def _work_off(self, job: Job) -> list[str]:
        work_off(job)
        if job.finished_at is None:
            return ["The work is not finished: a worker still holds a part of it. Run this again."]
        return [item.reason for item in job.items.filter(state=ItemState.FAILED)]

    def _living(self, workshop: Workshop) -> Any:
        certificates = Certificate.objects.living().of_workshop(workshop).with_holder()
        return certificates.select_related("series").order_by("number")

    def _write_sheets(self, certificates: list[Certificate], folder: Path) -> int:
        there = [certificate for certificate in certificates if has_sheet(certificate)]
        for certificate in there:
            _copy(Path(certificate.file.path), folder / file_name_of(certificate))
        return len(there)

    def _write_print_file(self, workshop: Workshop, folder: Path) -> None:
        print_file = print_file_of(workshop)
        if print_file is None or not is_print_file_current(workshop):
            return
        target = folder / f"{workshop.slug}-certificates.pdf"
        _copy(Path(print_file.file.path), target)
        self.stdout.write(f"print file: {target.name}, {print_file.sheets} sheets")
        left_out = self._living(workshop).filter(protection=True).count()
        if left_out:
            self.stdout.write(f"  without {left_out} of protected people: single PDFs only")

    def _tell_not_eligible(self, workshop: Workshop, kinds: list[str] | None) -> None:
        cells = [
            cell
            for row in rows_of(workshop)
            for cell in row.cells
            if cell.kind.is_given and (kinds is None or cell.kind.key in kinds)
        ]
        several = len({cell.kind.key for cell in cells}) > 1
        reasons = Counter(
            f"{cell.kind.label}: {cell.verdict.reason}" if several else cell.verdict.reason
            for cell in cells
            if not cell.verdict.is_eligible and cell.living is None
        )
        self.stdout.write(f"not eligible: {reasons.total()}")
        for reason, number in reasons.most_common():
            self.stdout.write(f"  {number} × {reason}")


def _copy(source: Path, target: Path) -> None:
    replace_whole(target, lambda passing: shutil.copyfile(source, passing))


def _numbers(certificates: list[Certificate]) -> str:
    if not certificates:
        return ""
    first, last = certificates[0].printed_number, certificates[-1].printed_number
    return f" ({first})" if first == last else f" ({first} to {last})"
