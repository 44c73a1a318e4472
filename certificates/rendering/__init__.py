"""Everything that becomes a PDF. The only package that loads WeasyPrint, and only when it prints.

``render_certificates``, ``render_print_file`` and ``render_document`` are slow: call them from
jobs, not from pages.
"""

from certificates.rendering.coverage import missing_glyphs
from certificates.rendering.engine import render_certificates, render_print_file
from certificates.rendering.sheets import Design, Organiser, Sheet, Signatory, Wording

__all__ = [
    "Design",
    "Organiser",
    "Sheet",
    "Signatory",
    "Wording",
    "missing_glyphs",
    "render_certificates",
    "render_print_file",
]
