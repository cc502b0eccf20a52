"""The exceptions of this room; the command line shows their text and exits with 2."""


class EvalError(Exception):
    """Something a person can put right: the message says where, what was found and what to do."""


class DataError(EvalError):
    """A question set or a document file that cannot be used as it is."""


class RunError(EvalError):
    """A run folder that is missing, belongs to other settings or holds nothing to score."""
