"""What can go wrong when an assistant is asked. Each message says place, found, expected, next step."""


class AssistantError(Exception):
    """Base of the errors of this room."""


class HistoryError(AssistantError):
    """The history is not a list of {"role": "user" | "assistant", "content": str}."""


class ScopeError(AssistantError):
    """The scope names a document that the corpus does not have."""
