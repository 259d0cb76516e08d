"""What somebody wrote, looks after, and is named in: by kind, the first few of each."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from desktop.records import Person, Reference

translate = QCoreApplication.translate

Titled = tuple[str, tuple[Reference, ...]]


def texts_of(person: Person) -> Iterator[Titled]:
    """Each list with its title; empty lists stay away."""
    for kind, title in (
        ("page", translate("PersonCard", "Pages written")),
        ("post", translate("PersonCard", "Posts written")),
        ("question", translate("PersonCard", "Questions asked")),
        ("answer", translate("PersonCard", "Answers given")),
        ("comment", translate("PersonCard", "Comments")),
    ):
        written = tuple(one for one in person.wrote if one.address.kind == kind)
        if written:
            yield f"{title} ({len(written)})", written
    for title, texts in (
        (translate("PersonCard", "Looks after"), person.looks_after),
        (translate("PersonCard", "Mentioned in"), person.mentioned_in),
    ):
        if texts:
            yield f"{title} ({len(texts)})", texts
