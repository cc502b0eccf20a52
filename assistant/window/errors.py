"""What can go wrong when the window is opened. Each message says what was found and the next step."""

from ..errors import AssistantError


class WindowError(AssistantError):
    """Base of the errors of the window."""


class PortError(WindowError):
    """The port cannot be listened on."""


class OpenHostError(WindowError):
    """The address is reachable by others and no password was set."""


class McpError(WindowError):
    """The package that offers the endpoints over MCP is not installed."""


class FeedbackError(WindowError):
    """The feedback file cannot be read or written."""
