"""The registration form as an organiser composes it: what is asked, of whom, and what was said.

``kinds`` and ``catalogue`` are data that the models know; ``forms``, ``asking`` and ``answers``
read the rows.
"""
