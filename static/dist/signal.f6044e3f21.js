/* Waiting for the network: until the browser says that it is back, or a little longer each time. The browser's own word
   ("offline") is never believed for good: phones say so wrongly. */
const FIRST = 1000;
const LONGEST = 60_000;

export class Signal {
  #tries = 0;
  #wake = () => {};

  constructor() {
    window.addEventListener("online", () => this.hurry());
  }

  /* Whoever waits goes on now, and the next waits are short again. */
  hurry() {
    this.#tries = 0;
    this.#wake();
  }

  found() {
    this.#tries = 0;
  }

  wait() {
    const delay = Math.min(LONGEST, FIRST * 2 ** this.#tries);
    this.#tries += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delay);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
