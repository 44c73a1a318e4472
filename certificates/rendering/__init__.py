"""Everything that becomes a PDF. The only package that loads WeasyPrint, and only when it prints.

``render_certificates``, ``render_print_file`` and ``render_document`` take their time: call them
from jobs, not from pages. Importing this package is cheap.
"""

from certificates.rendering.coverage import missing_glyphs
from certificates.rendering.documents import render_document
from certificates.rendering.engine import render_certificates, render_print_file
from certificates.rendering.environment import environment_problems
from certificates.rendering.layers import picture_uri
from certificates.rendering.merging import merge
from certificates.rendering.rasters import page_picture
from certificates.rendering.sheets import Design, Organiser, Sheet, Signatory, Wording

__all__ = [
    "Design",
    "Organiser",
    "Sheet",
    "Signatory",
    "Wording",
    "environment_problems",
    "merge",
    "missing_glyphs",
    "page_picture",
    "picture_uri",
    "render_certificates",
    "render_document",
    "render_print_file",
]
