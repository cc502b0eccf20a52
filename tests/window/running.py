"""The real app in a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Window:
    """The app in a process of its own."""

    url: str
    state_dir: Path
    process: subprocess.Popen

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def open_window(state_dir: Path, port: int | None = None, options: str = "", **environment: str) -> Window:
    """Start the real app and wait until its page can be had."""
    port = port or free_port()
    code = f"from app import serve; from assistant import AssistantConfig; serve(AssistantConfig.from_environment(), port={port}{options})"
    settings = {**os.environ, "ASSISTANT_STATE_DIR": str(state_dir), "PYTHONPATH": str(ROOT), **environment}
    process = subprocess.Popen([sys.executable, "-c", code], cwd=state_dir, env=settings, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}/"
    until = time.monotonic() + 180
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return Window(url, state_dir, process)
        except OSError:
            assert process.poll() is None, "the window did not start"
            time.sleep(0.2)
    process.kill()
    raise AssertionError("the window did not answer within three minutes")
