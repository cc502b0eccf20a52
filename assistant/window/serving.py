"""Open the window at an address: check the port and the host, start, say where, load the model."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr
from starlette.middleware import Middleware

from ..config import AssistantConfig
from .errors import McpError, OpenHostError, PortError, WindowError
from .limits import Guard
from .loading import Opening
from .page import SYSTEM_FONTS, build

if TYPE_CHECKING:
    from ..engine import Assistant

HERE = Path(__file__).parent


def serve(
    config: AssistantConfig,
    host: str = "127.0.0.1",
    port: int = 7860,
    *,
    auth: str | None = None,
    open_to_network: bool = False,
    mcp: bool = False,
    block: bool = True,
    assistant_factory: Callable[[], Assistant] | None = None,
) -> gr.Blocks:
    """Open the window and print its address; with `block`, until it is interrupted.

    `auth`: "user:password". Listening beyond this machine needs `auth`, or `open_to_network`
    said in words. Raises WindowError or CorpusError, each with its next step.
    """
    login = _login(auth)
    if not is_loopback(host) and login is None and not open_to_network:
        raise OpenHostError(
            f"host {host}: found an address that others can reach, expected a password with it; add --auth user:password, or --open-to-network to let anyone in"
        )
    if mcp and find_spec("mcp") is None:
        raise McpError('--mcp: the package mcp is not installed; install it with pip install -c constraints.txt -e ".[mcp]", or leave the option out')
    _check_port(host, port)
    opening = Opening(assistant_factory or (lambda: _open_assistant(config, opening.report)))
    blocks = build(opening, config)
    blocks.launch(
        server_name=host,
        server_port=port,
        auth=login,
        mcp_server=mcp,
        prevent_thread_lock=True,
        quiet=True,
        show_error=False,
        share=False,
        ssr_mode=False,
        footer_links=[],
        max_file_size=1,
        theme=gr.themes.Base(primary_hue="teal", neutral_hue="stone", font=SYSTEM_FONTS, font_mono=["ui-monospace", "monospace"]),
        css_paths=[path for path in sorted(HERE.glob("*.css")) if path.name != "frame.css"],
        head=_head(),
        app_kwargs={"middleware": [Middleware(Guard)]},
    )
    shown = f"[{host}]" if ":" in host else host
    print(f"The window is open at http://{shown}:{port}\nStop it with Ctrl+C.", flush=True)
    opening.start()
    if block:
        blocks.block_thread()
    return blocks


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_loopback("127.0.0.1"), is_loopback("0.0.0.0")
    (True, False)
    """
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _head() -> str:
    """Our scripts, and the styles of the page around Gradio's container, which Gradio would not let through."""
    scripts = "".join(f"<script>{path.read_text('utf-8')}</script>" for path in sorted(HERE.glob("*.js")))
    return f"<style>{(HERE / 'frame.css').read_text('utf-8')}</style>{scripts}"


def _open_assistant(config: AssistantConfig, progress: Callable[[str, int, int], None]) -> Assistant:
    from ..engine import Assistant  # takes seconds to import; the page is up by then

    return Assistant.open(config, progress)


def _login(auth: str | None) -> tuple[str, str] | None:
    if auth is None:
        return None
    user, _, password = auth.partition(":")
    if not user or not password:
        raise WindowError("--auth: expected user:password with neither part empty; for example --auth anna:long-password")
    return user, password


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host.strip("[]"), port))
    except OverflowError as error:
        raise PortError(f"port {port}: expected a number from 0 to 65535") from error
    except OSError as error:
        raise PortError(
            f"port {port} on {host}: cannot be used ({error.strerror}); another window may be open there: close it, or choose another with --port {port + 1}"
        ) from error
