"""The cipher for what is kept only for minutes, such as addresses to answer at."""

from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"pacer: addresses to answer at"


def key_from_token(token: str) -> str:
    """A Fernet key derived from a bot token, for a Pacer without keys of its own."""
    derived = HKDF(SHA256(), 32, salt=None, info=_PURPOSE).derive(token.encode())
    return urlsafe_b64encode(derived).decode()
