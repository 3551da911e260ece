#!/usr/bin/env python3
"""Reference values for passes (survey-pass/v1): a key, the blinding of a number, and the signature.

The arithmetic of RFC 9474 is done here with Python's integers; EMSA-PSS is taken from the padding that PyPI's `cryptography` makes and
checks. Usage: passes.py > ../values/passes.json
"""

import base64
import hashlib
import json
import math
import secrets

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def text(data):
    return base64.b64encode(data).decode()


def mgf1(seed, size):
    blocks = (hashlib.sha384(seed + counter.to_bytes(4, "big")).digest() for counter in range(size // 48 + 1))
    return b"".join(blocks)[:size]


def emsa_pss(message, salt, bits):
    """EMSA-PSS-ENCODE of RFC 8017, section 9.1.1, with SHA-384."""
    size = (bits + 7) // 8
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest() + salt).digest()
    block = bytes(size - len(salt) - 48 - 2) + b"\x01" + salt
    masked = bytearray(a ^ b for a, b in zip(block, mgf1(digest, size - 48 - 1)))
    masked[0] &= 0xFF >> (8 * size - bits)
    return bytes(masked) + digest + b"\xbc"


key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
numbers = key.private_numbers()
n, e, d = numbers.public_numbers.n, numbers.public_numbers.e, numbers.d
spki = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
key_id = hashlib.sha256(spki).digest()

nonce = secrets.token_bytes(32)
message = b"survey-pass/v1" + key_id + nonce
m = int.from_bytes(emsa_pss(message, secrets.token_bytes(48), 2047), "big")
while True:
    r = secrets.randbelow(n)
    if math.gcd(r, n) == 1:
        break
blinded = m * pow(r, e, n) % n
blind_signature = pow(blinded, d, n)
signature = blind_signature * pow(r, -1, n) % n

# The library's own view of the signature: RSASSA-PSS with SHA-384 and a salt of 48 bytes.
key.public_key().verify(
    signature.to_bytes(256, "big"), message, padding.PSS(padding.MGF1(hashes.SHA384()), 48), hashes.SHA384())

number = int.from_bytes(key_id, "big") >> (256 - 130)
print(json.dumps({
    "signingKey": text(key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption())),
    "spki": text(spki),
    "keyID": text(key_id),
    "fingerprint": "".join(ALPHABET[number >> 5 * place & 31] for place in range(25, -1, -1)),
    "modulus": text(n.to_bytes(256, "big")),
    "nonce": text(nonce),
    "blinded": text(blinded.to_bytes(256, "big")),
    "blindSignature": text(blind_signature.to_bytes(256, "big")),
    "signature": text(signature.to_bytes(256, "big")),
}, indent=1))
