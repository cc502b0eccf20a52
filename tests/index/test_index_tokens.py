"""Words and tokens: what lexical search sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex
from index.tokens import fold, tokens, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("C++ and C#", ["c++", "c#"]),
        ("R or 5", ["r", "5"]),
        ("6.86x", ["6.86x"]),
        ("$4,700.50", ["4700.50"]),
        ("CS 101", ["cs", "cs101", "101"]),
        ("CS-101", ["cs-101", "cs", "101", "cs101"]),
        ("CS101", ["cs101"]),
        ("AI/ML", ["ai/ml", "ai", "ml", "aiml"]),
        ("Café ÉCOLES", ["cafe", "ecol"]),
        ("東京 μ", ["東京", "μ"]),
        ("MIT's courses", ["mit", "cours"]),
        ("the of and", []),
        ("", []),
        ("🙂 — !?", []),
    ],
)
def test_tokens(text, expected):
    assert tokens(text) == expected


def test_three_spellings_of_a_code_meet():
    assert "cs101" in set(tokens("CS 101")) & set(tokens("CS-101")) & set(tokens("CS101"))


@given(st.text(max_size=60))
def test_any_text_gives_lower_case_words_without_blanks(text):
    for word in words(text):
        assert word == fold(word)
        assert word
        assert not any(char.isspace() for char in word)


class TestLexicalIndex:
    def test_scores_zero_without_a_shared_word(self):
        index = LexicalIndex(["cats purr", "dogs bark"])
        assert index.scores({"cat": 1.0}).tolist()[1] == 0
        assert index.scores({"cat": 1.0})[0] > 0

    def test_weight_scales_the_score(self):
        index = LexicalIndex(["cats purr", "dogs bark"])
        assert index.scores({"cat": 0.5})[0] == pytest.approx(index.scores({"cat": 1.0})[0] / 2)

    @pytest.mark.parametrize("texts", [[], [""], ["the of"]])
    def test_empty(self, texts):
        assert LexicalIndex(texts).scores({"cat": 1.0}).tolist() == [0.0] * len(texts)

    def test_rare_word_weighs_more(self):
        index = LexicalIndex(["cats purr", "cats bark", "cats sleep"])
        assert index.idf("bark") > index.idf("cat")
        assert index.idf("zebra") > index.idf("bark")
