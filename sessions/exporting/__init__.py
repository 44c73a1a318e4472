"""The released agenda as files for other programs; paper is made by the certificates' app."""
