"""Take the screenshots of README and docs: start the real window, use it in Chromium, save PNGs.

`python scripts/screenshots.py [folder]`; without a folder, docs/screenshots. Needs Chromium
("apt-get install chromium" on Debian) and playwright.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gradio_client import Client

ROOT = Path(__file__).resolve().parents[1]

WIDE, TALL, PHONE = {"width": 1280, "height": 860}, {"width": 1280, "height": 1500}, {"width": 360, "height": 740}
PRICE = "What does the whole flagship certificate cost?"
COMPARISON = "What's the difference between xPRO and Professional Education?"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots"
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        print("No Chromium was found; install it first, on Debian: apt-get install chromium", file=sys.stderr)
        return 1
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    with _window() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, size, scheme, steps in SHOTS:
            context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce")
            page = context.new_page()
            page.goto(url)
            page.wait_for_selector(".welcome h1")
            steps(page)
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
            context.close()
            print(folder / f"{name}.png")
        browser.close()
    return 0


@contextmanager
def _window() -> Iterator[str]:
    """The app in a process of its own, its assistant warm."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    code = f"from app import serve; from assistant import AssistantConfig; serve(AssistantConfig.from_environment(), port={port})"
    process = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)
    try:
        url = f"http://127.0.0.1:{port}/"
        _wait_for(url, process)
        Client(url, verbose=False).predict("Hello", api_name="/answer")
        yield url
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=5).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the window did not start")


def _ask(page: Any, *questions: str) -> None:
    for count, question in enumerate(questions):
        page.fill("#question", question)
        page.keyboard.press("Enter")
        page.locator(".turn").nth(count).locator(".actions").wait_for(timeout=60_000)


def _open_source(page: Any) -> None:
    page.click(".turn:last-child .marker >> nth=0")
    page.wait_for_selector(".pane mark")


def _source(page: Any) -> None:
    _ask(page, PRICE)
    _open_source(page)


def _table_source(page: Any) -> None:
    _ask(page, COMPARISON)
    _open_source(page)


def _plan(page: Any) -> None:
    page.click("[role=tab]:has-text('Plan')")
    page.fill("input[name=budget]", "18,000")
    page.fill("input[name=wish]", "vision")
    page.click(".plan-form .apply")
    page.wait_for_selector(".plan .turn .actions", timeout=60_000)
    page.evaluate("document.querySelector('.plan .turn').scrollIntoView({block: 'start'})")


def _catalog(page: Any) -> None:
    page.click("[role=tab]:has-text('Catalog')")
    page.wait_for_selector(".catalog tbody tr")


def _plot(page: Any) -> None:
    _catalog(page)
    page.locator(".plot").scroll_into_view_if_needed()


SHOTS = (
    ("welcome", WIDE, "light", lambda page: None),
    ("chat-light", WIDE, "light", lambda page: _ask(page, PRICE)),
    ("chat-dark", WIDE, "dark", lambda page: _ask(page, PRICE)),
    ("chat-phone", PHONE, "light", lambda page: _ask(page, PRICE)),
    ("source-pane", WIDE, "light", _source),
    ("comparison", WIDE, "light", _table_source),
    ("plan", TALL, "light", _plan),
    ("catalog", WIDE, "light", _catalog),
    ("catalog-plot", WIDE, "dark", _plot),
)

if __name__ == "__main__":
    sys.exit(main())
