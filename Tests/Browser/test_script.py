"""The script's arithmetic in Chromium, held against RFC 9474 and against Python. No server is needed."""

import itertools
import json
import pathlib
import random

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pass_protocol import Key, Secrets, b64url, encode, from_b64url, resume_code

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCRIPT = (ROOT / "Sources" / "SurveyServer" / "Resources" / "pass.js").read_text()
VECTORS = json.loads((pathlib.Path(__file__).parent / "Fixtures" / "rfc9474.json").read_text())["vectors"]
PLACE = "https://script.example/"
END = "\n  begin();\n})();\n"
NAMES = "blind, encode, finalize, inverse, makePass, power, readKey, resumeCode, secrets, seedOf, toBase64URL"
# Bytes go to and fro as lists; numbers as decimal texts.
TOOLS = """
  window.b = (list) => Uint8Array.from(list);
  window.problem = (promise) => promise.then(() => null, (error) => error.name);
"""


@pytest.fixture(scope="module")
def page(chromium):
    """A page with the script's functions in `script`: the file itself, whose last line returns them instead of looking at the page."""
    assert SCRIPT.count(END) == 1
    context = chromium.new_context()
    page = context.new_page()
    page.route(PLACE, lambda route: route.fulfill(body="<!DOCTYPE html><title>-</title>", content_type="text/html"))
    page.goto(PLACE)
    page.evaluate("source => { window.script = (0, eval)(source) }", SCRIPT.replace(END, f"\n  return {{ {NAMES} }};\n}})();\n"))
    page.evaluate(f"() => {{ {TOOLS} }}")
    yield page
    context.close()


@pytest.fixture(scope="module")
def keys():
    return [Key() for _ in range(3)]


def seeds(count, seed=7):
    generator = random.Random(seed)
    return [generator.randbytes(16) for _ in range(count)]


def use(page, body, **values):
    """Runs a body in the page with byte strings as lists."""
    values = {name: list(value) if isinstance(value, bytes) else value for name, value in values.items()}
    return page.evaluate(f"async ({{ {', '.join(values)} }}) => {{ {body} }}", values)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["appendix"] for vector in VECTORS])
def test_vectors_of_rfc_9474(page, vector):
    value = {name: bytes.fromhex(text) for name, text in vector.items() if name not in ("name", "appendix")}
    n = int(vector["n"], 16)
    r = pow(int(vector["inv"], 16), -1, n)
    got = use(
        page,
        """
        const numbers = { n: BigInt(n), e: 65537n, size: 512 };
        const jwk = { kty: "RSA", n: script.toBase64URL(b(modulus)), e: "AQAB" };
        numbers.verifier = await crypto.subtle.importKey("jwk", jwk, { name: "RSA-PSS", hash: "SHA-384" }, false, ["verify"]);
        const inverse = script.inverse(BigInt(r), numbers.n);
        return {
          encoded: [...await script.encode(b(message), b(salt), 4095)],
          blinded: [...await script.blind(b(message), b(salt), BigInt(r), numbers)],
          inverse: inverse.toString(),
          signature: [...await script.finalize(b(message), b(blindSignature), inverse, numbers)],
        };""",
        n=str(n), r=str(r), modulus=value["n"], message=value["prepared_msg"], salt=value["salt"],
        blindSignature=value["blind_sig"])
    if "encoded_msg" in value:
        assert bytes(got["encoded"]) == value["encoded_msg"]
    assert bytes(got["blinded"]) == value["blinded_msg"]
    assert int(got["inverse"]) == int(vector["inv"], 16)
    assert bytes(got["signature"]) == value["sig"]


def test_encoding_of_any_key_size(page):
    for bits in (2047, 2048, 2046, 1030):
        got = use(page, "return [...await script.encode(b(message), b(salt), bits)]", message=b"m", salt=b"s" * 48, bits=bits)
        assert bytes(got) == encode(b"m", b"s" * 48, bits)


def test_everything_follows_from_the_seed_as_in_python(page, keys):
    tries = set()
    for seed, key in itertools.product(seeds(12), keys):
        expected = Secrets(seed, key)
        tries.add(min(expected.tries, 2))
        got = use(
            page,
            """
            const key = await script.readKey(b(der));
            const { nonce, salt, r, rInverse } = await script.secrets(b(seed), key);
            let sent;
            const pass = await script.makePass(b(seed), key, async (blinded) => { sent = blinded; return b(signature); });
            return { id: [...key.id], nonce: [...nonce], salt: [...salt], r: r.toString(), rInverse: rInverse.toString(),
              blinded: [...sent], pass };""",
            der=key.der, seed=seed, signature=key.sign(expected.blinded))
        assert bytes(got["id"]) == key.id
        assert bytes(got["nonce"]) == expected.nonce
        assert bytes(got["salt"]) == expected.salt
        assert int(got["r"]) == expected.r
        assert int(got["rInverse"]) == pow(expected.r, -1, key.n)
        assert bytes(got["blinded"]) == expected.blinded
        assert from_b64url(got["pass"]["n"]) == expected.nonce
        assert key.accepts(expected.nonce, from_b64url(got["pass"]["s"]))
    # Some first blocks were too large, so that the second was taken.
    assert tries == {1, 2}


def test_resume_codes(page):
    special = [bytes(16), b"\xff" * 16, bytes(15) + b"\x01", b"\x80" + bytes(15)]
    for seed in special + seeds(20):
        code = resume_code(seed)
        assert use(page, "return script.resumeCode(b(seed))", seed=seed) == code
        typed = [code, code.lower(), "-".join(code[i:i + 4] for i in range(0, 27, 4)), f" {code[:9]} {code[9:]}\n",
                 code.replace("0", "o").replace("1", "l"), code.replace("1", "I")]
        assert page.evaluate("texts => texts.map(text => [...script.seedOf(text)])", typed) == [list(seed)] * len(typed)


def test_a_mistyped_resume_code_is_refused(page):
    code = resume_code(seeds(1)[0])
    wrong = ["", code[:-1], code + "0", code[:26] + "!", "é" * 27, "U" + code[1:]]
    for place in range(27):
        for character in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if character != code[place]:
                wrong.append(code[:place] + character + code[place + 1:])
    assert page.evaluate("texts => texts.filter(text => script.seedOf(text) !== null)", wrong) == []


def problem_of(page, key, seed, signature):
    return use(
        page, "const key = await script.readKey(b(der));"
        "return await problem(script.makePass(b(seed), key, async () => b(signature)))",
        der=key.der, seed=seed, signature=signature)


def test_a_wrong_signature_makes_no_pass(page, keys):
    key, other = keys[:2]
    seed = seeds(1)[0]
    secrets = Secrets(seed, key)
    right = key.sign(secrets.blinded)
    assert problem_of(page, key, seed, right) is None
    wrong = {
        "first bit": bytes([right[0] ^ 0x80]) + right[1:],
        "last bit": right[:-1] + bytes([right[-1] ^ 1]),
        "other wave": other.sign((int.from_bytes(secrets.blinded, "big") % other.n).to_bytes(256, "big")),
        "another value": key.sign(Secrets(seeds(2)[1], key).blinded),
        "zero": bytes(256),
        "the modulus": key.n.to_bytes(256, "big"),
        "short": right[1:],
        "long": b"\0" + right,
        "nothing": b"",
    }
    assert {name: problem_of(page, key, seed, value) for name, value in wrong.items()} == dict.fromkeys(wrong, "signature")


def test_a_value_above_the_modulus_is_refused_though_it_would_verify(page, keys):
    """The right signature plus the modulus is congruent to it: only the comparison with the modulus tells them apart."""
    for seed, key in itertools.product(seeds(40), keys):
        number = int.from_bytes(key.sign(Secrets(seed, key).blinded), "big") + key.n
        if number < 1 << 2048:
            assert problem_of(page, key, seed, number.to_bytes(256, "big")) == "signature"
            return
    raise AssertionError("no seed gave a value that fits")


def test_only_keys_of_2048_bits_with_the_usual_exponent(page, keys):
    elliptic = ec.generate_private_key(ec.SECP256R1()).public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    wrong = {
        "e = 3": Key(exponent=3).der, "3072 bits": Key(bits=3072).der, "1024 bits": Key(bits=1024).der,
        "an elliptic curve": elliptic, "cut": keys[0].der[:-1], "nothing": b"",
    }
    got = {name: use(page, "return await problem(script.readKey(b(der)))", der=der) for name, der in wrong.items()}
    assert got == dict.fromkeys(wrong, "key")
    assert use(page, "return await problem(script.readKey(b(der)))", der=keys[0].der) is None


def test_the_same_seed_gives_the_same_pass_on_another_device_and_another_in_another_wave(page, keys):
    def made(key, seed):
        return use(
            page, "const key = await script.readKey(b(der));"
            "return await script.makePass(b(seed), key, async () => b(signature))",
            der=key.der, seed=seed, signature=key.sign(Secrets(seed, key).blinded))

    seed = seeds(1)[0]
    assert made(keys[0], seed) == made(keys[0], seed)
    assert made(keys[0], seed)["n"] != made(keys[1], seed)["n"]
    assert not keys[1].accepts(*(from_b64url(made(keys[0], seed)[part]) for part in "ns"))


def test_a_pass_is_made_within_half_a_second_on_a_slow_device(page, keys):
    """Chromium slowed down six times; everything but the desk's own work is measured."""
    seed = seeds(1)[0]
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    try:
        times = [
            use(
                page, "const start = performance.now(); const key = await script.readKey(b(der));"
                "await script.makePass(b(seed), key, async () => b(signature)); return performance.now() - start",
                der=keys[0].der, seed=seed, signature=keys[0].sign(Secrets(seed, keys[0]).blinded))
            for _ in range(5)
        ]
    finally:
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    print("milliseconds:", [round(time) for time in times])
    assert sorted(times)[2] < 500


def test_the_file_is_small_and_leaves_nothing_behind(chromium):
    assert len(SCRIPT.encode()) <= 15_000
    for forbidden in ("localStorage", "sessionStorage", "document.cookie", "indexedDB", "innerHTML", "eval(", "https:"):
        assert forbidden not in SCRIPT
    page = chromium.new_context().new_page()
    page.route(PLACE, lambda route: route.fulfill(body="<!DOCTYPE html><title>-</title>", content_type="text/html"))
    page.goto(PLACE)
    before = page.evaluate("Object.getOwnPropertyNames(window).length")
    page.add_script_tag(content=SCRIPT)
    assert page.evaluate("Object.getOwnPropertyNames(window).length") == before
    page.context.close()


def test_base64url_is_that_of_rfc_4648(page):
    for data in [b"", b"\xfb\xff\xfe", bytes(range(256))]:
        assert use(page, "return script.toBase64URL(b(data))", data=data) == b64url(data)
