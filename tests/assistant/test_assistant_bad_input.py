"""What is no proper question: each gets a friendly reply or one clear sentence."""

import json

import pytest

from assistant import HistoryError, ScopeError

NO_WORDS = {
    "empty": "",
    "white space": " \n\t ",
    "emoji": "🙂🎉🙂",
    "punctuation": "?!…",
    "control characters": "\x00\x07\x1b\x7f",
    "zero width": "\u200b\ufeff",
    "lone surrogate": "\ud800",
}


@pytest.mark.parametrize("question", NO_WORDS.values(), ids=NO_WORDS)
def test_no_words_asks_for_a_question(shipped_assistant, question):
    reply = shipped_assistant.answer(question)
    assert reply.outcome == "clarify"
    assert reply.text
    assert not reply.citations
    json.dumps(reply.to_dict()).encode("utf-8")


def test_hundred_thousand_characters_are_cut_and_the_reply_says_so(shipped_assistant):
    reply = shipped_assistant.answer("What does Modeling and Optimization for Machine Learning cost? " + "blah " * 20_000)
    assert "Only the first 2,000 characters of the question were read." in reply.note
    assert len(reply.understood_as) <= 2_000


def test_hundred_thousand_characters_in_one_word(shipped_assistant):
    assert shipped_assistant.answer("a" * 100_000).outcome in {"abstained", "clarify"}


def test_control_characters_inside_a_question_are_blanks(shipped_assistant):
    plain = shipped_assistant.answer("What does Modeling and Optimization for Machine Learning cost?")
    noisy = shipped_assistant.answer("What\x00does\x07Modeling and\u2028Optimization for Machine Learning cost?\x1b")
    assert noisy.text == plain.text
    assert "$4,700" in plain.text


MARKUP = {
    "script": "<script>alert(1)</script> What does the flagship certificate cost?",
    "image": "![x](http://evil.example/?q=1) What does the flagship certificate cost?",
    "link": "[click](javascript:alert(1)) what is CSAIL?",
    "html only": "<b></b><i></i>",
    "handler": '<img src=x onerror="alert(1)"> who teaches?',
    "table and fence": "| a | b |\n|---|---|\n```\nWhat is MITx?\n```",
}


@pytest.mark.parametrize("question", MARKUP.values(), ids=MARKUP)
def test_markup_of_a_question_does_not_come_back_alive(shipped_assistant, question):
    reply = shipped_assistant.answer(question)
    said = " ".join((reply.text, *reply.follow_ups)).lower()
    assert not any(trace in said for trace in ("<script", "<img", "onerror=", "javascript:", "evil.example"))


TURN = "expected {'role': 'user' or 'assistant', 'content': text}"
HISTORIES = {
    "text": ("hello", "history: found str, expected a list of turns {'role': 'user' or 'assistant', 'content': text}"),
    "one turn": ({"role": "user", "content": "x"}, "history: found dict, expected a list of turns {'role': 'user' or 'assistant', 'content': text}"),
    "number": (7, "history: found int, expected a list of turns {'role': 'user' or 'assistant', 'content': text}"),
    "pairs": ([("hi", "hello")], f"history[0]: found \"('hi', 'hello')\", {TURN}"),
    "no role": ([{"content": "x"}], f"history[0]: found \"{{'content': 'x'}}\", {TURN}"),
    "other role": ([{"role": "user", "content": "x"}, {"role": "robot", "content": "x"}], f"history[1]: found \"{{'role': 'robot', 'content': 'x'}}\", {TURN}"),
    "no content": ([{"role": "user"}], "history[0].content: found NoneType, expected text"),
    "number as content": ([{"role": "user", "content": 3}], "history[0].content: found int, expected text"),
}


@pytest.mark.parametrize(("history", "message"), HISTORIES.values(), ids=HISTORIES)
def test_malformed_history_is_named_with_its_place(shipped_assistant, history, message):
    with pytest.raises(HistoryError) as caught:
        shipped_assistant.answer("What does it cost?", history)
    assert str(caught.value) == message


@pytest.mark.parametrize("content", ["", " ", "🙂", "\x00", "x" * 100_000, [{"type": "text", "text": "Hello"}], []])
def test_odd_content_of_a_turn_is_read(shipped_assistant, content):
    assert shipped_assistant.answer("What is CSAIL?", [{"role": "user", "content": content}, {"role": "assistant", "content": content}]).text


def test_thousand_turns(shipped_assistant):
    turns = [{"role": role, "content": "What is CSAIL?"} for role in ("user", "assistant")] * 500
    assert shipped_assistant.answer("What is CSAIL?", turns).text


def test_unknown_document_in_the_scope_is_named(shipped_assistant):
    with pytest.raises(ScopeError, match="found 'no-such', expected the id of one of"):
        shipped_assistant.answer("What does it cost?", scope=["no-such"])


def test_scope_of_nothing_abstains(shipped_assistant):
    assert shipped_assistant.answer("What does the flagship certificate cost?", scope=[]).abstained
