"""Agendas from outside, as they really look, turned into sessions.

The file is read as a list of people is, by ``participants.importing.reading``. ``headings`` says
what the columns are, ``tables`` finds the days that stand on lines of their own; ``times``,
``days``, ``words`` and ``people`` understand cells, ``judging`` says what is wrong, ``standing``
compares with the workshop. ``preview``, ``applying`` and ``undoing`` write; ``template`` makes the
workbook that some will rather fill in.
"""
