/* Codes of bags this browser keeps, the latest first, under one name. Where nothing may be kept (private windows, a full
   disk) the list lives as long as the page. */
const CODE = /^[0-9A-Z]{10}$/;

export class Shelf {
  #name;
  #most;
  #spare = [];

  constructor(name, most) {
    this.#name = name;
    this.#most = most;
  }

  get codes() {
    try {
      const kept = JSON.parse(localStorage.getItem(this.#name) || "[]");
      return Array.isArray(kept) ? kept.filter((code) => CODE.test(code)).slice(0, this.#most) : [];
    } catch {
      return this.#spare;
    }
  }

  set codes(codes) {
    this.#spare = [...new Set(codes)].slice(0, this.#most);
    try {
      if (this.#spare.length) localStorage.setItem(this.#name, JSON.stringify(this.#spare));
      else localStorage.removeItem(this.#name);
    } catch {
      /* see above */
    }
  }

  get isFull() {
    return this.codes.length >= this.#most;
  }

  put(code) {
    this.codes = [code, ...this.codes.filter((other) => other !== code)];
  }

  drop(...gone) {
    this.codes = this.codes.filter((code) => !gone.includes(code));
  }
}

/* The code at the end of a bag's address. */
export const codeOf = (link) => (CODE.test(link.pathname.slice(-10)) ? link.pathname.slice(-10) : "");

/* The server's page of these bags, as they are today; null when there is no answer. */
export async function bagsOf(page, codes) {
  try {
    const answer = await fetch(`${page}?codes=${codes.join(",")}`, { credentials: "same-origin" });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-bags]");
  } catch {
    return null;
  }
}
