"""Lists as files: the same columns become a workbook or a CSV file, in a language of one's choice.

Rows are written as they come, so that a list of some ten thousand holds no second copy of itself.
"""
