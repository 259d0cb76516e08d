"""The language of the window: forced, or the system's. Knows where translations lie."""

from __future__ import annotations

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from desktop.ui.style.resources import resource

LANGUAGES = ("en", "de")
VARIABLE = "VADEMECUM_LANGUAGE"


def chosen_language(preferred: str, system: str | None = None) -> str:
    """``VADEMECUM_LANGUAGE``, else what is preferred, else the system's, else English."""
    system = QLocale.system().name() if system is None else system
    for wish in (os.environ.get(VARIABLE, ""), preferred, system):
        code = wish.strip().lower()[:2]
        if code in LANGUAGES:
            return code
    return LANGUAGES[0]


def install_language(app: QCoreApplication, code: str) -> list[QTranslator]:
    """Translate ``app`` into ``code`` and write dates and numbers that way.

    Returns what was installed, for whoever wants to take it away again.
    """
    locale = QLocale.system() if QLocale.system().name()[:2] == code else QLocale(code)
    QLocale.setDefault(locale)
    ours = str(resource("translations"))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for name, folder in ((f"qtbase_{code}", qt), (f"vademecum_{code}", ours)):
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)
            installed.append(translator)
    return installed
