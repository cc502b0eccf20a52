"""Hostile text in a document, a question and an address; a server that goes away."""

import http.server
import threading

import pytest
from running import free_port, open_window

pytestmark = pytest.mark.flaky(reruns=2)  # a busy machine may lose a key pressed while the page is still being wired

HOSTILE = """# Kiln <img src=x onerror=window.hit=1>

The kiln course costs $120 <script>window.hit=1</script> and lasts five weeks.
The kiln course is taught by Ada ![beacon]({beacon}) on Mondays, see [the page](javascript:window.hit=1).

| Course | Price |
|---|---|
| Glazing <img src="{beacon}"> | $95 `${{window.hit=1}}` {{{{value}}}} |
"""
PRICES = """# Prices of the workshops

| Workshop | Price | Length |
|---|---|---|
| Weaving with wool | $140 | six evenings |
| Bookbinding | $85 | one weekend |
"""


@pytest.fixture(scope="module")
def beacon():
    """An address that counts who asks for it."""
    asked = []

    class Counting(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Counting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/beacon.png", asked
    server.shutdown()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory, beacon):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "kiln <img src=x onerror=window.hit=1>.md").write_text(HOSTILE.format(beacon=beacon[0]), "utf-8")
    (folder / "prices.md").write_text(PRICES, "utf-8")
    opened = open_window(tmp_path_factory.mktemp("state"), ASSISTANT_CORPUS=str(folder))
    yield opened
    opened.stop()


def test_hostile_text_leaves_no_element_and_no_request(browser, hostile, beacon):
    context = browser.new_context()
    page = context.new_page()
    page.goto(hostile.url)
    page.wait_for_selector(".welcome h1")
    for question in (
        "What does the kiln course cost?",
        "Who teaches the kiln course?",
        "<img src=x onerror=window.hit=1> [x](javascript:window.hit=1) What does glazing cost?",
    ):
        count = page.locator(".turn").count()
        page.fill("#question", question)
        page.keyboard.press("Enter")
        page.locator(".turn").nth(count).locator(".actions").wait_for(timeout=60_000)
        if page.locator(".turn:last-child .marker").count():
            page.click(".turn:last-child .marker >> nth=0")
            page.wait_for_selector(".pane .document")
            page.wait_for_timeout(200)
            page.keyboard.press("Escape")
    page.click(".scope-button")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hit") is None
    assert page.locator("[id^=part-] img, [id^=part-] script, [id^=part-] iframe").count() == 0
    assert page.locator("a[href^='javascript']").count() == 0
    assert beacon[1] == []
    context.close()


def test_a_table_cell_is_marked(browser, hostile):
    context = browser.new_context()
    page = context.new_page()
    page.goto(hostile.url)
    page.wait_for_selector(".welcome h1")
    page.fill("#question", "What does the bookbinding workshop cost?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn:last-child .actions", timeout=60_000)
    page.click(".turn:last-child .marker >> nth=0")
    page.wait_for_selector(".pane td mark")
    assert "$85" in " ".join(page.locator(".pane td mark").all_inner_texts())
    context.close()


def test_without_a_catalog_there_is_only_the_conversation(browser, hostile):
    context = browser.new_context()
    page = context.new_page()
    page.goto(hostile.url)
    page.wait_for_selector(".welcome h1")
    assert page.locator("[role=tab]:visible").all_inner_texts() == ["Ask"]
    context.close()


def test_a_server_that_goes_away_is_told_kindly_and_the_question_kept(browser, window):
    port = free_port()
    first = open_window(window.state_dir, port, ", assistant_factory=lambda: __import__('time').sleep(600)")  # so that the answer is under way
    context = browser.new_context()
    page = context.new_page()
    page.goto(first.url)
    page.wait_for_selector(".welcome h1")
    page.fill("#question", "What does the flagship certificate cost?")
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .question")
    first.process.kill()
    first.process.wait(20)
    page.wait_for_selector(".turn.trouble", timeout=20_000)
    assert "Your question is kept" in page.inner_text(".trouble-line")
    second = open_window(window.state_dir, port)
    page.wait_for_function("document.querySelector('#question')?.value.includes('flagship')", timeout=30_000)
    page.focus("#question")
    page.keyboard.press("Enter")
    page.wait_for_selector(".turn .answer", timeout=120_000)
    assert "$15,000" in page.inner_text(".turn .answer")
    context.close()
    second.stop()
