"""Token vectors: what is kept of each sentence's tokens, and how they are compared."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from index_examples import ZOO, LetterEmbedding, open_index

from index import IndexConfig
from index.token_vectors import STEPS, TokenStore, TokenVectors, principal_components, reduced


def test_every_sentence_has_its_own_tokens(tmp_path):
    index = open_index(ZOO, IndexConfig(state_dir=tmp_path))
    for position, sentence in enumerate(index.sentences):
        _, (fresh,) = LetterEmbedding().read([sentence.indexed_text], index.tokens.basis)
        np.testing.assert_array_equal(index.tokens.of(position), fresh.values)


def test_a_text_is_most_similar_to_itself():
    _, texts = LetterEmbedding().read(["bears eat fish", "tigers sleep"], np.eye(16, dtype=np.float32))
    store = TokenStore(np.concatenate([text.values for text in texts]), np.array([0, 3, 5]), np.eye(16, dtype=np.float32))
    similarity, lengths = store.similarities(texts[0], [0, 1])
    own, other = np.split(similarity, [lengths[0]], axis=1)
    assert own.shape == (3, 3)
    assert other.shape == (3, 2)
    assert own.max(axis=1).sum() > other.max(axis=1).sum()


def test_components_are_orthogonal_and_values_fit_a_byte():
    vectors = np.random.default_rng(0).normal(size=(300, 80)).astype(np.float32)
    basis = principal_components(vectors)
    np.testing.assert_allclose(basis.T @ basis, np.eye(basis.shape[1]), atol=1e-4)
    rows = reduced(vectors, basis)
    assert rows.dtype == np.int8
    assert abs(rows.astype(int)).max() <= 127
    assert abs(np.linalg.norm(rows / STEPS, axis=1) - 1).max() < 0.35


def test_the_model_s_tokens_are_those_of_the_text(shipped_assistant):
    index = shipped_assistant.index
    text = "Unfathomable prices?"
    vectors, (tokens,) = index.embedder.read([text], index.tokens.basis)
    assert "".join(text[start:end] for start, end in tokens.spans) == text.replace(" ", "")
    assert len(tokens.values) == len(tokens.spans)
    np.testing.assert_allclose(vectors[0], index.embedder.vectors([text])[0], atol=1e-5)


def test_many_threads_read_what_one_reads(shipped_assistant):
    embedder, basis = shipped_assistant.index.embedder, shipped_assistant.index.tokens.basis
    texts = [" ".join(["price"] * count) for count in range(1, 30)]
    alone = [embedder.read([text], basis)[1][0].values for text in texts]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: embedder.read([text, "fee"], basis)[1][0].spans, texts * 4))
    assert [len(spans) for spans in together] == [len(values) for values in alone] * 4


def test_runs_of_sentences_are_met_alike_from_memory_and_from_disk(monkeypatch):
    generator = np.random.default_rng(1)
    values = generator.integers(-127, 128, (50, 16)).astype(np.int8)
    starts = np.sort(np.concatenate([[0, 50], generator.integers(0, 51, 9)]))
    asked = TokenVectors(generator.integers(-127, 128, (5, 16)).astype(np.int8))
    runs = [(first, last) for first in range(10) for last in range(first, 11)]
    kept = TokenStore(values, starts, np.eye(16, dtype=np.float32)).met(asked, runs)
    monkeypatch.setattr("index.token_vectors.KEPT_AS_FLOATS", 0)
    read = TokenStore(values, starts, np.eye(16, dtype=np.float32)).met(asked, runs)
    np.testing.assert_allclose(kept, read, rtol=1e-4, atol=1e-6)
    for (first, last), found in zip(runs, read, strict=True):
        tokens = values[starts[first] : starts[last]].astype(float)
        expected = (tokens @ asked.values.T.astype(float) / STEPS**2).max(axis=0).mean() if len(tokens) else 0.0
        assert abs(found - expected) < 1e-4
