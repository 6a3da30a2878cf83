"""Reading a call as it comes over HTTP: from the query, a form, JSON or several parts."""

from __future__ import annotations

import json

from starlette.datastructures import UploadFile
from starlette.requests import Request

from .files import MAX_UPLOAD, Upload, too_large
from .refusal import Json, bad_request

_SLACK = 1 << 20


async def read_call(request: Request) -> tuple[Json, dict[str, Upload]]:
    """The parameters of a call as they were written, and the files that came with it."""
    given: Json = dict(request.query_params)
    if request.method == "GET":
        return given, {}
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if int(request.headers.get("content-length") or 0) > MAX_UPLOAD + _SLACK:
        async for _ in request.stream():
            pass
        raise too_large()
    if kind == "application/json":
        return given | await _json(request), {}
    if kind not in {"multipart/form-data", "application/x-www-form-urlencoded"}:
        return given, {}
    uploads: dict[str, Upload] = {}
    async with request.form(max_files=100, max_fields=1000, max_part_size=_SLACK) as form:
        for name, value in form.multi_items():
            if isinstance(value, UploadFile):
                uploads[name] = Upload(value.filename or "", await value.read(), value.content_type)
            else:
                given[name] = value
    return given, uploads


async def _json(request: Request) -> Json:
    body = await request.body()
    if not body.strip():
        return {}
    try:
        given = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected as request")
    return given
