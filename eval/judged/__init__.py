"""A place apart for measures that a language model judges. None yet.

What is computed lives in `eval.measures` and never depends on a model; a figure from here
must be shown beside those, never mixed into them, and name its model and its prompt.
"""
