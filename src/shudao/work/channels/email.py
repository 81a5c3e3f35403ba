"""E-mail by SMTP (RFC 5321), protected by STARTTLS or TLS; a letter holds titles and links, nothing else."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate
from typing import ClassVar

from shudao.work.contracts_life import Dispatch, Letter, Message, Security
from shudao.work.errors import DeliveryFailed

__all__ = ["Email"]

TIMEOUT_S = 20.0
ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")


class Email:
    """电子邮件。"""

    kind: ClassVar[str] = "email"
    zh: ClassVar[str] = "电子邮件"
    en: ClassVar[str] = "E-mail"
    has_secret: ClassVar[bool] = False

    def address_fault(self, address: str, dispatch: Dispatch) -> str:
        return "" if ADDRESS.fullmatch(address) else "不是电子邮件地址"

    def send(self, letter: Letter, dispatch: Dispatch, secret: str) -> None:
        if not dispatch.host:
            raise DeliveryFailed(reason="no_mail_server")
        try:
            with _connected(dispatch) as server:
                if dispatch.login:
                    server.login(dispatch.login, secret)
                server.send_message(_written(letter, dispatch))
        except smtplib.SMTPAuthenticationError:
            raise DeliveryFailed(reason="smtp_login") from None
        except smtplib.SMTPRecipientsRefused:
            raise DeliveryFailed(reason="smtp_recipient") from None
        except ssl.SSLError:
            raise DeliveryFailed(reason="smtp_certificate") from None
        except smtplib.SMTPNotSupportedError:
            # The server offers no protection: the password and the letter stay here.
            raise DeliveryFailed(reason="smtp_unprotected") from None
        except smtplib.SMTPResponseException as refused:
            raise DeliveryFailed(reason=f"smtp_{refused.smtp_code}") from None
        except (OSError, smtplib.SMTPException):
            raise DeliveryFailed(reason="smtp_unreachable") from None


def _connected(dispatch: Dispatch) -> smtplib.SMTP:
    if dispatch.security is Security.TLS:
        return smtplib.SMTP_SSL(dispatch.host, dispatch.port, timeout=TIMEOUT_S, context=_trust(dispatch))
    server = smtplib.SMTP(dispatch.host, dispatch.port, timeout=TIMEOUT_S)
    if dispatch.security is Security.STARTTLS:
        try:
            server.starttls(context=_trust(dispatch))
        except BaseException:
            server.close()
            raise
    return server


def _trust(dispatch: Dispatch) -> ssl.SSLContext:
    """The system's certificates and those the administrator added; names are always checked."""
    context = ssl.create_default_context()
    if dispatch.authority:
        context.load_verify_locations(cadata=dispatch.authority)
    return context


def _written(letter: Letter, dispatch: Dispatch) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = dispatch.sender, letter.to
    mail["Subject"] = _subject(letter.messages)
    mail["Date"] = formatdate(localtime=True)
    # The same when it is tried again, so that a mailbox that already has it can tell.
    mail["Message-ID"] = f"<{letter.id}@{dispatch.sender.rpartition('@')[2] or 'shudao'}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join(_lines(message, dispatch) for message in letter.messages) + "\n")
    return mail


def _subject(messages: tuple[Message, ...]) -> str:
    if len(messages) > 1:
        return f"数道：{len(messages)} 条通知 | Shudao: {len(messages)} notices"
    # A line break in a title would begin another header.
    return f"数道：{' '.join(messages[0].title_zh.split())}"


def _lines(message: Message, dispatch: Dispatch) -> str:
    address = f"{dispatch.console_url.rstrip('/')}{message.link}" if dispatch.console_url else message.link
    return f"{message.title_zh}\n{message.title_en}\n{address}"
