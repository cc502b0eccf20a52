"""Judge whether a sentence answers a question, and whether it says Yes, by reading both together.

Question + sentences -> log-odds. Two cross-encoders (Nogueira and Cho, "Passage Re-ranking with BERT",
2019), trained by `python -m eval train` to tell sentences that answer from those that only sound alike, and
which of them say Yes: a small one, the layers of all-MiniLM-L6-v2, and a large one, those of all-mpnet-base-v2, for
where the small one leaves it open. A reader is a folder in `readers/`. Nothing that is shown comes from them.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index import SearchIndex
from index.light import light, restored, traced
from index.threads import use_threads
from index.weights import default_model_folder

READERS = Path(__file__).parent / "readers"
WEIGHTS, FORM = "weights.npz", "config.json"  # files of a reader; one with a form has words and tokenizer of its own, another those of the packaged model
ANSWERS, SAYS = 0, 1  # columns of what is read
LONGEST_SAID = 120  # characters of what was said before
LONGEST_BEFORE = 160  # characters of the sentence before one that refers to it
ABOVE = 2  # headings above the innermost one that are read too
REFERRING = frozenset("it they he she this these those such its their his her both neither either".split())


@dataclass(frozen=True)
class Stage:
    """Which reader reads how many of the likeliest sentences, as the stage before left them."""

    reader: str  # its folder in READERS
    sentences: int
    longest: int  # tokens of a question and a sentence together; the longer of the two is cut first

    @property
    def name(self) -> str:
        return f"{self.reader}{self.sentences}"


STAGES = (Stage("small", 2, 72), Stage("small", 12, 72), Stage("large", 6, 96))  # each where the one before leaves it open


def read_as(index: SearchIndex, position: int) -> str:
    """What is read of a sentence: headings above it, the end of the sentence before where it refers to that, itself."""
    sentence = index.sentences[position]
    above = [sentence.title, *sentence.headings][:-1][-ABOVE:]
    before = index.sentences[position - 1] if position else None
    opens = sentence.text.split(None, 1)[0].lower().strip("*_,.;:") if sentence.text else ""
    led = before.text[-LONGEST_BEFORE:] if opens in REFERRING and before is not None and before.chunk == sentence.chunk else ""
    own = sentence.text if sentence.text in {sentence.title, *sentence.headings} else sentence.indexed_text  # its own heading, in a text of one sentence
    return " › ".join([*above, " ".join(filter(None, (led, own)))])


def asked_as(question: str, said: str) -> str:
    """What is read of a question: itself, and what was said before in the turns that it leans on."""
    return f"{question} ({said[:LONGEST_SAID]})" if said else question


def scorer(index: SearchIndex, asked: str, cross_encoders: Sequence[CrossEncoder]) -> Callable[[int, Sequence[int]], np.ndarray]:
    """`CrossEncoder.scores` of a stage for sentences by their positions; what its reader has read of this question is not read again."""
    known: dict[tuple[str, int], np.ndarray] = {}

    def scores(stage: int, positions: Sequence[int]) -> np.ndarray:
        reader = STAGES[stage].reader
        new = [position for position in positions if (reader, position) not in known]
        for position, found in zip(new, cross_encoders[stage].scores(asked, [read_as(index, position) for position in new]), strict=True):
            known[reader, position] = found
        return np.array([known[reader, position] for position in positions])

    return scores


class CrossEncoder:
    """Scores pairs of a question and a text; loaded at the first call, safe to share between threads."""

    def __init__(self, stage: Stage = STAGES[0], folder: Path | None = None) -> None:
        self._folder, self._longest = folder or READERS / stage.reader, stage.longest
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any, Any] | None = None

    @cached_property
    def trained_on(self) -> frozenset[str]:
        """Names of the question sets that it was trained on."""
        with np.load(self._folder / WEIGHTS) as stored:
            return frozenset(stored["trained_on"].tolist())

    def scores(self, question: str, texts: Sequence[str]) -> np.ndarray:
        """float64, (len(texts), 2): log-odds that each text answers, and that it says Yes if it does; neither is calibrated."""
        if not texts:
            return np.zeros((0, 2))
        import torch

        tokenizer, states, head = self._load()
        with self._lock:  # the tokenizer's settings are its own, not the call's
            pairs = [tokenizer([question], [text], truncation="longest_first", max_length=self._longest, return_tensors="pt") for text in texts]

        def read(pair: Any) -> Any:
            with torch.inference_mode():
                return pooled(states(*(pair[name] for name in tokenizer.model_input_names)), pair["attention_mask"])[0].numpy()

        found = np.array(list(_pool().map(read, pairs)))
        return found.astype(np.float64) @ head[:, :-1].T + head[:, -1]

    def _load(self) -> tuple[Any, Any, Any]:
        with self._lock:
            if self._loaded is None:
                tokenizer, model = base(self._folder)
                head = load(self._folder, model)
                self._loaded = tokenizer, traced(light(model.eval()), tokenizer), head.astype(np.float64)
            return self._loaded


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """Threads that read the texts of a question side by side, each by itself: none is padded to the length of another."""
    return ThreadPoolExecutor(os.cpu_count(), "reading", initializer=use_threads, initargs=(1,))


@lru_cache(maxsize=1)
def cross_encoders() -> tuple[CrossEncoder, ...]:
    """One for each stage, the same where two have one reader; shared by all that is open in this process: what is read does not depend on the documents."""
    by_reader = {stage.reader: CrossEncoder(stage) for stage in STAGES}
    return tuple(by_reader[stage.reader] for stage in STAGES)


def base(folder: Path) -> tuple[Any, Any]:
    """The tokenizer of a reader and a model of its form, not yet with its weights. Raises ModelError where the packaged model is missing."""
    from transformers import AutoConfig, AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    if (folder / FORM).is_file():
        return AutoTokenizer.from_pretrained(folder), AutoModel.from_config(AutoConfig.from_pretrained(folder))
    packaged = default_model_folder()
    return AutoTokenizer.from_pretrained(packaged), AutoModel.from_pretrained(packaged, use_safetensors=True)


def load(folder: Path, model: Any) -> np.ndarray:
    """Put a reader's weights into a model of its form; float32, (2, 2 × dimensions + 1): what its `pooled` states are multiplied with, constant last."""
    import torch

    with np.load(folder / WEIGHTS) as stored:
        found = restored({name: stored[name] for name in stored.files if name != "trained_on"})
    head = found.pop("head")
    model.load_state_dict({name: torch.from_numpy(value) for name, value in found.items()}, strict=False)
    return head


def pooled(states: Any, mask: Any) -> Any:
    """(pairs, 2 × dimensions): the state of the first token and the mean of all, of a batch's (pairs, tokens, dimensions)."""
    import torch

    weight = mask.unsqueeze(-1).to(states.dtype)
    return torch.cat([states[:, 0], (states * weight).sum(1) / weight.sum(1)], -1)
