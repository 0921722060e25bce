"""A server that plays every trick that a server can play, one a path: raw bytes on a raw socket."""

import gzip
import socket
import ssl
import struct
import subprocess
import threading
import time

import brotli

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CLOSE = b"Connection: close\r\n\r\n"
LONG = 50_000_000


class Hostile:
    """Serves `tricks` (by path: a function of a socket and its path) until it is closed."""

    def __init__(self, tricks, address="127.0.0.1", certificate=None):
        self.tricks, self.asked, self._open = tricks, [], True
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        self._socket = socket.create_server((address, 0), family=family, backlog=64)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self._socket = context.wrap_socket(self._socket, server_side=True, do_handshake_on_connect=False)
        host = f"[{address}]" if ":" in address else address
        self.port = self._socket.getsockname()[1]
        self.url = f"http{'s' if certificate else ''}://{host}:{self.port}"
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self):
        self._open = False
        self._socket.close()

    def _serve(self):
        while self._open:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                continue
            threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection):
        try:
            connection.settimeout(20)
            head = b""
            while b"\r\n\r\n" not in head:
                if not (part := connection.recv(65536)):
                    return
                head += part
            path = head.split(b" ", 2)[1].decode()
            self.asked.append(path)
            trick = self.tricks.get(path) or self.tricks.get(path.partition("?")[0], missing)
            trick(connection, path)
        except OSError:  # whoever asked has had enough
            pass
        finally:
            connection.close()


def missing(connection, path):
    connection.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n" + CLOSE)


def says(body, head=HEAD, **headers):
    """Answer honestly."""
    lines = b"".join(f"{name.replace('_', '-')}: {value}\r\n".encode() for name, value in headers.items())

    def trick(connection, path):
        connection.sendall(head + lines + f"Content-Length: {len(body)}\r\n".encode() + CLOSE + body)

    return trick


def redirects(where):
    def trick(connection, path):
        to = where(path) if callable(where) else where
        answer = f"HTTP/1.1 302 Found\r\nLocation: {to}\r\nSet-Cookie: seen=1\r\nContent-Length: 0\r\n"
        connection.sendall(answer.encode() + CLOSE)

    return trick


def drips(connection, path):
    connection.sendall(HEAD + CLOSE)
    for _ in range(200):
        connection.sendall(b"<p>")
        time.sleep(0.1)


def never_ends_its_headers(connection, path):
    for number in range(200):
        connection.sendall(HEAD if not number else f"X-{number}: 1\r\n".encode())
        time.sleep(0.1)


def is_endless(connection, path):
    connection.sendall(HEAD + CLOSE)
    while True:
        connection.sendall(b"<p>word</p>" * 6000)


def has_headers_without_measure(connection, path):
    connection.sendall(HEAD)
    for number in range(160):
        connection.sendall(f"X-{number}: ".encode() + b"a" * 65_000 + b"\r\n")
    connection.sendall(b"\r\n")


def cuts_off(connection, path):
    connection.sendall(HEAD + b"Content-Length: 90000\r\n" + CLOSE + b"<p>and then")


def resets(connection, path):
    connection.sendall(HEAD + b"Content-Length: 90000\r\n" + CLOSE + b"<p>and then")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def says_nothing(connection, path):
    return


def babbles(connection, path):
    connection.sendall(b"\x00\x01\x02SSH-2.0-OpenSSH\r\n\r\n" * 20)


def is_as_before(connection, path):
    """Says so to somebody who never was here."""
    connection.sendall(b"HTTP/1.1 304 Not Modified\r\n" + CLOSE)


def half(pack):
    """The first half of a packed document, as if it were all."""
    page = b"".join(f"<p>Paragraph {number} of many.</p>".encode() for number in range(2000))
    body = gzip.compress(page) if pack == "gzip" else brotli.compress(page)
    return says(body[: len(body) // 2], Content_Encoding=pack)


def packed(pack):
    """A body of 50 MB of spaces in as few bytes as the packing needs."""
    body, name = (gzip.compress(b" " * LONG), "gzip") if pack == "gzip" else (brotli.compress(b" " * LONG), "br")
    return says(body, Content_Encoding=name)


BOMB = b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>".encode() for n in range(9)
)
XML_BOMB = says(BOMB + b"]><rss version='2.0'><channel><title>&j;</title></channel></rss>")
XML_OUTSIDE = says(
    b"<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
    b"<rss version='2.0'><channel><item><title>&x;</title><link>/news/x.html</link></item></channel></rss>"
)


def certificate(folder):
    """A key and a certificate that nobody signed."""
    key, cert = folder / "key.pem", folder / "cert.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=nobody"]
    subprocess.run([*command, "-keyout", key, "-out", cert], check=True, capture_output=True)
    return cert, key
