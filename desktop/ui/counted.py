"""Numbers of things in words, in the right number. Knows no widget."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject


class Counted(QObject):
    """One method a thing. A QObject, because only its ``tr`` is collected with its plurals."""

    def people(self, count: int) -> str:
        return _grouped(self.tr("%n people", "", count), count)

    def pages(self, count: int) -> str:
        return _grouped(self.tr("%n pages", "", count), count)

    def posts(self, count: int) -> str:
        return _grouped(self.tr("%n posts", "", count), count)

    def questions(self, count: int) -> str:
        return _grouped(self.tr("%n questions", "", count), count)

    def answers(self, count: int) -> str:
        return _grouped(self.tr("%n answers", "", count), count)

    def comments(self, count: int) -> str:
        return _grouped(self.tr("%n comments", "", count), count)

    def results(self, count: int) -> str:
        return _grouped(self.tr("%n results", "", count), count)

    def photos(self, count: int) -> str:
        return _grouped(self.tr("%n photos", "", count), count)

    def changes(self, count: int) -> str:
        return _grouped(self.tr("%n changes", "", count), count)

    def waiting(self, count: int) -> str:
        return _grouped(self.tr("%n changes waiting", "", count), count)

    def conflicts(self, count: int) -> str:
        return _grouped(self.tr("%n conflicts need you", "", count), count)

    def entries(self, count: int) -> str:
        return _grouped(self.tr("%n entries", "", count), count)

    def times(self, count: int) -> str:
        return _grouped(self.tr("%n times", "", count), count)

    def complaints(self, count: int) -> str:
        return _grouped(self.tr("%n things need your attention", "", count), count)

    def minutes(self, count: int) -> str:
        return self.tr("%n minutes", "", count)

    def hours(self, count: int) -> str:
        return self.tr("%n hours", "", count)

    def days(self, count: int) -> str:
        return self.tr("%n days", "", count)


def _grouped(text: str, count: int) -> str:
    """``text`` with its figure as the locale writes it: *1,171* instead of *1171*."""
    return text.replace(str(count), QLocale().toString(count), 1)
