"""Lists of people from outside, as they really look, turned into nominations.

``reading`` gets rows out of a file, ``headings`` says what the columns are, ``tables`` finds the
people between titles and totals, ``cells`` understands dates and yes, ``judging`` says what is
wrong, ``matching`` who may be known already. ``starting``, ``applying`` and ``undoing`` write.
"""
