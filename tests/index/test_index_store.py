"""The index on disk: what is built, reused, refused; and what survives accidents."""

import json
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from index_examples import ZOO, LetterEmbedding, corpus_of, open_index

from index import IndexBusyError, IndexConfig, StateDirectoryError, index_status, store
from index.chunks import cut
from index.search import Query

TESTS = Path(__file__).parent.parent

HOLD = "import sys, time; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); time.sleep(60)"


@pytest.fixture
def config(tmp_path):
    return IndexConfig(state_dir=tmp_path / "state", lock_seconds=30)


def folders(config):
    return sorted(path for path in store.corpus_folder(config, "examples").iterdir() if path.is_dir())


def python(code: str, *arguments: object) -> subprocess.Popen:
    """A second process that can import the examples."""
    path = os.pathsep.join((str(TESTS.parent), str(TESTS)))
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": path})


class TestFingerprint:
    def of(self, corpus, embedder=None, characters=700):
        return store.fingerprint(*cut(corpus.documents, characters), (embedder or LetterEmbedding()).identity)

    def test_is_the_same_for_the_same(self):
        assert self.of(ZOO) == self.of(ZOO)

    def test_changes_with_a_word(self):
        assert self.of(corpus_of(a="Cats purr.")) != self.of(corpus_of(a="Cats hiss."))

    def test_changes_with_a_document_id(self):
        assert self.of(corpus_of(a="Cats purr.")) != self.of(corpus_of(b="Cats purr."))

    def test_changes_with_the_model(self):
        assert self.of(ZOO) != self.of(ZOO, LetterEmbedding("letters-2"))

    def test_changes_with_the_splitter(self):
        long = corpus_of(a="\n\n".join(f"Paragraph number {n} says a thing or two." for n in range(40)))
        assert self.of(long) != self.of(long, characters=200)


class TestReuse:
    def test_second_open_embeds_nothing(self, config):
        first, second = LetterEmbedding(), LetterEmbedding()
        built, loaded = open_index(ZOO, config, first), open_index(ZOO, config, second)
        assert first.embedded
        assert not second.embedded
        assert loaded.folder == built.folder
        np.testing.assert_allclose(loaded.chunk_vectors, built.chunk_vectors, atol=1e-6)
        np.testing.assert_array_equal(loaded.sentence_vectors, built.sentence_vectors)

    def test_only_what_changed_is_embedded_again(self, config):
        open_index(ZOO, config)
        changed = replace(ZOO, documents=(replace(ZOO.documents[0], text="# Food\n\nThe bears eat fish at noon. They snore in winter.\n"), *ZOO.documents[1:]))
        again = LetterEmbedding()
        index = open_index(changed, config, again)
        assert sorted(again.embedded) == [
            "Bears: Food\nThe bears eat fish at noon. They snore in winter.",
            "Food: They snore in winter.",
            "snore",
        ]
        fresh = LetterEmbedding().vectors([chunk.indexed_text for chunk in index.chunks])
        np.testing.assert_allclose(index.chunk_vectors, fresh, atol=1e-6)

    def test_another_model_takes_no_vectors_over(self, config):
        open_index(ZOO, config)
        other = LetterEmbedding("letters-2")
        index = open_index(ZOO, config, other)
        assert len(other.embedded) >= len(index.chunks) + len(index.sentences)

    def test_removed_document_leaves_the_collection(self, config):
        open_index(ZOO, config)
        fewer = replace(ZOO, documents=ZOO.documents[:1])
        index = open_index(fewer, config)
        assert {row["document"] for row in index.collection.get()["metadatas"]} == {"bears"}

    def test_rebuild_embeds_all_and_leaves_one_index(self, config):
        first = LetterEmbedding()
        old = open_index(ZOO, config, first)
        again = LetterEmbedding()
        new = open_index(ZOO, config, again, fresh=True)
        assert sorted(again.embedded) == sorted(first.embedded)
        assert folders(config) == [new.folder]
        assert new.folder != old.folder

    def test_old_indexes_are_removed(self, config):
        for n in range(4):
            open_index(corpus_of(a=f"Number {n} is it."), config)
        assert len(folders(config)) == store.KEEP

    def test_two_corpora_share_a_state_directory(self, config):
        one = open_index(ZOO, config)
        store.build(config, "another", one.chunks, one.sentences, LetterEmbedding())
        assert open_index(ZOO, config).folder == one.folder


class TestCollection:
    def test_holds_every_chunk_with_our_vectors_and_cosine(self, config):
        index = open_index(ZOO, config)
        rows = index.collection.get(include=["embeddings", "metadatas", "documents"])
        stored = dict(zip(rows["ids"], rows["embeddings"], strict=True))
        assert set(stored) == {chunk.chunk_id for chunk in index.chunks}
        for chunk, vector in zip(index.chunks, index.chunk_vectors, strict=True):
            np.testing.assert_allclose(stored[chunk.chunk_id], vector, atol=1e-6)
        assert index.collection.configuration["hnsw"]["space"] == "cosine"

    def test_metadata_points_into_the_document(self, config):
        index = open_index(ZOO, config)
        rows = index.collection.get(include=["metadatas", "documents"])
        for text, place in zip(rows["documents"], rows["metadatas"], strict=True):
            assert index.documents[place["document"]].text[place["start"] : place["end"]] == text

    def test_graph_search_finds_what_exact_search_finds(self, config):
        exact, graph = open_index(ZOO, config), open_index(ZOO, replace(config, exact_limit=0))
        query = Query(exact.chunk_vectors[1], {})
        best = exact.search(query).chunks[0]
        assert graph.search(query).chunks[0] == best == 1


DAMAGE = {
    "truncated npz": lambda folder: (folder / "sentences.npz").write_bytes((folder / "sentences.npz").read_bytes()[:200]),
    "empty npz": lambda folder: (folder / "sentences.npz").write_bytes(b""),
    "missing npz": lambda folder: (folder / "sentences.npz").unlink(),
    "npz of something else": lambda folder: np.savez(folder / "sentences.npz", other=np.zeros(3)),
    "too few sentences": lambda folder: np.savez(
        folder / "sentences.npz", vectors=np.zeros((1, 16)), word_vectors=np.zeros((1, 16)), hashes=[], word_hashes=[]
    ),
    "missing chroma": lambda folder: shutil.rmtree(folder / "chroma"),
    "garbage in chroma": lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b"nonsense" * 500),
    "cut-off chroma": lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes((folder / "chroma" / "chroma.sqlite3").read_bytes()[:5000]),
    "empty chroma": lambda folder: (folder / "chroma" / "chroma.sqlite3").write_bytes(b""),
    "manifest is no JSON": lambda folder: (folder / store.MANIFEST).write_text("{"),
    "manifest is a list": lambda folder: (folder / store.MANIFEST).write_text("[]"),
    "manifest of another version": lambda folder: (folder / store.MANIFEST).write_text(json.dumps({"format": store.FORMAT + 1, "embedder": "letters-1"})),
}


class TestAccidents:
    @pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
    def test_damaged_index_is_built_anew(self, config, tmp_path, damage):
        built = open_index(ZOO, config)
        # Chroma remembers open folders for the life of a process; a copy is what a new process finds.
        other = replace(config, state_dir=tmp_path / "copy")
        shutil.copytree(config.state_dir, other.state_dir)
        folder = store.corpus_folder(other, "examples") / built.folder.name
        damage(folder)
        index = open_index(ZOO, other)
        np.testing.assert_allclose(index.chunk_vectors, built.chunk_vectors, atol=1e-6)
        assert folders(other) == [index.folder]
        assert index.folder != folder
        assert index.search(Query(index.chunk_vectors[0], {"bear": 1.0})).chunks[0] == 0

    def test_damaged_older_index_is_not_fatal_to_a_new_one(self, config):
        old = open_index(ZOO, config)
        (old.folder / "sentences.npz").write_bytes(b"PK\x03\x04 cut off")
        embedder = LetterEmbedding()
        open_index(corpus_of(a="Something else."), config, embedder)
        assert "Something else." in embedder.embedded[0]

    def test_vectors_of_another_version_are_not_taken(self, config):
        old = open_index(ZOO, config)
        manifest = json.loads((old.folder / store.MANIFEST).read_text())
        (old.folder / store.MANIFEST).write_text(json.dumps({**manifest, "format": store.FORMAT + 1}))
        embedder = LetterEmbedding()
        index = open_index(replace(ZOO, documents=ZOO.documents[:1]), config, embedder)
        assert {chunk.indexed_text for chunk in index.chunks} <= set(embedder.embedded)

    def test_half_written_folder_is_ignored_and_removed(self, config):
        half = store.corpus_folder(config, "examples") / "0123456789abcdef-1"
        (half / "chroma").mkdir(parents=True)
        (half / "manifest.json.part").write_text("{}")
        index = open_index(ZOO, config)
        assert folders(config) == [index.folder]

    def test_build_killed_in_the_middle_leaves_nothing_in_the_way(self, config):
        builder = python(
            """
            import sys
            from pathlib import Path
            from index import IndexConfig
            from index_examples import ZOO, LetterEmbedding, open_index
            from index import store
            write = store.write_chunks
            def slow(*arguments):
                write(*arguments)
                print("in the middle", flush=True)
                import time
                time.sleep(60)
            store.write_chunks = slow
            open_index(ZOO, IndexConfig(state_dir=Path(sys.argv[1])))
            """,
            config.state_dir,
        )
        assert builder.stdout.readline().strip() == "in the middle", builder.communicate()[1]
        builder.send_signal(signal.SIGKILL)
        builder.wait()
        builder.communicate()
        (half,) = folders(config)
        index = open_index(ZOO, config)
        assert folders(config) == [index.folder]
        assert index.folder != half

    def test_full_disk_is_reported(self, config, monkeypatch):
        def full(*arguments):
            raise RuntimeError("database or disk is full")

        monkeypatch.setattr(store, "write_chunks", full)
        with pytest.raises(StateDirectoryError, match=r"cannot be written \(database or disk is full\); make it writable or set ASSISTANT_STATE_DIR"):
            open_index(ZOO, config)
        monkeypatch.undo()
        assert open_index(ZOO, config).folder == folders(config)[0]


class TestOtherProcesses:
    @pytest.fixture
    def holder(self, config):
        lock = store.corpus_folder(config, "examples") / "build.lock"
        lock.parent.mkdir(parents=True, exist_ok=True)
        process = python(HOLD, lock)
        assert process.stdout.readline().strip() == "held"
        yield process
        process.kill()
        process.communicate()

    def test_lock_of_another_process_is_named(self, config, holder):
        with pytest.raises(IndexBusyError) as caught:
            open_index(ZOO, replace(config, lock_seconds=0.2))
        assert str(caught.value) == (
            f"state directory {config.state_dir}: another process is building this index (waited 0 s); wait for it, or set ASSISTANT_STATE_DIR to another folder"
        )
        holder.kill()
        holder.wait()
        assert open_index(ZOO, config).chunks

    def test_complete_index_is_read_while_another_process_holds_the_lock(self, tmp_path):
        config = IndexConfig(state_dir=tmp_path / "state", lock_seconds=0.2)
        open_index(ZOO, config)
        lock = store.corpus_folder(config, "examples") / "build.lock"
        process = python(HOLD, lock)
        try:
            assert process.stdout.readline().strip() == "held"
            assert open_index(ZOO, config).chunks
        finally:
            process.kill()
            process.communicate()

    def test_two_processes_at_once_build_one_index(self, config):
        code = """
            import sys
            from pathlib import Path
            from index import IndexConfig
            from index_examples import ZOO, LetterEmbedding, open_index
            embedder = LetterEmbedding(pause=0.02)
            index = open_index(ZOO, IndexConfig(state_dir=Path(sys.argv[1]), lock_seconds=60), embedder)
            print(len(embedder.embedded) > 0, index.folder.name)
        """
        both = [python(code, config.state_dir) for _ in range(2)]
        said = []
        for process in both:
            out, err = process.communicate(timeout=120)
            assert process.returncode == 0, err
            said.append(out.split())
        assert sorted(embedded for embedded, _ in said) == ["False", "True"]
        assert {name for _, name in said} == {folders(config)[0].name}


class TestImpossibleStateDirectory:
    def test_under_a_file(self, tmp_path):
        (tmp_path / "file").write_text("x")
        config = IndexConfig(state_dir=tmp_path / "file" / "state")
        with pytest.raises(StateDirectoryError) as caught:
            open_index(ZOO, config)
        assert (
            str(caught.value)
            == f"state directory {config.state_dir}: cannot be written (Not a directory); make it writable or set ASSISTANT_STATE_DIR to another folder"
        )

    def test_is_a_file(self, tmp_path):
        (tmp_path / "state").write_text("x")
        with pytest.raises(StateDirectoryError, match="cannot be written"):
            open_index(ZOO, IndexConfig(state_dir=tmp_path / "state"))
        assert (tmp_path / "state").read_text() == "x"

    @pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root writes everywhere")
    def test_read_only(self, tmp_path):
        (tmp_path / "state").mkdir(mode=0o555)
        with pytest.raises(StateDirectoryError, match=r"cannot be written \(Permission denied\)"):
            open_index(ZOO, IndexConfig(state_dir=tmp_path / "state"))

    def test_read_only_file_system(self, tmp_path, monkeypatch):
        def refuse(*arguments, **options):
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(Path, "mkdir", refuse)
        with pytest.raises(StateDirectoryError, match=r"cannot be written \(Read-only file system\)"):
            open_index(ZOO, IndexConfig(state_dir=tmp_path / "state"))

    def test_folder_that_cannot_be_read(self, tmp_path, monkeypatch):
        def refuse(*arguments, **options):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "glob", refuse)
        with pytest.raises(StateDirectoryError, match=r"cannot be read \(Permission denied\); set ASSISTANT_STATE_DIR"):
            open_index(ZOO, IndexConfig(state_dir=tmp_path / "state"))


class TestStatus:
    @pytest.fixture(autouse=True)
    def letters(self, monkeypatch):
        monkeypatch.setattr("index.status.resolve_model", lambda model: ("", LetterEmbedding().identity))

    def test_before_after_and_after_a_change(self, config):
        assert index_status(ZOO, config, "examples").state == "not built"
        index = open_index(ZOO, config)
        now = index_status(ZOO, config, "examples")
        assert (now.state, now.documents, now.passages, now.sentences) == ("up to date", 3, len(index.chunks), len(index.sentences))
        assert (now.folder, now.fingerprint) == (index.folder, index.fingerprint)
        assert now.size == sum(path.stat().st_size for path in index.folder.rglob("*") if path.is_file())
        assert now.built.startswith(time.strftime("%Y-"))
        later = index_status(corpus_of(a="New."), config, "examples")
        assert (later.state, later.folder) == ("out of date", index.folder)


class TestNothingToIndex:
    def test_headings_only(self, config):
        embedder = LetterEmbedding()
        for _ in range(2):
            index = open_index(corpus_of(a="# Only a heading\n"), config, embedder)
            found = index.search(Query(np.ones(16, dtype=np.float32) / 4, {"heading": 1.0}))
            assert (len(index.chunks), len(found.chunks)) == (0, 0)
        assert not embedder.embedded
