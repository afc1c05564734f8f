"""The browser chat: questions and answers on the left, the cited article on the right.

Everything is served to this machine from this machine: no analytics, no fonts
from elsewhere, no share link, and no record of the questions in the browser.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
import threading
import time
import webbrowser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import OnRecordError
from ui import reader, render
from ui.answering import Answering
from ui.conversation import Conversation, Exchange, Place, find_place, first_place
from ui.desk import Desk

ASSETS = Path(__file__).parent / "assets"
EMPTY_QUESTION_HINT = "Type a question first, then press Enter."

_SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Ubuntu", "sans-serif")
_MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "Liberation Mono", "monospace")
_QUIET: dict[str, Any] = {
    "queue": False,
    "show_progress": "hidden",
    "api_visibility": "private",
}
_STREAMED: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "concurrency_limit": None,
}

Updates = tuple[Any, ...]


def build(desk: Desk) -> gr.Blocks:
    """The page, tied to a desk."""
    chat = Chat(desk)
    page = gr.Blocks(analytics_enabled=False, title="OnRecord", fill_width=True)
    with page:
        chat.lay_out()
        page.load(chat.welcome, None, [chat.count, chat.messages], **_QUIET)
    return page


def serve(page: gr.Blocks, host: str = "127.0.0.1", port: int = 7860) -> str:
    """Serves the page in the background and gives its address; ``page.close()`` ends it."""
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
                theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
                css_paths=ASSETS / "chat.css",
            )
    except OSError as error:
        raise OnRecordError(
            f"the chat cannot be served on {host}:{port} ({error}); choose another with --port."
        ) from error
    return url


def launch(
    desk: Desk,
    host: str = "127.0.0.1",
    port: int = 7860,
    open_browser: bool = False,
) -> None:
    """Serves the chat until interrupted."""
    _keep_to_this_machine(host)
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


def _warm(desk: Desk) -> None:
    """Loads the models while the reader types; what fails here is told with the first answer."""
    try:
        desk.warm()
    except OnRecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)


def _keep_to_this_machine(host: str) -> None:
    """Turns analytics off, and has Gradio look for its own page here and not behind a proxy."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    direct = os.environ.get("no_proxy") or os.environ.get("NO_PROXY") or ""
    for name in ("no_proxy", "NO_PROXY"):
        os.environ[name] = ",".join(filter(None, [direct, host, "127.0.0.1", "localhost"]))


class Chat:
    """The parts of the page and what happens in them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.answering = Answering(desk)

    def lay_out(self) -> None:
        """Puts the parts on the page and ties the events to them."""
        with gr.Row(elem_id="masthead"):
            gr.HTML(render.MASTHEAD, apply_default_css=False)
            self.count = gr.HTML("", elem_id="count", apply_default_css=False)
            self.fresh = gr.Button("New conversation", elem_id="fresh", size="sm", scale=0)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="talk", scale=1):
                self.messages = gr.Chatbot(
                    elem_id="messages",
                    label="Conversation",
                    show_label=False,
                    container=False,
                    height="100%",
                    buttons=[],
                    latex_delimiters=[],
                    allow_tags=False,
                    feedback_options=None,
                )
                self.box = gr.Textbox(
                    elem_id="box",
                    label="Your question",
                    show_label=False,
                    container=False,
                    placeholder="Ask who said what",
                    submit_btn="Ask",
                    autofocus=True,
                    max_lines=5,
                )
                self.hint = gr.HTML("", elem_id="hint", apply_default_css=False)
            with gr.Column(elem_id="reading", scale=1):
                self.reader = gr.HTML(
                    reader.empty_page(),
                    elem_id="reader",
                    apply_default_css=False,
                    js_on_load=(ASSETS / "chat.js").read_text("utf-8"),
                )
        self.conversation = gr.State(())
        self._tie_events()

    def _tie_events(self) -> None:
        shown = [self.box, self.fresh, self.messages, self.conversation, self.reader, self.hint]
        self.box.submit(self.ask, [self.box, self.conversation], shown, **_STREAMED)
        self.messages.example_select(self.ask_example, [self.conversation], shown, **_STREAMED)
        self.box.stop(self.answering.stop, [self.conversation], None, **_QUIET)
        self.fresh.click(self.restart, None, shown[2:], **_QUIET)
        self.reader.click(self.open, [self.conversation], [self.reader], **_QUIET)

    def welcome(self) -> Updates:
        """How many articles there are, and what may be asked of them."""
        try:
            count = len(self.desk.articles())
            suggestions = self.desk.suggestions() if count else []
        except OnRecordError as error:
            return "", gr.Chatbot(placeholder=render.welcome_problem(str(error)), examples=[])
        examples: list[Any] = [{"text": text} for text in suggestions]
        return render.count_line(count), gr.Chatbot(
            placeholder=render.welcome(count), examples=examples
        )

    def ask_example(self, conversation: Conversation, chosen: gr.SelectData) -> Iterator[Updates]:
        """Asks the example that was clicked."""
        yield from self.ask(chosen.value["text"], conversation)

    def ask(self, question: str, conversation: Conversation) -> Iterator[Updates]:
        """Shows the answer word by word, then its sources and the first article it cites."""
        if not question.strip():
            yield (*_unchanged(5), render.hint_line(EMPTY_QUESTION_HINT))
            return
        exchange = Exchange.begin(question.strip())
        yield (*_busy(), *_shown((*conversation, exchange)), gr.skip(), "")
        for state in self.answering.progress(exchange, conversation):
            if state is None:
                yield _unchanged(6)
                continue
            exchange = state
            yield (*_unchanged(2), *_shown((*conversation, exchange)), *_unchanged(2))
        place = first_place(exchange)
        yield (*_ready(), *_unchanged(2), self._page(place) if place else gr.skip(), gr.skip())

    def restart(self) -> Updates:
        """Clears the conversation and the reader."""
        return [], (), reader.empty_page(), ""

    def open(self, conversation: Conversation, clicked: gr.EventData) -> Any:
        """The article that a clicked marker or source leads to."""
        place = find_place(conversation, str(clicked.cite))
        return self._page(place, clicked=True) if place else gr.skip()

    def _page(self, place: Place, clicked: bool = False) -> str:
        try:
            article = self.desk.article(place.article_id)
        except OnRecordError as error:
            return reader.missing_page(str(error))
        return reader.article_page(article, place, secrets.token_hex(4), clicked)


def _shown(conversation: Conversation) -> Updates:
    """The conversation as messages, and as the state that the next event starts from."""
    return render.messages(conversation), conversation


def _busy() -> Updates:
    """The question box and the button beside the count, while an answer is being shown."""
    return gr.Textbox(value="", submit_btn=False, stop_btn="Stop"), gr.Button(interactive=False)


def _ready() -> Updates:
    return gr.Textbox(submit_btn="Ask", stop_btn=False), gr.Button(interactive=True)


def _unchanged(count: int) -> Updates:
    return tuple(gr.skip() for _ in range(count))
