"""Serving the chat on this machine, until interrupted."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
import webbrowser
from typing import TYPE_CHECKING

from index.errors import OnRecordError
from ui.desk import Desk
from ui.upload import LARGEST

if TYPE_CHECKING:
    import gradio as gr

# Else Gradio sums up its events after each one, for which it loads pandas.
UNCOUNTED = ("GRADIO_ANALYTICS_CACHE_FREQUENCY", str(sys.maxsize))


def launch(
    desk: Desk,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
) -> None:
    """Serves the chat until interrupted."""
    _keep_to_this_machine(host)
    from ui.chat import build  # gradio takes seconds to import

    page = build(desk)
    url = serve(page, host, port)
    try:
        threading.Thread(target=_warm, args=(desk,), daemon=True).start()
        print(f"OnRecord is open at {url} (Ctrl+C ends it)", file=sys.stderr)
        if open_browser:
            webbrowser.open(url)
        while True:
            time.sleep(3600)
    finally:
        page.close(verbose=False)


def serve(page: gr.Blocks, host: str = "127.0.0.1", port: int = 7860) -> str:
    """Serves the page in the background and gives its address; ``page.close()`` ends it."""
    from ui.chat import ASSETS, theme

    try:
        with contextlib.redirect_stdout(sys.stderr):  # what Gradio has to say is no result
            _, url, _ = page.launch(
                server_name=host,
                server_port=port,
                prevent_thread_lock=True,
                quiet=True,
                share=False,
                run_history=False,
                enable_monitoring=False,
                ssr_mode=False,
                pwa=False,
                mcp_server=False,
                footer_links=[],
                max_file_size=LARGEST,
                theme=theme(),
                css_paths=ASSETS / "chat.css",
            )
    except OSError as error:
        raise OnRecordError(
            f"the chat cannot be served on {host}:{port} ({error}); choose another with --port."
        ) from error
    return url


def _warm(desk: Desk) -> None:
    """Loads the models while the reader types; what fails here is told with the first answer."""
    try:
        desk.warm()
    except OnRecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)


def _keep_to_this_machine(host: str) -> None:
    """Turns analytics off, and has Gradio look for its own page here and not behind a proxy."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.update([UNCOUNTED])
    direct = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [direct, host, "127.0.0.1", "localhost"]))
