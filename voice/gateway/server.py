"""The HTTP server: which address is answered by what."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from annae.paths import PROJECT, models_dir
from annae.settings import Settings
from voice.gateway.dialogue import Dialogue
from voice.gateway.notices import notice_texts
from voice.gateway.protocol import MAX_EVENT_BYTES, ProtocolError, error_event
from voice.gateway.rest import RestChannel
from voice.gateway.services import LOADERS, EngineLoaders, Services
from voice.gateway.session import Session

_LOG = logging.getLogger(__name__)
_PAGE = PROJECT / "avatar_client" / "dist"
_MAX_BODY = 1 << 20
_HEARTBEAT_S = 20
_SECURITY_HEADERS = {
    # Everything comes from this server; the renderer makes blobs for textures and worklets.
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self' ws: wss: blob: data:; worker-src 'self' blob:; frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
SERVICES: web.AppKey[Services] = web.AppKey("services", Services)
_SESSIONS = web.AppKey("sessions", set[web.WebSocketResponse])


def make_app(settings: Settings, loaders: EngineLoaders = LOADERS) -> web.Application:
    """The application; engines load in the background once it runs, until then ``/readyz`` answers 503."""
    app = web.Application(client_max_size=_MAX_BODY, middlewares=[_secure])
    app[_SESSIONS] = set()
    app.cleanup_ctx.append(lambda app: _services(app, settings, loaders))
    app.on_shutdown.append(_close_sessions)
    app.router.add_get("/healthz", _healthz)
    app.router.add_get("/readyz", _readyz)
    app.router.add_get("/metrics", _metrics)
    app.router.add_post("/webhooks/rest/webhook", _rest)
    app.router.add_get("/v1/realtime", _realtime)
    app.router.add_get("/models/clerk.glb", _clerk)
    images = settings.pack_dir / "images"
    if images.is_dir():
        app.router.add_static("/store-images", images)
    app.router.add_get("/", _index)
    if _PAGE.is_dir():
        app.router.add_static("/", _PAGE)
    return app


async def _services(app: web.Application, settings: Settings, loaders: EngineLoaders) -> AsyncIterator[None]:
    async with aiohttp.ClientSession() as http:
        services = Services(settings, Dialogue(http, settings.dialogue, settings.gateway.service_token), loaders)
        app[SERVICES] = services
        loading = asyncio.create_task(_load(services))
        yield
        loading.cancel()
        await asyncio.gather(loading, return_exceptions=True)
        services.close()


async def _load(services: Services) -> None:
    try:
        await services.load()
    except Exception:
        _LOG.exception("voice: the models cannot be loaded; run `annae doctor`")
        raise
    await services.warm_up()


async def _close_sessions(app: web.Application) -> None:
    sessions = app[_SESSIONS]
    for socket in list(sessions):  # closing one removes it
        await socket.close(code=aiohttp.WSCloseCode.GOING_AWAY, message=b"the server is stopping")


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def _secure(request: web.Request, handler: Handler) -> web.StreamResponse:
    response = await handler(request)
    if not response.prepared:
        response.headers.update(_SECURITY_HEADERS)
        if "/assets/" in request.path:  # their names carry a hash of their content
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


async def _healthz(_request: web.Request) -> web.Response:
    return web.json_response({"status": "ok"})


async def _readyz(request: web.Request) -> web.Response:
    parts = await request.app[SERVICES].ready()
    return web.json_response(parts, status=200 if all(parts.values()) else 503)


async def _metrics(request: web.Request) -> web.Response:
    return web.Response(body=request.app[SERVICES].metrics.render(), content_type="text/plain", charset="utf-8")


async def _rest(request: web.Request) -> web.Response:
    return await RestChannel(request.app[SERVICES]).handle(request)


async def _realtime(request: web.Request) -> web.StreamResponse:
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        raise web.HTTPForbidden(text="this page may not open a session here")  # another site in the same browser
    services = request.app[SERVICES]
    socket = web.WebSocketResponse(heartbeat=_HEARTBEAT_S, max_msg_size=MAX_EVENT_BYTES, compress=False)
    await socket.prepare(request)
    sessions = request.app[_SESSIONS]
    if len(sessions) >= services.settings.gateway.max_sessions:
        await socket.send_json(error_event(ProtocolError("busy", "too many sessions", "busy"), notice_texts("busy")))
        await socket.close(code=aiohttp.WSCloseCode.TRY_AGAIN_LATER)
        return socket
    sessions.add(socket)
    services.metrics.sessions.inc()
    try:
        await Session(socket, services).run()
    finally:
        sessions.discard(socket)
        services.metrics.sessions.dec()
    return socket


async def _clerk(_request: web.Request) -> web.StreamResponse:
    path = models_dir() / "clerk" / "clerk.glb"
    if not path.is_file():
        raise web.HTTPNotFound(text="the clerk's figure is not prepared; run `annae doctor`")
    return web.FileResponse(path, headers={"Content-Type": "model/gltf-binary"})


async def _index(_request: web.Request) -> web.StreamResponse:
    page: Path = _PAGE / "index.html"
    if not page.is_file():  # noqa: ASYNC240 - one look at the local disk
        raise web.HTTPServiceUnavailable(text="The page is not built yet. Run: make page")
    return web.FileResponse(page, headers={"Cache-Control": "no-cache"})
