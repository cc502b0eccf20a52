"""Open the assistant behind the window, so that the page is there before the model is."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..engine import Assistant


class Opening:
    """An assistant that is opened once, in a thread. `ready` is set when it is open or has failed."""

    def __init__(self, factory: Callable[[], Assistant]) -> None:
        self._factory = factory
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._assistant: Assistant | None = None
        self._done: tuple[str, int, int] | None = None
        self.ready = threading.Event()
        self.error: Exception | None = None

    def report(self, what: str, done: int, total: int) -> None:
        """How far the index is; for whoever opens the assistant to call."""
        if self._done is None:
            print("Indexing the documents; the window says how far it is.", flush=True)
        self._done = what, done, total

    def state(self) -> str:
        """What is being done before the first answer, in a sentence."""
        if self._done is None:
            return "Getting ready: the documents are being opened. Your question will be answered in a few seconds."
        what, done, total = self._done
        return f"Getting ready: {done:,} of {total:,} {what} indexed. Your question will be answered when all are."

    def start(self) -> None:
        """Begin to open; a second call does nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._open, name="open-assistant", daemon=True)
                self._thread.start()

    def _open(self) -> None:
        try:
            self._assistant = self._factory()
            self._assistant.warm_up()
        except Exception as error:  # shown to whoever asks; the window stays up
            self.error = error
        finally:
            self.ready.set()

    def examples(self) -> tuple[str, ...]:
        """Questions that the documents answer, once they are open; none before."""
        return self._assistant.examples if self._assistant is not None else ()

    async def wait(self) -> Assistant:
        """The open assistant; raises what opening it raised."""
        self.start()
        while not self.ready.is_set():
            await asyncio.sleep(0.1)
        return self.assistant()

    def assistant(self) -> Assistant:
        """The open assistant, waited for; raises what opening it raised."""
        self.start()
        self.ready.wait()
        if self.error is not None:
            raise self.error
        assert self._assistant is not None
        return self._assistant
