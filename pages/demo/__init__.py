"""The demonstration: the Kyiv workshop of 2019 with its real facts, and invented people.

``kyiv_2019.json`` holds what is public record; the other two files hold what is invented. The
workshops built from them carry ``contains_invented_people``, which every page of theirs says.
"""
