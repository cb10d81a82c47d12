/* Photos put in order by dragging: an extra beside the buttons, which stay for keyboard, switch and screen reader. A finger
   or a pen drags by the grip, so that the page still scrolls; a mouse by the picture as well. The new order is sent once
   the photo is let go, and said in the live region; when it cannot be kept, the old one is put back and that is said. */
import { tell, words } from "./words.b13451392f.js";

const EDGE = 70;
const STRIDE = 14;

export function arrangePhotos(form) {
  const list = form.querySelector("[data-arrange-url]");
  if (!list) return;
  const live = form.querySelector("[data-arranged]");
  let held = null;
  let before = [];
  let sending = false;

  list.classList.add("photos--loose");
  list.addEventListener("dragstart", (event) => event.preventDefault());
  list.addEventListener("pointerdown", take);
  list.addEventListener("pointermove", follow);
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", giveUp);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && held) giveUp();
  });

  function take(event) {
    const part = event.target.closest("[data-grip], .ph__img");
    const tile = part && part.closest("li[id^=photo-]");
    if (!tile || sending || event.button !== 0 || event.target.closest("button")) return;
    if (event.pointerType !== "mouse" && !event.target.closest("[data-grip]")) return;
    before = tiles();
    if (before.length < 2) return;
    event.preventDefault();
    held = tile;
    tile.classList.add("ph--held");
    list.classList.add("photos--moving");
    list.setPointerCapture(event.pointerId);
  }

  function follow(event) {
    if (!held) return;
    if (event.clientY < EDGE) window.scrollBy(0, -STRIDE);
    if (event.clientY > window.innerHeight - EDGE) window.scrollBy(0, STRIDE);
    const over = tiles().find((tile) => tile !== held && within(tile.getBoundingClientRect(), event));
    if (!over) return;
    const order = tiles();
    if (order.indexOf(over) > order.indexOf(held)) over.after(held);
    else over.before(held);
  }

  function drop() {
    if (!held) return;
    const moved = held;
    letGo();
    if (tiles().some((tile, place) => tile !== before[place])) send(moved, before);
  }

  function giveUp() {
    if (!held) return;
    letGo();
    restore(before);
  }

  function letGo() {
    held.classList.remove("ph--held");
    list.classList.remove("photos--moving");
    held = null;
  }

  /* Tiles on their way up have no number yet; they and the camera tile stay behind the ones that have. */
  function restore(order) {
    for (const tile of [...order].reverse()) list.prepend(tile);
  }

  async function send(moved, old) {
    sending = true;
    const order = tiles();
    const body = new FormData();
    for (const hidden of form.querySelectorAll("input[type=hidden]")) body.append(hidden.name, hidden.value);
    body.append("order", order.map((tile) => tile.id.replace("photo-", "")).join(","));
    try {
      const answer = await fetch(list.dataset.arrangeUrl, {
        method: "POST",
        body,
        headers: { Accept: "text/html", "X-Requested-With": "XMLHttpRequest" },
        credentials: "same-origin",
        redirect: "error",
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(text.length < 300 && !text.includes("<") ? text : "");
      renew(text);
      tell(live, words(list.dataset.moved, { place: order.indexOf(moved) + 1 }));
    } catch (problem) {
      restore(old);
      const reason = problem instanceof TypeError ? "" : problem.message;
      tell(live, [list.dataset.notMoved, reason].filter(Boolean).join(" "));
    } finally {
      sending = false;
    }
  }

  /* Numbers, cover flag and buttons are the server's; what she has typed or chosen meanwhile stays hers. */
  function renew(html) {
    for (const fresh of new DOMParser().parseFromString(html, "text/html").querySelectorAll("li[id^=photo-]")) {
      const tile = document.getElementById(fresh.id);
      if (!tile) continue;
      const made = document.importNode(fresh, true);
      const [more, oldMore] = [made, tile].map((one) => one.querySelector("details"));
      for (const part of [".ph__words", "details"]) {
        const [theirs, hers] = [made, tile].map((one) => one.querySelector(part));
        if (theirs && hers) keepTyped(hers, theirs);
        if (theirs && hers) keepPoint(hers, theirs);
      }
      if (more && oldMore) more.open = oldMore.open;
      tile.replaceWith(made);
    }
  }

  function tiles() {
    return [...list.querySelectorAll("li[id^=photo-]")];
  }
}

function keepTyped(from, to) {
  for (const field of from.querySelectorAll("input")) {
    const twin = [...to.querySelectorAll("input")].find((one) =>
      one.type === "radio" ? one.name === field.name && one.value === field.value : one.name === field.name,
    );
    if (!twin) continue;
    if (field.type === "radio") twin.checked = field.checked;
    else twin.value = field.value;
  }
}

/* A point she tapped has no button of its own among the nine parts. */
function keepPoint(from, to) {
  const tapped = from.querySelector("[data-focal-point] input:checked");
  const place = to.querySelector("[data-focal-point]");
  if (!tapped || !place) return;
  Object.assign(place.querySelector("input"), { disabled: false, value: tapped.value, checked: true });
  place.hidden = false;
  to.querySelector(".focal__dot").replaceWith(from.querySelector(".focal__dot").cloneNode(true));
}

function within(box, point) {
  return point.clientX >= box.left && point.clientX <= box.right && point.clientY >= box.top && point.clientY <= box.bottom;
}
