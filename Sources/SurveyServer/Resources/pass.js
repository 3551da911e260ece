// What the desk's page does: it makes a pass and hands it over to the survey. It stores nothing, sets no cookie and loads nothing from
// elsewhere.
//
// A pass is a random number N and the desk's signature on it, made without the desk seeing N: a blind signature of RFC 9474, variant
// RSABSSA-SHA384-PSS-Deterministic. All of it follows from a seed of 16 bytes that never leaves this page, so that a person who writes
// down the seed (the "resume code") gets the same pass again on any device.
(() => {
  "use strict";

  // MARK: Bytes and numbers

  const bytesOf = (text) => new TextEncoder().encode(text);
  const joined = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
  const equal = (a, b) => a.length === b.length && a.every((byte, index) => byte === b[index]);
  const toNumber = (bytes) => BigInt("0x0" + Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""));
  const toBytes = (number, size) =>
    Uint8Array.from(number.toString(16).padStart(2 * size, "0").match(/../g), (pair) => parseInt(pair, 16));
  const toBase64URL = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  function fromBase64URL(text) {
    const isBase64URL = typeof text === "string" && /^[\w-]*$/.test(text) && text.length % 4 !== 1;
    if (!isBase64URL) throw new Problem("signature");
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  }

  // base^exponent mod n, bit by bit from the top.
  function power(base, exponent, n) {
    let result = 1n;
    for (const bit of exponent.toString(2)) {
      result = (result * result) % n;
      if (bit === "1") result = (result * base) % n;
    }
    return result;
  }

  // The inverse of a modulo n by Euclid's extended algorithm; null where there is none.
  function inverse(a, n) {
    let [r, next, x, nextX] = [n, a % n, 0n, 1n];
    while (next) {
      const quotient = r / next;
      [r, next] = [next, r - quotient * next];
      [x, nextX] = [nextX, x - quotient * nextX];
    }
    return r === 1n ? ((x % n) + n) % n : null;
  }

  // MARK: The resume code: Crockford's base32 and a check character

  const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  const checkCharacter = (seed) => (alphabet + "*~$=U")[Number(toNumber(seed) % 37n)];

  // Most significant bits first, the last character filled up with zeros.
  function base32(bytes) {
    const count = Math.ceil((8 * bytes.length) / 5);
    const bits = toNumber(bytes) << BigInt(5 * count - 8 * bytes.length);
    return Array.from({ length: count }, (_, index) => alphabet[(bits >> BigInt(5 * (count - 1 - index))) & 31n]).join("");
  }

  // 26 characters are 130 bits: the 128 of the seed and two zeros.
  const resumeCode = (seed) => base32(seed) + checkCharacter(seed);
  const inGroups = (code) => code.match(/.{1,4}/g).join("-");

  // Case, spaces and dashes don't matter, and O, I and L are read as digits.
  const normalised = (text) => text.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");

  // The seed of a resume code as it was typed; null where the text is none.
  function seedOf(text) {
    const code = normalised(text);
    const digits = Array.from(code.slice(0, 26), (character) => alphabet.indexOf(character));
    if (code.length !== 27 || digits.includes(-1)) return null;
    const bits = digits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n);
    if (bits & 3n) return null;
    const seed = toBytes(bits >> 2n, 16);
    return code[26] === checkCharacter(seed) ? seed : null;
  }

  // MARK: The protocol survey-pass/v1

  // Why no pass was made; the page has a sentence for each name.
  class Problem extends Error {
    constructor(name) {
      super(name);
      this.name = name;
    }
  }

  const hash = async (name, bytes) => new Uint8Array(await crypto.subtle.digest(name, bytes));
  const sha384 = (bytes) => hash("SHA-384", bytes);

  // Reads a wave's public key: RSA of 2048 bits with the exponent 65537, or there is no pass.
  async function readKey(der) {
    const pss = { name: "RSA-PSS", hash: "SHA-384" };
    const verifier = await crypto.subtle.importKey("spki", der, pss, true, ["verify"]).catch(() => null);
    if (!verifier) throw new Problem("key");
    const parts = await crypto.subtle.exportKey("jwk", verifier);
    const modulus = fromBase64URL(parts.n);
    if (parts.e !== "AQAB" || modulus.length !== 256 || modulus[0] < 128) throw new Problem("key");
    return { n: toNumber(modulus), e: 65537n, size: 256, id: await hash("SHA-256", der), verifier };
  }

  async function derive(seed, label, key, size) {
    const info = joined(bytesOf(label), key.id);
    const source = await crypto.subtle.importKey("raw", seed, "HKDF", false, ["deriveBits"]);
    const parameters = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
    return new Uint8Array(await crypto.subtle.deriveBits(parameters, source, 8 * size));
  }

  // Everything secret follows from the seed: N, the salt of the encoding, and r with its inverse.
  async function secrets(seed, key) {
    const nonce = await derive(seed, "survey-pass/v1 nonce", key, 32);
    const salt = await derive(seed, "survey-pass/v1 salt", key, 48);
    const blocks = await derive(seed, "survey-pass/v1 blind", key, 31 * 256);
    for (let start = 0; start < blocks.length; start += 256) {
      const r = toNumber(blocks.subarray(start, start + 256));
      const rInverse = r > 0n && r < key.n ? inverse(r, key.n) : null;
      if (rInverse) return { nonce, salt, r, rInverse };
    }
    throw new Problem("failed");
  }

  const messageOf = (nonce, key) => joined(bytesOf("survey-pass/v1"), key.id, nonce);

  // EMSA-PSS (RFC 8017, 9.1.1) with SHA-384, MGF1 with SHA-384, and the given salt.
  async function encode(message, salt, bits) {
    const size = Math.ceil(bits / 8);
    const digest = await sha384(joined(new Uint8Array(8), await sha384(message), salt));
    const block = joined(new Uint8Array(size - salt.length - digest.length - 2), [1], salt);
    for (let counter = 0; counter * 48 < block.length; counter += 1) {
      const mask = await sha384(joined(digest, toBytes(BigInt(counter), 4)));
      for (let index = counter * 48; index < Math.min(block.length, counter * 48 + 48); index += 1) {
        block[index] ^= mask[index - counter * 48];
      }
    }
    block[0] &= 0xff >> (8 * size - bits);
    return joined(block, digest, [0xbc]);
  }

  // What goes to the desk: m · r^e mod n.
  async function blind(message, salt, r, key) {
    const m = toNumber(await encode(message, salt, key.n.toString(2).length - 1));
    if (inverse(m, key.n) === null) throw new Problem("failed");
    return toBytes((m * power(r, key.e, key.n)) % key.n, key.size);
  }

  // What the desk's reply becomes, verified: a wrong signature could be a mark by which an answer is recognised.
  async function finalize(message, blindSignature, rInverse, key) {
    if (blindSignature.length !== key.size || toNumber(blindSignature) >= key.n) throw new Problem("signature");
    const signature = toBytes((toNumber(blindSignature) * rInverse) % key.n, key.size);
    const isRight = await crypto.subtle.verify({ name: "RSA-PSS", saltLength: 48 }, key.verifier, signature, message);
    if (!isRight) throw new Problem("signature");
    return signature;
  }

  // Makes the pass of a seed. `sign` takes the blinded value to the desk and gives its reply.
  async function makePass(seed, key, sign) {
    const { nonce, salt, r, rInverse } = await secrets(seed, key);
    const message = messageOf(nonce, key);
    const signature = await finalize(message, await sign(await blind(message, salt, r, key)), rInverse, key);
    return { n: toBase64URL(nonce), s: toBase64URL(signature) };
  }

  // MARK: Pages

  const element = (id) => document.getElementById(id);

  // What an address carries behind #. It was never sent, and is taken out of the address at once.
  function takeFragment() {
    const fragment = new URLSearchParams(location.hash.slice(1));
    if (location.hash) history.replaceState(null, "", location.pathname + location.search);
    return fragment;
  }

  // Another language is another page: what the address carried goes along.
  function carryToOtherLanguages(fragment) {
    for (const link of document.querySelectorAll("header nav a")) link.hash = fragment;
  }

  const request = (path, options) =>
    fetch(path, { credentials: "omit", cache: "no-store", redirect: "error", ...options }).catch(() => {
      throw new Problem("network");
    });

  const refusals = { 404: "unknown", 409: "handed-out", 410: "closed", 429: "busy", 503: "busy" };

  // The wave's key: the one that the page names and, where the letter's address names one too, that one.
  async function fetchKey(form, expected) {
    const reply = await request(form.dataset.keyPath);
    if (!reply.ok) throw new Problem(reply.status === 503 ? "busy" : "failed");
    const key = await readKey(new Uint8Array(await reply.arrayBuffer()));
    const isExpected = !expected || normalised(expected) === base32(key.id).slice(0, 26);
    if (toBase64URL(key.id) !== form.dataset.keyId || !isExpected) throw new Problem("key");
    return key;
  }

  async function askDesk(form, invitation, blinded, key) {
    const body = JSON.stringify({ invitation, blinded: toBase64URL(blinded), key: toBase64URL(key.id) });
    const headers = { "Content-Type": "application/json" };
    const reply = await request(form.dataset.passPath, { method: "POST", headers, body });
    if (!reply.ok) throw new Problem(refusals[reply.status] ?? "failed");
    const { signature } = await reply.json().catch(() => ({}));
    return fromBase64URL(signature);
  }

  // The desk's page.
  function preparePass(form) {
    if (!globalThis.crypto?.subtle) return;
    let seed = crypto.getRandomValues(new Uint8Array(16));
    let expectedKey = null;
    let isBusy = false;
    const title = document.title;
    const invitation = element("invitation");
    const resume = element("resume");
    const problem = element("pass-problem");

    const showResumeCode = () => {
      element("resume-code").textContent = inGroups(resumeCode(seed));
    };

    const readAddress = () => {
      const fragment = takeFragment();
      if (!fragment.get("i")) return;
      invitation.value = fragment.get("i");
      expectedKey = fragment.get("k");
      carryToOtherLanguages(fragment);
    };

    const show = (error) => {
      const name = form.hasAttribute(`data-text-${error.name}`) ? error.name : "failed";
      problem.hidden = false;
      problem.lastElementChild.textContent = form.getAttribute(`data-text-${name}`);
      document.title = form.dataset.errorPrefix + title;
      invitation.setAttribute("aria-invalid", ["invitation", "unknown"].includes(name));
      resume.setAttribute("aria-invalid", name === "resume");
      if (["resume", "handed-out"].includes(name)) element("resume-part").open = true;
      problem.focus();
    };

    const make = async () => {
      const typed = normalised(invitation.value);
      if (!/^[0-9A-HJKMNP-TV-Z]{16}$/.test(typed)) throw new Problem("invitation");
      if (resume.value.trim()) {
        seed = seedOf(resume.value) ?? seed;
        if (!seedOf(resume.value)) throw new Problem("resume");
        showResumeCode();
      }
      const key = await fetchKey(form, expectedKey);
      const pass = await makePass(seed, key, (blinded) => askDesk(form, typed, blinded, key));
      problem.hidden = form.hidden = true;
      document.title = title;
      element("pass-text").value = `${pass.n}.${pass.s}`;
      element("to-survey").hash = new URLSearchParams(pass);
      element("pass-done").hidden = false;
      element("pass-done").focus();
    };

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (isBusy) return;
      isBusy = problem.hidden = true;
      await make().catch(show);
      isBusy = false;
    });
    element("pass-text").addEventListener("focus", (event) => event.target.select());
    addEventListener("hashchange", readAddress);
    readAddress();
    showResumeCode();
    element("pass-other-ways").hidden = true;
    element("pass-making").hidden = false;
  }

  function begin() {
    const form = document.querySelector("form[data-pass-path]");
    if (form) preparePass(form);
  }

  begin();
})();
