"""The options of a REST source."""

import ipaddress
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from shudao.connectors.options import Options

Name = Annotated[str, Field(min_length=1, max_length=200)]
Path = Annotated[str, Field(pattern=r"^[^\s?#]*$")]


def _http_address(address: str) -> str:
    """An http or https address without account, query and fragment, and not one of a link-local host."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an http or https address")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("an address without account, query and fragment; keys belong into the secret")
    _ = parts.port  # raises ValueError for a port that is no number
    try:
        host = ipaddress.ip_address(parts.hostname)
    except ValueError:
        return address
    if host.is_link_local or host.is_unspecified or host.is_multicast:
        # 169.254.169.254 and its kin hand out the keys of cloud machines.
        raise ValueError("not a link-local address")
    return address


class Paging(Options):
    """How the interface cuts its records into pages.

    `offset`: `offset_param` counts records; `page`: `offset_param` counts pages from `first_page`; both end with an
    empty page, or when `total` (the path of the count in the answer) is reached. `next`: the answer holds the next
    page's address at `next`; `token`: it holds a token at `next`, which is sent back as `offset_param`.
    """

    kind: Literal["none", "offset", "page", "next", "token"] = "none"
    offset_param: Name = "offset"
    size_param: Name = "limit"
    size: Annotated[int, Field(ge=1, le=100_000)] = 1000
    first_page: Annotated[int, Field(ge=0, le=1)] = 1
    next: str = "next"
    total: str | None = None


class Resource(Options):
    """One table of the interface: its path below the base address and the path of the records in the answer.

    Paths inside answers are names joined by dots (`data.list`); empty means the answer itself. `columns` are the
    registered fields, others are left out; without them the fields of the first page are taken, and a record that
    has others is rejected.
    """

    name: Name
    path: Path = ""
    records: str = ""
    columns: tuple[Name, ...] | None = None


class RestOptions(Options):
    """Options of a REST source. The secret is the bearer token or the API key, by `auth`."""

    base_url: Annotated[str, AfterValidator(_http_address)]
    resources: Annotated[tuple[Resource, ...], Field(min_length=1)]
    paging: Paging = Paging()
    auth: Literal["none", "bearer", "api_key"] = "none"
    key_header: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]+$")] = "X-API-Key"
    params: Annotated[dict[str, str], Field(default_factory=dict)]
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    retries: Annotated[int, Field(ge=0, le=20)] = 4
    max_page_bytes: Annotated[int, Field(gt=0)] = 64 << 20
    max_pages: Annotated[int, Field(gt=0)] = 1_000_000
