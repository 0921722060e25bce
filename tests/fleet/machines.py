"""What a fleet is made of, as processes that a test can kill: Redis, workers, collector, dispatcher; and its sites."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

from kombu import Connection
from kombu.exceptions import OperationalError
from redis import Redis
from redis.exceptions import RedisError

PASSWORD = "correct-horse"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class RedisServer:
    """A redis-server of one test; `options` are its command line's."""

    def __init__(self, program: str, folder: Path, *options: str, scheme: str = "redis") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.port, self.host = free_port(), "127.0.0.1"
        listen = ["--port", str(self.port)] if scheme == "redis" else ["--port", "0", "--tls-port", str(self.port)]
        keep = ["--appendonly", "yes", "--save", "", "--requirepass", PASSWORD, "--dir", str(folder)]
        keep += [] if "--bind" in options else ["--bind", self.host]
        self.command = [program, *listen, *keep, *options]
        self.url = f"{scheme}://:{PASSWORD}@{self.host}:{self.port}/0"
        self.start(wait=scheme == "redis")

    def start(self, wait: bool = True) -> None:
        self.process = subprocess.Popen(self.command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if wait:
            until(self._answers, 10, "Redis answers")

    def connect(self) -> Redis:
        return Redis.from_url(self.url, socket_timeout=5)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait()

    def _answers(self) -> bool:
        try:
            with self.connect() as connection:
                return bool(connection.ping())
        except RedisError:
            return False


class RabbitServer:
    """A RabbitMQ node of one test, with a name service of its own, all on loopback."""

    def __init__(self, program: str, folder: Path) -> None:
        self.port, self.folder, names = free_port(), folder, str(free_port())
        (folder / "home").mkdir(parents=True)
        self.env = {
            **os.environ,
            "HOME": str(folder / "home"),
            "ERL_CRASH_DUMP": str(folder / "crash"),
            "ERL_EPMD_PORT": names,
            "RABBITMQ_NODENAME": f"node{self.port}@localhost",
            "RABBITMQ_NODE_IP_ADDRESS": "127.0.0.1",
            "RABBITMQ_NODE_PORT": str(self.port),
            "RABBITMQ_DIST_PORT": str(free_port()),
            "RABBITMQ_MNESIA_BASE": str(folder / "base"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_PID_FILE": str(folder / "pid"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": "-kernel inet_dist_use_interface {127,0,0,1}",
        }
        # Debian's own wrapper changes to the user rabbitmq and its folders.
        own = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
        self.command = [str(own) if own.exists() else program]
        self.url = f"amqp://guest:guest@127.0.0.1:{self.port}//"
        self.names = subprocess.Popen(["epmd", "-port", names, "-address", "127.0.0.1"])
        self.start()

    def start(self) -> None:
        with (self.folder / "out").open("ab") as out:
            self.process = subprocess.Popen(self.command, env=self.env, stdout=out, stderr=out, start_new_session=True)
        until(self._answers, 120, f"RabbitMQ answers, see {self.folder}/out")

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        if self.process.poll() is None:
            self.kill()
        self.names.terminate()
        self.names.wait()

    def _answers(self) -> bool:
        try:
            with Connection(self.url, connect_timeout=2) as connection:
                connection.ensure_connection(max_retries=1)
                return True
        except (OSError, OperationalError):
            return False


class Hosts:
    """Sites at several addresses, which keep score: each request's host, path, and when it began and ended."""

    def __init__(self, addresses: list[str], pages: int, slow: float = 0.03) -> None:
        self.port, self.pages, self.slow = free_port(), pages, slow
        self.seen: list[tuple[str, str, float, float]] = []
        self.servers = [ThreadingHTTPServer((address, self.port), self._handler()) for address in addresses]
        for server in self.servers:
            server.daemon_threads = True
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        self.addresses = addresses

    def close(self) -> None:
        for server in self.servers:
            server.shutdown()
            server.server_close()

    def write_specs(self, folder: Path, delay: float) -> list[str]:
        """A publisher's file for each host; return the slugs."""
        folder.mkdir(parents=True, exist_ok=True)
        for number, address in enumerate(self.addresses):
            home = f"http://{address}:{self.port}/"
            (folder / f"host{number}.toml").write_text(
                f'slug = "host{number}"\nname = "Host {number}"\nhome = "{home}"\ndomains = ["{address}"]\n'
                f'language = "en"\n[visit]\nlists = ["{home}"]\ndelay = {delay}\ninside = true\n'
            )
        return [f"host{number}" for number in range(len(self.addresses))]

    def score(self, delay: float) -> SimpleNamespace:
        """Requests that overlapped on one host, gaps between two that were too short, pages that came twice.

        A request is seen later than it was sent, and an answer is done before it is had: so what was too close together
        may be missed, but on no machine, however busy, is a distance too short that was kept.
        """
        by_host = defaultdict(list)
        for host, path, began, ended in self.seen:
            by_host[host].append((began, ended, path))
        overlaps, short = [], []
        for host, requests in by_host.items():
            requests.sort()
            for first, second in pairwise(requests):
                gap = second[0] - first[1]
                told = (host, first[2], second[2], round(gap, 3))
                overlaps += [told] * (gap < 0)
                short += [told] * (gap < delay)
        again = Counter((host, path) for host, path, _, _ in self.seen if path.startswith("/news"))
        return SimpleNamespace(overlaps=overlaps, short=short, again=sum(many - 1 for many in again.values()))

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        hosts = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                began, host = time.monotonic(), self.server.server_address[0]
                body = hosts._body(str(host), self.path)
                time.sleep(hosts.slow)
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                ended = time.monotonic()  # before whoever asked can have the answer
                self.wfile.write(body)
                hosts.seen.append((str(host), self.path, began, ended))

            def log_message(self, *words: object) -> None:
                pass

        return Handler

    def _body(self, host: str, path: str) -> bytes:
        if path == "/":
            return self._list(host).encode()
        number = path.removeprefix("/news/").removesuffix(".html")
        return self._article(host, int(number)).encode() if number.isdigit() else b""

    def _list(self, host: str) -> str:
        lines = (
            f'<li><a href="/news/{n}.html">{title(host, n)}</a> <span>2024-03-{n % 27 + 1:02}</span></li>'
            for n in range(self.pages)
        )
        return f"<html><head><title>News</title></head><body><h1>News</h1><ul>{''.join(lines)}</ul></body></html>"

    def _article(self, host: str, n: int) -> str:
        seed = n * 7919 + int(host.replace(".", "")) * 104729
        words = " ".join(f"word{(seed + k * k * 31) % 99991}" for k in range(150))
        text = "".join(f"<p>In part {k} the report says: {words[k * 260 : k * 260 + 250]}.</p>" for k in range(4))
        return (
            f"<html><head><title>{title(host, n)}</title></head><body><article><h1>{title(host, n)}</h1>"
            f'<p class="date">2024-03-{n % 27 + 1:02} 10:00</p>{text}</article></body></html>'
        )


def title(host: str, n: int) -> str:
    return f"Report number {n} of {host} tells what happened there"


class Fleet:
    """Collector, dispatcher and workers over one Redis; every process can be killed and begun again."""

    def __init__(self, folder: Path, redis_url: str, lasts: float = 4.0) -> None:
        self.folder = folder
        self.env = {
            **os.environ,
            "NEWSARCHIVE_FLEET": redis_url,
            "NEWSARCHIVE_FLEET_LASTS": str(lasts),
            "NEWSARCHIVE_PUBLISHERS": str(folder / "publishers"),
            "NEWSARCHIVE_DIR": str(folder / "data"),
            "SCRAPY_SETTINGS_MODULE": "newsarchive.settings",
        }
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.killed: list[int] = []

    def worker(self, name: str, slots: int = 2, before: tuple[str, ...] = (), **env: str) -> None:
        celery = [sys.executable, "-m", "celery", "-A", "newsarchive.fleet", "worker", "-Q", "visits,reread"]
        self._run(name, [*before, *celery, "-c", str(slots), "-n", f"{name}@%h", "-l", "WARNING"], env)

    def collector(self) -> None:
        self._run("collector", [sys.executable, "-m", "newsarchive", "fleet", "collect"])

    def dispatcher(self, *slugs: str) -> None:
        self._run("dispatcher", [sys.executable, "-m", "newsarchive", "fleet", "dispatch", "--once", *slugs])

    def kill(self, name: str) -> None:
        """Kill -9 one process, and nobody else; without guards, what it began lives on."""
        self.killed.append(self.processes[name].pid)
        self.processes[name].kill()
        self.processes.pop(name).wait()

    def kill_group(self, name: str) -> None:
        """Kill -9 a process with all its children."""
        os.killpg(self.processes[name].pid, signal.SIGKILL)
        self.processes.pop(name).wait()

    def finish(self, seconds: float) -> None:
        """Wait until the dispatcher has closed every book."""
        until(self._is_over, seconds, f"the crawls end\n{self.logs()}")

    def _is_over(self) -> bool:
        if self.processes["collector"].poll() is not None:  # it may have begun while Redis was away
            self.collector()  # as its service does
        return self.processes["dispatcher"].poll() is not None

    def stop(self) -> None:
        for process in self.processes.values():
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
        for group in (*self.killed, *(process.pid for process in self.processes.values())):
            with suppress(ProcessLookupError):  # without guards, children outlive the worker that began them
                os.killpg(group, signal.SIGKILL)
        for process in self.processes.values():
            process.wait()

    def logs(self) -> str:
        return "\n".join(f"== {log.name}\n{log.read_text()[-2000:]}" for log in sorted(self.folder.glob("*.log")))

    def _run(self, name: str, command: list[str], env: dict[str, str] | None = None) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, env=self.env | (env or {}), cwd=self.folder, stdout=log, stderr=log, start_new_session=True
            )


def until(holds, seconds: float, what: str) -> None:
    """Wait until something holds; fail where it does not in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.1)
