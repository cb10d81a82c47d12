"""Long texts on a page: how much of one stands there at once, and what opens on a tap."""

from __future__ import annotations

SHORT, LONG = 360, 560
"""Characters that stand there at once, about five lines on a phone; only what is longer than the second is folded."""


def folded(story: str) -> tuple[list[str], list[str]]:
    """Return the paragraphs that are shown and those behind "read on", none where the story is short.

    The paragraph that runs over is cut after a sentence, or else between words.
    """
    paragraphs = [one for one in story.split("\n") if one.strip()]
    if sum(map(len, paragraphs)) <= LONG:
        return paragraphs, []
    shown: list[str] = []
    room = SHORT
    while paragraphs and len(paragraphs[0]) <= room:
        shown.append(paragraphs.pop(0))
        room -= len(shown[-1])
    if paragraphs and room > SHORT // 2:
        head, tail = _cut(paragraphs[0], room)
        shown.append(head)
        paragraphs[0] = tail
    return shown, paragraphs


def _cut(paragraph: str, room: int) -> tuple[str, str]:
    part = paragraph[:room]
    sentence, word = max(part.rfind(end) + 1 for end in (". ", "! ", "? ")), part.rfind(" ")
    at = next((place for place in (sentence, word) if place > room // 2), room)
    return paragraph[:at].rstrip(), paragraph[at:].lstrip()
