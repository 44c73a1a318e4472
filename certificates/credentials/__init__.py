"""The certificate as Open Badges 3.0 credential (a W3C Verifiable Credential), for wallets.

``achievements`` says what it says, ``tokens`` signs, ``statuses`` publishes what was revoked, and
``badges`` draws the picture that carries it.
"""
