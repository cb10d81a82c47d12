/* Bags seen lately: in this browser only. What the server hears is one question for the cards of a few codes. */
import { dropCopies, keepCopy } from "./copies.js";
import { Shelf, bagsOf } from "./shelf.js";

const MOST = 20;
const AT_ONCE = 8;

export function noteAndShowSeen(page) {
  const shelf = new Shelf("seen", MOST);
  const here = document.querySelector("[data-keep-bag]");
  if (here) shelf.put(here.dataset.keepBag);
  const strip = document.querySelector("[data-seen]");
  if (!strip || !shelf.codes.length) return;
  const asked = shelf.codes.slice(0, document.querySelector("[data-shelf]") ? MOST : AT_ONCE);
  strip.querySelector("[data-seen-forget]").addEventListener("click", () => {
    shelf.codes = [];
    strip.hidden = true;
    dropCopies("seen");
  });
  bagsOf(page, asked).then((bags) => {
    const grid = bags?.querySelector(".grid");
    if (!grid || !shelf.codes.length) return;
    if (document.querySelector("[data-shelf]")) keepCopy("seen", bags);
    for (const extra of grid.querySelectorAll(".card__tick")) extra.remove();
    strip.querySelector("[data-seen-bags]").replaceChildren(document.adoptNode(grid));
    strip.hidden = false;
  });
}
