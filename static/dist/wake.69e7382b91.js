/* The worker beside the pages (worker.js): begun where it is asked for, never before. */
export const canWork = "serviceWorker" in navigator && "caches" in window;

export async function wake() {
  await navigator.serviceWorker.register("/worker.js");
  await navigator.serviceWorker.ready;
}
