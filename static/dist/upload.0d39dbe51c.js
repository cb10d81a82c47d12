/* Photos, one request each, with progress, retry and a smaller copy made on the phone when that saves data. */
import { words } from "./words.b13451392f.js";

const LONGEST = 1600;
const QUALITY = 0.85;
const SMALL_ENOUGH = 1_000_000;
const TRIES = 3;
const SVG = "http://www.w3.org/2000/svg";

export function sendPhotos(form) {
  const list = form.querySelector("[data-photos]");
  const input = list && list.querySelector("input[type=file]");
  if (!input) return;
  const queue = [];
  let busy = false;
  let pressed = null;

  input.addEventListener("change", () => {
    for (const file of input.files) enqueue(file);
    input.value = "";
    next();
  });
  /* Saving while photos are on their way waits for them, then goes on with the button that was pressed. */
  form.addEventListener("submit", (event) => {
    if (!busy) return;
    event.preventDefault();
    pressed = { button: event.submitter };
  });

  function enqueue(file, body = null, place = null) {
    const job = { file, body, preview: URL.createObjectURL(file), cancelled: false };
    job.tile = waitingTile(job);
    if (place) place.replaceWith(job.tile);
    else list.insertBefore(job.tile, list.querySelector("[data-add]"));
    queue.push(job);
  }

  async function next() {
    if (busy) return;
    busy = true;
    while (queue.length) await deliver(queue.shift());
    busy = false;
    if (pressed) form.requestSubmit(pressed.button);
    pressed = null;
  }

  function cancel(job) {
    job.cancelled = true;
    if (job.request) job.request.abort();
    job.tile.remove();
    URL.revokeObjectURL(job.preview);
  }

  async function deliver(job) {
    if (job.cancelled) return;
    job.body = job.body || (await smaller(job.file));
    for (let attempt = 1; ; attempt += 1) {
      const answer = await post(job);
      if (job.cancelled) return;
      if (answer.status >= 200 && answer.status < 300) return arrived(job, answer.text);
      const again = answer.status === 0 || answer.status >= 500;
      if (!again || attempt === TRIES) return failed(job, again ? "" : answer.text);
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** attempt));
    }
  }

  function post(job) {
    return new Promise((resolve) => {
      const request = new XMLHttpRequest();
      job.request = request;
      const data = new FormData();
      for (const hidden of form.querySelectorAll("input[type=hidden]")) data.append(hidden.name, hidden.value);
      data.append(form.dataset.uploadField || input.name, job.body, job.file.name);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(job.tile, event.loaded / event.total);
      });
      request.addEventListener("loadend", () => resolve({ status: request.status, text: sentence(request) }));
      request.open("POST", form.dataset.uploadUrl);
      request.setRequestHeader("Accept", "text/html");
      request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
      request.send(data);
    });
  }

  function arrived(job, html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("li");
    if (!fresh) return failed(job, "");
    job.tile.replaceWith(document.importNode(fresh, true));
    URL.revokeObjectURL(job.preview);
    announce(words(form.dataset.sent, { name: job.file.name }));
    allowMoves();
    return undefined;
  }

  function failed(job, reason) {
    job.tile.classList.add("ph--err");
    const veil = job.tile.querySelector(".ph__load");
    const said = element("span", { role: "alert" }, reason || words(form.dataset.failed, { name: job.file.name }));
    veil.replaceChildren(said);
    const retry = element("button", { type: "button", class: "ph__retry" }, form.dataset.retry);
    const drop = element("button", { type: "button", class: "ph__drop" }, form.dataset.cancel);
    retry.addEventListener("click", () => {
      enqueue(job.file, job.body, job.tile);
      next();
    });
    drop.addEventListener("click", () => cancel(job));
    job.tile.querySelector(".ph__bar").replaceChildren(retry, drop);
  }

  function waitingTile(job) {
    const tile = element("li", { class: "ph" });
    const picture = element("div", { class: "ph__img" });
    const image = element("img", { src: job.preview, alt: "", width: "200", height: "200" });
    image.addEventListener("error", () => image.remove());
    const veil = element("div", { class: "ph__load" });
    const percent = element("span", {}, words(form.dataset.sending, { percent: "0%" }));
    const knit = document.createElementNS(SVG, "svg");
    for (const [name, value] of Object.entries({
      class: "knit n14", viewBox: "0 0 100 1", preserveAspectRatio: "none", width: "100%", height: "14",
      role: "progressbar", "aria-label": job.file.name, "aria-valuemin": 0, "aria-valuemax": 100, "aria-valuenow": 0,
    })) knit.setAttribute(name, value);
    for (const [name, width] of [["rest", 100], ["left", 0]]) {
      const part = document.createElementNS(SVG, "rect");
      part.setAttribute("class", name);
      part.setAttribute("height", 1);
      part.setAttribute("width", width);
      knit.append(part);
    }
    const bar = element("div", { class: "ph__bar" });
    const drop = element("button", { type: "button", class: "ph__wide" }, form.dataset.cancel);
    drop.addEventListener("click", () => cancel(job));
    veil.append(percent, knit);
    picture.append(image, veil);
    bar.append(drop);
    tile.append(picture, bar);
    return tile;
  }

  function progress(tile, share) {
    const percent = Math.round(share * 100);
    const knit = tile.querySelector(".knit");
    if (!knit) return;
    tile.querySelector(".ph__load span").textContent = words(form.dataset.sending, { percent: `${percent}%` });
    knit.setAttribute("aria-valuenow", percent);
    knit.querySelector(".left").setAttribute("width", percent);
  }

  /* A tile comes from the server knowing only the photos before it: the neighbours' buttons follow here. */
  function allowMoves() {
    const tiles = [...list.children].filter((tile) => tile.querySelector("button[name=move]"));
    tiles.forEach((tile, index) => {
      const [forward, back] = tile.querySelectorAll("button[name=move]");
      forward.disabled = index === 0;
      back.disabled = index === tiles.length - 1;
    });
  }

  function announce(text) {
    let live = form.querySelector("[data-live]");
    if (!live) {
      live = element("p", { class: "vh", role: "status", "data-live": "" });
      form.append(live);
    }
    live.textContent = text;
  }
}

/* The same photo, at most 1600 px, when the browser can decode it and it is worth it; otherwise the file itself. */
async function smaller(file) {
  if (file.size <= SMALL_ENOUGH || !window.createImageBitmap) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
    return blob && blob.size < file.size ? blob : file;
  } catch {
    return file;
  }
}

/* A refusal's plain sentence; a whole error page is not one. */
function sentence(request) {
  const text = request.responseText || "";
  if (request.status >= 200 && request.status < 300) return text;
  return text.length < 300 && !text.includes("<") ? text : "";
}

function element(name, attributes = {}, text = "") {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}
