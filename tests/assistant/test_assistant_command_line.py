"""The command `assistant`: what it prints, to which stream, and with which exit status."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant import Answer, cli
from assistant.terminal import progress_bar
from assistant.window.feedback import FeedbackStore

ROOT = Path(__file__).parent.parent.parent
PRICE = "What does Modeling and Optimization for Machine Learning cost?"


@pytest.fixture
def run(shared_state_dir, monkeypatch):
    """Run the command in this process."""
    monkeypatch.setenv("ASSISTANT_STATE_DIR", str(shared_state_dir))

    def invoke(*arguments, stdin=""):
        return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)

    return invoke


@pytest.fixture
def ready(run, shipped_assistant, monkeypatch):
    """`run` with an assistant that is open already."""
    monkeypatch.setattr(cli, "_open", lambda config: shipped_assistant)
    return run


def process(*arguments, **environment):
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "assistant", *map(str, arguments)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a shell's background job ignores it
    )


def refused(result, sentence):
    """Exit status 1, nothing on standard output, one sentence on standard error."""
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr == f"assistant: {sentence}\n"


class TestAsk:
    def test_text_with_numbered_sources(self, ready):
        result = ready("ask", PRICE)
        assert result.exit_code == 0
        assert result.stderr == ""
        text, sources = result.stdout.split("\n\nSources\n")
        assert "$4,700" in text
        assert "[1]" in text
        assert sources == (
            "[1] Modeling and Optimization for Machine Learning › Fee (2023/2024)\n"
            "    https://professional.mit.edu/course-catalog/modeling-and-optimization-machine-learning\n"
        )

    def test_quotes(self, ready, shipped_assistant):
        quote = shipped_assistant.answer(PRICE).citations[0].quote
        assert f"“{quote}”" in ready("ask", PRICE, "--quotes").stdout

    def test_json_is_the_whole_answer(self, ready, shipped_assistant):
        result = ready("ask", "--json", PRICE)
        said = json.loads(result.stdout)
        expected = json.loads(json.dumps(shipped_assistant.answer(PRICE).to_dict()))
        assert {**said, "timings": 0} == {**expected, "timings": 0}

    def test_words_need_no_quotation_marks(self, ready):
        assert ready("ask", *PRICE.split()).stdout == ready("ask", PRICE).stdout

    def test_question_from_standard_input(self, ready):
        assert ready("ask", "-", stdin=PRICE + "\n").stdout == ready("ask", PRICE).stdout

    def test_abstention_is_a_reply_unless_asked_otherwise(self, ready):
        assert ready("ask", "Who painted the Mona Lisa?").exit_code == 0
        assert ready("ask", "Who painted the Mona Lisa?", "--fail-on-abstain").exit_code == 3
        assert ready("ask", PRICE, "--fail-on-abstain").exit_code == 0

    @pytest.mark.parametrize("question", ["", "  ", "🙂", "\x00"])
    def test_no_words(self, ready, question):
        result = ready("ask", question)
        assert result.exit_code == 0
        assert result.stdout.strip()

    def test_hundred_thousand_characters_on_standard_input(self, ready):
        result = ready("ask", "-", stdin="how " * 25_000)
        assert result.exit_code == 0
        assert "Only the first 2,000 characters" in result.stdout


class TestUsage:
    @pytest.mark.parametrize(
        "arguments", [["ask"], ["ask", "x", "--no-such"], ["no-such"], ["index", "no-such"], ["serve", "--port", "99999"], ["serve", "--port", "x"]]
    )
    def test_wrong_usage_is_2(self, run, arguments):
        result = run(*arguments)
        assert result.exit_code == 2
        assert "Usage:" in result.stderr
        assert "Traceback" not in result.stderr

    @pytest.mark.parametrize(
        "arguments", [["--help"], ["ask", "-h"], ["chat", "--help"], ["index", "--help"], ["index", "status", "--help"], ["serve", "--help"]]
    )
    def test_help(self, run, arguments):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "Usage:" in result.stdout

    def test_help_documents_the_exit_status(self, run):
        said = " ".join(run("--help").stdout.split())
        assert "Exit status: 0 a reply was given" in said
        assert "ASSISTANT_STATE_DIR" in said

    def test_help_imports_no_heavy_library(self):
        code = """
import sys
from assistant.cli import main
sys.argv = ["assistant", "--help"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = {"torch", "gradio", "chromadb", "llama_index", "sentence_transformers", "transformers", "numpy"} & set(sys.modules)
sys.exit(f"imported {heavy}" if heavy else 0)
"""
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr


class TestTrouble:
    def test_no_such_folder_of_documents(self, run, tmp_path):
        refused(run("ask", "x", "--corpus", tmp_path / "none"), f"{tmp_path / 'none'}: found no folder, expected a folder of documents; check the path")

    def test_empty_folder_of_documents(self, run, tmp_path):
        refused(
            run("index", "build", "--corpus", tmp_path),
            f"{tmp_path}: found an empty corpus, expected documents (.md, .txt or .jsonl) or a catalog.yaml with items; add a document, or name another folder",
        )

    def test_document_that_is_not_utf8(self, run, tmp_path):
        (tmp_path / "a.txt").write_bytes(b"caf\xe9")
        refused(
            run("ask", "x", "--corpus", tmp_path), "a.txt: found a byte that is not UTF-8 at position 3, expected text encoded as UTF-8; save the file as UTF-8"
        )

    def test_broken_catalog_row(self, run, tmp_path):
        (tmp_path / "catalog.yaml").write_text("items: [{id: x}]\n")
        result = run("ask", "x", "--corpus", tmp_path)
        assert result.exit_code == 1
        assert "catalog.yaml" in result.stderr
        assert "Traceback" not in result.stderr

    def test_impossible_state_directory(self, run, tmp_path):
        (tmp_path / "file").write_text("x")
        (tmp_path / "a.md").write_text("The zoo opens at 9 am.")
        folder = tmp_path / "file" / "state"
        refused(
            run("ask", "x", "--corpus", tmp_path, "--state-dir", folder),
            f"state directory {folder}: cannot be written (Not a directory); make it writable or set ASSISTANT_STATE_DIR to another folder",
        )

    @pytest.mark.parametrize("command", [["ask", "x"], ["chat"], ["index", "build"], ["index", "rebuild"], ["index", "status"]])
    def test_missing_model(self, run, tmp_path, command):
        refused(
            run(*command, "--model", tmp_path / "none"),
            f"embedding model: no folder {tmp_path / 'none'}; set ASSISTANT_MODEL to a folder with model.safetensors, or unset it for the default model",
        )

    def test_environment_gives_the_same_as_the_options(self, run, tmp_path, monkeypatch):
        monkeypatch.setenv("ASSISTANT_CORPUS", str(tmp_path / "none"))
        assert "found no folder" in run("ask", "x").stderr

    def test_port_in_use(self, run, shipped_assistant):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            result = run("serve", "--port", port)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.startswith(f"assistant: port {port} on 127.0.0.1: cannot be used (Address already in use)")
        assert f"--port {port + 1}" in result.stderr
        assert len(result.stderr.splitlines()) == 1

    def test_address_that_others_reach_needs_a_word(self, run, shipped_assistant):
        result = run("serve", "--host", "0.0.0.0")
        assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
        assert "--open-to-network" in result.stderr

    def test_interrupt_is_quiet(self, run, monkeypatch):
        def interrupted(config):
            raise KeyboardInterrupt

        monkeypatch.setattr(cli, "_open", interrupted)
        result = run("ask", "x")
        assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


class TestChat:
    def test_history_is_carried_and_new_forgets_it(self, ready, shipped_assistant, monkeypatch):
        asked = []

        class Listening:
            def answer(self, question, history):
                asked.append((question, len(history)))
                return shipped_assistant.answer(question, history)

        monkeypatch.setattr(cli, "_open", lambda config: Listening())
        result = ready("chat", stdin=f"{PRICE}\nand how many CEUs does it give?\n\n/new\nhello\n/quit\n")
        assert result.exit_code == 0
        assert "$4,700" in result.stdout
        assert asked == [(PRICE, 0), ("and how many CEUs does it give?", 2), ("hello", 0)]

    def test_end_of_input_leaves(self, ready):
        assert ready("chat", stdin="").exit_code == 0

    def test_interrupt_leaves_quietly(self, shared_state_dir, shipped_assistant):
        talk = process("chat", ASSISTANT_STATE_DIR=str(shared_state_dir))
        line = talk.stdout.readline()
        assert "/quit" in line
        talk.send_signal(signal.SIGINT)
        _, err = talk.communicate(timeout=60)
        assert (talk.returncode, err) == (130, "")


class TestFeedback:
    @pytest.fixture
    def kept(self, tmp_path):
        """A state directory in which one reply is disliked and one question was not answered twice."""
        store = FeedbackStore(tmp_path)
        store.record("1", "Is lunch included?", Answer("Not known.", "abstained"))
        store.record("2", "is lunch included", Answer("Not known.", "abstained"), "bad", "please add")
        store.record("3", "What does it cost?", Answer("$5. [1]", "answered"), "bad")
        store.record("4", "How long?", Answer("A day. [1]", "answered"), "good")
        return ["--state-dir", tmp_path]

    def test_most_frequent_first_with_comments(self, run, kept):
        first, comment, second = run("feedback", *kept).stdout.splitlines()
        assert first.lower().startswith("is lunch included")
        assert "(2 unanswered, 1 disliked; last on 20" in first
        assert comment == "    “please add”"
        assert second.startswith("What does it cost?  (1 disliked;")
        assert len(json.loads(run("feedback", "--json", "--most", 1, *kept).stdout)) == 1

    def test_export(self, run, kept, tmp_path):
        assert run("feedback", "--export", tmp_path / "out.jsonl", *kept).stdout == f"4 replies written to {tmp_path / 'out.jsonl'}\n"
        assert len((tmp_path / "out.jsonl").read_text("utf-8").splitlines()) == 4

    def test_nothing_kept(self, run, tmp_path):
        assert run("feedback", "--state-dir", tmp_path).stdout == "No question was left unanswered, and no reply was disliked.\n"

    def test_file_that_cannot_be_written(self, run, kept, tmp_path):
        refused(
            run("feedback", "--export", tmp_path / "no" / "out", *kept),
            f"{tmp_path / 'no' / 'out'}: cannot be written (No such file or directory); name another file",
        )


class TestIndex:
    @pytest.fixture
    def small(self, tmp_path):
        (tmp_path / "documents").mkdir()
        (tmp_path / "documents" / "zoo.md").write_text("# Zoo\n\nThe zoo opens at 9 am. The tiger is called Sam.\n")
        return ["--corpus", tmp_path / "documents", "--state-dir", tmp_path / "state"]

    def test_status_build_change_rebuild(self, run, small, tmp_path):
        def status():
            return json.loads(run("index", "status", "--json", *small).stdout)

        assert status()["state"] == "not built"
        built = run("index", "build", *small)
        assert built.exit_code == 0
        assert "up to date" in built.stdout
        assert {"state": "up to date", "documents": 1, "passages": 1, "sentences": 2, "model": "all-MiniLM-L6-v2"}.items() <= status().items()
        first = status()["folder"]
        assert run("index", "build", *small).exit_code == 0
        assert status()["folder"] == first
        assert run("index", "rebuild", *small).exit_code == 0
        assert status()["folder"] != first
        (tmp_path / "documents" / "zoo.md").write_text("# Zoo\n\nThe zoo opens at 8 am.\n")
        assert status()["state"] == "out of date"
        text = run("index", "status", *small).stdout
        assert [line.split()[0] for line in text.splitlines()] == ["Index", "Documents", "Passages", "Fingerprint", "Model", "Size", "Folder"]

    def test_own_documents_answer(self, run, small):
        result = run("ask", "When does the zoo open?", *small)
        assert "9 am" in result.stdout
        assert "[1] Zoo" in result.stdout

    def test_progress_is_drawn_on_a_terminal(self, monkeypatch, capsys):
        monkeypatch.setenv("FORCE_COLOR", "1")
        with progress_bar() as progress:
            for done in range(3):
                progress("passages", done, 2)
                time.sleep(0.01)
        shown = capsys.readouterr()
        assert "Indexing passages" in shown.err
        assert shown.out == ""

    def test_nothing_is_drawn_where_nothing_is_built(self, capsys):
        with progress_bar():
            pass
        assert capsys.readouterr().err == ""


def test_command_in_a_process_of_its_own(shared_state_dir, shipped_assistant):
    asked = process("ask", PRICE, ASSISTANT_STATE_DIR=str(shared_state_dir))
    out, err = asked.communicate(timeout=180)
    assert (asked.returncode, err) == (0, "")
    assert "$4,700" in out


def test_window_is_served_until_interrupted(shared_state_dir, shipped_assistant):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    window = process("serve", "--port", port, ASSISTANT_STATE_DIR=str(shared_state_dir))
    try:
        assert f"http://127.0.0.1:{port}" in window.stdout.readline()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
            assert page.status == 200
        window.send_signal(signal.SIGINT)
        _, err = window.communicate(timeout=60)
    finally:
        window.kill()
    assert (window.returncode, err) == (0, "")
