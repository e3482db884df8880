"""SKM: the public satisfaction survey and its index.

Start at terms.py (the nine unsur), rules/ (the arithmetic of the index and of the sample) and models/ (no row points at
a person or a file). offers.py is what other rooms call; actions/ and queries/ act and ask, reporting/ draws and prints,
catalogue/ holds the questionnaire.
"""
