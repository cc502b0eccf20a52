"""Guard the window's HTTP surface: size and rate of requests, closed doors, security headers.

ASGI middleware. Nothing is uploaded to or downloaded from the window, so those routes are
closed; the Content-Security-Policy keeps a page from asking any other host for anything.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CLOSED = re.compile(r"/(?:upload|file=|file/|proxy=|stream/|monitoring|vibe|dev)")
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = ((b"content-security-policy", POLICY.encode()), (b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"no-referrer"))


@dataclass(frozen=True)
class Limits:
    """What one client may send."""

    largest_request: int = 2_000_000  # bytes; a conversation of 50 long turns stays below
    burst: int = 600  # requests at once
    per_second: float = 20.0  # requests, in the long run
    most_clients: int = 10_000  # remembered


class RateLimiter:
    """A token bucket for each client. Thread-safe."""

    def __init__(self, limits: Limits, clock: Callable[[], float] = time.monotonic) -> None:
        self._limits, self._clock, self._lock = limits, clock, threading.Lock()
        self._buckets: dict[str, tuple[float, float]] = {}  # client -> tokens, time

    def admits(self, client: str) -> bool:
        """Whether the client may send one more request now."""
        now = self._clock()
        with self._lock:
            tokens, since = self._buckets.pop(client, (float(self._limits.burst), now))
            tokens = min(self._limits.burst, tokens + (now - since) * self._limits.per_second)
            self._buckets[client] = (tokens - 1 if tokens >= 1 else tokens, now)
            if len(self._buckets) > self._limits.most_clients:
                del self._buckets[next(iter(self._buckets))]
            return tokens >= 1


class Guard:
    """Turns away what is too large, too often or behind a closed door; adds the headers to all else."""

    def __init__(self, app: ASGIApp, limits: Limits | None = None) -> None:
        self._app, self._limits = app, limits or Limits()
        self._rate = RateLimiter(self._limits)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal:
            await _refuse(send, *refusal)
            return
        body = _Body(receive, self._limits.largest_request)
        try:
            await self._app(scope, body.receive, _with_headers(send))
        except _TooLargeError:
            await _refuse(send, 413, "The request is too large. Start a new conversation or shorten the question.")

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        if CLOSED.search(scope["path"].removeprefix("/gradio_api")[:40]):
            return 404, "Not found."
        if scope["method"] != "POST":
            return None
        length = dict(scope["headers"]).get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._limits.largest_request:
            return 413, "The request is too large. Start a new conversation or shorten the question."
        if not self._rate.admits(scope["client"][0] if scope.get("client") else ""):
            return 429, "Too many requests at once. Wait a few seconds and try again."
        return None


class _TooLargeError(Exception):
    """More arrived than a request may have."""


class _Body:
    """Counts what arrives where the length was not told in advance."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._left = receive, largest

    async def receive(self) -> Message:
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        if self._left < 0:
            raise _TooLargeError
        return message


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), *HEADERS]}
        await send(message)

    return sending


async def _refuse(send: Send, status: int, line: str) -> None:
    body = json.dumps({"detail": line}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode()), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
