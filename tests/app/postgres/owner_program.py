"""Owns the server of the given DATA folder until told to stop. Run by tests as a process of its own."""

import sys
from pathlib import Path

from shudao.app.postgres.facade import EmbeddedPostgres

if __name__ == "__main__":
    with EmbeddedPostgres(Path(sys.argv[1])):
        print("ready", flush=True)
        sys.stdin.readline()
