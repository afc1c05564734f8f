"""How the parts of the chat's page are set and its events run; `ui.chat` makes them of it."""

from __future__ import annotations

from typing import Any

SANS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Ubuntu", "sans-serif")
MONO = ("ui-monospace", "SFMono-Regular", "Consolas", "Liberation Mono", "monospace")

Settings = dict[str, Any]

MESSAGES: Settings = {
    "elem_id": "messages",
    "label": "Conversation",
    "show_label": False,
    "container": False,
    "height": "100%",
    "buttons": [],
    "latex_delimiters": [],
    "allow_tags": False,
    "feedback_options": None,
}
QUESTION: Settings = {
    "elem_id": "box",
    "label": "Your question",
    "show_label": False,
    "container": False,
    "placeholder": "Ask who said what",
    "submit_btn": "Ask",
    "autofocus": True,
    "max_lines": 5,
}
SPEAKER: Settings = {
    "elem_id": "speaker",
    "label": "Speaker",
    "choices": [],
    "value": None,
    "interactive": True,
}
ABOUT: Settings = {
    "elem_id": "about",
    "label": "About",
    "placeholder": "Any topic",
    "submit_btn": "Find",
    "max_lines": 1,
}
FURTHER: Settings = {"elem_id": "further", "size": "sm", "visible": False}
FILES: Settings = {
    "elem_id": "files",
    "label": "Files",
    "show_label": False,
    "container": False,
    "file_count": "multiple",
    "height": 72,
}
ADDRESS: Settings = {
    "elem_id": "address",
    "label": "Web address",
    "show_label": False,
    "container": False,
    "placeholder": "Web address, such as https://…",
    "submit_btn": "Add",
    "max_lines": 1,
}

# How events run: at once, in the queue as often as they come, or only the latest of several.
AT_ONCE: Settings = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
STREAMED: Settings = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "concurrency_limit": None,
}
LATEST: Settings = STREAMED | {"trigger_mode": "always_last"}
