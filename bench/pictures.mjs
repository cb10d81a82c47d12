// The peer of bench/pictures.py: sharp over the same photos. node pictures.mjs NODE_MODULES MODE SETTINGS PHOTO...
// Prints one line of JSON: CPU and wall milliseconds of each photo, bytes made, and the peak memory of the process.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [modules, mode, given, ...photos] = process.argv.slice(2);
const sharp = createRequire(join(modules, "x.js"))("sharp");
const { widths, avif, webp, jpeg, threads, keep } = JSON.parse(given);
sharp.concurrency(threads);
sharp.cache(false);

const written = {
  avif: (image) => image.avif({ quality: avif.quality, effort: 9 - avif.speed, chromaSubsampling: "4:2:0" }),
  webp: (image) => image.webp({ quality: webp.quality, effort: webp.method }),
  jpeg: (image) =>
    image.jpeg({ quality: jpeg.quality, progressive: jpeg.progressive, optimiseCoding: true, chromaSubsampling: "4:2:0" }),
};

/* Each size from the next larger one, decoded once. */
async function chain(data) {
  const made = [];
  for (const width of [...widths].sort((a, b) => b - a)) {
    const source = made.length
      ? sharp(made.at(-1).data, { raw: made.at(-1).info })
      : sharp(data).rotate();
    made.push(await source.resize({ width, withoutEnlargement: true }).raw().toBuffer({ resolveWithObject: true }));
  }
  return made;
}

const MODES = {
  async pixels(data) {
    return (await chain(data)).map((one) => one.data);
  },
  async chained(data) {
    const out = [];
    for (const one of await chain(data)) {
      for (const write of Object.values(written)) out.push(await write(sharp(one.data, { raw: one.info })).toBuffer());
    }
    return out;
  },
  /* As its documentation shows: one pipeline for each output. */
  async documented(data) {
    const out = [];
    for (const width of widths) {
      for (const write of Object.values(written)) {
        out.push(await write(sharp(data).rotate().resize({ width, withoutEnlargement: true })).toBuffer());
      }
    }
    return out;
  },
};

const rows = [];
for (const [at, path] of photos.entries()) {
  const data = readFileSync(path);
  const cpu = process.cpuUsage();
  const begin = performance.now();
  const made = await MODES[mode](data);
  const wall = performance.now() - begin;
  const used = process.cpuUsage(cpu);
  rows.push({ cpu: (used.user + used.system) / 1000, wall, bytes: made.map((one) => one.length) });
  if (keep) made.forEach((one, number) => writeFileSync(join(keep, `${at}-${number}`), one));
}
console.log(JSON.stringify({ rows, peak: process.resourceUsage().maxRSS / 1024, sharp: sharp.versions.sharp, vips: sharp.versions.vips }));
