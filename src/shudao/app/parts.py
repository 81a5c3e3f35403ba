"""The parts of a running installation, by name."""

from enum import StrEnum

__all__ = ["Part"]


class Part(StrEnum):
    """`WEB` is api and gateway in one process, as `shudao up` runs them."""

    API = "api"
    GATEWAY = "gateway"
    WEB = "web"
    WORKER = "worker"
