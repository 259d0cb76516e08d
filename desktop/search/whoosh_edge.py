"""The one place where Whoosh is imported, and from which the rest of the search takes it.

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
    from whoosh.highlight import BasicFragmentScorer, PinpointFragmenter, top_fragments
    from whoosh.lang.stopwords import stoplists
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
    "BasicFragmentScorer",
    "FieldsPlugin",
    "GroupPlugin",
    "GtLtPlugin",
    "OperatorsPlugin",
    "OrGroup",
    "PhrasePlugin",
    "PinpointFragmenter",
    "PlusMinusPlugin",
    "PrefixPlugin",
    "QueryParser",
    "QueryParserError",
    "RangePlugin",
    "SingleQuotePlugin",
    "WhitespacePlugin",
    "parsed",
    "stoplists",
    "top_fragments",
]
