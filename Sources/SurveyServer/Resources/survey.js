// What the survey's pages do where scripts run: they come back to what was filled in, take over a pass or a scanned code, save on the device,
// leave at once, and give a shared device free. Everything works without this file. Nothing is stored unless somebody asks for it, and then
// only encrypted; answers in progress are in the history of the tab.
(() => {
  "use strict";

  const element = (id) => document.getElementById(id);
  const bytesOf = (text) => new TextEncoder().encode(text);
  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const fromBase64 = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

  // A storage of the browser; null where it may not be used.
  const storageOf = (name) => {
    try {
      return globalThis[name];
    } catch {
      return null;
    }
  };

  // The form of the page, if it has one.
  let form = element("answers");
  const { wave, size, until } = form?.dataset ?? {};
  // The right to answer; the other fields are answers.
  const rights = ["code", "n", "s", "nonce"];
  const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => name !== "page" && name !== "padding");
  const answersIn = (fields) => fields.filter(([name]) => !rights.includes(name));
  const pageOf = (form) => form.elements.page.value;
  const pathOf = (form) => form.getAttribute("action");

  // Fills up what is posted to one length, so that nobody sees from its size how much was answered.
  function padded(fields) {
    const all = fields.map(([name, value]) => [name, value.replace(/\r?\n/g, "\r\n")]);
    const length = `${new URLSearchParams(all)}&padding=`.length;
    return [...all, ["padding", "0".repeat(size * Math.ceil(length / size) - length)]];
  }

  // MARK: Coming back
  //
  // Browsers show the reply to a form again only after a question, and without what was filled in since. So each page notes in its entry
  // of the browser's history what is filled in, and is fetched anew with it after Back, Forward or Reload. On a shared device nothing is
  // noted: another person may press Back.

  const isShared = element("still-there") !== null;
  const isAtAnswers = form && location.pathname === pathOf(form);
  // Browsers without the navigation interface read the note of the entry itself only.
  const { navigation } = globalThis;
  const entries = navigation?.entries() ?? [];
  const noteOf = (entry) => entry?.getState();
  const own = navigation ? noteOf(navigation.currentEntry) : history.state;
  // The entries of one way through the survey have the same name.
  const before = noteOf(entries[navigation?.currentEntry.index - 1]);
  const visit = own?.visit ?? (isAtAnswers ? before?.visit : null) ?? Math.random();
  const tab = storageOf("sessionStorage");

  function keep() {
    if (!form) return;
    const fields = fieldsOf(form);
    const state = { visit, page: pageOf(form), path: pathOf(form), time: Date.now() };
    // Of the start page nothing is noted before there are answers, and nothing where leaving can't be.
    if (tab && !isShared && (state.page > 0 || answersIn(fields).length)) state.fields = fields;
    if (navigation) navigation.updateCurrentEntry({ state });
    else history.replaceState(state, "");
  }

  // What was noted last on this way through the survey, unless the person left it.
  function lastNote() {
    const leaving = tab?.getItem("survey:left") ?? 0;
    const isOwn = (note) => note?.visit === visit && note.fields && note.time > leaving && note.path.split("/")[3] === wave;
    return [own, ...entries.map(noteOf)].filter(isOwn).sort((a, b) => b.time - a.time)[0];
  }

  // Fetches the page that the entry names, with what was noted last; synchronously, so that no other page is shown first.
  function comeBack() {
    const isReloaded = isAtAnswers && pageOf(form) === "0" && !answersIn(fieldsOf(form)).length;
    const last = own || isReloaded ? lastNote() : null;
    if (!last) return;
    const { page, path } = own ?? last;
    const request = new XMLHttpRequest();
    request.open("POST", path, false);
    request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
    try {
      request.send(new URLSearchParams(padded([["page", page], ["do", `show-${page}`], ...last.fields])));
      if (request.status > 499) throw request;
    } catch {
      addEventListener("online", () => location.reload());
      element("offline").hidden = false;
      form.hidden = true;
      form = null;
      return;
    }
    const again = new DOMParser().parseFromString(request.responseText, "text/html");
    // After sending, the start page is there for the next person.
    if (page === "0" && again.querySelector("[data-counted]")) return;
    document.title = again.title;
    document.documentElement.lang = again.documentElement.lang;
    document.body.replaceChildren(...again.body.childNodes);
    form = element("answers");
  }

  function prepareComingBack() {
    comeBack();
    // A replaced entry is fetched when the browser comes back to it, not posted.
    if (isAtAnswers && !own) history.replaceState(null, "");
    keep();
    form?.addEventListener("input", keep);
    // An error page would take the place of what was noted.
    addEventListener("beforeunload", (event) => form && !navigator.onLine && event.preventDefault());
    // A page that the browser kept whole doesn't know what came later.
    addEventListener("pageshow", (event) => event.persisted && navigator.onLine && location.reload());
  }

  // MARK: What an address brings
  //
  // A pass from the desk's page, or the code of a scanned slip: behind #, where it was never sent. It is taken out of the address at once,
  // and goes along to other languages, which are other pages.

  function takeRight() {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const pass = document.querySelector("[data-takes-pass]");
    const code = document.querySelector("[data-takes-code]");
    const isPass = pass && fragment.get("n") && fragment.get("s");
    const isCode = code && fragment.get("c");
    if (!isPass && !isCode) return;
    history.replaceState(null, "", location.pathname + location.search);
    for (const link of document.querySelectorAll("header nav a")) link.hash = fragment;
    if (isCode) code.value = fragment.get("c");
    if (!isPass) return;
    pass.value = `${fragment.get("n")}.${fragment.get("s")}`;
    element("pass-missing").hidden = true;
    element("pass-taken").hidden = false;
  }

  // MARK: What is saved
  //
  // One entry per person and wave. Its name and its key both follow from the right to answer (a code, or the number of a pass), which is
  // never saved: nobody can tell whose it is, and nobody can read it without that right.

  const version = "survey-save/v1";
  const prefix = `survey:${wave}:`;

  const storage = globalThis.crypto?.subtle ? storageOf("localStorage") : null;

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
    return prefix + toBase64(new Uint8Array(bits));
  }

  async function keyOf(secret, salt) {
    const kind = { name: "AES-GCM", length: 256 };
    return crypto.subtle.deriveKey(derivation("key", salt), await sourceOf(secret), kind, false, ["encrypt", "decrypt"]);
  }

  // Encrypts answers, filled up to one length.
  async function seal(state, secret) {
    const text = bytesOf(JSON.stringify(state));
    const filled = new Uint8Array(2 * size * Math.ceil(text.length / (2 * size))).fill(32);
    filled.set(text);
    const [salt, iv] = [16, 12].map((length) => crypto.getRandomValues(new Uint8Array(length)));
    const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(secret, salt), filled);
    return JSON.stringify({ until, salt: toBase64(salt), iv: toBase64(iv), data: toBase64(new Uint8Array(data)) });
  }

  async function open(entry, secret) {
    const { salt, iv, data } = JSON.parse(entry);
    const key = await keyOf(secret, fromBase64(salt));
    const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(iv) }, key, fromBase64(data));
    return JSON.parse(new TextDecoder().decode(text));
  }

  const savedNames = (start) => Object.keys(storage).filter((name) => name.startsWith(start));

  // Entries of waves that are over go.
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
    tab?.removeItem(sent);
  }

  // Pages of questions and the check page offer to save, and keep what is saved up to date.
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
    const save = async (isNew) => {
      try {
        const entry = await seal({ page: pageOf(form), fields: answersIn(fieldsOf(form)) }, secret);
        // It may have been deleted meanwhile.
        if (!isNew && !isSaved()) return;
        storage.setItem(name, entry);
        status.textContent = part.dataset.saved;
      } catch {
        status.textContent = part.dataset.failed;
      }
      show();
    };

    button.addEventListener("click", async () => {
      await save(true);
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
    form.addEventListener("submit", () => (isSaved() ? tab?.setItem(sent, name) : tab?.removeItem(sent)));
    show();
    part.hidden = false;
    if (isSaved()) await save();
  }

  // The start page goes on where the saved answers end.
  function offerRestoring() {
    const part = element("saved");
    if (!savedNames(prefix).length) return;
    part.hidden = false;
    element("saved-delete").addEventListener("click", () => {
      savedNames(prefix).forEach(remove);
      element("saved-status").textContent = part.dataset.deleted;
      element("saved-delete").hidden = true;
    });
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
        tab?.setItem(sent, name);
        try {
          const { page, fields } = await open(entry, secret);
          for (const old of form.querySelectorAll("input[type=hidden]")) if (![...rights, "page"].includes(old.name)) old.remove();
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
    // From now on nothing is shown again that the history notes.
    tab?.setItem("survey:left", Date.now());
    form = null;
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
  }

  // MARK: Without a connection

  // What was filled in stays, and no error page takes its place.
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

  // Asks after a minute without input whether anybody is there, and goes back to the start 20 seconds later.
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
    takeRight();
    if (form) prepareComingBack();
    addEventListener("hashchange", () => {
      takeRight();
      keep();
    });
    form?.addEventListener("formdata", ({ formData }) => formData.set("padding", padded([...formData]).at(-1)[1]));
    const link = document.querySelector("[data-leave]");
    if (form) holdWithoutConnection(element("offline"));
    if (link) prepareLeaving(link);
    if (isShared) watchIdling(element("still-there"));
    if (!storage) return;
    if (document.querySelector("[data-counted]")) remove(tab?.getItem(sent));
    if (form && element("saved")) offerRestoring();
    if (form && element("save") && secretOf(form)) offerSaving();
    removeOld();
  }

  begin();
})();
