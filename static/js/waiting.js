/* Tiles of photos that are on their way: what they look like and say. Words come from the form's data- attributes. */
import { words } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";

export function waitingTile(job, said, cancel) {
  const tile = element("li", { class: "ph", "data-queued": "" });
  const picture = element("div", { class: "ph__img" });
  const image = element("img", { src: URL.createObjectURL(job.body), alt: "", width: "200", height: "200" });
  const shown = () => URL.revokeObjectURL(image.src);
  image.addEventListener("load", shown);
  image.addEventListener("error", () => {
    shown();
    image.remove();
  });
  picture.append(image, element("div", { class: "ph__load" }));
  tile.append(picture, element("div", { class: "ph__bar" }));
  showWaiting(tile, job, said, cancel);
  return tile;
}

export function showWaiting(tile, job, said, cancel) {
  tile.classList.remove("ph--err");
  tile.querySelector(".ph__load").replaceChildren(element("span", {}, said.turn), knitRow(job.name));
  const drop = element("button", { type: "button", class: "ph__wide", "aria-label": `${said.cancel}: ${job.name}` }, said.cancel);
  drop.addEventListener("click", cancel);
  replaceButtons(tile, drop);
}

export function showFailed(tile, job, said, reason, retry, cancel) {
  tile.classList.add("ph--err");
  tile.querySelector(".ph__load").replaceChildren(element("span", { role: "alert" }, reason));
  const again = element("button", { type: "button", class: "ph__retry", "aria-label": `${said.retry}: ${job.name}` }, said.retry);
  const drop = element("button", { type: "button", class: "ph__drop", "aria-label": `${said.cancel}: ${job.name}` }, said.cancel);
  again.addEventListener("click", retry);
  drop.addEventListener("click", cancel);
  replaceButtons(tile, again, drop);
}

/* `share` of 1 has been sent; left out, `text` stands without a figure. */
export function showProgress(tile, text, share = 0) {
  const knit = tile.querySelector(".knit");
  if (!knit) return;
  const percent = Math.round(share * 100);
  tile.querySelector(".ph__load span").textContent = words(text, { percent: `${percent}%` });
  knit.setAttribute("aria-valuenow", percent);
  knit.querySelector(".left").setAttribute("width", percent);
}

/* Take a tile off the grid; somebody who stood on it stands on the next one's button then. */
export function removeTile(tile) {
  const next = tile.contains(document.activeElement) && (tile.nextElementSibling || tile.previousElementSibling);
  tile.remove();
  const place = next && next.querySelector("button:not(:disabled), input");
  if (place) place.focus();
}

/* Put the photo's own tile where the waiting one stands, with the picture that is on the phone until it is prepared. */
export function replaceTile(tile, fresh) {
  const focused = tile.contains(document.activeElement);
  const image = tile.querySelector(".ph__img > img");
  tile.replaceWith(fresh);
  if (image && fresh.hasAttribute("data-waiting")) fresh.querySelector(".ph__img").prepend(image);
  if (focused) fresh.focus({ preventScroll: true });
}

export function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

function replaceButtons(tile, ...buttons) {
  const bar = tile.querySelector(".ph__bar");
  const focused = bar.contains(document.activeElement);
  bar.replaceChildren(...buttons);
  if (focused) buttons[0].focus();
}

function knitRow(name) {
  const knit = document.createElementNS(SVG, "svg");
  for (const [key, value] of Object.entries({
    class: "knit n14", viewBox: "0 0 100 1", preserveAspectRatio: "none", width: "100%", height: "14",
    role: "progressbar", "aria-label": name, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": 0,
  })) knit.setAttribute(key, value);
  for (const [part, width] of [["rest", 100], ["left", 0]]) {
    const row = document.createElementNS(SVG, "rect");
    row.setAttribute("class", part);
    row.setAttribute("height", 1);
    row.setAttribute("width", width);
    knit.append(row);
  }
  return knit;
}
