"""The one place where Whoosh's parser is imported, and from which the query language takes it.

Its sources hold escape sequences that newer Pythons warn of when they compile them: that is
Whoosh's to mend and says nothing about our code, so exactly these warnings are left out here.
It must not know anything of ours.
"""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    warnings.filterwarnings("ignore", message=r".*invalid escape sequence")
    warnings.filterwarnings("ignore", message=r'.*"is( not)?" with')
    from whoosh import query as parsed
    from whoosh.qparser import (
        FieldsPlugin,
        GroupPlugin,
        GtLtPlugin,
        OperatorsPlugin,
        OrGroup,
        PhrasePlugin,
        PlusMinusPlugin,
        PrefixPlugin,
        QueryParser,
        QueryParserError,
        RangePlugin,
        SingleQuotePlugin,
        WhitespacePlugin,
    )

__all__ = [
    "FieldsPlugin",
    "GroupPlugin",
    "GtLtPlugin",
    "OperatorsPlugin",
    "OrGroup",
    "PhrasePlugin",
    "PlusMinusPlugin",
    "PrefixPlugin",
    "QueryParser",
    "QueryParserError",
    "RangePlugin",
    "SingleQuotePlugin",
    "WhitespacePlugin",
    "parsed",
]
