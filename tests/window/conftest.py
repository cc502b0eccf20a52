"""One running window for all tests of this folder, and a browser where there is one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from running import Window, open_window

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def window(shared_state_dir: Path) -> Iterator[Window]:
    from gradio_client import Client

    shared_state_dir.mkdir(parents=True, exist_ok=True)
    opened = open_window(shared_state_dir)
    Client(opened.url, verbose=False).predict("Hello", api_name="/answer")  # the index is built and the model loaded
    yield opened
    opened.stop()


@pytest.fixture(scope="module")  # while it is open, its event loop counts as running: no other module's tests may meet it
def browser():
    if CHROMIUM is None:
        pytest.skip("no chromium was found; on Debian: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
