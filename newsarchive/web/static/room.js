// What the room does more where scripts run: answers while one types, and keys. Every page works without it.
"use strict";
(() => {
  const root = document.documentElement.dataset.root;
  const field = document.getElementById("q");
  const panel = document.getElementById("glance");
  const searching = document.body.classList.contains("search");
  const QUICK = 120, SETTLED = 600;
  let quick, settled, asking;

  function address(path, words) {
    const found = new URLSearchParams();
    const lang = new URLSearchParams(location.search).get("lang");
    if (words) found.set("q", words);
    if (lang) found.set("lang", lang);
    return `${root}${path}?${found}`;
  }

  // Another page's document; null where it was refused, or is no longer wanted.
  async function read(url) {
    if (asking) asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(url, {signal: asking.signal, credentials: "same-origin"});
      return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
    } catch (error) {
      if (error.name !== "AbortError") close();
      return null;
    }
  }

  function close() {
    panel.hidden = true;
  }

  async function glance() {
    const words = field.value.trim();
    if (!words && !searching) return close();
    if (!words) return settle();
    const found = await read(address("/glance", words));
    if (!found || field.value.trim() !== words) return undefined;
    const answers = document.getElementById("answers");
    if (searching && answers) {
      answers.replaceChildren(...found.body.childNodes);
    } else {
      panel.replaceChildren(...found.body.childNodes);
      panel.hidden = false;
    }
    return undefined;
  }

  // The whole page of a search, once nobody types any more: facets, bars and feeds with it.
  async function settle() {
    if (!searching) return;
    const url = address("/search", field.value.trim());
    const found = await read(url);
    if (!found) return;
    document.getElementById("main").replaceChildren(...found.getElementById("main").childNodes);
    document.querySelector("footer").replaceChildren(...found.querySelector("footer").childNodes);
    document.title = found.title;
    history.replaceState(null, "", url);
  }

  function typed(event) {
    if (event.isComposing) return;
    clearTimeout(quick);
    clearTimeout(settled);
    quick = setTimeout(glance, QUICK);
    settled = setTimeout(settle, SETTLED);
  }

  field.addEventListener("input", typed);
  field.addEventListener("compositionend", typed);
  field.addEventListener("keydown", (event) => {
    const first = panel.hidden ? null : panel.querySelector(":is(h2, h3) a");
    if (event.key === "ArrowDown" && first) {
      event.preventDefault();
      first.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!field.form.contains(event.target)) close();
  });

  // Keys ------------------------------------------------------------------------------------------------------

  const steps = () => [...document.querySelectorAll(".hit :is(h2, h3) a, .words :is(ins, del)")]
    .filter((one) => one.offsetParent !== null);

  function step(by) {
    const all = steps();
    const at = all.indexOf(document.activeElement);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return;
    if (!next.href) next.tabIndex = -1;
    next.focus();
    next.scrollIntoView({block: "center"});
  }

  function follow(selector) {
    const link = document.querySelector(selector);
    if (link) link.click();
  }

  const KEYS = {
    "/": () => { field.focus(); field.select(); },
    "j": () => step(1),
    "k": () => step(-1),
    "[": () => follow("a[rel=prev]"),
    "]": () => follow("a[rel=next]"),
    "p": () => follow("main [data-key=p]"),
    "w": () => follow("main [data-key=w]"),
    "r": () => follow("main [data-key=r]"),
    "t": () => follow("main [data-key=t]"),
    "?": () => follow("nav [data-key='?']"),
  };
  let going = 0;

  function listening() {
    try {
      return localStorage.getItem("newsarchive-keys") !== "off";
    } catch {
      return true;
    }
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      close();
      return;
    }
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !listening()) return;
    const second = Date.now() - going < 1500;
    going = 0;
    if (second && /^[hseoc]$/.test(event.key)) {
      follow(`.masthead [data-key=${event.key}]`);
    } else if (event.key === "g") {
      going = Date.now();
    } else if (KEYS[event.key]) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  const keys = document.getElementById("keys-on");
  if (keys) {
    keys.closest(".script").hidden = false;
    keys.checked = listening();
    keys.addEventListener("change", () => localStorage.setItem("newsarchive-keys", keys.checked ? "on" : "off"));
  }

  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.done;
    });
  }
})();
