"""Embed text with a sentence-transformers model behind LlamaIndex's embedding interface.

Which model, and whether its weights are the right ones, says `index.weights`; only safetensors
are loaded. torch and sentence-transformers are imported on first use.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from .errors import ModelError
from .light import light, traced
from .threads import quiet_products, use_threads
from .token_vectors import COMMON, TokenVectors, principal_components, reduced
from .weights import model_name, resolve_model

BATCH = 64
LOADING = threading.Lock()  # of a model: whoever comes second waits for the first
FEW = 48  # texts up to which one thread is faster than several that wait for each other


def _batches(texts: Sequence[str]) -> Iterator[list[int]]:
    """Places of texts of about the same length; torch's threads are set by their number."""
    use_threads(1 if len(texts) <= FEW else None)
    order = sorted(range(len(texts)), key=lambda i: -len(texts[i]))
    for at in range(0, len(order), BATCH):
        yield order[at : at + BATCH]


class Loaded:
    """A sentence-transformers model, loaded once for a process; what is made from it is made when it is first needed."""

    def __init__(self, location: str) -> None:
        """Raises ModelError where the place does not hold a usable model."""
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # "Loading weights", on the screen of whoever asks
        try:
            self.model = SentenceTransformer(location, device="cpu", model_kwargs={"use_safetensors": True})
            self.tokenizer = copy.deepcopy(self.model.tokenizer)  # only tells where tokens stand: its settings are never those of another call under way
        except Exception as error:
            raise ModelError(f"embedding model: {location} could not be loaded ({type(error).__name__}: {str(error)[:160]}); check ASSISTANT_MODEL") from error
        self.lock, self.encoding = threading.Lock(), threading.Lock()  # of `tokenizer`; of the model's own

    @cached_property
    def quick(self) -> Any:
        """The model's first part made light; None where it is not of the transformers library."""
        if not hasattr(self.model[0], "auto_model"):
            return None
        return traced(light(copy.deepcopy(self.model[0].auto_model)), copy.deepcopy(self.tokenizer))

    @cached_property
    def basis(self) -> np.ndarray:
        """float32, (dimensions, DIMENSIONS): principal components of the tokens of common words."""
        vocabulary = self.tokenizer.get_vocab()
        common = [word for word in sorted(vocabulary, key=vocabulary.__getitem__) if word.isalpha() and len(word) > 2][COMMON]
        return principal_components(np.concatenate([tokens for batch in _batches(common) for _, tokens, _ in self.encode([common[i] for i in batch])]))

    def encode(self, texts: list[str], quick: bool = False) -> list[tuple[np.ndarray, np.ndarray, tuple[tuple[int, int], ...]]]:
        """Of each text its vector, the vectors of its tokens, rows of length 1, and their characters."""
        import torch

        quickly = self.quick if quick else None
        with self.lock:  # the tokenizer's settings are its own, not the call's
            given = self.tokenizer(
                texts,
                padding=True,
                truncation=True,
                max_length=self.model.max_seq_length,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
                return_tensors="pt",
            )
        places, special = given.pop("offset_mapping").tolist(), given.pop("special_tokens_mask").bool()
        with torch.inference_mode():
            if quickly is not None:
                encoded = {**given, "token_embeddings": quickly(*(given[name] for name in self.tokenizer.model_input_names))}
                for part in list(self.model)[1:]:
                    encoded = part(encoded)
            else:
                encoded = self.model(dict(given))
            vectors = torch.nn.functional.normalize(encoded["sentence_embedding"], dim=-1).numpy()
            tokens = torch.nn.functional.normalize(encoded["token_embeddings"], dim=-1, eps=1e-9).numpy()
        own = (given["attention_mask"].bool() & ~special).numpy()
        found = []
        for vector, rows, spans, mine in zip(vectors, tokens, places, own, strict=True):
            kept = [at for at in np.flatnonzero(mine) if spans[at][1] > spans[at][0]]
            found.append((vector, rows[kept], tuple((spans[at][0], spans[at][1]) for at in kept)))
        return found


@lru_cache(maxsize=2)
def loaded(location: str, identity: str) -> Loaded:
    """`identity`: of its weights, so that others at the same place are loaded anew."""
    return Loaded(location)


class SentenceEmbedding(BaseEmbedding):
    """LlamaIndex embedding whose vectors have length 1; safe to share between threads."""

    identity: str = ""
    _location: str = PrivateAttr()

    def __init__(self, model: str | None = None, **kwargs: Any) -> None:
        location, identity = resolve_model(model)
        super().__init__(model_name=model_name(model), identity=identity, embed_batch_size=BATCH, **kwargs)
        self._location = location

    def load(self) -> Loaded:
        """Loads the model on the first call. Raises ModelError where the folder does not hold a usable one."""
        with LOADING:
            return loaded(self._location, self.identity)

    def vectors(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> np.ndarray:
        """float32, (len(texts), dimensions), rows of length 1; `progress` hears how many texts are done."""
        found = self.load()
        model = found.model
        if not texts:
            return np.zeros((0, model.get_embedding_dimension()), dtype=np.float32)
        rows = np.zeros((len(texts), model.get_embedding_dimension()), dtype=np.float32)
        for batch in _batches(texts):
            with found.encoding:
                rows[batch] = model.encode([texts[i] for i in batch], batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False)
            if progress:
                progress(len(batch))
        return rows

    def read(self, texts: Sequence[str], basis: np.ndarray, progress: Callable[[int], None] | None = None) -> tuple[np.ndarray, list[TokenVectors]]:
        """The same vectors, and those of the tokens of each text, reduced to a basis."""
        model = self.load()
        rows = np.zeros((len(texts), model.model.get_embedding_dimension()), dtype=np.float32)
        found: list[TokenVectors] = [TokenVectors(np.zeros((0, basis.shape[1]), dtype=np.int8))] * len(texts)
        for batch in _batches(texts):
            for i, one in zip(batch, model.encode([texts[i] for i in batch]), strict=True):
                vector, tokens, spans = one
                rows[i] = vector
                found[i] = TokenVectors(reduced(tokens, basis), spans)
            if progress:
                progress(len(batch))
        return rows, found

    def asked(self, texts: Sequence[str], basis: np.ndarray) -> tuple[np.ndarray, list[TokenVectors]]:
        """As `read`, for a question: with matrices of one byte a value, twice as fast; cosines with the exact vectors are above 0.99."""
        use_threads(1)
        quiet_products()
        found = self.load().encode(list(texts), quick=True)
        return np.array([vector for vector, _, _ in found], dtype=np.float32), [TokenVectors(reduced(tokens, basis), spans) for _, tokens, spans in found]

    def in_context(self, text: str, before: str) -> np.ndarray:
        """float32, (dimensions,), length 1: the mean of a text's tokens as the model sees them after what was said before."""
        lead = before.strip() + " "
        ((vector, tokens, spans),) = self.load().encode([lead + text], quick=True)
        own = tokens[[at for at, (start, _) in enumerate(spans) if start >= len(lead)]]
        mean = own.mean(axis=0) if len(own) else vector  # the model reads about 1,000 characters: what lies beyond is lost
        return (mean / max(float(np.linalg.norm(mean)), 1e-9)).astype(np.float32)

    def basis(self) -> np.ndarray:
        """float32, (dimensions, DIMENSIONS): what vectors of tokens are reduced to; the same for the same model."""
        return self.load().basis

    def _get_text_embedding(self, text: str) -> list[float]:
        return self.vectors([text])[0].tolist()

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self.vectors(texts).tolist()

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)
