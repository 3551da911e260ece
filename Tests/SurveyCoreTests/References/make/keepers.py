"""Values for the tests of keepers' keys, made without the engine: `python3 keepers.py` in this folder writes ../values/keepers.json.

Secret sharing over GF(256) is written here from its definition with tables of logarithms to the base 3; scrypt is Python's, the rest is
the `cryptography` package. Random choices are seeded, so the file comes out the same each time.
"""
import hashlib
import json
import pathlib
import random

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

exponentials, value = [], 1
for _ in range(255):
    exponentials.append(value)
    doubled = value << 1 ^ (0x11B if value & 0x80 else 0)
    value ^= doubled
logarithms = {power: exponent for exponent, power in enumerate(exponentials)}


def times(a, b):
    return exponentials[(logarithms[a] + logarithms[b]) % 255] if a and b else 0


def over(a, b):
    return exponentials[(logarithms[a] - logarithms[b]) % 255] if a else 0


def split(secret, count, needed, source):
    """The polynomials of each byte, as sums of powers."""
    polynomials = [[byte] + [source.randrange(256) for _ in range(needed - 1)] for byte in secret]
    shares = []
    for x in range(1, count + 1):
        values = []
        for polynomial in polynomials:
            total, power = 0, 1
            for coefficient in polynomial:
                total ^= times(coefficient, power)
                power = times(power, x)
            values.append(total)
        shares.append((x, bytes(values)))
    return shares


def combine(shares):
    """Lagrange's interpolation at 0."""
    secret = bytes(len(shares[0][1]))
    for x, values in shares:
        weight = 1
        for other, _ in shares:
            if other != x:
                weight = times(weight, over(other, other ^ x))
        secret = bytes(total ^ times(weight, byte) for total, byte in zip(secret, values))
    return secret


def base32(data):
    digits = -(-len(data) * 8 // 5)
    number = int.from_bytes(data, "big") << digits * 5 - len(data) * 8
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(digits - 1, -1, -1))


def groups(data):
    parts = [data[start:start + 5] for start in range(0, len(data), 5)]
    return "-".join(base32(part) + (ALPHABET + "*~$=U")[int.from_bytes(part, "big") % 37] for part in parts)


def public_half(private):
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def share_bytes(x, values, count, needed, identity, public):
    body = bytes([x, needed, count]) + identity + values
    return body + hashlib.sha256(b"survey-keeper-share/v1" + public + body).digest()[:3]


def share_file(*arguments):
    public = arguments[-1]
    return f"survey-keeper-share/v1\nA share.\npublic: {base32(public)}\nshare: {groups(share_bytes(*arguments))}\n"


def locked_file(kind, plain, public, passphrase, source, rounds):
    salt, nonce = source.randbytes(16), source.randbytes(12)
    key = hashlib.scrypt(passphrase.encode(), salt=salt, n=rounds, r=8, p=1, maxmem=1 << 28, dklen=32)
    lock = f"scrypt {rounds} 8 1"
    authenticated = f"survey-keeper-locked/v1\n{kind}\n{lock}\n".encode() + public
    content = nonce + ChaCha20Poly1305(key).encrypt(nonce, plain, authenticated)
    lines = ["survey-keeper-locked/v1", "Locked.", f"public: {base32(public)}", f"holds: {kind}", f"lock: {lock}",
             f"salt: {groups(salt)}", f"content: {groups(content)}"]
    return "".join(line + "\n" for line in lines)


def main():
    source = random.Random(20261130)
    splits = []
    for count, needed, length in [(2, 2, 1), (3, 2, 32), (5, 3, 32), (7, 7, 32), (10, 4, 17), (255, 128, 2)]:
        secret = source.randbytes(length)
        shares = split(secret, count, needed, source)
        some = source.sample(shares, needed)
        assert combine(some) == secret
        splits.append({
            "count": count, "needed": needed, "secret": secret.hex(), "numbers": [x for x, _ in some],
            "shares": [values.hex() for _, values in shares], "tooFew": combine(some[1:]).hex(),
        })
    private, identity = source.randbytes(32), source.randbytes(7)
    public = public_half(private)
    shares = split(private, 3, 2, source)
    passphrase = "caf\u00e9 en zeven paarden"
    values = {
        "products": [[a, b, times(a, b)] for a, b in ((source.randrange(256), source.randrange(256)) for _ in range(500))],
        "inverses": [0] + [over(1, value) for value in range(1, 256)],
        "splits": splits,
        "key": {"private": private.hex(), "public": base32(public), "set": identity.hex()},
        "shareFiles": [share_file(x, values, 3, 2, identity, public) for x, values in shares],
        "passphrase": passphrase,
        "lockedKey": locked_file("key", private, public, passphrase, source, 1 << 10),
        "lockedShare": locked_file(
            "share", share_bytes(*shares[1], 3, 2, identity, public), public, passphrase, source, 1 << 11),
    }
    (pathlib.Path(__file__).parent.parent / "values" / "keepers.json").write_text(json.dumps(values) + "\n")


if __name__ == "__main__":
    main()
