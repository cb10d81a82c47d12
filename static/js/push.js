/* Asking for notices on this device. The browser is asked for leave only when the button is pressed; where it cannot be told, the
   button stays hidden. What the browser says of itself goes with the form. */
import { canWork, wake } from "./wake.js";

const part = document.querySelector("[data-push]");

if (part && canWork && "PushManager" in window && "Notification" in window) offer(part.querySelector("form"));

function offer(form) {
  const said = part.querySelector("[role=status]");
  const button = form.querySelector("button");
  part.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    said.textContent = "";
    try {
      if ((await Notification.requestPermission()) !== "granted") throw new DOMException("", "NotAllowedError");
      await wake();
      const { endpoint, keys } = (await listening()).toJSON();
      Object.entries({ endpoint, p256dh: keys.p256dh, auth: keys.auth }).forEach(([name, value]) => (form.elements[name].value = value));
      form.submit();
    } catch (trouble) {
      said.textContent = trouble.name === "NotAllowedError" ? part.dataset.refused : part.dataset.failed;
      button.disabled = false;
    }
  });
}

/* One that was asked for under another key, or for somebody who has signed out, is given up first. */
async function listening() {
  const { pushManager } = await navigator.serviceWorker.ready;
  await (await pushManager.getSubscription())?.unsubscribe();
  const key = atob(part.dataset.push.replaceAll("-", "+").replaceAll("_", "/"));
  const applicationServerKey = Uint8Array.from(key, (letter) => letter.charCodeAt(0));
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
}
