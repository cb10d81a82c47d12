/* Photos that have not been sent, kept in the browser's own database until they are: a reload, a closed tab or an empty
   battery loses none. Rows of "jobs" are {key, owner, bag, name, since, after, tried}, in the order the photos were chosen;
   "bodies" holds the bytes that are sent, under the same key. Where nothing can be kept (private windows, a full phone) all of
   this resolves to nothing, and the photos live as long as the page. */
const NAME = "photo-queue";
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000;
const SILENT = 5000;
const BOTH = ["jobs", "bodies"];
let opening = null;

/* Keep one more; resolves to its key. One that is kept only after nobody waits for it any more is forgotten: it would be
   sent a second time. */
export function keep(row, body) {
  return change((jobs, bodies, done) => {
    jobs.add(row).onsuccess = (event) => {
      bodies.put(body, event.target.result);
      done(event.target.result);
    };
  }, forget);
}

/* Write down what has changed; `body` may be left out. A row that has gone meanwhile stays gone. */
export function update(row, body) {
  return change((jobs, bodies, done) => {
    jobs.get(row.key).onsuccess = (event) => {
      if (!event.target.result) return done(false);
      jobs.put(row);
      if (body) bodies.put(body, row.key);
      return done(true);
    };
  });
}

export function isKept(key) {
  return change((jobs, bodies, done) => {
    jobs.count(key).onsuccess = (event) => done(event.target.result > 0);
  });
}

export function forget(key) {
  return change((jobs, bodies, done) => {
    jobs.delete(key);
    bodies.delete(key);
    done(true);
  });
}

/* What is kept for this bag as [{row, body}], oldest first. What is another account's or too old is forgotten. */
export async function kept(owner, bag) {
  const found = await change((jobs, bodies, done) => {
    const rows = [];
    jobs.openCursor().onsuccess = (event) => {
      const at = event.target.result;
      if (!at) return done(rows);
      const row = at.value;
      if (row.owner !== owner || !(Date.now() - row.since < KEPT_FOR)) {
        at.delete();
        bodies.delete(row.key);
      } else if (row.bag === bag) {
        bodies.get(row.key).onsuccess = (read) => rows.push({ row, body: read.target.result });
      }
      return at.continue();
    };
  });
  return (found || []).filter((entry) => entry.body);
}

/* Resolves when the transaction has ended, to what `act` passed to `done`; to undefined where it failed, or where nothing is
   heard of it: some browsers' databases fall silent, and the photos are not to wait for that. What comes of it later is told
   to `tooLate`. */
async function change(act, tooLate) {
  const database = await open();
  if (!database) return undefined;
  return new Promise((resolve) => {
    let result;
    let late = false;
    setTimeout(() => {
      late = true;
      resolve();
    }, SILENT);
    try {
      const transaction = database.transaction(BOTH, "readwrite");
      transaction.oncomplete = () => {
        if (late && tooLate) tooLate(result);
        resolve(result);
      };
      transaction.onabort = () => resolve(undefined);
      act(...BOTH.map((name) => transaction.objectStore(name)), (value) => {
        result = value;
      });
    } catch {
      opening = null;
      resolve(undefined);
    }
  });
}

function open() {
  opening =
    opening ||
    new Promise((resolve) => {
      setTimeout(resolve, SILENT);
      try {
        const request = indexedDB.open(NAME, 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore("jobs", { keyPath: "key", autoIncrement: true });
          request.result.createObjectStore("bodies");
        };
        request.onerror = () => resolve(null);
        request.onsuccess = () => {
          request.result.onversionchange = () => request.result.close();
          request.result.onclose = () => (opening = null);
          resolve(request.result);
        };
      } catch {
        resolve(null);
      }
    });
  return opening;
}
