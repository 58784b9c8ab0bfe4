"""A stand-in for a store that speaks S3, in the test's own process: objects in memory, requests as pyarrow sends them."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


class Emmer(ThreadingHTTPServer):
    """The server with its objects: name to bytes and when they were last put."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Deur)
        self.objecten: dict[str, tuple[bytes, datetime]] = {}
        self.delen: dict[str, dict[int, bytes]] = {}
        self.klok = lambda: datetime.now(UTC)
        self.vraag: list[str] = []


class Deur(BaseHTTPRequestHandler):
    server: Emmer
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _pad(self) -> tuple[str, dict[str, list[str]]]:
        deel = urlsplit(self.path)
        self.server.vraag.append(f"{self.command} {self.path}")
        return unquote(deel.path).lstrip("/"), parse_qs(deel.query, keep_blank_values=True)

    def _lees_ruw(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length") or 0))
        uit = b""
        while lengte := int(self.rfile.readline().split(b";")[0], 16):
            uit += self.rfile.read(lengte)
            self.rfile.readline()
        self.rfile.readline()
        return uit

    def _lees(self) -> bytes:
        ruw = self._lees_ruw()
        if "aws-chunked" not in (self.headers.get("Content-Encoding") or ""):
            return ruw
        uit, plek = b"", 0
        while True:
            eind = ruw.index(b"\r\n", plek)
            lengte = int(ruw[plek:eind].split(b";")[0], 16)
            if not lengte:
                return uit
            uit += ruw[eind + 2 : eind + 2 + lengte]
            plek = eind + 2 + lengte + 2

    def _stuur(self, code: int, body: bytes = b"", **kop: str) -> None:
        self.send_response(code)
        for naam, waarde in kop.items():
            self.send_header(naam.replace("_", "-"), waarde)
        if "Content_Length" not in kop:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        naam, _ = self._pad()
        if naam not in self.server.objecten:
            self._stuur(404)
            return
        inhoud, op = self.server.objecten[naam]
        self._stuur(
            200, Content_Length=str(len(inhoud)), Last_Modified=format_datetime(op, usegmt=True), ETag='"x"'
        )

    def do_GET(self) -> None:
        naam, vraag = self._pad()
        if "list-type" in vraag:
            self._lijst(naam, vraag)
            return
        if naam not in self.server.objecten:
            self._stuur(404, b"<Error><Code>NoSuchKey</Code></Error>", Content_Type="application/xml")
            return
        inhoud, op = self.server.objecten[naam]
        kop = {"Last_Modified": format_datetime(op, usegmt=True), "ETag": '"x"'}
        if bereik := self.headers.get("Range"):
            van, tot = bereik.removeprefix("bytes=").split("-")
            stuk = inhoud[int(van) : int(tot) + 1 if tot else None]
            self._stuur(
                206, stuk, Content_Range=f"bytes {van}-{int(van) + len(stuk) - 1}/{len(inhoud)}", **kop
            )
            return
        self._stuur(200, inhoud, **kop)

    def _lijst(self, emmer: str, vraag: dict[str, list[str]]) -> None:
        begin = f"{emmer.strip('/')}/{vraag.get('prefix', [''])[0]}"
        regels = [
            f"<Contents><Key>{escape(n.split('/', 1)[1])}</Key><LastModified>{op:%Y-%m-%dT%H:%M:%S.000Z}</LastModified>"
            f"<ETag>x</ETag><Size>{len(b)}</Size></Contents>"
            for n, (b, op) in sorted(self.server.objecten.items())
            if n.startswith(begin)
        ]
        body = f"<ListBucketResult><IsTruncated>false</IsTruncated><KeyCount>{len(regels)}</KeyCount>{''.join(regels)}</ListBucketResult>"
        self._stuur(200, body.encode(), Content_Type="application/xml")

    def do_POST(self) -> None:
        naam, vraag = self._pad()
        self._lees()
        if "uploads" in vraag:
            self.server.delen["u1"] = {}
            self._stuur(
                200,
                b"<InitiateMultipartUploadResult><UploadId>u1</UploadId></InitiateMultipartUploadResult>",
                Content_Type="application/xml",
            )
            return
        delen = self.server.delen.pop(vraag["uploadId"][0])
        self.server.objecten[naam] = (b"".join(delen[n] for n in sorted(delen)), self.server.klok())
        self._stuur(
            200,
            b"<CompleteMultipartUploadResult><ETag>x</ETag></CompleteMultipartUploadResult>",
            Content_Type="application/xml",
        )

    def do_PUT(self) -> None:
        naam, vraag = self._pad()
        inhoud = self._lees()
        if "partNumber" in vraag:
            self.server.delen[vraag["uploadId"][0]][int(vraag["partNumber"][0])] = inhoud
        else:
            self.server.objecten[naam] = (inhoud, self.server.klok())
        self._stuur(200, ETag=f'"{hashlib.md5(inhoud).hexdigest()}"')

    def do_DELETE(self) -> None:
        naam, _ = self._pad()
        self.server.objecten.pop(naam, None)
        self._stuur(204)


@contextmanager
def open_emmer() -> Iterator[Emmer]:
    """Serve a store for as long as the block."""
    emmer = Emmer()
    draad = threading.Thread(target=emmer.serve_forever, daemon=True)
    draad.start()
    try:
        yield emmer
    finally:
        emmer.shutdown()
        emmer.server_close()
