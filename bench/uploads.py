"""Ten 12-megapixel photos from a phone on a slow line: bytes sent in all, and how soon each is a picture in the editor.

    python bench/uploads.py [--photos N] [--kbit N] [--latency MS] [--cpu N]

A real server and a real Chromium with its line throttled (and its processor, by --cpu times). Photos are the demonstration's,
enlarged to 4000 x 3000 with yarn drawn over them, as JPEG of quality 92. The upload's end is the moment its last byte has
left; a card is usable when its picture has loaded, without a reload.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import sys
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from PIL import Image, ImageChops
from playwright.sync_api import Browser, sync_playwright

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from marketplace.accounts import sign_ins  # runs from a checkout
from marketplace.database.base import db
from marketplace.database.session import writing
from marketplace.kit.clock import system_clock
from tests.drills.kills import same_site
from tests.drills.serving import Server
from tests.factories.make import Make

MOST_BYTES, LONGEST_WAIT = 4_000_000, 3.0
PHONE = {"width": 390, "height": 4000}
"""So tall that no card waits to be scrolled to before it loads its picture."""
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
WATCH = """
window.uploads = []
window.cards = {}
const send = XMLHttpRequest.prototype.send
XMLHttpRequest.prototype.send = function (body) {
  const one = { begun: performance.now() }
  this.upload.addEventListener("load", event => { one.bytes = event.total; one.ended = performance.now() })
  this.addEventListener("loadend", () => {
    one.answered = performance.now()
    one.status = this.status
    one.tile = (this.responseText.match(/id="(photo-\\d+)"/) || [])[1]
    window.uploads.push(one)
  })
  return send.call(this, body)
}
document.addEventListener("load", event => {
  const tile = event.target.closest && event.target.closest("picture") && event.target.closest(".ph")
  if (tile && !(tile.id in window.cards)) window.cards[tile.id] = performance.now()
}, true)
"""


def photographs(count: int) -> list[bytes]:
    """Return that many photos as heavy as phones make them; the same ones in every run."""
    dice = random.Random(1)
    stitch = Image.effect_noise((1000, 750), 60).resize((4000, 3000), Image.Resampling.BICUBIC)
    grain = Image.effect_noise((4000, 3000), 14)
    made = []
    for path in sorted((PROJECT / "marketplace/demo/photos").glob("*.jpg"))[:count]:
        with Image.open(path) as small:
            photo = small.convert("RGB").resize((4000, 3000), Image.Resampling.LANCZOS)
        for layer in (stitch, grain):
            moved = ImageChops.offset(layer, dice.randrange(4000), dice.randrange(3000))
            photo = Image.blend(photo, ImageChops.soft_light(photo, moved.convert("RGB")), 0.6)
        buffer = BytesIO()
        photo.save(buffer, "JPEG", quality=92)
        made.append(buffer.getvalue())
    return made


def draft(folder: Path) -> tuple[str, str]:
    """Put an artisan with an empty bag into the server's database; returns the bag's code and her session."""
    app = same_site(folder, {})
    with app.app_context():
        with writing() as session:
            bag = Make(session, system_clock).listing(state="draft", photos=0, title="Tas")
            found = bag.code, sign_ins.begin(bag.artisan.account, at=system_clock())
        app.extensions["toolbox"].close()
        db.session.remove()
        db.engine.dispose()
    return found


def measure(browser: Browser, address: str, code: str, token: str, photos: list[Path], line: dict[str, float], cpu: float) -> dict:
    context = browser.new_context(base_url=address, viewport=PHONE, device_scale_factor=2, is_mobile=True, has_touch=True)
    context.add_cookies([{"name": "sid", "value": token, "url": address}])
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"/studio/listings/{code}/edit")
    control = context.new_cdp_session(page)
    control.send("Network.enable")
    control.send("Network.emulateNetworkConditions", {"offline": False, **line})
    control.send("Emulation.setCPUThrottlingRate", {"rate": cpu})
    begun = page.evaluate("performance.now()")
    page.locator("input[type=file]").set_input_files(photos)
    page.wait_for_function(
        "count => Object.keys(window.cards).length >= count", arg=len(photos), timeout=600_000
    )
    seen = page.evaluate("({ uploads: window.uploads, cards: window.cards })")
    context.close()
    return {**seen, "begun": begun}


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--photos", type=int, default=10)
    words.add_argument("--kbit", type=float, default=1000)
    words.add_argument("--latency", type=float, default=150)
    words.add_argument("--cpu", type=float, default=1, help="slow the browser down that many times")
    chosen = words.parse_args()
    rate = chosen.kbit * 125
    line = {"latency": chosen.latency, "uploadThroughput": rate, "downloadThroughput": rate}
    program = os.environ.get("MARKETPLACE_CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)))
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        files = []
        for number, data in enumerate(photographs(chosen.photos), 1):
            files.append(folder / f"IMG_{number:04}.jpg")
            files[-1].write_bytes(data)
        server = Server(folder, BASE_URL="http://127.0.0.1:8000")
        try:
            address = server.address()
            code, token = draft(folder)
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
                seen = measure(browser, address, code, token, files, line, chosen.cpu)
                browser.close()
        finally:
            server.end()
        heavy = sum(path.stat().st_size for path in files)
    good = [one for one in seen["uploads"] if one["status"] in (200, 201)]
    sent = sum(one.get("bytes", 0) for one in seen["uploads"])
    waits = [(seen["cards"][one["tile"]] - one["ended"]) / 1000 for one in good]
    print(f"{chosen.photos} photos, {heavy / 1e6:.1f} MB on the phone; {chosen.kbit:.0f} kbit/s, {chosen.latency:.0f} ms, cpu 1/{chosen.cpu:g}")
    for one, wait in zip(good, waits, strict=True):
        print(f"  {one['bytes'] / 1000:6.0f} kB in {(one['ended'] - one['begun']) / 1000:5.1f} s, answered {(one['answered'] - one['ended']) / 1000:3.1f} s, usable {wait:4.1f} s after its end")
    whole = (max(seen["cards"].values()) - seen["begun"]) / 1000
    print(f"sent in all: {sent / 1e6:.2f} MB; usable after: median {median(waits):.2f} s, longest {max(waits):.2f} s; everything in {whole:.0f} s")
    return int(sent > MOST_BYTES or max(waits) > LONGEST_WAIT)


if __name__ == "__main__":
    sys.exit(main())
