"""The browser chat: questions and answers on the left, the cited article on the right.

Everything is served to this machine from this machine: no analytics, no fonts
from elsewhere, no share link, and no record of the questions in the browser.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from index.errors import OnRecordError
from ui import adding_panel, parts, quotes_tab, reader, render
from ui.adding import Adding, Uploads
from ui.answering import Answering
from ui.conversation import Conversation, Exchange, Place, find_place, first_place
from ui.desk import Desk
from ui.quotes_page import quotes_page
from ui.quotes_tab import ANYONE, Listing, find_quote

ASSETS = Path(__file__).parent / "assets"
EMPTY_QUESTION_HINT = "Type a question first, then press Enter."

Updates = tuple[Any, ...]


def build(desk: Desk) -> gr.Blocks:
    """The page, tied to a desk."""
    chat = Chat(desk)
    page = gr.Blocks(
        analytics_enabled=False, title="OnRecord", fill_width=True, delete_cache=(3600, 86400)
    )
    with page:
        chat.lay_out()
        page.load(chat.open_page, None, chat.added, **parts.STREAMED)
    return page


def theme() -> gr.themes.Base:
    """Gradio's plainest look, in fonts that every machine has."""
    return gr.themes.Base(font=parts.SANS, font_mono=parts.MONO)


class Chat:
    """The parts of the page and what happens in them."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.answering = Answering(desk)
        self.uploads = Uploads(desk)

    def lay_out(self) -> None:
        """Puts the parts on the page and ties the events to them."""
        with gr.Row(elem_id="masthead"):
            gr.HTML(render.MASTHEAD, apply_default_css=False)
            self.count = gr.HTML("", elem_id="count", apply_default_css=False)
            self.fresh = gr.Button("New conversation", elem_id="fresh", size="sm", scale=0)
        with gr.Row(elem_id="desk"):
            with gr.Column(elem_id="left", scale=1):
                with gr.Tabs(elem_id="tabs") as self.tabs:
                    with gr.Tab("Conversation", id="talk", elem_id="talk"):
                        self._lay_out_conversation()
                    with gr.Tab("Quotes", id="quotes", elem_id="quotes") as self.quotes:
                        self._lay_out_quotes()
                self._lay_out_adding()
            with gr.Column(elem_id="reading", scale=1):
                self.reader = gr.HTML(
                    reader.empty_page(),
                    elem_id="reader",
                    apply_default_css=False,
                    js_on_load=(ASSETS / "chat.js").read_text("utf-8"),
                )
        self.conversation = gr.State(())
        self._tie_events()

    def _lay_out_conversation(self) -> None:
        self.messages = gr.Chatbot(**parts.MESSAGES)
        self.box = gr.Textbox(**parts.QUESTION)
        self.hint = gr.HTML("", elem_id="hint", apply_default_css=False)

    def _lay_out_quotes(self) -> None:
        with gr.Row(elem_id="wanted"):
            self.speaker = gr.Dropdown(**parts.SPEAKER)
            self.about = gr.Textbox(**parts.ABOUT)
        self.found = gr.HTML(
            "",
            elem_id="found",
            apply_default_css=False,
            js_on_load=(ASSETS / "quotes.js").read_text("utf-8"),
        )
        self.further = gr.Button("Show more", **parts.FURTHER)
        self.listing = gr.State(Listing())

    def _lay_out_adding(self) -> None:
        with gr.Accordion("Add articles", open=False, elem_id="adding") as self.adding:
            with gr.Column(elem_id="sources") as self.sources:
                gr.HTML(adding_panel.INVITATION, apply_default_css=False)
                self.files = gr.File(**parts.FILES)
                self.address = gr.Textbox(**parts.ADDRESS)
            self.outcome = gr.HTML("", elem_id="outcome", apply_default_css=False)
        self.collection = [self.count, self.messages, self.adding]
        self.added = [self.sources, self.files, self.address, self.outcome, *self.collection]

    def _tie_events(self) -> None:
        shown = [self.box, self.fresh, self.messages, self.conversation, self.reader, self.hint]
        self.box.submit(self.ask, [self.box, self.conversation], shown, **parts.STREAMED)
        self.messages.example_select(self.ask_example, [self.conversation], shown, **parts.STREAMED)
        self.box.stop(self.answering.stop, [self.conversation], None, **parts.AT_ONCE)
        self.fresh.click(self.restart, None, [*shown[2:], self.tabs], **parts.AT_ONCE)
        opened = [self.conversation, self.listing]
        self.reader.click(self.open, opened, [self.reader], **parts.AT_ONCE)
        upload = self.files.upload(self.add_files, [self.files], self.added, **parts.STREAMED)
        fetch = self.address.submit(self.add_address, [self.address], self.added, **parts.STREAMED)
        self._tie_quotes(upload, fetch)

    def _tie_quotes(self, *additions: Any) -> None:
        listed = [self.listing, self.found, self.further]
        wanted = [self.listing, self.speaker, self.about]
        self.speaker.input(self.pick, wanted, listed, **parts.LATEST)
        self.about.submit(self.list_quotes, wanted, listed, **parts.LATEST)
        self.further.click(self.list_further, [self.listing], listed, **parts.LATEST)
        for happens in (self.quotes.select, *(addition.then for addition in additions)):
            happens(self.list_anew, [self.listing], [*listed, self.speaker], **parts.LATEST)

    def open_page(self) -> Iterator[Updates]:
        """Welcomes; then shows what is being added, perhaps by this page before a reload."""
        yield *_unchanged(4), *self.welcome()
        if self.uploads.busy:
            yield *_unchanged(6), gr.Accordion(open=True)
            yield from self._show(self.uploads.under_way())

    def welcome(self) -> Updates:
        """How many articles there are and what to ask of them; if none, where to add some."""
        try:
            count = len(self.desk.articles())
            suggestions = self.desk.suggestions() if count else []
        except OnRecordError as error:
            problem = render.welcome_problem(str(error))
            return "", gr.Chatbot(placeholder=problem, examples=[]), gr.skip()
        examples: list[Any] = [{"text": text} for text in suggestions]
        asking = gr.Chatbot(placeholder=render.welcome(count), examples=examples)
        return render.count_line(count), asking, gr.skip() if count else gr.Accordion(open=True)

    def add_files(self, files: list[str]) -> Iterator[Updates]:
        """Adds uploaded files."""
        yield from self._show(self.uploads.add_files(files))

    def add_address(self, address: str) -> Iterator[Updates]:
        """Adds what stands at a web address."""
        yield from self._show(self.uploads.add_address(address.strip()))

    def _show(self, states: Iterator[Adding]) -> Iterator[Updates]:
        """How far adding has come, in place of what articles are added with; then the outcome."""
        for state in states:
            shown = adding_panel.panel(state)
            if state.is_over:
                address = gr.skip() if state.went_wrong else ""
                yield gr.Column(visible=True), None, address, shown, *self.welcome()
            else:
                yield gr.Column(visible=False), *_unchanged(2), shown, *_unchanged(3)

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
        """Clears the conversation and the reader, and goes there."""
        return [], (), reader.empty_page(), "", gr.Tabs(selected="talk")

    def pick(self, listing: Listing, speaker: str | None, about: str) -> Updates:
        """The quotations of another speaker; a dropdown tells of the same one when it is left."""
        if (speaker or ANYONE) == listing.speaker:
            return _unchanged(3)
        return self.list_quotes(listing, speaker, about)

    def list_quotes(self, listing: Listing, speaker: str | None, about: str) -> Updates:
        """The quotations of a speaker, about a topic, or both."""
        return _listed(quotes_tab.look(self.desk, listing, speaker, about))

    def list_further(self, listing: Listing) -> Updates:
        """The same with more of them."""
        return _listed(quotes_tab.look_further(self.desk, listing))

    def list_anew(self, listing: Listing) -> Updates:
        """The same as the index is now, and who can be picked."""
        anew = quotes_tab.look_anew(self.desk, listing)
        return *_listed(anew), gr.Dropdown(anew.choices(), value=anew.speaker)

    def open(self, conversation: Conversation, listing: Listing, clicked: gr.EventData) -> Any:
        """The article that a clicked marker, source or quotation leads to."""
        target = str(clicked.cite)
        place = find_place(conversation, target) or find_quote(listing, target)
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


def _listed(listing: Listing) -> Updates:
    return listing, quotes_page(listing), gr.Button(visible=listing.has_more)


def _busy() -> Updates:
    """The question box and the button beside the count, while an answer is being shown."""
    return gr.Textbox(value="", submit_btn=False, stop_btn="Stop"), gr.Button(interactive=False)


def _ready() -> Updates:
    return gr.Textbox(submit_btn="Ask", stop_btn=False), gr.Button(interactive=True)


def _unchanged(count: int) -> Updates:
    return tuple(gr.skip() for _ in range(count))
