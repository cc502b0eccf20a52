"""Where the window may listen, what it refuses, and how much one client may send."""

import asyncio
import socket
import threading
import urllib.error
import urllib.request
from types import SimpleNamespace

import pytest
from gradio_client import Client
from running import open_window

from assistant import AssistantConfig
from assistant.window import serving
from assistant.window.chat import Chat
from assistant.window.errors import McpError, OpenHostError, PortError, WindowError
from assistant.window.limits import Limits, RateLimiter
from assistant.window.loading import Opening
from assistant.window.plan import plan_question
from assistant.window.serving import is_loopback, serve


def test_a_port_in_use_is_named_with_the_next_step():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortError, match=f"port {port} on 127.0.0.1: cannot be used .* choose another with --port {port + 1}"):
            serve(AssistantConfig(), port=port)


def test_others_can_reach_it_only_with_a_password_or_in_words():
    with pytest.raises(OpenHostError, match=r"add --auth user:password, or --open-to-network"):
        serve(AssistantConfig(), host="0.0.0.0")


def test_mcp_needs_its_package(monkeypatch):
    monkeypatch.setattr(serving, "find_spec", lambda name: None)
    with pytest.raises(McpError, match=r"the package mcp is not installed; install it with pip install .*\[mcp\]"):
        serve(AssistantConfig(), mcp=True)


@pytest.mark.parametrize("auth", ["", "anna", "anna:", ":secret"])
def test_a_password_has_two_parts(auth):
    with pytest.raises(WindowError, match="expected user:password"):
        serve(AssistantConfig(), auth=auth)


@pytest.mark.parametrize(
    ("host", "expected"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False), ("192.168.1.4", False), ("example.org", False)],
)
def test_loopback(host, expected):
    assert is_loopback(host) is expected


def test_a_client_is_slowed_and_another_is_not():
    now = [0.0]
    limiter = RateLimiter(Limits(burst=2, per_second=1.0), clock=lambda: now[0])
    assert [limiter.admits("a") for _ in range(3)] == [True, True, False]
    assert limiter.admits("b")
    now[0] = 1.0
    assert [limiter.admits("a") for _ in range(2)] == [True, False]


def test_an_assistant_that_cannot_be_opened_says_why_to_everyone_who_asks():
    def factory():
        raise OSError("no model")

    opening = Opening(factory)
    for _ in range(2):
        with pytest.raises(OSError, match="no model"):
            asyncio.run(opening.wait())


def test_while_the_index_is_built_the_window_says_how_far_it_is():
    done = threading.Event()

    def factory():
        opening.report("sentences", 400, 2000)
        done.wait(10)
        raise OSError("no model")

    opening = Opening(factory)
    assert "are being opened" in opening.state()

    async def first_view() -> str:
        chat = Chat(opening, feedback=None)
        async for shown, _ in chat.ask(None, SimpleNamespace(question="How long?")):
            if "sentences" in (html := shown["turns"][-1]):
                done.set()
                return html
        return ""

    assert "400 of 2,000 sentences indexed" in asyncio.run(first_view())


@pytest.mark.parametrize(
    ("wishes", "question"),
    [
        ((None, None, "", []), "Plan my certificate."),
        ((18000, None, "", ["vision"]), "Plan my certificate: my budget is $18,000, I care about vision."),
        ((None, 1, "on campus", [" ", ""]), "Plan my certificate: I have already completed 1 day, I want to take it on campus."),
    ],
)
def test_wishes_become_a_question(wishes, question):
    assert plan_question(*wishes) == question


def test_with_a_password_nothing_is_answered_without_it(shared_state_dir):
    opened = open_window(shared_state_dir, options=", auth='anna:a long password'")
    try:
        request = urllib.request.Request(f"{opened.url}gradio_api/call/answer", data=b'{"data": ["hello", null]}', headers={"Content-Type": "application/json"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=20)
        assert refused.value.code == 401
        assert Client(opened.url, auth=("anna", "a long password"), verbose=False).predict("hello", api_name="/answer")["outcome"] == "small_talk"
    finally:
        opened.stop()
