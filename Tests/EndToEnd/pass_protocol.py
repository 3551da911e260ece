"""The protocol survey-pass/v1 once more, in Python's own integers and hashes: what the script is held against.

Only making keys and the final check of a signature use a library (`cryptography`); the rest is RFC 5869, RFC 8017 and RFC 9474 written out.
"""

import base64
import hashlib
import hmac
import math

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def b64url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def from_b64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base32(data):
    bits = "".join(f"{byte:08b}" for byte in data)
    bits += "0" * (-len(bits) % 5)
    return "".join(ALPHABET[int(bits[index:index + 5], 2)] for index in range(0, len(bits), 5))


def resume_code(seed):
    return base32(seed) + (ALPHABET + "*~$=U")[int.from_bytes(seed, "big") % 37]


def hkdf(seed, info, length):
    """RFC 5869 with SHA-256 and an empty salt, which stands for 32 zeros."""
    key = hmac.digest(bytes(32), seed, "sha256")
    output, block = b"", b""
    for counter in range(1, math.ceil(length / 32) + 1):
        block = hmac.digest(key, block + info + bytes([counter]), "sha256")
        output += block
    return output[:length]


class Key:
    """A wave's signing key, at the desk."""

    def __init__(self, exponent=65537, bits=2048):
        self.private = rsa.generate_private_key(public_exponent=exponent, key_size=bits)
        numbers = self.private.private_numbers()
        self.n, self.e, self.d = numbers.public_numbers.n, exponent, numbers.d
        self.size = bits // 8
        self.der = self.private.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
        self.id = hashlib.sha256(self.der).digest()

    def sign(self, blinded):
        return pow(int.from_bytes(blinded, "big"), self.d, self.n).to_bytes(self.size, "big")

    def accepts(self, nonce, signature):
        """What the box does with a pass."""
        try:
            self.private.public_key().verify(
                signature, b"survey-pass/v1" + self.id + nonce,
                padding.PSS(padding.MGF1(hashes.SHA384()), salt_length=48), hashes.SHA384())
            return True
        except InvalidSignature:
            return False


class Secrets:
    """Everything that follows from a seed and a key."""

    def __init__(self, seed, key):
        self.nonce = hkdf(seed, b"survey-pass/v1 nonce" + key.id, 32)
        self.salt = hkdf(seed, b"survey-pass/v1 salt" + key.id, 48)
        blocks = hkdf(seed, b"survey-pass/v1 blind" + key.id, 31 * 256)
        for self.tries in range(1, 32):
            self.r = int.from_bytes(blocks[256 * (self.tries - 1):256 * self.tries], "big")
            if 0 < self.r < key.n and math.gcd(self.r, key.n) == 1:
                break
        self.message = b"survey-pass/v1" + key.id + self.nonce
        encoded = int.from_bytes(encode(self.message, self.salt, key.n.bit_length() - 1), "big")
        self.blinded = (encoded * pow(self.r, key.e, key.n) % key.n).to_bytes(key.size, "big")


def encode(message, salt, bits):
    """EMSA-PSS (RFC 8017, 9.1.1) with SHA-384 and MGF1."""
    size = math.ceil(bits / 8)
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(size - len(salt) - len(digest) - 2) + b"\x01" + salt
    mask = b"".join(
        hashlib.sha384(digest + counter.to_bytes(4, "big")).digest() for counter in range(math.ceil(len(block) / 48)))
    masked = bytearray(a ^ b for a, b in zip(block, mask))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"
