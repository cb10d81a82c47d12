/* Beside the pages of this site, on devices that asked for one of three things. Light pages: it asks the server as a browser with a
   data saver does (Save-Data: on), so that the server alone decides what a light page is; the cache "lite", which holds nothing,
   says that they were asked for. Reading without a connection: where the server cannot be reached it shows the page "offline",
   which the favourites put there (copies.js). It keeps no page itself: with a connection every page is asked of the server. Notices (push.js): it shows what the server says, and a press opens its page. */
const LITE = "lite";
const COPIES = "offline-1";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || pathname.startsWith("/media/")) return;
  if (pathname.startsWith("/static/dist/")) event.respondWith(file(request));
  else if (request.mode === "navigate" || request.destination === "") event.respondWith(asked(request));
});

self.addEventListener("push", (event) => event.waitUntil(show(event.data)));

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data));
});

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

/* The browser was given another address by its push service: tell the server, which takes it only from a sign-in that is told still.
   Where it does not, the new one is given up. */
async function renew({ oldSubscription, newSubscription }) {
  const applicationServerKey = oldSubscription?.options.applicationServerKey;
  if (!newSubscription && !applicationServerKey) return;
  const fresh = newSubscription || (await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }));
  const page = await fetch("/account/notices/letters");
  const token = (await page.text()).match(/name="csrf_token" value="([^"]+)"/)?.[1] ?? "";
  const { endpoint, keys } = fresh.toJSON();
  const body = new URLSearchParams({ csrf_token: token, renewed: "1", endpoint, p256dh: keys.p256dh, auth: keys.auth });
  const taken = await fetch("/account/notices/browser", { method: "POST", body });
  if (taken.status !== 204) await fresh.unsubscribe();
}

/* Of two under one tag, as a server that was interrupted sends them, the second takes the place of the first without a sound. */
async function show(data) {
  const { title, body, lang, url, tag } = data.json();
  await self.registration.showNotification(title, { body, lang, tag, data: url });
}

async function open(url) {
  const place = new URL(url, self.location.origin);
  if (place.origin !== self.location.origin) return;
  const pages = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => page.url === place.href);
  await (there ? there.focus() : self.clients.openWindow(place.href));
}

/* Names of files change with what is in them. */
async function file(request) {
  return (await copy(request)) || fetch(request);
}

async function asked(request) {
  const light = await caches.has(LITE).catch(() => false);
  try {
    return await fetch(light ? sparing(request) : request);
  } catch (trouble) {
    const english = new URL(request.url).pathname.split("/")[1] === "en";
    const instead = request.mode === "navigate" && (await copy(english ? "/en/offline" : "/offline"));
    if (instead) return instead;
    throw trouble;
  }
}

async function copy(wanted) {
  try {
    const copies = (await caches.has(COPIES)) && (await caches.open(COPIES));
    return copies ? await copies.match(wanted, { ignoreVary: true }) : undefined;
  } catch {
    return undefined;
  }
}

/* A navigation cannot be copied (its mode is not for scripts); all that matters of it can. */
function sparing(request) {
  const headers = new Headers(request.headers);
  headers.set("Save-Data", "on");
  if (request.mode !== "navigate") return new Request(request, { headers });
  return new Request(request.url, { headers, credentials: "same-origin", redirect: "manual", referrer: request.referrer });
}
