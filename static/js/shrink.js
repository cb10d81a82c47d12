/* The same photo, at most 1600 px and 400 kB, when the browser can decode it and it is worth it; otherwise the file itself
   (HEIC in most browsers: the server reads it). The canvas leaves behind where and when the photo was taken. */
const HEAVY = 400_000;
/* Longest side in pixels and JPEG quality; the next one only for what is still heavy, such as yarn seen from near, so that
   ten photos stay under 4 MB. */
const STEPS = [[1600, 0.8], [1600, 0.7], [1600, 0.6], [1280, 0.6], [1080, 0.5]];

export async function smaller(file) {
  if (file.size <= HEAVY || !window.createImageBitmap) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const canvas = document.createElement("canvas");
    let best = file;
    let drawn = 0;
    for (const [longest, quality] of STEPS) {
      if (longest !== drawn) draw(bitmap, canvas, longest);
      drawn = longest;
      const made = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
      if (made && made.size < best.size) best = made;
      if (best.size <= HEAVY) break;
    }
    bitmap.close();
    return best;
  } catch {
    return file;
  }
}

function draw(bitmap, canvas, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
}
