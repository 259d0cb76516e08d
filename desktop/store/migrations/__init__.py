"""The outbox's tables, step by step; each step stands alone and is never edited."""
