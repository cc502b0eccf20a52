"""What holds of every reply: cited places exist, markers resolve, nothing is remembered, nothing goes out."""

import asyncio
import json
import re
import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from index_examples import corpus_of, open_index
from own_documents import assistant_over

import assistant as package
from assistant import Assistant, AssistantConfig
from assistant.check import numbers_in
from corpus import load_corpus
from index import IndexConfig
from index.tokens import words

MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
OUTCOMES = {"answered", "partial", "clarify", "abstained", "small_talk"}
QUESTIONS = [
    "What does Modeling and Optimization for Machine Learning cost?",
    "How many days do I need and by when?",
    "Do I need Python for the no-code program?",
    "What's the difference between xPRO and Professional Education?",
    "How do I apply?",
    "Which electives are there?",
    "Who painted the Mona Lisa?",
    "hello",
]


def check_reply(reply, documents):
    """Every property of a reply that does not depend on the question."""
    assert reply.outcome in OUTCOMES
    assert 0 <= reply.confidence <= 1
    assert reply.text
    assert len(reply.follow_ups) <= 3
    for citation in reply.citations:
        assert citation.quote == documents[citation.document_id].text[citation.start : citation.end] != ""
        assert citation.title == documents[citation.document_id].title
    numbers = [citation.number for citation in reply.citations]
    assert list(dict.fromkeys(int(number) for number in MARKER.findall(reply.text))) == numbers == list(range(1, len(numbers) + 1))
    held = {citation.number: f"{citation.title} {citation.section} {citation.quote}" for citation in reply.citations}
    for statement in reply.statements:
        assert statement.supported
        assert numbers_in(statement.text) <= numbers_in(f"{' '.join(held[number] for number in statement.citations)} {statement.how}")
        assert statement.citations
        assert set(statement.citations) <= set(numbers)
    for rank, passage in enumerate(reply.passages, start=1):
        assert passage.rank == rank
        assert 0 <= passage.start < passage.end <= len(documents[passage.document_id].text)
    if reply.outcome == "answered":
        assert reply.citations
    assert reply.abstained == (reply.outcome == "abstained")
    assert set(reply.timings) >= {"total"}
    assert all(seconds >= 0 for seconds in reply.timings.values())
    as_dict = reply.to_dict()
    read_back = json.loads(json.dumps(as_dict, allow_nan=False))
    assert set(read_back) >= {"text", "outcome", "abstained", "citations", "confidence", "follow_ups", "timings"}
    assert [one["quote"] for one in read_back["citations"]] == [citation.quote for citation in reply.citations]


def plain(reply):
    """A reply without what differs from run to run."""
    return {key: value for key, value in reply.to_dict().items() if key != "timings"}


@pytest.mark.parametrize("question", QUESTIONS)
def test_reply_holds_together(shipped_assistant, question):
    check_reply(shipped_assistant.answer(question), shipped_assistant.documents)


def test_price_is_answered_from_the_catalog(shipped_assistant):
    reply = shipped_assistant.answer("What does Modeling and Optimization for Machine Learning cost?")
    assert reply.outcome == "answered"
    assert "$4,700" in reply.text
    assert reply.citations[0].document_id == "catalog-pe-modopt"
    assert reply.citations[0].url.startswith("https://professional.mit.edu/")
    assert reply.citations[0].as_of == "2023/2024"


def test_what_the_documents_do_not_say_is_declined(shipped_assistant):
    reply = shipped_assistant.answer("Who painted the Mona Lisa?")
    assert reply.abstained
    assert not any(statement for statement in reply.statements if "Leonardo" in statement.text)


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (["Minutes, 20 March 2025"], "the documents at hand."),
        (["Minutes, 20 March 2025", "Staff rules"], "such as “Staff rules”."),
        (["Travel", "Minutes, 20 March 2025", "Leave"], "such as “Leave” and “Travel”."),
        (["Staff rules"], "about “Staff rules”."),
    ],
)
def test_a_greeting_names_no_title_with_a_figure(tmp_path_factory, titles, said):
    with assistant_over(tmp_path_factory, {f"{title}.md": f"# {title}\n\nNobody is charged.\n" for title in titles}) as assistant:
        assert said.rstrip(".") in f"about {assistant.subject}"
        assert not re.search(r"\d", assistant.answer("hello").text)


def test_follow_up_leans_on_the_history(shipped_assistant):
    asked = "What does Modeling and Optimization for Machine Learning cost?"
    history = [{"role": "user", "content": asked}, {"role": "assistant", "content": shipped_assistant.answer(asked).text}]
    reply = shipped_assistant.answer("and how many CEUs does it give?", history)
    assert {citation.document_id for citation in reply.citations} == {"catalog-pe-modopt"}


CORPUS_WORDS = sorted({word for document in load_corpus().documents for word in words(document.text)})


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(CORPUS_WORDS), min_size=1, max_size=12).map(" ".join), st.sampled_from(["", "?", " how much", "!"]))
def test_any_words_of_the_corpus_give_a_sound_reply(shipped_assistant, question, end):
    reply = shipped_assistant.answer(question + end)
    check_reply(reply, shipped_assistant.documents)
    assert plain(shipped_assistant.answer(question + end)) == plain(reply)


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_a_sound_reply(shipped_assistant, question):
    check_reply(shipped_assistant.answer(question), shipped_assistant.documents)


SENTENCES = st.sampled_from([
    "The zoo opens at 9 am.", "A ticket costs $5 [1] or **more**.", "<img src=x onerror=alert(1)> is the logo.", "Bears eat fish; tigers do not.",
    "See [the map](http://example.org/map).", "| Day | Price |\n|---|---|\n| Monday | $5 |", "- Sam: the oldest tiger", "1. Go in.\n2. Pay.", "# Bears", "Prices", "It's 25 % off.",
    "Was it <b>good</b>? Yes & no.", "中文也可以。", "No full stop",
])  # fmt: skip
DOCUMENTS = st.lists(st.lists(SENTENCES, min_size=1, max_size=8).map("\n\n".join), min_size=1, max_size=3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    DOCUMENTS,
    st.sampled_from(
        ["When does the zoo open?", "What does a ticket cost?", "What is the logo?", "bears", "Who is Sam?", "What costs $5 on Monday?", "Is it good?", "map"]
    ),
)
def test_any_small_documents_give_a_sound_reply(tmp_path_factory, texts, question):
    config = IndexConfig(state_dir=tmp_path_factory.mktemp("small"))
    index = open_index(corpus_of(**{f"doc{at}": text for at, text in enumerate(texts)}), config)
    for threshold in (0.0, None):
        reply = Assistant(index, AssistantConfig(index=config, threshold=threshold)).answer(question)
        check_reply(reply, index.documents)
        assert not any(tag in reply.text for tag in ("<img", "<b>", "](http"))


def test_nothing_is_remembered_between_calls(shipped_assistant):
    first = plain(shipped_assistant.answer("How many CEUs does it give?"))
    history = [{"role": "user", "content": "What does Modeling and Optimization for Machine Learning cost?"}]
    before = json.dumps(history)
    shipped_assistant.answer("How many CEUs does it give?", history)
    assert json.dumps(history) == before
    assert plain(shipped_assistant.answer("How many CEUs does it give?")) == first


def test_eight_threads_give_the_replies_of_one(shipped_assistant):
    alone = {question: plain(shipped_assistant.answer(question)) for question in QUESTIONS}
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: (question, plain(shipped_assistant.answer(question))), QUESTIONS * 3))
    assert all(reply == alone[question] for question, reply in together)


def test_two_assistants_of_one_configuration_agree(shipped_assistant, shipped_config):
    with Assistant.open(shipped_config) as other:
        assert other.config_id == shipped_assistant.config_id
        assert plain(other.answer(QUESTIONS[0])) == plain(shipped_assistant.answer(QUESTIONS[0]))


@pytest.fixture
def refused(monkeypatch):
    """Refuse every connection and look-up that leaves the machine; returns what was tried."""
    tried = []

    def local(address):
        return isinstance(address, str | bytes) or str(address[0]) in {"127.0.0.1", "::1", "localhost"}

    def guard(real):
        def connect(self, address):
            if self.family != getattr(socket, "AF_UNIX", None) and not local(address):
                tried.append(address)
                raise ConnectionRefusedError(f"refused in this test: {address}")
            return real(self, address)

        return connect

    def look_up(host, *arguments, **options):
        if host is not None and not local((host,)):
            tried.append(host)
            raise socket.gaierror(f"refused in this test: {host}")
        return real_look_up(host, *arguments, **options)

    real_look_up = socket.getaddrinfo
    monkeypatch.setattr(socket.socket, "connect", guard(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", guard(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return tried


def test_the_guard_refuses(refused):
    with pytest.raises(OSError, match="refused in this test"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    assert refused


def test_no_connection_leaves_the_machine(shipped_config, refused):
    with Assistant.open(shipped_config) as fresh:
        for question in QUESTIONS:
            assert fresh.answer(question).text
    assert refused == []


def test_default_assistant_answers_and_is_opened_once(shared_state_dir, shipped_assistant, monkeypatch):
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(shared_state_dir))
    monkeypatch.setattr("assistant.default._default", None)
    first = package.answer(QUESTIONS[0])
    assert "$4,700" in first.text
    opened = package.default._default
    assert plain(asyncio.run(package.aanswer(QUESTIONS[0]))) == plain(first)
    assert package.default._default is opened


def test_warm_replies_are_quick(shipped_assistant):
    seconds = []
    for question in QUESTIONS * 2:
        start = time.perf_counter()
        shipped_assistant.answer(question)
        seconds.append(time.perf_counter() - start)
    assert statistics.median(seconds) < 1.0  # wide: the machine of a test may be busy
