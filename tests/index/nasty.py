"""Texts that are hard on spans: odd breaks and spaces, marks that combine, scripts that turn."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = [
    "The mayor said no. ",
    "“We will build it,” Dara Voss said. ",
    '"Never," she added. ',
    "Mr. Ilic vs. the U.S. team, e.g. at 3 p.m. ",
    "‘Single’ words… ",
    "“Unclosed ",
    "closed” ",
    "Really?” asked Voss. ",
    "Skip to content\n",
    "Photo: Mira Solen",
    "Source: The Valley Post\n",
    "April 9, 2024\n",
    "Delmar shuts its bridge\n",
    "# Heading\n",
    "---\n",
    "\r\n",
    "\r",
    "\n\n",
    "\n",
    "\u2028",
    "\x0b",
    "\x85",
    "\x00",
    "\t",
    " ",
    "\u00a0",
    "\u3000",
    "\u200b",
    "\u00ad",
    "\ufeff",
    "e\u0301te\u0301 ",
    "Z\u0351\u036b\u0343\u036a. ",
    "👩\u200d👩\u200d👧 ",
    "🇺🇸. ",
    "שלום, אמר דן. ",
    "قال المتحدث؟ ",
    "\u202eturned\u202c ",
    "他说:「不。」她走了。",
    "ß. ÿ. É. ",
    "...",
    "?!",
    ".”",
    ") ",
    "|",
    ">",
    "1.5 ",
    "https://valley.example/a.b?c ",
]

NASTY_TEXT = st.lists(st.sampled_from(_PIECES) | st.text(max_size=12), max_size=30).map("".join)
"""Up to thirty pieces of such texts, in any order."""
