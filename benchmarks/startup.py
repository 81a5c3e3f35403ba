"""How long `shudao up` and `shudao demo` take and how much memory their processes hold together (PSS).

Run with `make bench NAME=startup`; SCALE sets the persons of the demo. Writes `benchmarks/results/startup.md`.
"""

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

RESULTS = Path(__file__).parent / "results" / "startup.md"
SCALE = int(os.environ.get("SCALE", "200000"))
# (demo seconds, demo PSS in MiB) that the design allows at the default scale on two cores.
LIMITS = (120.0, 1536.0)
MIB = 1024 * 1024


@dataclass(frozen=True)
class Figures:
    """Seconds, and MiB of proportional set size over the whole process tree."""

    scale: int
    demo_s: float
    demo_again_s: float
    demo_peak_pss_mib: float
    up_s: float
    up_pss_mib: float


def pss(pid: int) -> float:
    """MiB that a process and its descendants hold; shared pages are counted once between them."""
    total = 0
    with suppress(psutil.NoSuchProcess):
        root = psutil.Process(pid)
        for each in (root, *root.children(recursive=True)):
            with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                total += each.memory_full_info().pss
    return total / MIB


@contextmanager
def started(data: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """`shudao` in a process of its own, stopped in the end."""
    command = [sys.executable, "-m", "shudao.cli.main", "--data", str(data), *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.communicate()


def time_demo(data: Path) -> tuple[float, float]:
    """Seconds of `shudao demo --once`, and its peak PSS, looked at once a second."""
    peak, is_over = [0.0], threading.Event()

    def watch(pid: int) -> None:
        while not is_over.wait(1.0):
            peak[0] = max(peak[0], pss(pid))

    began = time.perf_counter()
    with started(data, "demo", "--once", "--scale", str(SCALE)) as process:
        watcher = threading.Thread(target=watch, args=(process.pid,))
        watcher.start()
        told, _ = process.communicate()
        seconds = time.perf_counter() - began
        is_over.set()
        watcher.join()
    if process.returncode:
        sys.exit(told)
    return seconds, peak[0]


def time_up(data: Path) -> tuple[float, float]:
    """Seconds until `shudao up` says that it runs, and the PSS it then holds."""
    began = time.perf_counter()
    with started(data, "up") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "数道已启动" in line:
                return time.perf_counter() - began, pss(process.pid)
    sys.exit("shudao up ended before it ran")


def measure() -> Figures:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        demo_s, peak = time_demo(data)
        again_s, _ = time_demo(data)
        up_s, up_pss = time_up(data)
    return Figures(SCALE, *(round(value, 1) for value in (demo_s, again_s, peak, up_s, up_pss)))


def machine() -> str:
    memory = psutil.virtual_memory().total / MIB / 1024
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {memory:.0f} GiB, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; load average {load:.1f} when the measurement began"
    )


def table(figures: Figures, on: str) -> str:
    rows = [
        (
            f"`shudao demo --once`, {figures.scale:,} persons, empty folder",
            f"{figures.demo_s} s",
            f"≤ {LIMITS[0]:.0f} s",
        ),
        ("the same again, everything kept", f"{figures.demo_again_s} s", ""),
        ("its process tree, peak PSS", f"{figures.demo_peak_pss_mib} MiB", f"≤ {LIMITS[1]:.0f} MiB"),
        ("`shudao up` on that folder, until it answers", f"{figures.up_s} s", ""),
        ("its process tree, PSS once it answers", f"{figures.up_pss_mib} MiB", ""),
    ]
    lines = ["# Start-up, demo, memory", "", f"Machine: {on}.", "", "| what | measured | allowed |", "|---|---|---|"]
    lines += [f"| {what} | {value} | {allowed} |" for what, value, allowed in rows]
    return "\n".join([*lines, "", "Made by `make bench NAME=startup`.", ""])


def main() -> None:
    on = machine()
    figures = measure()
    text = table(figures, on)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(text, "utf-8")
    print(text)
    print(json.dumps(asdict(figures)))


if __name__ == "__main__":
    main()
