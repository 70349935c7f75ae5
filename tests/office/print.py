#!/usr/bin/env python3
"""Prints hand-outs in a headless browser, on A4 and on Letter, and looks at what comes out.

Each section must be one sheet (the last page, of words only, may be more), every number of the goals must stand in
the printed text and inside the sheet, the letters must be legible, colours must stand out from their ground (4.5:1),
and the file must ask no network for anything.

    cargo build && tests/office/print.py target/debug/backcast [SCENARIO.json ...]

Needs Python 3, Chromium (the Debian package chromium) and poppler-utils; skips where one is missing. Without
scenarios the starters, the golden ones and extremes made here are printed.
"""

import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TODAY = "2026-11-22"
ROOT = Path(__file__).resolve().parents[2]
PAPERS = {"A4": (841.89, 595.28), "Letter": (792.0, 612.0)}
# In points: letters may be this small in any plan, and in an ordinary one.
SMALLEST, ORDINARY = 5.5, 7.2
CONTRAST = 4.5
BIDI = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def stage(name, owner="marketing", rate=0.5, lag=30, **more):
    return {"name": name, "owner": owner, "rate": rate, "lag_days": lag, **more}


def plan(name, stages, months=12, amount=24e6, **more):
    last = stages[-1]
    last["value"] = last.pop("value", 25000)
    for of_rate in ("rate", "rate_range", "changes"):
        last.pop(of_rate, None)
    target = {"amount": amount, "phasing": {"kind": "even"}, **more.pop("target", {})}
    head = {"format": "backcast", "version": 1, "name": name, "currency": "USD", "start": "2027-01"}
    return {**head, "months": months, "target": target, "stages": stages, **more}


def extremes():
    """Plans at the bounds of what can be written down."""
    owners = ["marketing", "both", "sales"]
    wide = lambda at: f"Stage {at:2} " + "with quite a long name that goes on and on and " + "x"
    tall = lambda at: "商談見込み客との最初の打ち合わせが終わった段階" + chr(0x4E00 + at)
    ranges = {"rate_range": [0.6, 0.7], "lag_range": [1, 10]}
    changes = [{"from": f"{2027 + at // 12}-{at % 12 + 1:02}", "rate": 0.4 + at / 200} for at in range(1, 40)]
    twelve = lambda name, **more: [stage(name(at)[:60], owners[at // 4], 0.8, 45, **more) for at in range(12)]
    two = lambda owner="both": [stage("Leads", owner, 0.1, 14), stage("Deals", owner, lag=0)]
    six = lambda **more: [stage(name, owners[at // 2], 0.3, 20, **more) for at, name in enumerate("ABCDEF")]
    yield "twelve-by-sixty", plan("Long " * 12, twelve(wide), 60)
    yield "twelve-by-twelve", plan("Twelve", twelve(wide), 12)
    yield "wide", plan("見込み客", twelve(tall), 24, currency="JPY")
    yield "two-by-one", plan("Tiny", two(), 1, 1000)
    yield "no-lag", plan("No lag", [stage("Leads", lag=0), stage("Deals", "sales", lag=0)])
    yield "notes", plan("Notes", twelve(wide, definition="A buyer counts when " * 20), notes="All of it. " * 700)
    yield "lines", plan("Lines", six(definition="Has asked for a price."), notes="\n".join("- one more" for _ in range(60)))
    yield "agreed", plan("Agreed", six(opening=12.0, **ranges, locked=["lag"], changes=changes), currency="CHF")
    yield "findings", plan("Findings", twelve(wide, **ranges, opening=1.0), 3, target={"beyond": {"kind": "stop"}})
    yield "huge", plan("Huge", six(), 12, 1e15)
    yield "small", plan("Small", six(), 12, 0.01)
    yield "all-sales", plan("All sales", two("sales"))
    yield "all-both", plan("All both", two("both"))
    bad = "<script>alert(1)</script>&\"'"
    hostile = [stage(bad), stage("a\u202eb\u200bc|*_`", "sales", definition=bad), stage("D&D \\ [x](y:z)", "sales")]
    yield "hostile", plan(bad + " \u202e", hostile, notes=bad + "\n# no title\n\u0007bell")


def run(*command, **more):
    return subprocess.run([str(part) for part in command], check=True, capture_output=True, **more).stdout


def printed(folder, name, text, paper):
    """The pages of a file as its browser prints it: each its text and where its words end."""
    width, height = (f"{points / 72:.4f}in" for points in PAPERS[paper])
    sized = text.replace("size: landscape", f"size: {width} {height}")
    assert sized != text, "the style sheet names no paper"
    page, pdf = folder / f"{name}.html", folder / f"{name}-{paper}.pdf"
    page.write_text(sized)
    run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}", page.as_uri(), timeout=120)
    boxes = run("pdftotext", "-bbox", pdf, "-").decode()
    pages = []
    for part in boxes.split("<page ")[1:]:
        ends = [float(end) for end in re.findall(r'xMax="([\d.]+)"', part)]
        lows = [float(end) for end in re.findall(r'yMax="([\d.]+)"', part)]
        words = [html.unescape(word) for word in re.findall(r">([^<]*)</word>", part)]
        pages.append((words, max(ends, default=0.0), max(lows, default=0.0)))
    return pages


def sections(text):
    return text.split("<section ")[1:]


def numbers(section):
    """The numbers of the first table that can be seen: the goals."""
    seen = re.sub(r'(?s)<div class="spoken">.*?</div>', "", section)
    table = re.search(r"(?s)<tbody>(.*?)</tbody>", seen)
    return re.findall(r'<td class="n">([^<]+)</td>', table[1]) if table else []


def plain(text):
    """Without blanks, and without letters that this machine may have no font for."""
    return "".join(char for char in text if char.isascii() and not char.isspace())


def complaints_of_file(text):
    for word in ("http:", "https:", "src=", "url(", "<script", "<link", "@import", "<iframe", "<img", "<object"):
        outside = re.sub(r">[^<]*<", "><", text) if word.startswith("http") else text
        if word in outside.replace('http-equiv="', ""):
            yield f"has {word}"
    if BIDI.search(text) or any(ord(char) < 32 and char != "\n" for char in text):
        yield "has characters that cannot be seen"


def complaints_of_print(pages, text, paper, ordinary):
    width, height = PAPERS[paper]
    parts = sections(text)
    flows = [part for part in parts if part.startswith('class="page words"')]
    if len(pages) < len(parts) or not flows and len(pages) > len(parts):
        yield f"{len(parts)} sections are {len(pages)} sheets"
    size = min(float(size) for size in re.findall(r"--size:([\d.]+)pt", text))
    if size < (ORDINARY if ordinary else SMALLEST):
        yield f"letters of {size} pt"
    for at, (part, (words, right, low)) in enumerate(zip(parts, pages)):
        title = plain(html.unescape(re.search(r"<h1[^>]*>([^<]*)", part)[1]))
        if not plain("".join(words)).startswith(title):
            yield f"sheet {at + 1} does not begin with {title!r} but with {' '.join(words[:6])!r}"
        if right > width - 20 or low > height - 18:
            yield f"sheet {at + 1} runs over its margin: {right:.0f}, {low:.0f} of {width:.0f}, {height:.0f}"
        left = list(words)
        for number in numbers(part):
            if number not in left:
                yield f"sheet {at + 1} has no {number}"
                break
            left.remove(number)


def luminance(color):
    color = color if len(color) == 7 else "#" + "".join(2 * digit for digit in color[1:])
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def complaints_of_colors():
    style = (ROOT / "assets/handout.css").read_text()
    for theme in re.findall(r":root \{(.*?)\}", style, re.DOTALL):
        colors = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]+)", theme))
        for name in ("ink", "quiet", "marketing", "sales", "both", "revenue", "warning"):
            for ground in ("paper", "ground"):
                pair = sorted((luminance(colors[name]), luminance(colors[ground])), reverse=True)
                ratio = (pair[0] + 0.05) / (pair[1] + 0.05)
                if ratio < CONTRAST:
                    yield f"{name} {colors[name]} on {ground} {colors[ground]}: {ratio:.2f}"


def scenarios(paths):
    if paths:
        for path in map(Path, paths):
            yield path.stem, json.loads(path.read_text()), False
        return
    for path in sorted((ROOT / "assets/templates").glob("*.json")):
        yield path.stem, json.loads(path.read_text()), True
    for path in sorted((ROOT / "tests/data/golden").glob("*.json")):
        yield path.stem, json.loads(path.read_text())["scenario"], False
    for name, scenario in extremes():
        yield name, scenario, False


def main():
    missing = [tool for tool in ("chromium", "pdftotext") if not shutil.which(tool)]
    if missing:
        print(f"skipped: {' and '.join(missing)} not found (Debian packages chromium, poppler-utils)")
        return 0
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    program, failed, count, smallest = Path(sys.argv[1]).resolve(), 0, 0, {}
    for complaint in complaints_of_colors():
        print(f"colours: {complaint}")
        failed += 1
    with tempfile.TemporaryDirectory() as folder:
        for name, scenario, ordinary in scenarios(sys.argv[2:]):
            file = Path(folder) / "scenario.json"
            file.write_text(json.dumps(scenario))
            text = run(program, "goals", file, "--format", "html", "--today", TODAY).decode()
            found = list(complaints_of_file(text))
            for paper in PAPERS:
                pages = printed(Path(folder), name, text, paper)
                found += [f"{paper}: {said}" for said in complaints_of_print(pages, text, paper, ordinary)]
                count += len(pages)
            smallest[name] = min(float(size) for size in re.findall(r"--size:([\d.]+)pt", text))
            lows = " ".join(f"{low:.0f}" for _, _, low in pages)
            print(f"{name}: {smallest[name]} pt, {len(pages)} sheets, {lows}", *(f"\n  WRONG: {said}" for said in found))
            failed += len(found)
    print(f"{len(smallest)} plans, {count} sheets, {failed} complaints")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
