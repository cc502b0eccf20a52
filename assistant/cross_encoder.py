"""Judge whether a sentence answers a question, and whether it says Yes, by reading both together.

Question + sentences -> log-odds. A cross-encoder (Nogueira and Cho, "Passage Re-ranking with BERT",
2019): the layers of all-MiniLM-L6-v2, trained further by `python -m eval train` to tell sentences that answer
from those that only sound alike, and which of them say Yes. Its own weights are kept to one byte each in `cross_encoder.npz`; the
vectors of the words are those of the packaged model. It says nothing in words, and nothing that is shown comes from it.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index import SearchIndex
from index.weights import default_model_folder

WEIGHTS = Path(__file__).parent / "cross_encoder.npz"
LONGEST = 72  # tokens of a question and a sentence together; the longer of the two is cut first
ANSWERS, SAYS = 0, 1  # columns of what is read
INPUTS = ("input_ids", "attention_mask", "token_type_ids")  # of the model, as the tokenizer names them
LONGEST_SAID = 120  # characters of what was said before
LONGEST_BEFORE = 160  # characters of the sentence before one that refers to it
ABOVE = 2  # headings above the innermost one that are read too
REFERRING = frozenset("it they he she this these those such its their his her both neither either".split())


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


class CrossEncoder:
    """Scores pairs of a question and a text; loaded at the first call, safe to share between threads."""

    def __init__(self, weights: Path = WEIGHTS) -> None:
        self._weights = weights
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any, Any] | None = None

    @cached_property
    def trained_on(self) -> frozenset[str]:
        """Names of the question sets that it was trained on."""
        with np.load(self._weights) as stored:
            return frozenset(stored["trained_on"].tolist())

    def scores(self, question: str, texts: Sequence[str]) -> np.ndarray:
        """float64, (len(texts), 2): log-odds that each text answers, and that it says Yes if it does; neither is calibrated."""
        if not texts:
            return np.zeros((0, 2))
        import torch

        tokenizer, states, head = self._load()
        with self._lock:  # the tokenizer's settings are its own, not the call's
            pairs = tokenizer([question] * len(texts), list(texts), padding=True, truncation="longest_first", max_length=LONGEST, return_tensors="pt")
        with torch.inference_mode():
            return pooled(states(*(pairs[name] for name in INPUTS)), pairs["attention_mask"]).numpy().astype(np.float64) @ head[:, :-1].T + head[:, -1]

    def _load(self) -> tuple[Any, Any, Any]:
        with self._lock:
            if self._loaded is None:
                tokenizer, model = base()
                head = load(self._weights, model)
                self._loaded = tokenizer, _traced(_light(model.eval()), tokenizer), head.astype(np.float64)
            return self._loaded


def base() -> tuple[Any, Any]:
    """A tokenizer and the packaged model as it is. Raises ModelError where the package is missing."""
    from transformers import AutoModel, AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    folder = str(default_model_folder())
    return AutoTokenizer.from_pretrained(folder), AutoModel.from_pretrained(folder, use_safetensors=True)


def load(weights: Path, model: Any) -> np.ndarray:
    """Put trained weights into a model as `base` gives it; float32, (2, 2 × dimensions + 1): what its `pooled` states are multiplied with, constant last."""
    import torch

    with np.load(weights) as stored:
        found = restored({name: stored[name] for name in stored.files if name != "trained_on"})
    head = found.pop("head")
    model.load_state_dict({name: torch.from_numpy(value) for name, value in found.items()}, strict=False)
    return head


def pooled(states: Any, mask: Any) -> Any:
    """(pairs, 2 × dimensions): the state of the first token and the mean of all, of a batch's (pairs, tokens, dimensions)."""
    import torch

    weight = mask.unsqueeze(-1).to(states.dtype)
    return torch.cat([states[:, 0], (states * weight).sum(1) / weight.sum(1)], -1)


def compact(state: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Matrices to one byte a value and a scale for each row; the rest to two bytes."""
    found: dict[str, np.ndarray] = {}
    for name, value in state.items():
        if value.ndim == 2:
            scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), 1e-9) / 127
            found[name], found[f"{name}:scale"] = np.round(value / scale).astype(np.int8), scale.astype(np.float32)
        else:
            found[name] = value.astype(np.float16)
    return found


def restored(stored: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """float32 again: what `compact` made small."""
    return {
        name: value.astype(np.float32) * stored[f"{name}:scale"] if f"{name}:scale" in stored else value.astype(np.float32)
        for name, value in stored.items()
        if not name.endswith(":scale")
    }


def _light(model: Any) -> Any:
    """The model with matrices of one byte a value, two to three times as fast; as it is where torch has no such kernels."""
    import torch

    engine = next((name for name in ("x86", "fbgemm", "qnnpack") if name in torch.backends.quantized.supported_engines), None)
    quantization = getattr(torch.ao, "quantization", None)
    if engine is None or not hasattr(quantization, "quantize_dynamic"):
        return model
    torch.backends.quantized.engine = engine
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return quantization.quantize_dynamic(model, {torch.nn.Linear: quantization.per_channel_dynamic_qconfig})


def _traced(model: Any, tokenizer: Any) -> Any:
    """The model as a fixed course of operations, for any number and length of texts: a quarter faster, and equal to the last digit."""
    import torch
    from transformers.utils import logging

    class States(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            return self.model(**dict(zip(INPUTS, inputs, strict=True))).last_hidden_state

    example = tokenizer(["a", "b"], ["c", "d e"], padding=True, return_tensors="pt")
    spoken = logging.get_verbosity()
    logging.set_verbosity_error()  # it tells of settings that only matter in training
    try:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return torch.jit.freeze(torch.jit.trace(States().eval(), tuple(example[name] for name in INPUTS), check_trace=False))
    finally:
        logging.set_verbosity(spoken)
