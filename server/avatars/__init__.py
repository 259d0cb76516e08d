"""Draws avatars for the sample company: faces, landscapes, patterns, things. No photographs."""
