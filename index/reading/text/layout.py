"""Parts of a page that only their neighbours and their place give away.

Menus above the headline, contents lists, lists of other articles, links at the foot,
readers' comments, other articles' headlines in capitals between the paragraphs, legal
lines at the end. Texts of more than ``MOST_LINES`` lines are no pages: all of theirs
stay. But for comments and legal lines only lines without a full stop are
dropped here. Not handled: lists of other articles that no heading introduces, related
headlines in ordinary type, menus above a headline of fewer than five words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.reading.dates import date_line
from index.reading.text.boilerplate import is_furniture, is_link_row
from index.reading.text.contents import contents_lists

_LIST_HEADING = re.compile(
    r"(?:(?:recent|related|featured|latest|popular|trending|top|most (?:read|popular|viewed)"
    r"|recommended|similar|more)"
    r"(?: (?:features?|articles?|posts?|stories|news|reading|videos?|headlines|for you)){0,2}"
    r"|(?:(?:read|see) )?more (?:on|from|about) .{1,60}|you (?:may|might) (?:also )?.{1,30}"
    r"|also read|read (?:also|next)|see also|up next|editor['’]?s['’]? picks?"
    r"|in case you missed it)[\s:…»›>]*$",
    re.IGNORECASE,
)
_COMMENTS_HEADING = re.compile(
    r"(?:(?:show|view|hide|all|post|add) )?(?:\d+ )?comments?(?: \(\d+\))?:?"
    r"|join the (?:discussion|conversation)|leave a (?:comment|reply)|what do you think\?",
    re.IGNORECASE,
)
_COMMENT_MARK = re.compile(
    r"(?:reply|report(?: \w+)?|log ?in to reply|.{1,40} says:)$", re.IGNORECASE
)
_RIGHTS = re.compile(r"\b(?:copyright|re-?use|reproduc\w+|redistribut\w+|republish\w*)\b", re.I)
_RESERVED = re.compile(
    r"\bmay not be (?:\w+,? ){0,4}(?:published|reproduced|redistributed|republished|copied)\b"
    r"|\bwithout (?:the )?(?:prior|express|written)\b.{0,30}\b(?:permission|consent)\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"(?:by|written by|author)\b", re.IGNORECASE)
_ADVERTISEMENT = re.compile(r"(?:advertisement|ad|sponsored)\W*$", re.IGNORECASE)
_SUBHEAD_TOO = re.compile(
    r"(?:home|search|print|next|previous|careers|accessibility|popular|latest|trending|top|other"
    r"|similar|editor['’]?s['’]? picks?|facebook|twitter|x|whatsapp|telegram|linkedin|reddit"
    r"|instagram|youtube|pinterest|e-?mail|messenger|threads|bluesky|tiktok|mastodon|snapchat"
    r"|tumblr)$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!…][\"'”’»)\]]*$")
_ASKED = re.compile(r"\?[\"'”’»)\]]*$")

MOST_LINES = 50_000
ENTRY_WORDS = 4  # a menu's entry has no more
SHORTEST_MENU = 4  # entries
LONGEST_HEAD = 200  # lines above the first sentence that are searched for menus
SHORTEST_LIST = 3  # links to other articles between two paragraphs
TITLE_WORDS = range(5, 26)  # of a link to another article
BODY = 3  # sentences that an article has before there can be a foot
FOOT = 60  # lines below the last sentence; a longer list is the article's own
SHOUTED_WORDS = range(6, 30)  # of a headline in capitals
USUAL_SHOUTED = 8  # the middle length of such headlines; subheads in capitals are shorter
LEGAL_LINES = 4  # from the end


def without_page_parts(lines: Sequence[str], title: str | None) -> list[str]:
    """The lines of a page without its furniture, single or in groups.

    Args:
        lines: stripped lines in reading order, empty ones included.
        title: the article's headline where it is known; it always stays.
    """
    filled = [number for number, line in enumerate(lines) if line]
    if len(filled) > MOST_LINES:
        return list(lines)
    page = _Page([lines[number] for number in filled], title)
    dropped = {
        *page.furniture,
        *page.menus(),
        *contents_lists(page.lines),
        *page.other_articles(),
        *page.foot_links(),
        *page.shouted_headlines(),
        *page.legal_lines(),
    }
    gone = {filled[place] for place in dropped if page.lines[place] != title}
    return [line for number, line in enumerate(lines) if number not in gone]


class _Page:
    """A page's filled lines, and which of them are furniture or sentences by themselves."""

    def __init__(self, lines: list[str], title: str | None) -> None:
        self.lines = lines
        self.title = title
        judged = {line: is_furniture(line) for line in set(lines)}
        self.furniture = {
            place
            for place, line in enumerate(lines)
            if judged[line] and line != title and not self._in_table(place)
        }
        self.furniture -= {place for place in self.furniture if self._may_be_subhead(place)}
        sentences = [
            place
            for place, line in enumerate(lines)
            if place not in self.furniture and _is_sentence(line)
        ]
        comments = self._comments(sentences)
        self.furniture.update(comments)
        self.sentences = [place for place in sentences if place not in comments]

    def menus(self) -> Iterator[int]:
        """Runs of short entries above the headline."""
        first = self.sentences[0] if self.sentences else len(self.lines)
        run: list[int] = []
        for place in range(min(first, LONGEST_HEAD)):
            if place in self.furniture or self._is_entry(place):
                run.append(place)
                continue
            told = len(run) == place or not self.furniture.isdisjoint(run)
            if told and len(run) >= SHORTEST_MENU and self._is_title(place):
                yield from run
            run = []

    def other_articles(self) -> Iterator[int]:
        """What stands under a heading such as "Related stories", up to the next paragraph.

        Above the last paragraph the last line of such a list may be a subhead, and stays.
        """
        if len(self.sentences) < BODY:
            return
        below = self.sentences[0]
        for heading in sorted(self.furniture):
            if heading < below or not _LIST_HEADING.match(self.lines[heading]):
                continue
            listed = list(takewhile(self._is_link, range(len(self.lines))[heading + 1 :][:FOOT]))
            below = heading + len(listed)
            if heading > self.sentences[-1]:
                yield from listed
            elif len(listed) >= SHORTEST_LIST:
                yield from filter(self._is_title, listed[:-1])

    def foot_links(self) -> Iterator[int]:
        """Short lines among the furniture below the last paragraph."""
        if len(self.sentences) < BODY:
            return
        foot = range(self.sentences[-1] + 1, len(self.lines))
        marks = [
            place
            for place in foot[:FOOT]
            if place in self.furniture and not _ADVERTISEMENT.match(self.lines[place])
        ]
        if len(marks) > 1 and len(foot) <= min(FOOT, 4 * len(marks)):
            yield from filter(self._is_link, range(marks[0], len(self.lines)))

    def shouted_headlines(self) -> list[int]:
        """Other articles' headlines in capitals, where the article itself is in small letters."""
        shouted = [place for place, line in enumerate(self.lines) if _is_shouted(line)]
        words = sorted(len(self.lines[place].split()) for place in shouted)
        several = 2 < len(shouted) <= len(self.lines) / 4
        return shouted if several and words[len(words) // 2] >= USUAL_SHOUTED else []

    def legal_lines(self) -> Iterator[int]:
        """Statements of rights among the last lines of the page."""
        for place in range(BODY, len(self.lines))[-LEGAL_LINES:]:
            line = self.lines[place]
            if len(line) < 400 and _RIGHTS.search(line) and _RESERVED.search(line):
                yield place

    def _comments(self, sentences: list[int]) -> range:
        """Readers' comments: all below a heading where every few lines offer a reply."""
        thread = range(0)
        replies = 0
        below = range(sentences[BODY - 1] + 1, len(self.lines)) if len(sentences) >= BODY else ()
        for place in reversed(below):
            if _COMMENTS_HEADING.fullmatch(self.lines[place]):
                candidate = range(place, len(self.lines))
                if replies > 1 and len(candidate) <= 6 * replies:
                    thread = candidate
            replies += bool(_COMMENT_MARK.match(self.lines[place]))
        return thread

    def _in_table(self, place: int) -> bool:
        """Whether the line is a row of cells below or above another of as many."""
        line = self.lines[place]
        if "|" not in line or not is_link_row(line):
            return False
        around = self.lines[max(0, place - 1) : place] + self.lines[place + 1 : place + 2]
        return any(other.count("|") == line.count("|") for other in around)

    def _may_be_subhead(self, place: int) -> bool:
        """Whether a word of menus, such as "Facebook", stands alone above a paragraph."""
        if not _SUBHEAD_TOO.match(self.lines[place]):
            return False
        among_others = place - 1 in self.furniture and not _ADVERTISEMENT.match(
            self.lines[place - 1]
        )
        below = self.lines[place + 1 : place + 2]
        is_text = bool(below) and len(below[0].split(None, 5)) > 4
        return is_text and place + 1 not in self.furniture and not among_others

    def _is_entry(self, place: int) -> bool:
        line = self.lines[place]
        return (
            len(line) < 60
            and len(line.split()) <= ENTRY_WORDS
            and (line[0].isupper() or line[0].isdigit())
            and line[-1] not in ".!?,;:"
            and not self._is_stated(place)
        )

    def _is_title(self, place: int) -> bool:
        line = self.lines[place]
        return len(line.split()) in TITLE_WORDS and not (
            _is_sentence(line) or self._is_stated(place)
        )

    def _is_link(self, place: int) -> bool:
        """Whether a line may be a link's text: no sentence, no score, nothing said of the page."""
        line = self.lines[place]
        if place in self.furniture:
            return True
        short = len(line.split()) < min(TITLE_WORDS)
        score = short and (any(map(str.isdigit, line)) or ": " in line)
        return not (_is_sentence(line) or score or self._is_stated(place))

    def _is_stated(self, place: int) -> bool:
        """Whether the line is the headline, or says when or by whom the article was written."""
        line = self.lines[place]
        return line == self.title or date_line(line) is not None or bool(_BYLINE.match(line))


def _is_sentence(line: str) -> bool:
    words = len(line.split(None, TITLE_WORDS.stop))
    if words >= TITLE_WORDS.stop - 1:
        return True
    return words > 3 and bool(_ENDED.search(line) or (words > 15 and _ASKED.search(line)))


def _is_shouted(line: str) -> bool:
    return (
        len(line) < 300
        and len(line.split()) in SHOUTED_WORDS
        and line == line.upper() != line.lower()
        and not _ENDED.search(line.rstrip("\"'”’"))
    )
