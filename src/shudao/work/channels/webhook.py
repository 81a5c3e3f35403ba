"""A webhook: one POST of JSON, signed by HMAC-SHA256, to a host the administrator has named; redirects go nowhere."""

import ipaddress
import json
import time
from typing import ClassVar
from urllib.parse import urlsplit

import httpx

from shudao.work.contracts_life import Dispatch, Letter
from shudao.work.errors import DeliveryFailed
from shudao.work.logic_sending import signature

__all__ = ["Webhook"]

TIMEOUT_S = 10.0


class Webhook:
    """网络回调。"""

    kind: ClassVar[str] = "webhook"
    zh: ClassVar[str] = "网络回调（Webhook）"
    en: ClassVar[str] = "Webhook"
    has_secret: ClassVar[bool] = True

    def address_fault(self, address: str, dispatch: Dispatch) -> str:
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            return "不是网址"
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return "须为 http 或 https 网址"
        if parts.username or parts.password or parts.fragment:
            return "网址中不能带账号或片段"
        named = {parts.hostname} if port is None else {f"{parts.hostname}:{port}"}
        if not named & set(dispatch.webhook_hosts):
            return f"主机 {'、'.join(named)} 未列入允许回调的主机"
        return _link_local_fault(parts.hostname)

    def send(self, letter: Letter, dispatch: Dispatch, secret: str) -> None:
        # The list of hosts may have become shorter since the address was entered.
        if self.address_fault(letter.to, dispatch):
            raise DeliveryFailed(reason="webhook_host")
        body = _body(letter, dispatch)
        at = int(time.time())
        headers = {
            "content-type": "application/json; charset=utf-8",
            "user-agent": "shudao",
            "x-shudao-delivery": letter.id,
            "x-shudao-timestamp": str(at),
            "x-shudao-signature": f"v1={signature(secret, at, body)}",
        }
        try:
            with (
                httpx.Client(timeout=TIMEOUT_S, trust_env=False, follow_redirects=False) as client,
                client.stream("POST", letter.to, content=body, headers=headers) as answer,
            ):
                status = answer.status_code
        except httpx.HTTPError:
            raise DeliveryFailed(reason="webhook_unreachable") from None
        if not 200 <= status < 300:
            raise DeliveryFailed(reason=f"webhook_{status}")


def _link_local_fault(host: str) -> str:
    """169.254.169.254 and its kin hand out the keys of cloud machines."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return ""
    return "不能使用链路本地地址" if address.is_link_local or address.is_unspecified or address.is_multicast else ""


def _body(letter: Letter, dispatch: Dispatch) -> bytes:
    base = dispatch.console_url.rstrip("/")
    notices = [
        {
            "id": message.id,
            "title": {"zh": message.title_zh, "en": message.title_en},
            "link": f"{base}{message.link}",
            "created_at": message.created_at.isoformat(),
        }
        for message in letter.messages
    ]
    return json.dumps({"delivery": letter.id, "notices": notices}, ensure_ascii=False).encode()
