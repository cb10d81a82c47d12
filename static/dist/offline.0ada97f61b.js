/* The page without a connection: copies of what this browser keeps, and of which moment each is. A badge is about the day it was
   asked for, so here it is a sentence with that day, without its sign. */
import { Shelf, codeOf } from "./shelf.71a5d7efcd.js";
import { words } from "./words.b13451392f.js";

const page = document.querySelector("[data-offline]");
const { zone, asOf, badge } = page.dataset;

for (const part of page.querySelectorAll("[data-kept]")) show(part);
page.querySelector("[data-again]").addEventListener("click", () => location.reload());
addEventListener("online", () => (page.querySelector("[data-again]").hidden = false));

async function show(part) {
  const kept = await (await caches.match(`/offline/${part.dataset.kept}`))?.json();
  if (!kept) return;
  const when = moment(kept.at);
  const codes = new Set(new Shelf(part.dataset.kept, 60).codes);
  const found = new DOMParser().parseFromString(`<ul>${kept.html}</ul>`, "text/html");
  const cards = [...found.querySelectorAll(".card")].filter((card) => codes.has(codeOf(card.querySelector(".card__t a"))));
  if (!cards.length) return;
  for (const card of cards) {
    for (const sign of card.querySelectorAll(".cap")) {
      const sentence = document.createElement("p");
      sentence.className = "card__m";
      sentence.textContent = words(badge, { badge: sign.textContent.trim(), time: when });
      sign.replaceWith(sentence);
    }
  }
  part.querySelector("[data-moment]").textContent = words(asOf, { time: when });
  part.querySelector("ul").append(...cards.map((card) => document.adoptNode(card)));
  part.hidden = false;
  page.querySelector("[data-nothing]").hidden = true;
}

function moment(at) {
  const parts = { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" };
  return new Intl.DateTimeFormat(document.documentElement.lang, { ...parts, timeZone: zone }).format(at);
}
