"""What the kinds of things are called and which sign they carry. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

CONTEXT = "Kinds"

# kind → (icon, one of them, many of them), in the order of the chips.
_KINDS = {
    "person": ("user", QT_TRANSLATE_NOOP("Kinds", "Person"), QT_TRANSLATE_NOOP("Kinds", "People")),
    "page": ("file-text", QT_TRANSLATE_NOOP("Kinds", "Page"), QT_TRANSLATE_NOOP("Kinds", "Pages")),
    "post": ("newspaper", QT_TRANSLATE_NOOP("Kinds", "Post"), QT_TRANSLATE_NOOP("Kinds", "Posts")),
    "question": (
        "message-circle-question-mark",
        QT_TRANSLATE_NOOP("Kinds", "Question"),
        QT_TRANSLATE_NOOP("Kinds", "Questions"),
    ),
    "answer": (
        "message-square",
        QT_TRANSLATE_NOOP("Kinds", "Answer"),
        QT_TRANSLATE_NOOP("Kinds", "Answers"),
    ),
    "comment": (
        "message-circle",
        QT_TRANSLATE_NOOP("Kinds", "Comment"),
        QT_TRANSLATE_NOOP("Kinds", "Comments"),
    ),
    "unit": ("network", QT_TRANSLATE_NOOP("Kinds", "Unit"), QT_TRANSLATE_NOOP("Kinds", "Units")),
    "responsibility": (
        "shield-check",
        QT_TRANSLATE_NOOP("Kinds", "Responsibility"),
        QT_TRANSLATE_NOOP("Kinds", "Responsibilities"),
    ),
    "skill": ("award", QT_TRANSLATE_NOOP("Kinds", "Skill"), QT_TRANSLATE_NOOP("Kinds", "Skills")),
    "site": ("map-pin", QT_TRANSLATE_NOOP("Kinds", "Site"), QT_TRANSLATE_NOOP("Kinds", "Sites")),
    "space": (
        "book-open",
        QT_TRANSLATE_NOOP("Kinds", "Space"),
        QT_TRANSLATE_NOOP("Kinds", "Spaces"),
    ),
}
_OTHER = ("hash", QT_TRANSLATE_NOOP("Kinds", "Entry"), QT_TRANSLATE_NOOP("Kinds", "Entries"))

KINDS = tuple(_KINDS)


def kind_icon(kind: str) -> str:
    """The name of the icon of a kind, known or not."""
    return str(_KINDS.get(kind, _OTHER)[0])


def one(kind: str) -> str:
    """What one thing of this kind is called."""
    return QCoreApplication.translate(CONTEXT, str(_KINDS.get(kind, _OTHER)[1]))


def many(kind: str) -> str:
    """What several things of this kind are called."""
    return QCoreApplication.translate(CONTEXT, str(_KINDS.get(kind, _OTHER)[2]))
