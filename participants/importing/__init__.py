"""Lists of people from outside, as they really look, turned into nominations.

``reading`` gets rows out of a file and ``spool`` keeps them, ``headings`` says what the columns
are, ``tables`` finds the people between titles and totals, ``cells`` understands dates and yes,
``judging`` says what is wrong in one row, ``matching`` who it may be, ``standing`` looks through a
whole list. ``preview``, ``applying`` and ``undoing`` write.
"""
