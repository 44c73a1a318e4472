"""The same sheet has the same bytes, whatever its process did before: a hash proves a sheet."""

from dataclasses import replace

from certificates.rendering import press, render_certificates
from tests.certificates.rendering_samples import DESIGN, RUSSIAN
from tests.certificates.test_rendering_certificates import printed, sheet


def test_bytes_do_not_depend_on_what_was_printed_before():
    press._forget_press()
    [first_of_its_process] = printed(sheet())
    press._forget_press()
    list(render_certificates(DESIGN, [replace(sheet(), wording=RUSSIAN)]))

    [after_another] = printed(sheet())

    assert after_another == first_of_its_process
