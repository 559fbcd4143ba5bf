// What the page can do beyond being read: filters, the link between text and notes, light and dark.
// Nothing is fetched, stored outside this browser, or written as markup; without this script all content is there.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (value) => (value ? value.split(" ") : []);

  // ---- light and dark
  const theme = document.getElementById("theme");
  const themes = ["auto", "light", "dark"];
  const stored = () => { try { return localStorage.getItem("ruscorpus-theme"); } catch { return null; } };
  const paint = (name) => {
    if (name === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    theme.textContent = theme.dataset[name];
    theme.value = name;
  };
  theme.hidden = false;
  paint(themes.includes(stored()) ? stored() : "auto");
  theme.addEventListener("click", () => {
    const next = themes[(themes.indexOf(theme.value) + 1) % themes.length];
    paint(next);
    try { localStorage.setItem("ruscorpus-theme", next); } catch { /* a page opened as a file may not store */ }
  });

  // ---- what was found: the notes know it, everything else refers to them by key
  const notes = new Map(all(".notes > li").map((note) => [note.id.slice(1), note]));
  const facts = new Map([...notes].map(([key, note]) => [key, {
    c: words(note.dataset.c), a: words(note.dataset.a), y: note.dataset.y.split(" "), s: words(note.dataset.s),
    d: [parseInt(key, 10) + ""],
  }]));
  const isEvent = (key) => key.includes("e");
  const marks = all("mark").map((mark) => [mark, words(mark.dataset.f)]);
  const marksOf = new Map();
  for (const [mark, keys] of marks) {
    for (const key of keys) marksOf.set(key, [...(marksOf.get(key) ?? []), mark]);
  }
  const doors = all(".sheet .lines .r").map((door) => [door, door.id.slice(1)]);
  const items = all("li[data-f]");

  // ---- filters
  const form = document.getElementById("filter");
  const said = form.querySelector(".said");
  const selects = all("select", form);
  const wanted = () => selects.filter((select) => select.value).map((select) => [select.name, select.value]);
  const fits = (fact, asked) => asked.every(([name, value]) => fact[name].includes(value === "-" ? "" : value));

  const apply = () => {
    const asked = wanted();
    const shown = new Set([...facts.keys()].filter((key) => fits(facts.get(key), asked)));
    for (const [key, note] of notes) note.hidden = !shown.has(key);
    for (const [mark, keys] of marks) mark.classList.toggle("off", !keys.some((key) => shown.has(key)));
    for (const [door, key] of doors) door.hidden = !shown.has(key);
    for (const item of items) item.hidden = !shown.has(item.dataset.f);
    for (const year of all(".year")) year.hidden = !year.querySelector("li:not([hidden])");
    for (const sheet of all(".document")) {
      const open = !asked.length || sheet.querySelector(".notes > li:not([hidden])");
      sheet.hidden = !open;
    }
    for (const select of selects) select.classList.toggle("set", select.value !== "");
    const count = (keys, event) => [...keys].filter((key) => isEvent(key) === event).length.toLocaleString("en");
    const numbers = {
      "{p}": count(shown, false), "{P}": count(facts.keys(), false),
      "{e}": count(shown, true), "{E}": count(facts.keys(), true),
    };
    said.textContent = said.dataset.said.replace(/\{[pPeE]\}/g, (name) => numbers[name]);
  };
  const set = (values) => {
    for (const select of selects) if (select.name in values) select.value = values[select.name];
    apply();
  };
  form.hidden = false;
  form.addEventListener("change", apply);
  form.addEventListener("reset", () => setTimeout(apply));
  form.addEventListener("submit", (event) => event.preventDefault());
  apply();

  // ---- pictures that filter: cells, bars, actors
  const press = (element, act) => {
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "0");
    element.ownerSVGElement.setAttribute("role", "group");  // an image could not hold buttons
    element.addEventListener("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); }
    });
  };
  const go = (id) => document.getElementById(id)?.scrollIntoView();
  for (const cell of all("td[data-by]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = cell.textContent;
    const { code, by, value } = cell.dataset;
    button.addEventListener("click", () => {
      set({ c: code, a: "", y: "", s: "", d: "", [by === "year" ? "y" : "a"]: value || "-" });
      const first = [...notes].find(([, note]) => !note.hidden);
      if (first) reveal(`t${first[0]}`);
    });
    cell.replaceChildren(button);
  }
  for (const node of all(".node")) {
    press(node, () => { set({ a: node.dataset.actor }); go("timeline"); });
  }
  for (const bar of all(".pictures .bar[data-year]")) {
    press(bar, () => { set({ y: bar.dataset.year || "-" }); go("timeline"); });
  }

  // ---- text and notes point at each other
  const light = (keys, on) => {
    for (const key of keys) {
      for (const element of [notes.get(key), ...(marksOf.get(key) ?? [])]) element?.classList.toggle("on", on);
    }
  };
  const keysAt = (target) => {
    const mark = target.closest?.("mark");
    if (mark) return words(mark.dataset.f);
    const note = target.closest?.(".notes > li");
    return note ? [note.id.slice(1)] : [];
  };
  for (const sheet of all(".sheet")) {
    for (const [begin, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
      sheet.addEventListener(begin, (event) => { const keys = keysAt(event.target); if (keys.length) light(keys, on); });
    }
  }

  // ---- a link into a closed document opens it; what a filter hides comes back
  const reveal = (id) => {
    const target = document.getElementById(id);
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    if (target.closest("[hidden]")) form.reset();
    setTimeout(() => { target.scrollIntoView({ block: "center" }); target.focus?.({ preventScroll: true }); });
  };
  const follow = () => reveal(decodeURIComponent(location.hash.slice(1)));
  addEventListener("hashchange", follow);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) follow();
  });
  if (location.hash) follow();

  // ---- paper shows everything
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    for (const box of closed) box.open = true;
  });
  addEventListener("afterprint", () => { for (const box of closed) box.open = false; });
})();
