/* What is typed to somebody stays on the device until it has arrived: [data-say] is a form with a message. Its page says which
   messages did (data-arrived, by the mark each form carries), so that nothing is forgotten that was not taken, and nothing
   that is pressed again is sent twice. */
import { tell, words } from "./words.js";

const DRAFTS = "draft:say:";
const KEPT_FOR = 30 * 24 * 3600 * 1000;
const MARK = /^[\w-]{16,40}$/;

const arrived = new Set((document.querySelector("[data-arrived]")?.dataset.arrived || "").split(" ").filter(Boolean));
for (const name of names()) {
  const draft = read(name);
  if (!draft || arrived.has(draft.once) || !(Date.now() - draft.at < KEPT_FOR)) write(name, null);
}
for (const form of document.querySelectorAll("[data-say]")) keep(form);

function keep(form) {
  const name = DRAFTS + form.dataset.say;
  const field = form.elements.message;
  const place = form.querySelector("[data-say-state]");
  const drop = form.querySelector("[data-say-drop]");
  const given = field.value;
  const faulty = form.querySelector("[aria-invalid=true]");
  const kept = read(name);
  const mark = document.createElement("input");
  mark.type = "hidden";
  mark.name = "once";
  mark.value = MARK.test(kept?.once) ? kept.once : newMark();
  form.append(mark);
  if (kept && !faulty && kept.message !== field.value) {
    field.value = kept.message;
    tell(place, words(form.dataset.restored));
    drop.hidden = false;
  } else if (faulty) note();

  field.addEventListener("input", note);
  drop.addEventListener("click", () => {
    write(name, null);
    field.value = given;
    drop.hidden = true;
    tell(place, words(form.dataset.dropped));
    field.focus();
  });
  form.addEventListener("submit", (event) => {
    note();
    if (navigator.onLine) return;
    event.preventDefault();
    tell(place, words(form.dataset.offline));
    place.scrollIntoView({ block: "nearest" });
  });

  function note() {
    write(name, field.value.trim() ? { once: mark.value, at: Date.now(), message: field.value } : null);
  }
}

/* Not randomUUID: it is there on secure addresses alone. */
function newMark() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(DRAFTS));
  } catch {
    return [];
  }
}

/* Storage may be full or forbidden (private windows): the form still works without it. */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    /* nothing can be kept here */
  }
}
