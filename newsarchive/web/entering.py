"""Who comes into a private room: whoever has its address, which is signed by the server's secret.

An address lets in as many as it is given to, for as long as the secret stays: as long as the server runs, or longer
where DATASETTE_SECRET is set. Who came in is an actor of Datasette's, by its own cookie, and may read.
"""

from __future__ import annotations

from typing import Any

from datasette.utils.asgi import Forbidden, Request, Response
from itsdangerous import BadSignature

from newsarchive.web.asked import ROOT

#: The actor that readers of a private room are.
READER = "reader"
_NAMESPACE = "newsarchive-entrance"


def address(datasette: Any) -> str:
    """The path that lets in who opens it."""
    return f"{datasette.urls.path(ROOT)}/enter?key={datasette.sign(READER, _NAMESPACE)}"


async def enter(datasette: Any, request: Request) -> Response:
    """Let in who has the key, and take the key out of the address. Raises Forbidden."""
    try:
        datasette.unsign(request.args.get("key") or "", _NAMESPACE)
    except BadSignature as error:
        raise Forbidden("this key opens nothing here") from error
    answer = Response.redirect(datasette.urls.path(ROOT))
    answer.set_cookie("ds_actor", datasette.sign({"a": {"id": READER}}, "actor"), httponly=True)
    return answer
