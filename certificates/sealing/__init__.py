"""The organisation's seal: PAdES signatures in the PDFs, and the check of a file that comes back.

Only background jobs hold the key and load pyHanko (``keys``, ``pades``); pages ask ``state`` and
``examining``, which know public halves only.
"""
