"""Draws the pictures of the sample company's pages: ``python -m scripts.sample_pictures``.

Deterministic: the same program draws the same pixels. Needs Pillow, as the server does.
"""
