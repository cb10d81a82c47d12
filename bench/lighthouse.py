"""Lighthouse over our own pages, as its mobile profile sees them: scores, what they are made of, what is complained about.

    python bench/lighthouse.py [--port 8197] [--runs 1] [--only home,list,product,record] [--folder FOLDER] [--json FILE]

Needs npm and a Chromium; everything it makes lies in FOLDER (a temporary one): Lighthouse from npm, and an installation
with demo data that is then served as in production (`MARKETPLACE_PRODUCTION`), without TLS. One worker, so that nothing is
drawn meanwhile. Lighthouse simulates a slow-4G line and a phone four times slower than this machine: on a busy machine the
scores of speed are lower, so the best of `--runs` is told.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

PROJECT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = "lighthouse@12.8.2"
BROWSERS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
SCORES = ("performance", "accessibility", "best-practices", "seo")
FIGURES = {"largest-contentful-paint": "LCP", "first-contentful-paint": "FCP", "total-blocking-time": "TBT", "cumulative-layout-shift": "CLS", "total-byte-weight": "bytes"}
GOALS = {"score": 98, "LCP": 1900, "bytes": 169_000}
"""Half of the bytes of django-oscar's product page (338 kB)."""
DRAW = """
from datetime import timedelta
from marketplace.app import create_app
from marketplace.background import make_runner
from marketplace.pictures import operations
operations.CALM = timedelta(0)
app = create_app()
with app.app_context():
    make_runner(app).run_all()
app.extensions["toolbox"].close()
"""
"""Every job that waits, the fine pass of pictures too."""
NO_FAULT = {"uses-http2", "is-on-https", "redirects-http", "uses-long-cache-ttl"}
"""What a proxy with TLS in front answers for."""


def tool(folder: Path) -> Path:
    """Return Lighthouse's command, from npm where it is not there yet."""
    command = folder / "node_modules" / ".bin" / "lighthouse"
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent", "--prefix", str(folder), LIGHTHOUSE], check=True)
    return command


def browser() -> str:
    found = os.environ.get("MARKETPLACE_CHROMIUM") or next((path for name in BROWSERS if (path := shutil.which(name))), "")
    if not found:
        sys.exit("No Chromium is found; MARKETPLACE_CHROMIUM names one.")
    return found


def environment(folder: Path, port: int, production: bool) -> dict[str, str]:
    base = {**os.environ, "MARKETPLACE_DATA_DIR": str(folder / "data"), "MARKETPLACE_MAIL_URL": "memory:"}
    if not production:
        return base
    return {**base, "MARKETPLACE_PRODUCTION": "on", "MARKETPLACE_BASE_URL": f"http://127.0.0.1:{port}", "MARKETPLACE_SECRET_KEY": "only for measuring, never for people"}


@contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    """Serve an installation with demo data, its pictures drawn, as in production."""
    command = [sys.executable, "-m", "marketplace"]
    if not (folder / "data" / "ready").exists():
        shutil.rmtree(folder / "data", ignore_errors=True)
        begin = environment(folder, port, production=False)
        for words in (["-m", "marketplace", "migrate"], ["-m", "marketplace", "demo"], ["-c", DRAW]):
            subprocess.run([sys.executable, *words], cwd=PROJECT, env=begin, check=True, stdout=subprocess.DEVNULL)
        (folder / "data" / "ready").touch()
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen([*command, "serve", "--port", str(port), "--no-worker"], cwd=PROJECT, env=environment(folder, port, production=True), stdout=log, stderr=log)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            if server.poll() is not None:
                sys.exit((folder / "server.log").read_text()[-2_000:])
            try:
                urlopen(f"{base}/healthz").close()
                break
            except OSError:
                time.sleep(0.2)
        yield base
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)


def pages(base: str) -> dict[str, str]:
    """The addresses of one page of each kind: a bag with photos by a certified maker, and her record."""
    listing = urlopen(f"{base}/products?certified=1").read().decode()
    bag = re.search(r'href="(/products/[^"?#]+-[0-9A-Z]{10})"', listing)
    product = urlopen(base + bag[1]).read().decode()
    record = re.search(r'href="(/c/[^"?#]+)"', product)
    return {"home": base + "/", "list": base + "/products", "product": base + bag[1], "record": base + record[1]}


def report(command: Path, folder: Path, address: str) -> dict[str, Any]:
    out = folder / "report.json"
    words = [str(command), address, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={FLAGS}", "--only-categories=" + ",".join(SCORES)]
    subprocess.run(words, check=True, env={**os.environ, "CHROME_PATH": browser()})
    return json.loads(out.read_text())


def complaints(found: dict[str, Any]) -> list[str]:
    told = []
    for name, audit in found["audits"].items():
        score, mode = audit.get("score"), audit.get("scoreDisplayMode")
        if score is None or score >= 0.9 or mode in ("manual", "notApplicable", "error") or name in NO_FAULT:
            continue
        items = (audit.get("details") or {}).get("items") or []
        what = next((str(one.get("url") or one.get("node", {}).get("snippet") or one.get("label") or "") for one in items if isinstance(one, dict)), "")
        told.append(f"{audit['title']} [{name}] {audit.get('displayValue', '')} {what}"[:200].rstrip())
    return told


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--port", type=int, default=8197)
    words.add_argument("--runs", type=int, default=1)
    words.add_argument("--only", default="home,list,product,record")
    words.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "terajut-lighthouse")
    words.add_argument("--json", type=Path, help="where the last report of each page is written, by its name")
    chosen = words.parse_args()
    command, missed = tool(chosen.folder / "tool"), 0
    chosen.folder.mkdir(parents=True, exist_ok=True)
    print(f"{'page':10}" + "".join(f"{name:>15}" for name in (*SCORES, *FIGURES.values(), "requests")))
    with served(chosen.folder, chosen.port) as base:
        for name, address in pages(base).items():
            if name not in chosen.only.split(","):
                continue
            found = max((report(command, chosen.folder, address) for _ in range(chosen.runs)), key=lambda one: one["categories"]["performance"]["score"] or 0)
            scores = [round(100 * (found["categories"][score]["score"] or 0)) for score in SCORES]
            figures = {short: found["audits"][audit]["numericValue"] for audit, short in FIGURES.items()}
            asked = len(found["audits"]["network-requests"]["details"]["items"])
            line = [*scores, *(f"{value:.3f}" if short == "CLS" else f"{value:,.0f}" for short, value in figures.items()), asked]
            bad = min(scores) < GOALS["score"] or figures["LCP"] > GOALS["LCP"] or figures["bytes"] > GOALS["bytes"]
            missed += bad
            print(f"{name:10}" + "".join(f"{value:>15}" for value in line) + ("   MISSED" if bad else ""), flush=True)
            for complaint in complaints(found):
                print(f"           {complaint}")
            if chosen.json:
                chosen.json.with_name(f"{chosen.json.stem}-{name}.json").write_text(json.dumps(found))
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
