// Ensemble in the browser. Every page works without this file; with it, pages
// stay current by themselves, drafts are kept while they are typed, and there
// are keys. No build step, no dependencies.
"use strict";
(() => {
  const body = document.body;
  const csrf = body.dataset.csrf;
  const keysOn = body.dataset.keys === "on";
  document.documentElement.classList.add("js");
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const post = (path, fields) => fetch(path, {
    method: "POST", headers: { "X-CSRF-Token": csrf, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields), keepalive: true,
  });

  // ---- The menu is folded on narrow screens only
  const menu = $(".menu");
  if (menu && !matchMedia("(max-width: 60rem)").matches) menu.open = true;

  // ---- Choices take effect when chosen
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-submit-on-change]");
    if (form) form.requestSubmit();
    if (event.target.matches(".attach input")) attached(event.target);
  });

  // ---- What was pressed is at work until the next page is there
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    const button = event.submitter;
    if (button) setTimeout(() => button.setAttribute("aria-busy", "true"), 0);
    if (event.target.matches("[action$='/sign-out']")) {
      // What somebody wrote to a customer does not stay behind on a machine that others use.
      for (const name of Object.keys(localStorage)) if (name.startsWith("draft ")) localStorage.removeItem(name);
    }
  });
  addEventListener("pageshow", () => { for (const button of $$("[aria-busy=true]")) button.removeAttribute("aria-busy"); });

  // ---- Light or dark, as the system says or as one wants it here
  const turn = () => {
    const isDark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    const next = isDark ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try { localStorage.setItem("theme", next); } catch { /* for this page only */ }
  };
  for (const button of $$("[data-turn]")) button.addEventListener("click", turn);

  // ---- Menus close when one clicks elsewhere
  document.addEventListener("click", (event) => {
    for (const popup of $$("details.popup[open]")) if (!popup.contains(event.target)) popup.open = false;
  });

  // ---- Frames of mail are as high as their mail
  const fit = (frame) => {
    const inner = frame.contentDocument && frame.contentDocument.documentElement;
    if (inner) frame.style.height = Math.min(inner.scrollHeight + 8, 4000) + "px";
  };
  document.addEventListener("toggle", (event) => {
    const frame = event.target.open && $("iframe.mail", event.target);
    if (!frame) return;
    frame.addEventListener("load", () => fit(frame), { once: true });
    setTimeout(() => fit(frame), 300);
  }, true);

  // ---- Whether somebody looks: what nobody looks at is not marked as seen
  let movedAt = Date.now();
  const isLooking = () => !document.hidden && Date.now() - movedAt < 120000;
  const moved = () => {
    const was = isLooking();
    movedAt = Date.now();
    if (!was && isLooking() && body.classList.contains("desk")) refresh(true);
  };
  for (const kind of ["pointermove", "pointerdown", "keydown", "scroll", "focus"]) addEventListener(kind, moved, { passive: true, capture: true });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) { movedAt = 0; moved(); } });

  // ---- Live regions: fetched again when something changed
  let pending = null;
  const refresh = (full) => {
    clearTimeout(pending);
    pending = setTimeout(async () => {
      try {
        const answer = await fetch(location.href, { headers: { "X-Live": isLooking() ? "1" : "away" } });
        if (!answer.ok || answer.redirected) return;
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const region of $$("[data-live]")) {
          const next = fresh.getElementById(region.id);
          if (!next || next.innerHTML === region.innerHTML) continue;
          if (region.contains(document.activeElement) && document.activeElement.matches("input, select, textarea")) continue;
          if (region.id === "thread" && $("details[open]", region)) { merge(region, next); continue; }
          if ($$("input, select, textarea", region).some(isFilled)) continue;
          const opened = new Set($$("details[open] > summary", region).map((summary) => summary.textContent));
          region.replaceChildren(...next.childNodes);
          for (const summary of $$("details > summary", region)) if (opened.has(summary.textContent)) summary.parentElement.open = true;
        }
        afterRefresh();
      } catch { /* the next news tries again */ }
    }, full ? 0 : 150);
  };
  // What somebody has begun to fill in is not taken from under their hands.
  const isFilled = (field) => {
    if (field.type === "hidden" || field.type === "submit") return false;
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.matches("select")) return field.selectedIndex !== Math.max(0, [...field.options].findIndex((option) => option.defaultSelected));
    return field.value !== field.defaultValue;
  };
  // What somebody opened stays open: only what is new is added, what changed replaced.
  const merge = (region, next) => {
    for (const fresh of [...next.children]) {
      const present = fresh.id && document.getElementById(fresh.id);
      if (!present) region.append(fresh);
      else if (!$("details[open]", present) && present.outerHTML !== fresh.outerHTML) present.replaceWith(fresh);
    }
  };
  const afterRefresh = () => { choose(chosen); countDown(); };

  const stage = $("[data-conversation]");
  const conversation = stage && stage.dataset.conversation;
  let source = null;
  const offline = $(".offline");
  const connect = () => {
    if (!body.classList.contains("desk") || source) return;
    source = new EventSource("/live");
    let seenOpen = false;
    source.addEventListener("open", () => {
      if (offline) offline.hidden = true;
      if (seenOpen) refresh(true);
      seenOpen = true;
      if (conversation) present("viewing");
    });
    source.addEventListener("error", () => { if (offline && !navigator.onLine) offline.hidden = false; });
    source.addEventListener("change", (event) => {
      if (!conversation || event.data === "0" || event.data === conversation) refresh();
      else if ($("#nav")) refresh();
    });
    source.addEventListener("presence", (event) => { if (event.data === conversation) refresh(); });
  };
  addEventListener("offline", () => { if (offline) offline.hidden = false; });
  addEventListener("online", () => { if (offline) offline.hidden = true; refresh(true); });
  if (body.classList.contains("desk") && window.EventSource) connect();

  // ---- Who is here, who types
  let lastPresence = "";
  let lastPresenceAt = 0;
  const present = (what) => {
    if (!conversation) return;
    if (what === lastPresence && Date.now() - lastPresenceAt < 15000) return;
    lastPresence = what; lastPresenceAt = Date.now();
    post(`/conversations/${conversation}/presence`, { what }).catch(() => {});
  };
  if (conversation) {
    setInterval(() => { if (!document.hidden) present(Date.now() - typedAt < 8000 ? "typing" : "viewing"); }, 20000);
    addEventListener("pagehide", () => { lastPresence = ""; present("gone"); });
  }

  // ---- The draft, kept while it is typed
  const composer = $("form[data-draft]");
  const text = composer && $("textarea", composer);
  const saved = composer && $(".saved", composer);
  let typedAt = 0;
  let saving = null;
  let sent = false;
  let kind = $(".composer.is-note") ? "note" : "message";
  const draftKey = "draft " + location.pathname;
  const save = async () => {
    saving = null;
    if (sent) return;
    const kept = text.value;
    const fields = { kind, text: text.value };
    for (const name of ["to", "cc", "bcc"]) fields[name] = composer.elements[name].value;
    try {
      const answer = await post(composer.dataset.draft, fields);
      saved.textContent = answer.ok ? "✓" : "…";
      // The server has it: kept here as well it would come back after it was sent from elsewhere.
      if (answer.ok && text.value === kept) localStorage.removeItem(draftKey);
    } catch { saved.textContent = "…"; }
  };
  if (composer) {
    const kept = localStorage.getItem(draftKey);
    if (kept && !text.value) { text.value = kept; }
    composer.addEventListener("input", () => {
      typedAt = Date.now();
      present("typing");
      saved.textContent = "";
      try { localStorage.setItem(draftKey, text.value); } catch { /* full: the server has it */ }
      clearTimeout(saving);
      saving = setTimeout(save, 800);
    });
    composer.addEventListener("submit", () => { sent = true; clearTimeout(saving); localStorage.removeItem(draftKey); });
    text.addEventListener("paste", (event) => takeFiles(event.clipboardData, event));
    composer.addEventListener("dragover", (event) => event.preventDefault());
    composer.addEventListener("drop", (event) => takeFiles(event.dataTransfer, event));
    addEventListener("pagehide", () => { if (saving) { clearTimeout(saving); save(); } });
    $("[data-key=preview]", composer).addEventListener("click", (event) => { event.preventDefault(); preview(); });
  }
  // ---- What it will look like
  const preview = async () => {
    const place = $("#preview");
    if (!place.hidden) { place.hidden = true; return text.focus(); }
    const answer = await post("/preview", { text: text.value }).catch(() => null);
    if (!answer || !answer.ok) return;
    // The server makes it from Markdown and lets nothing run.
    place.innerHTML = await answer.text();
    place.hidden = false;
  };
  const takeFiles = (from, event) => {
    if (!from || !from.files.length) return;
    event.preventDefault();
    const input = $(".attach input", composer);
    const all = new DataTransfer();
    for (const file of [...input.files, ...from.files]) all.items.add(file);
    input.files = all.files;
    attached(input);
  };
  const attached = (input) => {
    const place = input.closest("form").querySelector(".saved");
    if (place) place.textContent = [...input.files].map((file) => file.name).join(", ");
  };

  // ---- The web form suggests what it may be about
  const suggestions = $("#suggestions[data-source]");
  if (suggestions) {
    const form = suggestions.closest("form");
    let waiting = null;
    form.addEventListener("input", (event) => {
      const names = (suggestions.dataset.fields || "subject text").split(" ");
      if (!names.includes(event.target.name)) return;
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const words = names.map((name) => form.elements[name].value).join(" ").slice(0, 500);
        try {
          const answer = await fetch(`${suggestions.dataset.source}?q=${encodeURIComponent(words)}`);
          if (!answer.ok) return;
          const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
          suggestions.replaceChildren(...fresh.body.childNodes);
        } catch { /* the choice below is there without it */ }
      }, 400);
    });
    suggestions.addEventListener("click", (event) => {
      const entry = event.target.closest("a[data-offering]");
      if (!entry) return;
      event.preventDefault();
      form.elements.offering.value = entry.dataset.offering;
      form.elements.offering.focus();
    });
  }

  // ---- Words that are selected are those to be marked
  const selectedIn = (root) => {
    const selection = getSelection();
    const words = String(selection).trim();
    if (!root || !words || !selection.rangeCount || !root.contains(selection.anchorNode) || !root.contains(selection.focusNode)) return null;
    const before = document.createRange();
    before.selectNodeContents(root);
    before.setEnd(selection.getRangeAt(0).startContainer, selection.getRangeAt(0).startOffset);
    return { words: words.slice(0, 1000), near: [...String(before)].length };
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-mentions]");
    const found = link && selectedIn($(".text", link.closest(".message")));
    if (!found) return;
    event.preventDefault();
    location.href = `${link.getAttribute("href")}?${new URLSearchParams(found)}`;
  });
  const mention = $("form[data-mention]");
  const take = (found) => {
    mention.elements.words.value = found ? found.words : "";
    mention.elements.near.value = found ? found.near : 0;
    const place = $(".mention-selected", mention);
    place.hidden = !found;
    $("q", place).textContent = found ? found.words : "";
  };
  if (mention) {
    document.addEventListener("selectionchange", () => {
      const found = selectedIn($("[data-mention-text]"));
      if (!found) return;
      for (const choice of $$("input[type=radio]", mention)) choice.checked = false;
      take(found);
    });
    mention.addEventListener("change", (event) => { if (event.target.name === "span") take(null); });
  }

  // ---- Undo counts down, then goes
  const countDown = () => {
    for (const form of $$(".undo[data-until]")) {
      const left = Number(form.dataset.until) - Date.now();
      if (left <= 0) form.remove(); else setTimeout(() => form.remove(), left);
    }
  };
  countDown();

  // ---- Moving through lists
  let chosen = null;
  const choose = (id) => {
    for (const line of $$(".line.chosen")) line.classList.remove("chosen");
    const line = id && $(`.line[data-id="${CSS.escape(id)}"]`);
    if (!line) return;
    chosen = id;
    line.classList.add("chosen");
    line.scrollIntoView({ block: "nearest" });
  };
  const step = (by) => {
    const lines = $$(".line");
    if (!lines.length) return;
    const place = lines.findIndex((line) => line.dataset.id === chosen);
    const next = lines[Math.min(Math.max(place + by, 0), lines.length - 1)];
    choose(next.dataset.id);
  };
  if ($("#lines")) {
    sessionStorage.setItem("list", location.href);
    sessionStorage.setItem("ids", JSON.stringify([...new Set($$(".line").map((line) => line.dataset.conversation || line.dataset.id))]));
  }
  const neighbour = (by) => {
    const ids = JSON.parse(sessionStorage.getItem("ids") || "[]");
    const next = ids[ids.indexOf(conversation) + by];
    location.href = next ? `/conversations/${next}` : sessionStorage.getItem("list") || "/";
  };

  // ---- Keys: one letter, outside of fields, and only if wanted
  const press = (name) => { const button = $(`[data-key="${name}"]`); if (button) button.click(); return !!button; };
  const write = (as) => {
    if (!text) return;
    kind = as;
    $(".composer").classList.toggle("is-note", as === "note");
    const words = String(getSelection());
    if (as === "message" && words && !text.value) text.value = words.split("\n").map((line) => "> " + line).join("\n") + "\n\n";
    text.focus();
    text.scrollIntoView({ block: "center" });
  };
  const keys = {
    "?": () => help(), s: () => $("#find").focus(), n: () => { location.href = "/conversations/new"; },
    a: () => { location.href = "/notifications"; },
    j: () => (conversation ? neighbour(1) : step(1)), k: () => (conversation ? neighbour(-1) : step(-1)),
    Enter: () => { const link = $(".line.chosen a"); if (link) link.click(); },
    r: () => write("message"), x: () => write("note"), i: () => write(kind === "note" ? "message" : "note"),
    p: () => press("preview"), C: () => press("resolve"), z: () => press("wait"), t: () => press("take"),
    u: () => { location.href = sessionStorage.getItem("list") || "/"; },
    ".": () => copy(), d: turn,
    h: () => { location.href = "/inbox/mine"; }, o: () => { location.href = "/inbox/open"; },
  };
  // Once the number, twice with the subject, three times with the address as well.
  let copied = 0;
  let copying = null;
  const copy = () => {
    if (!conversation || !navigator.clipboard) return;
    copied = Math.min(copied + 1, 3);
    clearTimeout(copying);
    copying = setTimeout(() => { copied = 0; }, 1000);
    const all = ["#" + conversation, $("h1").textContent.trim(), location.origin + location.pathname];
    navigator.clipboard.writeText(copied === 1 ? conversation : all.slice(0, copied).join(" "));
  };
  let before = "";
  document.addEventListener("keydown", (event) => {
    const inField = event.target.matches("input, textarea, select, [contenteditable]");
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && body.classList.contains("desk")) {
      event.preventDefault();
      return palette();
    }
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && composer && composer.contains(event.target)) {
      event.preventDefault();
      return press(kind === "note" ? "note" : "send");
    }
    if (event.key === "Escape") {
      for (const popup of $$("details.popup[open]")) popup.open = false;
      if (inField) event.target.blur();
      return;
    }
    if (!keysOn || inField || event.ctrlKey || event.metaKey || event.altKey || $("dialog[open]")) return;
    if (event.key === "Enter" && event.target.matches("a, button, summary")) return;
    if (before === "g" && event.key === "i") { before = ""; location.href = "/inbox/mine"; return; }
    before = event.key;
    const action = keys[event.key];
    if (action) { event.preventDefault(); action(); }
  });

  const show = (box) => {
    if (!box || $("dialog[open]")) return false;
    box.addEventListener("click", (event) => { if (event.target === box) box.close(); }, { once: true });
    box.showModal();
    return true;
  };
  const help = () => show($("#keys"));
  const box = $("#palette");
  const input = box && $("input", box);
  let places = [];
  let at = 0;
  // What is done with a name that is chosen; otherwise a place is gone to.
  let choosing = null;
  const list = () => {
    const wanted = input.value.trim().toLowerCase();
    const found = places.filter(([name]) => name.toLowerCase().includes(wanted)).slice(0, 8);
    if (wanted && !choosing) found.push([`${input.dataset.search} ${input.value}`, "/search?q=" + encodeURIComponent(input.value)]);
    if (/^#?\d+$/.test(wanted) && !choosing) found.unshift([`#${wanted.replace("#", "")}`, "/conversations/" + wanted.replace("#", "")]);
    at = Math.min(at, Math.max(found.length - 1, 0));
    $("ul", box).replaceChildren(...found.map(([name, href], place) => {
      const item = document.createElement("li");
      item.id = "palette-" + place;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", place === at);
      const link = document.createElement("a");
      link.href = href; link.textContent = name; link.tabIndex = -1;
      item.append(link);
      return item;
    }));
    input.setAttribute("aria-activedescendant", found.length ? "palette-" + at : "");
  };
  const palette = (names = null, choose = null) => {
    if (!show(box)) return;
    const label = names ? box.dataset.people : input.placeholder;
    box.setAttribute("aria-label", label);
    input.setAttribute("aria-label", label);
    choosing = choose;
    places = names || $$(".side a[href], .wings a[href]").map((link) => [link.textContent.trim().replace(/\s+/g, " "), link.href]);
    input.value = "";
    at = 0;
    list();
    input.focus();
  };
  if (box) {
    input.addEventListener("input", () => { at = 0; list(); });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        at = Math.max(at + (event.key === "ArrowDown" ? 1 : -1), 0);
        list();
      }
      if (event.key === "Enter") { event.preventDefault(); const link = $("[aria-selected=true] a", box); if (link) link.click(); }
    });
    $("ul", box).addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link || !choosing) return;
      event.preventDefault();
      box.close();
      choosing(link.textContent);
    });
  }
  if (text && box && keysOn) text.addEventListener("input", () => {
    const end = text.selectionStart;
    if (kind !== "note" || text.value.slice(end - 2, end) !== "@@") return;
    const people = $$("form[action$='/assignment'] option").filter((option) => option.value);
    palette(people.map((option) => [option.textContent.trim(), "#"]), (name) => {
      text.setRangeText(`@${name} `, end - 2, end, "end");
      text.focus();
      text.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });
})();
