"""What a message says in passing of the item that it names is set right where the catalog has it otherwise, and let stand where it fits."""

from __future__ import annotations

import pytest
from test_assistant_catalog import said

from assistant import Assistant
from assistant.compose.premises.clauses import stating


@pytest.mark.parametrize(
    ("question", "truth"),
    [
        ("With the Advanced Management Program at thirty thousand dollars, is the hotel the only extra to budget for?", "$73,000"),
        ("For its eight weeks, how much reading does Machine Learning in Business expect?", "lasts 6 weeks"),
        ("My HR says the AI Executive Academy is a virtual programme. Which platform does it use?", "in person"),
        ("What should I wear for the on-campus sessions of Unsupervised Machine Learning?", "takes place online"),
        ("I want the in-person version of Algorithmic Business Thinking for its $2,900. How do I book?", "$4,500"),
        ("With just two courses needed for the MicroMasters in Statistics, which two would you take?", "four courses"),
        ("Ethics of AI, which runs for ten days, is good for whom?", "3 days"),
        ("Does Prof. Strang give feedback when he teaches 6.042J?", "Albert Meyer"),
        ("What role does Stanford play as partner of Machine Learning in Business?", "MIT CSAIL"),
        ("As Universal AI belongs to MIT Sloan, do I write to Sloan with questions?", "MIT Open Learning"),
        ("When in autumn does Building and Scaling Intelligent Enterprises run?", "without any run"),
        ("What do they charge for the Calculus 1A: Differentiation certificate?", "no certificate"),
        ("Where do I sign up for the free systems engineering courses of xPRO?", "$1,179"),
        ("Innovation Beyond the Buzzword is free for students, where do I sign up?", "$3,200"),
        ("As the MIT xPRO courses cost nothing, where do I sign up my whole department?", "are paid"),
        ("The Algorithmic Business Thinking Sprint wants 6 hours every week - how do I fit that in?", "6 hours in all"),
        ("Since Machine Learning in Business takes 20 hours a week, how do I keep my job?", "6 to 8 hours"),
        ("Which of the four courses in xPRO's Machine Learning for Business, Engineering and Science comes first?", "two courses"),
        ("The Global CEO Program that Sloan gives with Harvard, when does it start?", "IESE"),
        ("Why is the Advanced Management Program only available on the web?", "in person"),
        ("By what date must I renew my flagship certificate?", "does not expire"),
    ],
)
def test_what_is_said_in_passing_is_set_right(shipped_assistant: Assistant, question: str, truth: str) -> None:
    reply = said(shipped_assistant, question)
    assert reply.startswith(("The documents say otherwise:", "The documents give another figure:"))
    assert truth in reply


@pytest.mark.parametrize(
    "question",
    [
        "I have $3,000 and 5 weeks, is Applied Business Analytics for me?",
        "Machine Learning in Business lasts 8 weeks, right?",
        "The AI Executive Academy lasts two weeks. What does it cost?",
        "If Applied Business Analytics took 3 weeks, would it be cheaper per week?",
        "Is there an online version of Leading the AI-Driven Organization?",
        "Leading the AI-Driven Organization costs $12,900, when does it start?",
        "After 3 weeks of Machine Learning in Business, can I still cancel?",
        "Since Machine Learning in Business takes 7 hours a week, what does it cost?",
        "I have 20 hours a week, what does Machine Learning in Business cost?",
        "Which free courses does MITx have?",
        "As Calculus 1A is free, where do I start?",
        "The Global CEO Program that Sloan gives with IESE, when does it start?",
        "What's the fee for retaking a flagship course you failed?",
        "Why does the flagship certificate want ten years of work experience?",
    ],
)
def test_wishes_means_and_what_fits_are_no_mistakes(shipped_assistant: Assistant, question: str) -> None:
    assert not said(shipped_assistant, question).startswith(("The documents say otherwise:", "The documents give another figure:"))


@pytest.mark.parametrize(
    ("text", "form", "told"),
    [
        ("Since it lasts 5 weeks, can I keep my job?", "yes_no", ["Since it lasts 5 weeks"]),
        ("It lasts 5 weeks, right?", "yes_no", []),
        ("I heard it costs $900. What do I get?", "fact", ["I heard it costs $900"]),
        ("I have 5 weeks. What suits me?", "fact", []),
        ("If it took 5 weeks, who would come?", "fact", []),
        ("Why does it take 5 weeks?", "fact", ["Why does it take 5 weeks"]),
    ],
)
def test_a_clause_states_what_is_neither_asked_nor_supposed_nor_said_of_oneself(text: str, form: str, told: list[str]) -> None:
    assert stating(text, form) == told
