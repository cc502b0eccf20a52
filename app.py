"""The chat window: build it, serve it.

`python app.py` opens it at http://127.0.0.1:7860; `assistant serve` does the same with options.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.window.serving import serve

if TYPE_CHECKING:
    import gradio as gr

    from assistant import Assistant, AssistantConfig

__all__ = ["build", "main", "serve"]


def build(assistant_factory: Callable[[], Assistant], config: AssistantConfig) -> gr.Blocks:
    """The window as Gradio blocks; `assistant_factory` is called once, when the page is first used."""
    from assistant.window.loading import Opening
    from assistant.window.page import build as build_page

    return build_page(Opening(assistant_factory), config)


def main() -> int:
    """Open the window with the settings of the environment."""
    from assistant import AssistantConfig, AssistantError
    from corpus import CorpusError

    try:
        serve(AssistantConfig.from_environment())
    except (AssistantError, CorpusError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
