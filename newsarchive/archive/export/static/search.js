// Search in the pages' headlines and first words, without a server: shelves of articles are scripts that call `shelf`.
"use strict";
const words = document.getElementById("words");
const found = document.getElementById("found");
const told = document.getElementById("told");
const shelves = Number(document.documentElement.dataset.shelves);
const most = 100;
let articles = [];
let asked = false;

window.shelf = (more) => {
  articles = articles.concat(more.map((article) => [...article, fold(article.slice(1).join(" "))]));
  show();
};

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function load() {
  if (asked) return;
  asked = true;
  for (let number = 1; number <= shelves; number += 1) {
    const script = document.createElement("script");
    script.src = `search/${number}.js`;
    document.head.append(script);
  }
}

function show() {
  const wanted = fold(words.value).split(/\s+/).filter(Boolean);
  const hits = wanted.length ? articles.filter((article) => wanted.every((word) => article.at(-1).includes(word))) : [];
  found.replaceChildren(...hits.slice(0, most).map(item));
  told.textContent = wanted.length ? String(hits.length) : "";
}

function item([path, title, about, lead]) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = path;
  link.dir = "auto";
  link.textContent = title;
  const small = document.createElement("div");
  small.className = "about";
  small.dir = "auto";
  small.textContent = `${about} · ${lead}`;
  line.append(link, small);
  return line;
}

words.addEventListener("focus", load);
words.addEventListener("input", () => { load(); show(); });
