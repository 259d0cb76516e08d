"""The description of the API at ``/docs``, made from the contract itself.

Written by hand around the messages' own schemas: raw bodies have none that a framework could
guess. The page loads nothing from anywhere.
"""

from __future__ import annotations

import html
from typing import Any, Final

import msgspec

from wire import __version__, messages, routes

DOCUMENT_PATH: Final = "/docs/openapi.json"
MESSAGES: Final = (
    messages.ServiceDocument,
    messages.EnrolRequest,
    messages.Enrolment,
    messages.PullRequest,
    messages.PullResponse,
    messages.ObjectResponse,
    messages.BlobsRequest,
    messages.Problem,
)
REFERENCE: Final = "#/components/schemas/{name}"


def document() -> dict[str, Any]:
    """The API as OpenAPI 3.1."""
    _, components = msgspec.json.schema_components(MESSAGES, ref_template=REFERENCE)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Vademecum", "version": __version__, "license": {"name": "Apache-2.0"}},
        "paths": _paths(),
        "components": {
            "schemas": components,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}],
    }


def page() -> str:
    """A page for people: each path with what it does, and the way to the document."""
    rows = "".join(
        f"<tr><td><code>{method.upper()}</code></td><td><code>{html.escape(path)}</code></td>"
        f"<td>{html.escape(operation['summary'])}</td></tr>"
        for path, operations in _paths().items()
        for method, operation in operations.items()
    )
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Vademecum API</title>'
        "<style>body{font:16px system-ui;margin:3rem auto;max-width:50rem;padding:0 1rem}"
        "td{padding:.4rem 1rem .4rem 0;vertical-align:top}</style>"
        f"<h1>Vademecum API {__version__}</h1><table>{rows}</table>"
        f'<p>The whole contract: <a href="{DOCUMENT_PATH}">OpenAPI document</a>.</p></html>'
    )


def _paths() -> dict[str, dict[str, Any]]:
    tar: dict[str, Any] = {"content": {routes.TAR: {}}}
    return {
        routes.SERVICE: {
            "get": _operation("Who answers here", _json("ServiceDocument"), is_open=True)
        },
        routes.REPLICAS: {
            "post": _operation("Enrol a replica", _json("Enrolment"), takes="EnrolRequest")
        },
        routes.PULL: {
            "post": _operation("What is new", _json("PullResponse"), takes="PullRequest")
        },
        routes.OBJECTS + "/{key}": {
            "get": _operation("One thing by its key", _json("ObjectResponse"), names="key")
        },
        routes.BLOBS: {"post": _operation("Many blobs in one tar", tar, takes="BlobsRequest")},
        routes.BLOBS + "/{sha256}": {"get": _ranged("One blob", "application/octet-stream")},
        routes.SNAPSHOTS + "/{sha256}": {
            "get": _ranged("One stream's live rows, to begin a boot with", routes.SNAPSHOT),
            "head": _operation("Whether it may be read", {"content": {}}, names="sha256"),
        },
        routes.HEALTH: {
            "get": _operation("Whether the server is well", {"content": {}}, is_open=True)
        },
    }


def _operation(
    summary: str, gives: dict[str, Any], *, takes: str = "", names: str = "", is_open: bool = False
) -> dict[str, Any]:
    problem = {"description": "Refused", "content": {routes.PROBLEM_JSON: _schema("Problem")}}
    operation: dict[str, Any] = {
        "summary": summary,
        "responses": {"200": {"description": "Done", **gives}, "default": problem},
    }
    if takes:
        operation["requestBody"] = {"required": True, **_json(takes)}
    if names:
        string = {"type": "string"}
        parameter = {"name": names, "in": "path", "required": True, "schema": string}
        operation["parameters"] = [parameter]
    if is_open:
        operation["security"] = []
    return operation


def _ranged(summary: str, media_type: str) -> dict[str, Any]:
    """A download of which one range may be asked for."""
    content: dict[str, Any] = {"content": {media_type: {}}}
    operation = _operation(summary, content, names="sha256")
    operation["responses"]["206"] = {"description": "The range asked for", **content}
    operation["parameters"] += [
        {"name": name, "in": "header", "schema": {"type": "string"}}
        for name in ("Range", "If-Range")
    ]
    return operation


def _json(message: str) -> dict[str, Any]:
    return {"content": {routes.JSON: _schema(message)}}


def _schema(message: str) -> dict[str, Any]:
    return {"schema": {"$ref": REFERENCE.format(name=message)}}
