/* Photos on their way to the server: one request each, in the order they were chosen, whatever is sent again. Each is kept
   in the browser (kept.js) until the server has it. A dead network is no failure: the photo waits for a signal (signal.js). */
import { forget, isKept, keep, kept, update } from "./kept.js";
import { post, takeBack } from "./post.js";
import { smaller } from "./shrink.js";
import { Signal } from "./signal.js";
import { goOn } from "./pressed.js";
import { Tiles, numberOf, photoTiles, tilesIn } from "./tiles.js";
import { element, removeTile, replaceTile, showFailed, showProgress, showWaiting, waitingTile } from "./waiting.js";
import { tell, words } from "./words.js";

const TRIES = 3;
/* Answers that another try will not change: what is wrong is the photo, or the bag. */
const REFUSED = [404, 409, 413, 415, 422];
/* A session that has ended, or another one since the page was loaded. */
const NOT_LET_IN = [400, 401, 403];
const WAITING = "waiting";
const FAILED = "failed";
const GONE = "gone";

export function sendPhotos(form) {
  const list = form.querySelector("[data-photos]");
  if (!list) return;
  const said = form.dataset;
  const line = list.parentNode.insertBefore(element("p", { class: "hint", role: "status", "data-queue": "" }), list);
  const live = form.appendChild(element("p", { class: "vh", role: "status", "data-live": "" }));
  const tiles = new Tiles(form, list, (text) => tell(live, text));
  const signal = new Signal();
  let jobs = [];
  let busy = false;
  let lost = false;
  let pressed = null;
  let before = Promise.resolve();

  const input = list.querySelector("input[type=file]");
  if (input) {
    input.addEventListener("change", () => {
      for (const file of input.files) add(jobOf(file, file.name));
      input.value = "";
      next();
    });
  }
  /* Saving while photos are on their way waits for them, then goes on with the button that was pressed. */
  form.addEventListener("submit", (event) => {
    if (!busy || event.defaultPrevented) return;
    event.preventDefault();
    pressed = { button: event.submitter };
    signal.hurry();
    showLine();
  });
  const hint = form.querySelector("[data-without-script]");
  if (hint) hint.remove();
  tiles.watch();
  restore();

  function jobOf(body, name) {
    return { body, name, state: WAITING, after: "", tried: false, shrunk: false, stop: () => {} };
  }

  async function restore() {
    const found = await kept(said.owner, said.bag);
    for (const { row, body } of found) add(Object.assign(jobOf(body, row.name), row), true);
    if (!found.length) return;
    tell(live, counted(found.length, said.backOne, said.backMany));
    next();
  }

  /* A photo that comes back stands behind the same photo as before, and behind those that waited there already. */
  function add(job, back = false) {
    job.tile = waitingTile(job, said, () => cancel(job));
    let place = list.querySelector(":scope > [data-add]");
    if (back) {
      const photos = photoTiles(list);
      const previous = photos.find((tile) => numberOf(tile) === job.after);
      if (previous || job.after === "0") place = previous ? previous.nextElementSibling : list.firstElementChild;
      while (place && place.hasAttribute("data-queued")) place = place.nextElementSibling;
    }
    list.insertBefore(job.tile, place);
    jobs.push(job);
    if (!back) job.after = behind(job.tile);
    job.saved = back ? Promise.resolve() : save(job);
    job.prepared = before = before.then(() => prepare(job));
    showLine();
  }

  async function save(job) {
    const row = { owner: said.owner, bag: said.bag, since: Date.now(), name: job.name, after: job.after, tried: false, shrunk: false };
    job.key = await keep(row, job.body);
    job.since = row.since;
    if (job.key && job.state === GONE) forget(job.key);
  }

  /* One photo at a time is decoded. The bytes are kept before they are sent: the same ones are sent again if they must. */
  async function prepare(job) {
    await job.saved;
    if (job.shrunk || job.state === GONE) return;
    job.body = await smaller(job.body);
    job.shrunk = true;
    await write(job, job.body);
  }

  function write(job, body) {
    if (!job.key || job.state === GONE) return undefined;
    const { key, since, name, after, tried, shrunk } = job;
    return update({ key, owner: said.owner, bag: said.bag, since, name, after, tried, shrunk }, body);
  }

  async function next() {
    if (busy) return;
    busy = true;
    for (let job; (job = waiting()[0]); ) await alone(() => deliver(job).catch(() => fail(job, "", true)));
    busy = false;
    const failed = jobs.find((job) => job.state === FAILED);
    if (pressed && !failed) goOn(form, pressed.button);
    else if (pressed) stay(failed);
    pressed = null;
    showLine();
  }

  /* Going on would take away the sentence that says what became of a photo. Pressed again, the form is sent as it is. */
  function stay(job) {
    job.tile.setAttribute("tabindex", "-1");
    job.tile.focus();
    tell(live, said.stayed);
  }

  /* Two windows on one bag do not send the same photo at once. */
  function alone(act) {
    return navigator.locks ? navigator.locks.request(`photos:${said.owner}:${said.bag}`, act) : act();
  }

  async function deliver(job) {
    await job.prepared;
    for (let attempt = 1; job.state === WAITING; ) {
      if (job.key && (await isKept(job.key)) === false) return leave(job, said.elsewhere);
      if (!(await readable(job.body))) return fail(job, said.unreadable, false);
      if (job.state !== WAITING) return undefined;
      const answer = await send(job);
      if (job.state !== WAITING) return answer.status === 201 && cancelledLate(answer.text);
      if (answer.status === 0) {
        await noSignal();
        continue;
      }
      signalIsBack();
      if (answer.status >= 200 && answer.status < 300) return arrived(job, answer.text);
      if (NOT_LET_IN.includes(answer.status)) return fail(job, job.key && said.signedOut, true);
      if (answer.status < 500 && answer.status !== 429) return fail(job, answer.text, !REFUSED.includes(answer.status));
      if (attempt === TRIES) return fail(job, answer.text, true);
      attempt += 1;
      await signal.wait();
    }
    return undefined;
  }

  async function send(job) {
    job.after = behind(job.tile);
    /* Written down before the first byte leaves: a browser that dies now has sent it "again" when it comes back. */
    await write({ ...job, tried: true });
    showProgress(job.tile, said.sending);
    const answer = await post(form, job, (share) => showProgress(job.tile, said.sending, share));
    job.tried = true;
    return answer;
  }

  async function noSignal() {
    lost = true;
    for (const one of waiting()) showProgress(one.tile, said.signal);
    showLine();
    await signal.wait();
  }

  function signalIsBack() {
    signal.found();
    if (lost) for (const one of waiting()) showProgress(one.tile, said.turn);
    lost = false;
    showLine();
  }

  function arrived(job, html) {
    const [fresh, add] = tilesIn(html);
    if (!fresh) return fail(job, "", true);
    const old = document.getElementById(fresh.id);
    finish(job);
    if (!old) {
      replaceTile(job.tile, fresh);
      tiles.welcome(fresh, add);
    } else if (keepsOrder(list, old, job.tile)) replaceTile(job.tile, old);
    else removeTile(job.tile);
    tell(live, words(old ? said.already : said.sent, { name: job.name }));
    for (const one of jobs) {
      one.after = behind(one.tile);
      write(one);
    }
    tiles.watch();
    return showLine();
  }

  function fail(job, reason, again) {
    job.state = FAILED;
    if (!again) drop(job);
    const retry = () => {
      job.state = WAITING;
      showWaiting(job.tile, job, said, () => cancel(job));
      next();
    };
    showFailed(job.tile, job, said, reason || words(said.failed, { name: job.name }), retry, () => cancel(job));
    showLine();
  }

  /* At any moment. What has gone out whole cannot be stopped: its answer is waited for, and the photo taken back. */
  function cancel(job) {
    finish(job);
    removeTile(job.tile);
    job.stop();
    signal.hurry();
    showLine();
  }

  function cancelledLate(html) {
    const [fresh] = tilesIn(html);
    return fresh && takeBack(form, numberOf(fresh));
  }

  function leave(job, why) {
    finish(job);
    removeTile(job.tile);
    tell(live, words(why, { name: job.name }));
    showLine();
  }

  function finish(job) {
    job.state = GONE;
    jobs = jobs.filter((one) => one !== job);
    drop(job);
  }

  function drop(job) {
    if (job.key) forget(job.key);
    job.key = undefined;
  }

  function waiting() {
    return jobs.filter((one) => one.state === WAITING);
  }

  /* One visible line says how many wait for a signal, whether the page may be closed, and what saving waits for. */
  function showLine() {
    const count = waiting().length;
    const sentences = [];
    if (lost && count) {
      sentences.push(counted(count, said.signalOne, said.signalMany));
      sentences.push(waiting().every((one) => one.key) ? said.safe : said.open);
    }
    if (pressed && count) sentences.push(said.holding);
    if (line.textContent !== sentences.join(" ")) tell(line, sentences.join(" "));
  }
}

const counted = (count, one, many) => (count === 1 ? one : words(many, { count }));

/* The number of the photo a tile stands behind; "0" for the first place. */
function behind(tile) {
  let before = tile.previousElementSibling;
  while (before && !before.id.startsWith("photo-")) before = before.previousElementSibling;
  return before ? numberOf(before) : "0";
}

/* Whether a photo may stand where that waiting tile is without changing places with another photo. */
function keepsOrder(list, photo, tile) {
  const others = [...list.children].filter((one) => one === tile || (one !== photo && one.id.startsWith("photo-")));
  const order = others.map((one) => (one === tile ? photo : one));
  return photoTiles(list).every((one, index) => one === order[index]);
}

/* A file can go away under the page: the card was pulled out, the browser cleared its storage. */
async function readable(body) {
  try {
    await body.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
