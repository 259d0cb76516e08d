"""Paths, header names, the schema's version and the types of problems: one list for both sides."""

from __future__ import annotations

from typing import Final

SERVICE: Final = "/v1"
REPLICAS: Final = "/v1/replicas"
PULL: Final = "/v1/pull"
OBJECTS: Final = "/v1/objects"
BLOBS: Final = "/v1/blobs"
SNAPSHOTS: Final = "/v1/snapshots"
HEALTH: Final = "/healthz"

SERVICE_NAME: Final = "vademecum"
SCHEMA_HEADER: Final = "Sync-Schema"
SCHEMA: Final = 1
JSON: Final = "application/json"
PROBLEM_JSON: Final = "application/problem+json"
TAR: Final = "application/x-tar"
SNAPSHOT: Final = "application/zstd"
BLOB: Final = "application/octet-stream"

UNAUTHORISED: Final = "/problems/unauthorised"
FORBIDDEN: Final = "/problems/forbidden"
NOT_FOUND: Final = "/problems/not-found"
MALFORMED: Final = "/problems/malformed"
TOO_LARGE: Final = "/problems/too-large"
UPGRADE_REQUIRED: Final = "/problems/upgrade-required"
REPLICA_UNKNOWN: Final = "/problems/replica-unknown"
UNAVAILABLE: Final = "/problems/unavailable"
INTERNAL: Final = "/problems/internal"
