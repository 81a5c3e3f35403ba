"""SM2 keys as PKCS #8 and SubjectPublicKeyInfo PEM, readable by OpenSSL ≥ 3 and Tongsuo.

Only the one DER layout those tools write is read back, hence fixed prefixes instead of an ASN.1 parser.
"""

import base64
import textwrap

__all__ = ["private_from_pem", "private_to_pem", "public_from_pem", "public_to_pem"]

_PRIVATE_HEAD = bytes.fromhex("308187020100301306072a8648ce3d020106082a811ccf5501822d046d306b0201010420")
_PRIVATE_MIDDLE = bytes.fromhex("a144034200")
_PUBLIC_HEAD = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")


def private_to_pem(private_key: bytes, public_key: bytes) -> bytes:
    return _pem("PRIVATE KEY", _PRIVATE_HEAD + private_key + _PRIVATE_MIDDLE + public_key)


def private_from_pem(pem: bytes) -> bytes:
    """The 32 private bytes; raises ValueError for anything but an SM2 key in the usual layout."""
    der = _der("PRIVATE KEY", pem)
    if len(der) != 138 or not der.startswith(_PRIVATE_HEAD):
        raise ValueError("not an SM2 private key in PKCS #8")
    return der[len(_PRIVATE_HEAD) : len(_PRIVATE_HEAD) + 32]


def public_to_pem(public_key: bytes) -> bytes:
    return _pem("PUBLIC KEY", _PUBLIC_HEAD + public_key)


def public_from_pem(pem: bytes) -> bytes:
    """The 65 public bytes; raises ValueError for anything but an SM2 key."""
    der = _der("PUBLIC KEY", pem)
    if len(der) != 91 or not der.startswith(_PUBLIC_HEAD):
        raise ValueError("not an SM2 public key")
    return der[len(_PUBLIC_HEAD) :]


def _pem(label: str, der: bytes) -> bytes:
    body = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n".encode()


def _der(label: str, pem: bytes) -> bytes:
    lines = pem.decode("ascii").split()
    text = " ".join(lines)
    head, tail = f"-----BEGIN {label}-----", f"-----END {label}-----"
    if not (text.startswith(head) and text.endswith(tail)):
        raise ValueError(f"not a PEM {label}")
    return base64.b64decode(text[len(head) : -len(tail)].replace(" ", ""), validate=True)
