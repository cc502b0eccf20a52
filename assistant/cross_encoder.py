"""Judge whether a sentence answers a question, and whether it says Yes, by reading both together.

Question + sentences -> log-odds. Two cross-encoders (Nogueira and Cho, "Passage Re-ranking with BERT",
2019), trained by `python -m eval train` to tell sentences that answer from those that only sound alike, and
which of them say Yes: a small one, the layers of all-MiniLM-L6-v2, which reads each sentence by itself, and a large one, those of
all-mpnet-base-v2, which reads each by itself and beside the others, for where the small one leaves it open. A reader is a folder in `readers/`. Nothing that
is shown comes from them.
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

from .passages import Passage, coded, passages_of, read_as

READERS = Path(__file__).parent / "readers"
WEIGHTS, FORM = "weights.npz", "config.json"  # files of a reader; one with a form has words and tokenizer of its own, another those of the packaged model
ANSWERS, SAYS = 0, 1  # columns of what is read


@dataclass(frozen=True)
class Stage:
    """Which reader reads how many of the likeliest sentences, as the stage before left them."""

    reader: str  # its folder in READERS
    sentences: int
    longest: int  # tokens of a question and what is read with it; the longer of the two is cut first
    beside: bool = False  # each sentence also beside the others, and the mean of both counts; else by itself only

    @property
    def name(self) -> str:
        return f"{self.reader}{self.sentences}"


STAGES = (Stage("small", 2, 72), Stage("small", 12, 72), Stage("large", 6, 400, beside=True))  # each where the one before leaves it open


def scorer(index: SearchIndex, asked: str, cross_encoders: Sequence[CrossEncoder]) -> Callable[[int, Sequence[int]], np.ndarray]:
    """`CrossEncoder.scores` of a stage for sentences by their positions; what its reader has read by itself of this question is not read again."""
    known: dict[tuple[str, int], np.ndarray] = {}

    def scores(stage: int, positions: Sequence[int]) -> np.ndarray:
        reader = STAGES[stage].reader
        if STAGES[stage].beside:
            order = sorted(positions)
            beside, *alone = cross_encoders[stage].scores_of(asked, [passages_of(index, group) for group in (order, *([position] for position in order))])
            return ((beside + np.vstack(alone)) / 2)[[order.index(position) for position in positions]] if order else beside
        new = [position for position in positions if (reader, position) not in known]
        for position, score in zip(new, cross_encoders[stage].scores(asked, [read_as(index, position) for position in new]), strict=True):
            known[reader, position] = score
        return np.array([known[reader, position] for position in positions])

    return scores


def each_by_itself(stage: int, asked: str, texts: Sequence[str], cross_encoders: Sequence[CrossEncoder]) -> np.ndarray:
    """`CrossEncoder.scores` of texts that are not read beside each other, by the reader of any stage."""
    reader = cross_encoders[stage]
    if not STAGES[stage].beside:
        return reader.scores(asked, texts)
    return np.vstack([np.zeros((0, 2)), *reader.scores_of(asked, [[Passage("", text)] for text in texts])])


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

        return _log_odds(np.array(list(_pool().map(read, pairs))), head)

    def scores_of(self, question: str, groups: Sequence[Sequence[Passage]]) -> list[np.ndarray]:
        """float64, (passages, 2) for each group: the same log-odds, of passages that are read beside those of their group."""
        import torch

        tokenizer, states, head = self._load()
        with self._lock:
            texts = [coded(tokenizer, question, group, self._longest) for group in groups if group]

        def read(text: tuple[list[int], list[tuple[int, int]]]) -> Any:
            with torch.inference_mode():
                ids = torch.tensor([text[0]])
                given = {"input_ids": ids, "attention_mask": torch.ones_like(ids), "token_type_ids": torch.zeros_like(ids)}
                return pooled_each(states(*(given[name] for name in tokenizer.model_input_names))[0], text[1]).numpy()

        found = iter(_pool().map(read, texts))
        return [_log_odds(next(found), head) if group else np.zeros((0, 2)) for group in groups]

    def _load(self) -> tuple[Any, Any, Any]:
        with self._lock:
            if self._loaded is None:
                tokenizer, model = base(self._folder)
                head = load(self._folder, model)
                self._loaded = tokenizer, traced(light(model.eval()), tokenizer), head.astype(np.float64)
            return self._loaded


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    """Threads that read the texts of a question side by side: none is padded to the length of another."""
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


def pooled_each(states: Any, places: Sequence[tuple[int, int]]) -> Any:
    """(places, 2 × dimensions): the state of the first token and the mean of those of each place, of one text's (tokens, dimensions)."""
    import torch

    return torch.stack([torch.cat([states[0], states[start:end].mean(0)]) for start, end in places])


def _log_odds(states: np.ndarray, head: np.ndarray) -> np.ndarray:
    return states.astype(np.float64) @ head[:, :-1].T + head[:, -1]
