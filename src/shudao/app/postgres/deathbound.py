"""Run as a script: become `uid`/`gid`, ask the kernel to end us with our owner, then turn into the given program.

A script of its own rather than `preexec_fn`, which may deadlock in a process with threads. It keeps the process
number, so the program is a direct child of the owner. Standard library only: it is started with `-I -S`.

Usage: deathbound.py UID GID OWNER_PID PROGRAM ARGUMENT…   (UID -1: stay who we are)
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38


def main(uid: int, gid: int, owner_pid: int, command: list[str]) -> None:
    if uid >= 0:
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)
    # Only now: changing the user clears the death signal.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    # SIGQUIT (immediate shutdown), not SIGINT: a fast shutdown may wait for a checkpoint or a replication client, and
    # with the owner dead nobody is left to lose patience. Nothing committed is lost; the next start recovers from the
    # WAL.
    if prctl(PR_SET_PDEATHSIG, int(signal.SIGQUIT), 0, 0, 0) or prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != owner_pid:
        sys.exit("the owner ended before its server started")
    for ignored_by_python in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored_by_python, signal.SIG_DFL)
    os.environ.pop("LD_LIBRARY_PATH", None)  # given for this interpreter's sake, not the program's
    os.execv(command[0], command)  # noqa: S606 -- the program and its arguments come from our own launcher


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
