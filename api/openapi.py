"""The OpenAPI 3.1 description: made from the handlers, with an example for every call."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.problems import KINDS, MEDIA_TYPE
from api.v1_models import ProblemDetails

_ABOUT = """\
The law of Georgia as it stood on any day, down to the unit.

Put `/api/v1/` and a word before any IRI and it tells that of it. Days are Tbilisi days,
intervals are half open. Nothing here needs a key. Errors are problem details (RFC 9457) whose
`type` is stable: see `/problems/`. Guides: docs/api/.
"""


def describe(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app)
    return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    found = get_openapi(
        title="Matsne",
        version="1",
        summary="The law of Georgia as of a day",
        description=_ABOUT,
        routes=app.routes,
        license_info={"name": "Official texts are in the public domain"},
    )
    schemas = found["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["ProblemDetails"] = ProblemDetails.model_json_schema()
    problem = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}}}
    for item in found["paths"].values():
        for operation in item.values():
            answers = operation["responses"]
            answers.pop("422", None)
            for status in sorted({kind.status for kind in KINDS.values()} - {405, 500}):
                names = [n for n, kind in KINDS.items() if kind.status == status]
                answers[str(status)] = {"description": ", ".join(names), "content": problem}
    return found
