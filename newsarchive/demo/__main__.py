"""Serve an edition to look at: python -m newsarchive.demo --edition 2 --port 8000."""

from __future__ import annotations

import argparse
import signal

from newsarchive.demo import EDITIONS, serve


def main() -> None:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(prog="python -m newsarchive.demo", description="Serve the demo's publisher.")
    editions = "; ".join(f"{number}: {edition.summary}" for number, edition in EDITIONS.items())
    parser.add_argument("--edition", type=int, choices=list(EDITIONS), default=2, help=editions)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--second", action="store_true", help="serve what the second crawl finds")
    wanted = parser.parse_args()
    with serve(EDITIONS[wanted.edition], wanted.port) as server:
        if wanted.second:
            server.advance()
        print(f"{EDITIONS[wanted.edition].summary}: {server.url}/  (Ctrl-C ends)", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()


if __name__ == "__main__":
    main()
