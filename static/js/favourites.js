/* Hearts. Without an account the codes stay in this browser; with one they are the account's, and the browser keeps none of
   them: what it had before is handed over once and forgotten. Words and addresses come from template[data-favourites]. */
import { dropCopies, keepCopy } from "./copies.js";
import { noteAndShowSeen } from "./seen.js";
import { Shelf, bagsOf, codeOf } from "./shelf.js";
import { words } from "./words.js";

const said = document.querySelector("template[data-favourites]");
const { account, add, drop, failed, full, page } = said.dataset;
const signedIn = account !== undefined;
const own = new Shelf("favourites", 60);
let kept = new Set(own.codes);

const line = document.createElement("p");
line.className = "hearing";
line.setAttribute("role", "status");
document.body.append(line);

function say(sentence) {
  line.textContent = sentence;
  if (sentence) setTimeout(() => line.textContent === sentence && (line.textContent = ""), 8000);
}

async function send(address, codes) {
  const body = new FormData();
  body.append("csrf_token", document.querySelector("input[name=csrf_token]")?.value || "");
  for (const code of codes) body.append("b", code);
  const answer = await fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" });
  if (!answer.ok) throw new Error(answer.status === 409 ? full : failed);
  return answer;
}

function paint(button) {
  const on = kept.has(button.dataset.heart);
  button.setAttribute("aria-pressed", on);
  button.setAttribute("aria-label", words(on ? drop : add, { bag: button.dataset.bag }));
}

/* What was pressed while the account was being asked is newer than its answer. */
const pressed = new Map();

function settle() {
  for (const [code, on] of pressed) {
    if (on) kept.add(code);
    else kept.delete(code);
  }
  repaint();
}

const repaint = () => document.querySelectorAll("[data-heart]").forEach(paint);

async function toggle(code) {
  const keeps = !kept.has(code);
  if (!signedIn) {
    kept = new Set(own.codes);
    if (keeps && own.isFull) return say(full);
    if (keeps) own.put(code);
    else own.drop(code);
    kept = new Set(own.codes);
    return repaint();
  }
  const mark = (on) => {
    pressed.set(code, on);
    settle();
  };
  mark(keeps);
  try {
    await send(keeps ? said.dataset.keep : said.dataset.remove, [code]);
    say("");
  } catch (problem) {
    mark(!keeps);
    say(problem.message === full ? full : failed);
  }
}

function heart(code, bag, kind) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = kind;
  button.dataset.heart = code;
  button.dataset.bag = bag;
  button.append(said.content.cloneNode(true));
  button.addEventListener("click", () => toggle(code));
  paint(button);
  return button;
}

function dress(root) {
  for (const card of root.querySelectorAll(".card")) {
    if (card.querySelector("[data-heart]")) continue;
    const link = card.querySelector(".card__t a");
    const code = link ? codeOf(link) : "";
    if (code) card.querySelector(".card__pic").after(heart(code, link.textContent, "heart"));
  }
}

function replacePlainButton() {
  for (const place of document.querySelectorAll("[data-keep-bag]")) {
    const plain = place.querySelector(".btn");
    const button = heart(place.dataset.keepBag, place.dataset.title, plain.className);
    const label = document.createElement("span");
    label.textContent = plain.textContent.trim();
    button.append(label);
    place.replaceChildren(button);
  }
}

/* The page of favourites of a browser without an account: its list as the server knows those bags today. */
async function fillShelf() {
  const place = document.querySelector("[data-shelf]");
  if (!own.codes.length) await dropCopies("favourites");
  if (!place || !own.codes.length) return;
  place.querySelector("[data-empty]").hidden = true;
  const bags = await bagsOf(page, own.codes);
  if (!bags) {
    place.querySelector("[data-unreached]").hidden = false;
    return;
  }
  keepCopy("favourites", bags);
  const there = new Set([...bags.querySelectorAll(".card__t a")].map(codeOf));
  const forget = bags.querySelector("[data-forget-gone]");
  if (forget) {
    forget.hidden = false;
    forget.addEventListener("click", () => {
      own.drop(...own.codes.filter((code) => !there.has(code)));
      location.reload();
    });
  }
  place.replaceChildren(...[...bags.children].map((child) => document.adoptNode(child)));
}

async function askAccount() {
  try {
    const answer = own.codes.length ? await send(said.dataset.merge, own.codes) : await fetch(said.dataset.codes);
    const { codes, left } = await answer.json();
    own.codes = left || [];
    if (own.codes.length) say(full);
    kept = new Set(codes);
    settle();
  } catch {
    /* The hearts stay as they are; what this browser kept is handed over on the next page. */
  }
}

document.querySelector("[data-without-script]")?.remove();
replacePlainButton();
dress(document);
new MutationObserver(() => dress(document)).observe(document.querySelector("main"), { childList: true, subtree: true });
window.addEventListener("storage", () => {
  if (!signedIn) kept = new Set(own.codes);
  repaint();
});
noteAndShowSeen(page);
if (signedIn) {
  askAccount();
  dropCopies();
} else fillShelf();
