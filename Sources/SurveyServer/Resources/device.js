// What the pages do with the person's own device, where scripts run: saving on it, leaving at once, and giving a shared one free.
// Everything else works without this file. Nothing is saved unless somebody asks for it, and then only encrypted and on the device.
(() => {
  "use strict";

  const element = (id) => document.getElementById(id);
  const bytesOf = (text) => new TextEncoder().encode(text);
  const toBase64URL = (bytes) =>
    btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const fromBase64URL = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));

  // MARK: What is saved
  //
  // One entry per person and wave: its name and its key both follow from the right to answer (a code, or the number of a pass), which is
  // never saved. Nobody can tell from an entry whose it is, and nobody can read it who doesn't have that right again.

  const version = "survey-save/v1";
  const form = element("answers");
  const wave = form?.dataset.wave;
  const prefix = `survey:${wave}:`;
  // What belongs to the moment or is a secret; everything else is answers.
  const unsaved = ["page", "do", "code", "n", "s", "nonce", "padding"];

  // The device's storage; null where it may not be used.
  const storage = (() => {
    try {
      return globalThis.crypto?.subtle ? localStorage : null;
    } catch {
      return null;
    }
  })();

  // The secret that the form carries; empty where it carries none yet.
  function secretOf(form) {
    const code = form.elements.code?.value ?? "";
    if (code.trim()) return code.toUpperCase().replace(/[\s-]/g, "").replaceAll("O", "0").replace(/[IL]/g, "1");
    return (form.elements.n?.value ?? "").replace(/\s/g, "").split(".")[0];
  }

  const derivation = (label, salt) => ({ name: "HKDF", hash: "SHA-256", salt, info: bytesOf(`${version} ${label} ${wave}`) });
  const sourceOf = (secret) => crypto.subtle.importKey("raw", bytesOf(secret), "HKDF", false, ["deriveBits", "deriveKey"]);

  // Under which name a secret's answers are saved.
  async function nameOf(secret) {
    const bits = await crypto.subtle.deriveBits(derivation("name", new Uint8Array()), await sourceOf(secret), 96);
    return prefix + toBase64URL(new Uint8Array(bits));
  }

  async function keyOf(secret, salt) {
    const kind = { name: "AES-GCM", length: 256 };
    return crypto.subtle.deriveKey(derivation("key", salt), await sourceOf(secret), kind, false, ["encrypt", "decrypt"]);
  }

  // Encrypts answers, filled up to one length, so that the entry doesn't show how much was answered.
  async function seal(state, secret) {
    const size = Number(form.dataset.size);
    const text = bytesOf(JSON.stringify(state));
    const filled = new Uint8Array(2 * size * Math.ceil(text.length / (2 * size))).fill(32);
    filled.set(text);
    const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(secret, salt), filled);
    let characters = "";
    for (const byte of new Uint8Array(data)) characters += String.fromCharCode(byte);
    return JSON.stringify({ until: form.dataset.until, salt: toBase64URL(salt), iv: toBase64URL(iv), data: btoa(characters) });
  }

  async function open(entry, secret) {
    const { salt, iv, data } = JSON.parse(entry);
    const sealed = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
    const key = await keyOf(secret, fromBase64URL(salt));
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64URL(iv) }, key, sealed);
    return JSON.parse(new TextDecoder().decode(text));
  }

  const stateOf = (form) => ({
    page: form.elements.page.value,
    fields: [...new FormData(form)].filter(([name]) => !unsaved.includes(name)),
  });

  const savedNames = (start) => Object.keys(storage).filter((name) => name.startsWith(start));

  // Entries of waves that are over are of no use to anybody.
  function removeOld() {
    for (const name of savedNames("survey:")) {
      const { until } = JSON.parse(storage.getItem(name));
      if (!(Date.parse(until) > Date.now())) storage.removeItem(name);
    }
  }

  const sent = "survey:sent";
  let ownName = null;

  function remove(name) {
    if (name) storage?.removeItem(name);
    sessionStorage.removeItem(sent);
  }

  // A page of questions or the check page: offers to save, and keeps what is saved up to date.
  async function offerSaving() {
    const secret = secretOf(form);
    const name = await nameOf(secret);
    const [part, button, deletion, status] = ["save", "save-button", "save-delete", "save-status"].map(element);
    let timer = 0;
    ownName = name;

    const isSaved = () => storage.getItem(name) !== null;
    const show = () => {
      button.hidden = isSaved();
      deletion.hidden = !isSaved();
    };
    const save = async () => {
      try {
        storage.setItem(name, await seal(stateOf(form), secret));
        status.textContent = part.dataset.saved;
      } catch {
        status.textContent = part.dataset.failed;
      }
      show();
    };

    button.addEventListener("click", async () => {
      await save();
      if (!deletion.hidden) deletion.focus();
    });
    deletion.addEventListener("click", () => {
      remove(name);
      status.textContent = part.dataset.deleted;
      show();
      button.focus();
    });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => isSaved() && save(), 200);
    });
    form.addEventListener("submit", () => isSaved() && sessionStorage.setItem(sent, name));
    show();
    part.hidden = false;
    if (isSaved()) await save();
  }

  // The start page: once the code is typed or the pass is there, goes on where the saved answers end.
  function offerRestoring() {
    const part = element("saved");
    if (!savedNames(prefix).length) return;
    part.hidden = false;
    element("saved-delete").addEventListener("click", () => {
      savedNames(prefix).forEach(remove);
      element("saved-status").textContent = part.dataset.deleted;
      element("saved-delete").hidden = true;
    });
    // A page that the browser shows again as it was left would be busy for ever.
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    let isBusy = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (isBusy) return;
      isBusy = true;
      const secret = secretOf(form);
      const name = secret && (await nameOf(secret));
      const entry = name && storage.getItem(name);
      const add = (name, value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
      let step = "next";
      if (entry) {
        sessionStorage.setItem(sent, name);
        try {
          const { page, fields } = await open(entry, secret);
          for (const old of form.querySelectorAll("input[type=hidden]")) if (!unsaved.includes(old.name)) old.remove();
          for (const [name, value] of fields) add(name, value);
          form.elements.page.value = page;
          step = `show-${page}`;
        } catch {
          remove(name);
        }
      }
      add("do", step);
      form.submit();
    });
  }

  // MARK: Leaving

  // Empties the page at once, before anything is loaded, and leaves nothing to come back to.
  function leave(path) {
    remove(ownName);
    form?.reset();
    document.title = "";
    document.body.replaceChildren();
    location.replace(path);
  }

  function prepareLeaving(link) {
    const path = link.getAttribute("href");
    let presses = [];
    addEventListener("click", (event) => {
      if (!event.target.closest("[data-leave]")) return;
      event.preventDefault();
      leave(path);
    });
    addEventListener("keydown", (event) => {
      if (event.repeat) return;
      presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
      if (presses.length === 3 && presses[2] - presses[0] < 5000) leave(path);
    });
    for (const hint of document.querySelectorAll("[data-leave-hint]")) hint.hidden = false;
  }

  // MARK: Without a connection

  // What was filled in stays on the page, instead of giving way to the browser's error page.
  function holdWithoutConnection(notice) {
    form.addEventListener("submit", (event) => {
      notice.hidden = navigator.onLine;
      if (navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      notice.focus();
    });
    addEventListener("online", () => {
      notice.hidden = true;
    });
  }

  // MARK: Shared devices

  // Asks after a minute without input whether anybody is still there, and goes back to the start 20 seconds later.
  function watchIdling(dialog) {
    let timer = 0;
    const restart = () => {
      clearTimeout(timer);
      if (dialog.open) dialog.close();
      timer = setTimeout(() => {
        dialog.showModal();
        timer = setTimeout(() => leave("/"), 20_000);
      }, 60_000);
    };
    for (const input of ["keydown", "click", "input", "wheel", "touchmove"]) addEventListener(input, restart, { passive: true });
    restart();
  }

  function begin() {
    const idle = element("still-there");
    const link = document.querySelector("[data-leave]");
    const notice = element("offline");
    if (form && notice) holdWithoutConnection(notice);
    if (link) prepareLeaving(link);
    if (idle) watchIdling(idle);
    if (!storage) return;
    removeOld();
    if (document.querySelector("[data-counted]")) remove(sessionStorage.getItem(sent));
    if (element("saved")) offerRestoring();
    if (element("save") && secretOf(form)) offerSaving();
  }

  begin();
})();
