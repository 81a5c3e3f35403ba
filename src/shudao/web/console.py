"""Serving the built console: hashed assets for ever, the page itself never cached, deep links to the page."""

from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.staticfiles import StaticFiles

MISSING = "控制台尚未构建。请运行 make console。\nThe console has not been built. Run: make console\n"


class _Assets(StaticFiles):
    """Files whose names carry a hash of their content may be kept for ever."""

    def file_response(self, *args: object, **kwargs: object) -> Response:
        response = super().file_response(*args, **kwargs)  # type: ignore[arg-type]  # passed through unchanged
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


def mount(app: FastAPI, files: Path | None) -> None:
    """Serve the console at `/`. Addresses of the API never fall through to the page."""
    if files is None or not (files / "index.html").exists():
        app.add_route("/", _missing, include_in_schema=False)
        return
    app.mount("/assets", _Assets(directory=files / "assets"), name="assets")
    index = files / "index.html"

    async def page(request: Request) -> Response:
        path: str = request.path_params["path"]
        if path.startswith(("api/", "gateway/")):
            return await _not_found(request)
        return FileResponse(_file_in(files, path) or index, headers={"cache-control": "no-cache"})

    app.add_route("/{path:path}", page, methods=["GET"], include_in_schema=False)


def _file_in(folder: Path, path: str) -> Path | None:
    """The file of the console at this path, if there is one; never one outside of it."""
    try:
        found = (folder / path).resolve()
        return found if path and found.is_relative_to(folder.resolve()) and found.is_file() else None
    except (OSError, ValueError):
        # The path is longer than a name may be, or holds a NUL: no file is called so.
        return None


async def _missing(request: Request) -> Response:
    return PlainTextResponse(MISSING, 503)


async def _not_found(request: Request) -> Response:
    from shudao.web.errors import UnknownAddress, answer

    return answer(request, UnknownAddress())
