/* The switch for light pages, remembered by this device alone: the cache "lite" says that they were asked for, and worker.js asks
   the server for them. Where a browser can do neither, the switch stays hidden; a data saver of the browser's own works anyway. */
import { canWork, wake } from "./wake.js";

const LITE = "lite";

if (canWork) offer().catch(() => {});

async function offer() {
  const on = await caches.has(LITE);
  if (on && !navigator.serviceWorker.controller) await wake();
  const button = document.querySelector(`[data-lite="${on ? "off" : "on"}"]`);
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      if (on) await caches.delete(LITE);
      else {
        await wake();
        await caches.open(LITE);
      }
      location.replace(location.href.split("#")[0]); // from the top, where a light page says what it leaves out
    } catch {
      button.disabled = false;
    }
  });
}

