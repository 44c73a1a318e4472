"""How fast certificates are printed here, against the loop one would write first.

    .venv/bin/python benchmarks/certificates.py --people 200

The naive loop gives WeasyPrint the same page, with the same typefaces, once per person. Each way
runs in a process of its own, so that memory is its own; "two workers" are two of them at the same
time with half of the people each. All in one run. Ratios are against the naive loop: of one core by
CPU seconds, of two workers by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

NAMES = (
    ("Hayk Ter-Petrosyan", "Հայկ Տեր-Պետրոսյան", "hy"),
    ("Giorgi Kvirikashvili", "გიორგი კვირიკაშვილი", "ka"),
    ("Олександр Ґанджій-Щербаківський", "", ""),
    ("Ülkər Əliyeva Şıxəlizadə", "", ""),
    ("Anna-Liisa Kõrvits", "", ""),
    ("Mohammed al-Rashid", "محمد بن عبد العزيز الراشد", "ar"),
)
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<rect width="40" height="20" fill="#1f3a5f"/><circle cx="20" cy="10" r="6"/></svg>'
)


def material(people: int):
    """An invented design and ``people`` sheets in four scripts."""
    from certificates.rendering import Design, Organiser, Sheet, Signatory, Wording

    wording = Wording(
        language="en",
        heading="Certificate of Participation",
        opening="This is to certify that",
        participation="has participated in the",
        workshop_title="Regional training workshop on proactive and intelligence-led approaches "
        "to targeting transnational organized crime groups",
        when="12–13 December 2019",
        place="Kyiv, Ukraine",
        number_label="Certificate No.",
        verify_label="Verify at",
    )
    design = Design(
        organisers=(
            Organiser("Lead Organisation, Department of Examples", LOGO),
            Organiser("Host Ministry of the Example State", LOGO),
        ),
        signatories=(
            Signatory("Ada Signer", "Head of Unit", _signature()),
            Signatory("Bo Signer", "Deputy Minister"),
        ),
    )
    sheets = []
    for i in range(people):
        name, own, language = NAMES[i % len(NAMES)]
        sheets.append(
            Sheet(
                wording=wording,
                name=f"{name} {chr(65 + i % 26)}.",
                own_script_name=own,
                own_script_language=language,
                designation="Police Colonel, Department for Combating Organised Crime",
                hours="16 hours of training",
                number=f"KYIV-2019-{i + 1:05d}",
                code=f"{i:08d}",
                verification_url=f"https://rollcall.example.org/v/{i * 7919 % 10**8:08d}",
                issued_at=datetime(2019, 12, 13, 16, tzinfo=UTC),
            )
        )
    return design, sheets


def naive(people: int, folder: Path) -> None:
    """Template, HTML, write_pdf: once for each person."""
    from certificates.rendering.typefaces import use_shipped_fonts_only

    use_shipped_fonts_only()
    import weasyprint

    from certificates.rendering import layers
    from certificates.rendering import people as people_module

    design, sheets = material(people)
    for index, sheet in enumerate(sheets):
        common = layers.page_template(
            "layer.html", **layers.layer_context(design, sheet.wording)
        ).replace("</section>", "")
        person = layers.page_template(
            "people.html", **people_module.people_context(design, [sheet])
        )
        inner = person.split('<section class="sheet">')[1].split("</section>")[0]
        style = f"<style>{layers.style_sheet(design)}</style></head>"
        html = common.replace("</body>", inner + "</section></body>").replace("</head>", style)
        pdf = weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/a-3u")
        (folder / f"{index}.pdf").write_bytes(pdf)


def ours(people: int, folder: Path) -> None:
    from certificates.rendering import render_certificates

    design, sheets = material(people)
    for index, (_sheet, pdf) in enumerate(render_certificates(design, sheets)):
        (folder / f"{index}.pdf").write_bytes(pdf)


def sealed(people: int, folder: Path) -> None:
    """Each file with a PAdES B-B seal by a P-256 key that was loaded once."""
    from certificates.rendering import render_certificates
    from certificates.sealing.keys import sealing_key
    from certificates.sealing.pades import seal

    design, sheets = material(people)
    key = sealing_key()
    for index, (sheet, pdf) in enumerate(render_certificates(design, sheets)):
        content = seal(pdf, key, reason=sheet.number, address=sheet.verification_url)
        (folder / f"{index}.pdf").write_bytes(content)


def print_file(people: int, folder: Path) -> None:
    from certificates.rendering import render_print_file

    design, sheets = material(people)
    render_print_file(design, sheets, folder / "print.pdf")


WAYS: dict[str, Callable[[int, Path], None]] = {
    "naive loop": naive,
    "one file each": ours,
    "sealed": sealed,
    "one print file": print_file,
}


ON_TWO_WORKERS = ("one file each", "sealed")


def measure(way: str, people: int, *, workers: int = 1) -> dict[str, float]:
    """Run ``way`` in fresh processes side by side: seconds of CPU together, seconds by the clock
    of the slowest, bytes together, and the largest memory of one."""
    shares = [people // workers + (number < people % workers) for number in range(workers)]
    started = [
        subprocess.Popen(
            [sys.executable, __file__, "--people", str(share), "--only", way],
            stdout=subprocess.PIPE,
            text=True,
        )
        for share in shares
    ]
    answers = [process.communicate()[0] for process in started]
    if any(process.returncode for process in started):
        sys.exit(f"{way} failed")
    told = [json.loads(answer.splitlines()[-1]) for answer in answers]
    return {
        "seconds": sum(one["seconds"] for one in told),
        "clock": max(one["clock"] for one in told),
        "bytes": sum(one["bytes"] for one in told),
        "files": sum(one["files"] for one in told),
        "peak": max(one["peak"] for one in told),
    }


def run_one(way: str, people: int) -> dict[str, float]:
    import django

    django.setup()
    from certificates.rendering import layers

    with tempfile.TemporaryDirectory() as folder:
        # Loading the libraries is paid once per worker and counted for none.
        WAYS[way](1, Path(folder))
        layers.draw_layer.cache_clear()
        start, began = time.process_time(), time.perf_counter()
        WAYS[way](people, Path(folder))
        seconds, clock = time.process_time() - start, time.perf_counter() - began
        sizes = [path.stat().st_size for path in Path(folder).glob("*.pdf")]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (
        1 if sys.platform == "darwin" else 1024
    )
    return {
        "seconds": seconds,
        "clock": clock,
        "bytes": sum(sizes),
        "files": len(sizes),
        "peak": peak,
    }


def _signature() -> bytes:
    from io import BytesIO
    from math import cos, sin

    from PIL import Image, ImageDraw

    picture = Image.new("RGBA", (480, 150), (0, 0, 0, 0))
    points = [(20 + i * 2, 75 + 40 * sin(i / 9) * cos(i / 31)) for i in range(220)]
    ImageDraw.Draw(picture).line(points, fill=(20, 30, 90, 255), width=5)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--only", choices=WAYS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    people = max(1, arguments.people)
    if arguments.only:
        print(json.dumps(run_one(arguments.only, people)))
        return
    rows = [(way, 1) for way in WAYS] + [(way, 2) for way in ON_TWO_WORKERS]
    results = {(way, workers): measure(way, people, workers=workers) for way, workers in rows}
    naive_loop = results["naive loop", 1]
    print(f"{people} certificates, A4, PDF/A-3u, one run\n")
    print("| way | CPU s | clock s | a second | ratio | files | kB each | peak MB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for (way, workers), found in results.items():
        unit = "seconds" if workers == 1 else "clock"
        print(
            f"| {way}{', two workers' if workers > 1 else ''} | {found['seconds']:.1f}"
            f" | {found['clock']:.1f} | {people / found[unit]:.1f}"
            f" | {naive_loop[unit] / found[unit]:.1f}x | {found['files']:.0f}"
            f" | {found['bytes'] / people / 1000:.1f} | {found['peak'] / 2**20:.0f} |"
        )


if __name__ == "__main__":
    main()
