/* Tiles of photos the server has: they become the picture when it is prepared, and follow when another comes before them.
   A small fetch asks, at longer and longer intervals, and stops when nothing is being prepared any more: one address and one
   fragment need no library. What somebody is typing into, and where the keyboard stands, is left alone. */
import { words } from "./words.b13451392f.js";

const FIRST = 300;
const LONGER = 1.25;
const LONGEST = 15_000;

export class Tiles {
  #asking = false;
  #delay = FIRST;
  #numbered = Promise.resolve();

  constructor(form, list, say) {
    Object.assign(this, { form, list, say });
  }

  /* Ask until every photo is ready or has failed. */
  async watch() {
    this.#delay = FIRST;
    if (this.#asking) return;
    this.#asking = true;
    while (this.#waiting().length) {
      await pause(this.#delay);
      this.#delay = Math.min(this.#delay * LONGER, LONGEST);
      const fresh = await this.#fetch(this.#waiting(), true);
      if (fresh === null) break;
      const news = fresh.map((tile) => this.#adopt(tile)).filter(Boolean);
      if (!news.length) continue;
      this.say(news.map((tile) => this.#sentence(tile)).join(" "));
      this.#delay = FIRST;
    }
    this.#asking = false;
  }

  /* A photo has come. The last one only frees the button of the one before; others move up a number. `add` is the tile for
     more photos as the server draws it now: how many still fit. */
  async welcome(tile, add) {
    const all = photoTiles(this.list);
    const [left, now] = [this.list.querySelector(":scope > [data-add] .hint"), add && add.querySelector(".hint")];
    if (left && now) left.textContent = now.textContent;
    if (all.at(-1) !== tile) return this.#renumber();
    const back = all.length > 1 && all.at(-2).querySelector("button[name=move][value$=':1']");
    if (back) back.disabled = false;
    return undefined;
  }

  /* One after the other: an older answer never comes last. */
  #renumber() {
    this.#numbered = this.#numbered.then(async () => {
      for (const tile of (await this.#fetch(photoTiles(this.list), false)) || []) this.#adopt(tile);
    });
    return this.#numbered;
  }

  #waiting() {
    return photoTiles(this.list).filter((tile) => tile.hasAttribute("data-waiting"));
  }

  /* The tiles as they are now; none without an answer, null where there will never be one. */
  async #fetch(tiles, settled) {
    const query = new URLSearchParams(tiles.map((tile) => ["photo", numberOf(tile)]));
    if (settled) query.set("settled", "1");
    try {
      const answer = await fetch(`${this.form.dataset.uploadUrl}?${query}`, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
        redirect: "manual", // to the sign-in form
      });
      if (answer.type === "opaqueredirect") return null;
      if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) return null;
      return answer.ok ? tilesIn(await answer.text()) : [];
    } catch {
      return [];
    }
  }

  /* Make an old tile say what the fresh one says; returns it, or nothing where it has gone. */
  #adopt(fresh) {
    const tile = document.getElementById(fresh.id);
    if (!tile || !this.list.contains(tile)) return null;
    tile.className = fresh.className;
    tile.toggleAttribute("data-waiting", fresh.hasAttribute("data-waiting"));
    for (const part of [...tile.children]) {
      const other = part.className && fresh.querySelector(`:scope > .${part.classList[0]}`);
      if (!other) continue;
      if (part.querySelector("input, textarea, select")) follow(part, other);
      else exchange(part, other);
    }
    return tile;
  }

  #sentence(tile) {
    const number = photoTiles(this.list).indexOf(tile) + 1;
    const problem = tile.classList.contains("ph--err") && tile.querySelector(".ph__load");
    if (problem) return words(this.form.dataset.problem, { number, problem: problem.textContent.trim() });
    return words(this.form.dataset.ready, { number });
  }
}

export const photoTiles = (list) => [...list.querySelectorAll(":scope > li[id^=photo-]")];
export const numberOf = (tile) => tile.id.slice("photo-".length);
export const tilesIn = (html) =>
  [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("li")].map((tile) => document.importNode(tile, true));

/* Labels and hints around a field follow; the field, what is in it and its caret stay. */
function follow(part, fresh) {
  for (const label of part.querySelectorAll("label")) {
    const other = fresh.querySelector(`label[for="${CSS.escape(label.htmlFor)}"]`);
    if (other) label.textContent = other.textContent;
  }
  for (const hint of part.querySelectorAll(".hint[id]")) {
    const other = fresh.querySelector(`#${CSS.escape(hint.id)}`);
    if (other) hint.textContent = other.textContent;
  }
}

/* Where the keyboard stands on a button, it stands on the same one afterwards, or on the first that is there instead. */
function exchange(part, fresh) {
  if (part.innerHTML === fresh.innerHTML) return;
  const at = part.contains(document.activeElement) ? document.activeElement : null;
  const same = at && [...fresh.querySelectorAll("button")].find((one) => one.name === at.name && one.value === at.value);
  const next = same && !same.disabled ? same : fresh.querySelector("button:not(:disabled)");
  part.replaceChildren(...fresh.childNodes);
  if (at && next) next.focus({ preventScroll: true });
}

/* A page in the background asks nothing until it is looked at again. */
function pause(delay) {
  return new Promise((resolve) => {
    setTimeout(() => {
      if (!document.hidden) return resolve();
      return document.addEventListener("visibilitychange", resolve, { once: true });
    }, delay);
  });
}
