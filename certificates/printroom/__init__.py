"""The print room: every document of an event, printed in the background from one frozen state.

A document is declared in ``documents/`` and read in three steps: ``freeze`` takes down what its
sheets will say, ``fingerprints`` compare that with an earlier print, ``lay_out`` makes pages of
what was taken down and of nothing else.
"""
