"""The running app through its real HTTP interface."""

import json

import httpx
import pytest
from gradio_client import Client

from assistant.types import Answer

QUESTION = "What does Modeling and Optimization for Machine Learning cost?"
FOLLOW_UP = "and how many CEUs does it give?"


@pytest.fixture(scope="module")
def client(window):
    return Client(window.url, verbose=False)


def test_chat_is_a_conversation_in_plain_text(client):
    first = client.predict(QUESTION, api_name="/chat")
    second = client.predict(FOLLOW_UP, api_name="/chat")
    assert isinstance(first, str)
    assert "$4,700" in first
    assert "[1]" in first
    assert "professional.mit.edu" in first
    assert "CEU" in second


def test_chat_of_one_client_does_not_know_another(window, client):
    client.predict(QUESTION, api_name="/chat")
    other = Client(window.url, verbose=False)
    assert "Modeling and Optimization" not in other.predict(FOLLOW_UP, api_name="/chat")


def test_answer_gives_the_same_as_python(client, shipped_assistant):
    history = [{"role": "user", "content": QUESTION}, {"role": "assistant", "content": "As of 2023/2024, it costs $4,700. [1]"}]
    over_http = client.predict(FOLLOW_UP, history, api_name="/answer")
    in_python = json.loads(json.dumps(shipped_assistant.answer(FOLLOW_UP, history).to_dict()))
    passages = [(one["chunk_id"], pytest.approx(one.pop("score"), rel=1e-4)) for one in in_python["passages"]]  # the last digits depend on the threads
    assert [(one["chunk_id"], one.pop("score")) for one in over_http["passages"]] == passages
    assert {**over_http, "timings": 0} == {**in_python, "timings": 0}


def test_answer_takes_no_history(client):
    reply = client.predict("Who painted the Mona Lisa?", api_name="/answer")
    assert reply["abstained"] is True
    assert set(reply) == set(Answer("", "abstained").to_dict())


def test_only_two_endpoints_are_documented(client):
    assert set(client.view_api(return_format="dict")["named_endpoints"]) == {"/answer", "/chat"}


def test_answer_by_plain_http(window):
    started = httpx.post(f"{window.url}gradio_api/call/answer", json={"data": [QUESTION, None]}, timeout=60).json()
    events = httpx.get(f"{window.url}gradio_api/call/answer/{started['event_id']}", timeout=60).text
    assert "event: complete" in events
    assert "$4,700" in events


def test_malformed_history_is_an_error_and_not_a_crash(window, client):
    with pytest.raises(Exception, match=r"history|role"):
        client.predict("x", [{"role": "pirate", "content": "y"}], api_name="/answer")
    assert client.predict(QUESTION, api_name="/answer")["outcome"] == "answered"


@pytest.mark.parametrize("path", ["gradio_api/upload", "gradio_api/file=app.py", "gradio_api/file=/etc/hostname", "gradio_api/proxy=http://127.0.0.1:1/"])
def test_files_can_neither_be_sent_nor_had(window, path):
    assert httpx.request("POST" if path.endswith("upload") else "GET", window.url + path).status_code in (403, 404)


def test_a_request_beyond_the_limit_is_refused(window):
    refused = httpx.post(f"{window.url}gradio_api/call/answer", content=b'{"data": ["' + b"x" * 2_100_000 + b'"]}', timeout=30)
    assert refused.status_code == 413
    assert "too large" in refused.json()["detail"]


def test_the_page_may_ask_no_other_host(window):
    policy = httpx.get(window.url).headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
