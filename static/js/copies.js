/* Copies for reading without a connection: what the page of favourites showed last, each with its moment, and the page that shows
   them then (offline.js). Only of what this browser keeps itself: what is an account's leaves no copy here. */
import { canWork, wake } from "./wake.js";

const COPIES = "offline-1";
const said = document.querySelector("template[data-favourites]")?.dataset;

/* Words without photos: they are few bytes, and what a bag looks like is known to who kept it. */
export async function keepCopy(name, bags) {
  if (!canWork) return;
  const words = bags.cloneNode(true);
  for (const left of words.querySelectorAll(".card__pic, .card__tick, form button, [data-heart]")) left.remove();
  const html = [...words.querySelectorAll(".card")].map((card) => card.outerHTML).join("");
  try {
    const copies = await caches.open(COPIES);
    const files = [said.offline, ...said.offlineFiles.split(" ")];
    await copies.addAll(files.map((file) => new Request(file, { credentials: "omit" })));
    await copies.put(`/offline/${name}`, new Response(JSON.stringify({ at: Date.now(), html })));
    for (const { url } of await copies.keys()) {
      const { pathname } = new URL(url);
      if (pathname.startsWith("/static/") && !files.includes(pathname)) await copies.delete(url);
    }
    await wake();
    document.querySelector("[data-copied]")?.removeAttribute("hidden");
  } catch {
    /* no room, or no connection by now: what was copied before stays, with its own moment */
  }
}

export async function dropCopies(...names) {
  if (!canWork || !(await caches.has(COPIES))) return;
  if (!names.length) return void (await caches.delete(COPIES));
  const copies = await caches.open(COPIES);
  for (const name of names) await copies.delete(`/offline/${name}`);
}
