"""What can go wrong with an index. Each message says place, found, expected, next step."""


class IndexingError(Exception):
    """Base of the errors of this room."""


class ModelError(IndexingError):
    """The embedding model is missing, has other weights than expected, or cannot be loaded."""


class StateDirectoryError(IndexingError):
    """The state directory cannot be read, written, or holds something else."""


class IndexBusyError(StateDirectoryError):
    """Another process is building the index and did not finish in time."""
