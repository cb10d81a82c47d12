/* Autosave: every change goes to the phone's storage at once and, with data-autosave-url, to the server a few seconds later.
   What the server has taken is forgotten on the phone; what it has not is put back when the page is opened again. */
import { goOn } from "./pressed.5c0f717df1.js";
import { tell, words } from "./words.b13451392f.js";

const WAIT = 2500;
const RETRY = 15000;
const PATIENCE = 10000;
const SENT = "draft-sent";

export function keepDraft(form) {
  const key = `draft:${form.dataset.draftKey}`;
  const version = () => form.dataset.draftVersion || "";
  const place = form.querySelector("[data-saved-at]") || document.querySelector("[data-saved-at]");
  let timer = 0;
  let sending = null;
  let changes = 0;

  forgetSentDrafts(key);
  restore();
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  window.addEventListener("online", () => storage(key) && form.dataset.autosaveUrl && send());
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (event.defaultPrevented) return;
    if (sending) {
      /* Its answer brings the row's new version: a form that goes without it would be taken for another window's. */
      event.preventDefault();
      const waited = new Promise((resolve) => setTimeout(resolve, PATIENCE));
      Promise.race([sending, waited]).then(() => {
        sending = null;
        clearTimeout(timer);
        goOn(form, event.submitter);
      });
      return;
    }
    if (storage(key)) session(SENT, key);
  });

  function changed(event) {
    if (event.target.type === "file" || event.target.type === "password") return;
    changes += 1;
    storage(key, JSON.stringify({ version: version(), fields: textFields(form) }));
    schedule(WAIT);
  }

  function schedule(delay) {
    clearTimeout(timer);
    if (form.dataset.autosaveUrl) timer = setTimeout(send, delay);
    else if (delay === WAIT) tell(place, words(form.dataset.kept));
  }

  function send() {
    if (sending) return schedule(WAIT);
    const mine = post().finally(() => {
      if (sending === mine) sending = null;
    });
    sending = mine;
    return mine;
  }

  async function post() {
    const seen = changes;
    try {
      const body = new FormData();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
      const answer = await fetch(form.dataset.autosaveUrl, {
        method: "POST",
        body,
        headers: { "X-Requested-With": "XMLHttpRequest" },
        credentials: "same-origin",
        redirect: "error",
      });
      if (answer.status === 409) {
        form.dataset.autosaveUrl = "";
        return tell(place, words(form.dataset.conflict));
      }
      if (answer.status >= 400 && answer.status < 500) return tell(place, words(form.dataset.kept));
      if (!answer.ok) throw new Error(String(answer.status));
      renew(answer.headers.get("X-Draft-Version"));
      if (seen === changes) storage(key, null);
      tell(place, words(form.dataset.saved, { time: clock() }));
    } catch {
      tell(place, words(form.dataset.offline));
      schedule(RETRY);
    }
  }

  /* The row has a new version now: what is kept and what is posted from here on builds on that one. */
  function renew(fresh) {
    if (!fresh) return;
    form.dataset.draftVersion = fresh;
    const field = form.querySelector("input[name=version]");
    if (field) field.value = fresh;
    if (storage(key)) storage(key, JSON.stringify({ version: fresh, fields: textFields(form) }));
  }

  function restore() {
    const kept = parse(storage(key));
    if (!kept) return;
    if (kept.version !== version() || form.querySelector("[aria-invalid=true]")) {
      storage(key, null);
      return;
    }
    if (fill(form, kept.fields)) {
      tell(place, words(form.dataset.restored));
      schedule(WAIT);
    }
  }
}

/* A form that was posted and led to a new page has arrived; reload and back mean it may not have. */
export function forgetSentDrafts(key) {
  const sent = session(SENT);
  if (!sent) return;
  const [entry] = performance.getEntriesByType("navigation");
  const again = entry && (entry.type === "reload" || entry.type === "back_forward");
  if (sent !== key || !again) storage(sent, null);
  session(SENT, null);
}

function textFields(form) {
  const fields = {};
  for (const element of form.elements) {
    if (!element.name || element.disabled || ["file", "password", "hidden", "submit", "button"].includes(element.type)) continue;
    fields[element.name] = fields[element.name] || [];
    if ((element.type === "checkbox" || element.type === "radio") && !element.checked) continue;
    fields[element.name].push(element.value);
  }
  return fields;
}

/* Puts kept values back; true if anything differed from what the server sent. */
function fill(form, fields) {
  let differs = false;
  const position = {};
  for (const element of form.elements) {
    const values = fields[element.name];
    if (!values || ["file", "password", "hidden", "submit", "button"].includes(element.type)) continue;
    if (element.type === "checkbox" || element.type === "radio") {
      const on = values.includes(element.value);
      differs = differs || element.checked !== on;
      element.checked = on;
    } else {
      const index = position[element.name] || 0;
      position[element.name] = index + 1;
      if (index < values.length && element.value !== values[index]) {
        element.value = values[index];
        differs = true;
      }
    }
  }
  return differs;
}

function clock() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${two(now.getHours())}${document.documentElement.lang === "id" ? "." : ":"}${two(now.getMinutes())}`;
}

/* Storage may be full or forbidden (private windows): the form still works without it. */
const storage = (name, value) => keep("localStorage", name, value);
const session = (name, value) => keep("sessionStorage", name, value);

function keep(where, name, value) {
  try {
    if (value === undefined) return window[where].getItem(name);
    if (value === null) window[where].removeItem(name);
    else window[where].setItem(name, value);
  } catch {
    /* nothing can be kept here */
  }
  return null;
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}
