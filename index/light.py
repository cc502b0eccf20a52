"""Make a model small on disk and fast on a processor: values of one byte.

Weights -> int8 with a scale for each row; a model -> the same model whose matrices are multiplied in whole numbers, where the
processor does that fast. Inputs are rounded token by token, since a few of their values are far larger than the others (Dettmers et
al., "LLM.int8()", NeurIPS 2022).
"""

from __future__ import annotations

import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np

LEVELS, WORD_LEVELS = 127, 31  # steps of either sign that values of matrices, and of the vectors of words, are kept to
LEAST = 1e-9  # of a scale


def compact(state: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Matrices to one byte a value and a scale for each row; the rest to two bytes."""
    found: dict[str, np.ndarray] = {}
    for name, value in state.items():
        if value.ndim == 2:
            scale = np.maximum(np.abs(value).max(axis=1, keepdims=True), LEAST) / (WORD_LEVELS if name.startswith("embeddings.word") else LEVELS)
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


def light(model: Any) -> Any:
    """The model with matrices of one byte a value, about three times as fast; as it is where torch has no arithmetic for them."""
    import torch

    if torch.backends.quantized.engine == "none":
        return model

    class Whole(torch.nn.Module):
        """A linear layer in whole numbers."""

        def __init__(self, linear: Any) -> None:
            super().__init__()
            matrix = linear.weight.detach()
            scales, zeros = (matrix.abs().amax(1) / LEVELS).clamp_min(LEAST).double(), torch.zeros(len(matrix), dtype=torch.int64)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # torch will move these operations to another package
                rounded = torch.quantize_per_channel(matrix, scales, zeros, 0, torch.qint8)
            self.matrix, self.bias = torch.ops.quantized.linear_prepack(rounded, None), linear.bias.detach()

        def forward(self, given: Any) -> Any:
            rows = given.reshape(-1, given.shape[-1])
            scale = rows.abs().amax(1, keepdim=True).clamp_min(LEAST)
            found = torch.ops.quantized.linear_dynamic(rows / scale, self.matrix) * scale + self.bias  # it rounds all rows alike: each to its own range first
            return found.reshape(*given.shape[:-1], -1)

    for module in list(model.modules()):
        for name, child in list(module.named_children()):
            if isinstance(child, torch.nn.Linear) and child.bias is not None:
                setattr(module, name, Whole(child))
    return model


def traced(model: Any, tokenizer: Any) -> Any:
    """The model as a fixed course of operations, for any number and length of texts: a quarter faster for a few texts, and equal to the last digit."""
    import torch
    from transformers.utils import logging

    names = tokenizer.model_input_names

    class States(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, *inputs: Any) -> Any:
            return self.model(**dict(zip(names, inputs, strict=True))).last_hidden_state

    example = tokenizer(["a", "b"], ["c", "d e"], padding=True, return_tensors="pt")
    spoken = logging.get_verbosity()
    logging.set_verbosity_error()  # it tells of settings that only matter in training
    try:
        with torch.inference_mode(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return torch.jit.freeze(torch.jit.trace(States().eval(), tuple(example[name] for name in names), check_trace=False))
    finally:
        logging.set_verbosity(spoken)
