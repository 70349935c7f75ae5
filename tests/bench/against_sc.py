#!/usr/bin/env python3
"""Measures a release binary against sc, a terminal spreadsheet, with the same model, and prints one Markdown table.

    pip install pyte; apt-get install sc
    python3 tests/bench/against_sc.py target/release/backcast            # about two minutes; --quick for a glance

Machines are noisy, so both programs take turns in one run, and ratios of medians are what counts. `model.sc` and
`model.json` hold the same plan; sc shifts by months where backcast shifts by days, so the rows of whole months and the
months away from the edges have the same numbers, which is checked before anything is timed.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import tui_latency as tty  # noqa: E402

SIZE = "120x40"
# The proposals' rate, 30 % and 31 %; the first stage's, 3.0 % and 3.1 %, does the same to the visitors of the first month.
SC = dict(ready=r"2659\.72", setup="gB6<CR>", keys=r"=0.31<CR>=>2573\.92 =0.3<CR>=>2659\.72", quit="q n")
TOP = dict(ready=r"\b8,?889\b", setup="", keys=r"<RIGHT>=>\b8,?60[23]\b <LEFT>=>\b8,?889\b", quit="q D")
PROPOSALS = dict(TOP, setup="<DOWN> <DOWN> <DOWN> <DOWN>")
LISTED = 1000


def measured(command, how, starts, n, idle):
    """What tui_latency.py says of a program in a terminal of its own."""
    words = [sys.executable, HERE / "tui_latency.py", "--json", "--cmd", command, "--size", SIZE, "--starts", starts]
    words += ["--n", n, "--idle", idle]
    for name, value in how.items():
        words += [f"--{name}", value]
    return json.loads(subprocess.run(list(map(str, words)), check=True, stdout=subprocess.PIPE).stdout)


def median(runs, *path):
    """The median over all rounds of a figure."""
    def one(run):
        for key in path:
            run = run[key]
        return run
    return statistics.median(map(one, runs))


def took(words, given, out):
    """How long a whole process takes, in ms."""
    actions = [(os.POSIX_SPAWN_OPEN, 0, str(given), os.O_RDONLY, 0),
               (os.POSIX_SPAWN_OPEN, 1, str(out), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600),
               (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    begun = tty.now()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    status = os.waitpid(child, 0)[1]
    if status:
        sys.exit(f"{' '.join(words)}: exit status {os.waitstatus_to_exitcode(status)}")
    return (tty.now() - begun) / 1e6


def screen(command, ready):
    """A program in a terminal, with its first frame on the screen."""
    columns, rows = map(int, SIZE.split("x"))
    asked = argparse.Namespace(cmd=command, cols=columns, rows=rows, term="xterm-256color", env=[], cwd=None, kitty=False,
                               mute=False, start_timeout=30, settle_start=200, quit=["q", "D"])
    program = tty.Proc(asked)
    program.first_frame(re.compile(ready))
    return program


def shown_at(program, wanted, since):
    """When a text was first on the screen: ms after `since`."""
    program.quiet(0.3, 10, 2)
    at = program.replay(re.compile(wanted), since)
    if at is None:
        sys.exit(f"never shown: {wanted}; the screen:\n{program.term.text()}")
    return (at - since) / 1e6


def held(command):
    """The first row's rate held up 30 times a second for 3 s: how late each step is shown, in ms."""
    program = screen(command, TOP["ready"])
    pressed = []
    for _ in range(90):
        pressed.append(program.press("\x1b[C"))
        until = time.perf_counter() + 1 / 30
        while (left := until - time.perf_counter()) > 0:
            program.read(left)
    program.quiet(0.3, 5)
    rates, late = [f"[{3 + (press + 1) / 10:.1f}%]" for press in range(90)], []
    for at, chunk in program.chunks[program.fed:]:
        program.term.feed(chunk)
        text = program.term.text()
        while len(late) < 90 and rates[len(late)] in text:
            late.append((at - pressed[len(late)]) / 1e6)
    program.fed = len(program.chunks)
    program.close()
    return late if len(late) == 90 else sys.exit(f"a held key: {rates[len(late)]} was never shown")


def at_once(command):
    """1,000 presses in one write: ms until the right value is shown, ms until quiet, and the memory afterwards in MB."""
    program = screen(command, TOP["ready"])
    since = tty.now()
    os.write(program.fd, b"\x1b[C" * 700 + b"\x1b[D" * 300)
    shown = shown_at(program, r"\[43\.0%\]", since)
    quiet = (program.chunks[-1][0] - since) / 1e6
    memory = program.usage()[2] / 1024
    program.close()
    return shown, quiet, memory


def stored(folder):
    """A store of many scenarios."""
    scenarios = folder / "backcast" / "scenarios"
    scenarios.mkdir(parents=True)
    plan = json.loads((HERE / "model.json").read_text())
    for number in range(LISTED):
        plan["name"] = f"Plan {number:04}"
        plan["stages"][0]["rate"] = 0.01 + number / 100_000
        (scenarios / f"plan-{number:04}.json").write_text(json.dumps(plan, indent=2))


def same_numbers(binary, sheet, edit, folder):
    """Fails unless both programs say the same."""
    took(["sc", "-q", str(sheet)], edit, folder / "said")
    spread = [[float(word) for word in line.split()] for line in (folder / "sheet.txt").read_text().splitlines()
              if re.fullmatch(r"[\d. ]+", line)][-7:]
    took([binary, "goals", "model.json", "--set", "proposals.rate=31%", "--format", "csv"], "/dev/null", folder / "goals.csv")
    rows = {}
    for line in (folder / "goals.csv").read_text().splitlines()[1:]:
        _, stage, goal, *_ = line.split(",")
        rows.setdefault(stage, []).append(float(goal))
    # The sheet begins a month before the plan's runway.
    for row, stage, first, last in [(0, "Visitors", 4, 11), (4, "Proposals", 1, 18), (5, "Deals", 1, 18), (6, "Revenue", 1, 18)]:
        theirs, ours = spread[row][first:last], rows[stage][first - 1:last - 1]
        if any(abs(one - other) > 0.006 for one, other in zip(theirs, ours, strict=True)):
            sys.exit(f"{stage}: sc says {theirs}, backcast {ours}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--quick", action="store_true", help="fewer rounds")
    given = parser.parse_args()
    binary = str(given.binary.resolve())
    rounds, starts, presses, idle = (2, 5, 30, 1) if given.quick else (5, 7, 60, 3)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)
        for kind in ("DATA", "STATE", "CONFIG"):
            os.environ[f"XDG_{kind}_HOME"] = str(folder / kind)
        for file in ("model.sc", "model.json"):
            shutil.copy(HERE / file, folder)
        edit = folder / "edit"
        edit.write_text('let B6=0.31\nrecalc\nwrite "sheet.txt"\n')
        same_numbers(binary, folder / "model.sc", edit, folder)

        sc, top, proposals, crowded = [], [], [], []
        command = f"{binary} model.json"
        many = folder / "many"
        stored(many)
        for _ in range(rounds):
            sc.append(measured("sc model.sc", SC, starts, presses, idle))
            top.append(measured(command, TOP, starts, presses, idle))
            proposals.append(measured(command, PROPOSALS, starts, presses, 1))
            crowded.append(measured(command, dict(TOP, env=f"XDG_DATA_HOME={many}"), starts, 2, 0.1))
        late, bursts = held(command), [at_once(command) for _ in range(rounds)]

        whole = [binary, "goals", "model.json", "--set", "proposals.rate=31%", "--format", "csv"]
        pairs = [(took(whole, "/dev/null", "goals.csv"), took(["sc", "-q", "model.sc"], edit, "said")) for _ in range(15 * rounds)]
        goals, written = (statistics.median(times) for times in zip(*pairs))

        os.environ["XDG_DATA_HOME"] = str(many)
        listed = statistics.median(took([binary, "list"], "/dev/null", "list.txt") for _ in range(5))
        pages = []
        for _ in range(5):
            program = screen(command, TOP["ready"])
            since = program.press("gs")
            pages.append(shown_at(program, r"Plan 0\d\d\d[^~]*Plan 0\d\d\d", since))
            program.close()

    rows = [["what", "backcast", "sc", "ratio", "limit", ""], ["---", "---:", "---:", "---:", "---:", "---"]]

    def row(what, unit, ours, theirs=None, times=None, most=None):
        """`times`: how many times sc's figure may be reached; `most`: the figure itself."""
        limit = f"≤ {times} ×" if times else f"≤ {most} {unit}" if most is not None else ""
        ratio = ours / theirs if theirs else None
        fits = "" if not limit else "ok" if (ratio <= times if times else ours <= most) else "**too much**"
        figure = lambda value: "" if value is None else f"{value:.2f} {unit}"  # noqa: E731
        rows.append([what, figure(ours), figure(theirs), f"{ratio:.2f}" if ratio else "", limit, fits])

    for what, runs in (("the proposals' rate", proposals), ("the first row", top)):
        for part, times in (("median", 1), ("p99", 2)):
            shown = (median(of, "key_match_ms", part) for of in (runs, sc))
            row(f"key → new grid, {what}, {part}", "ms", *shown, times=times)
        sent = (median(of, "bytes_per_key", "median") for of in (runs, sc))
        row(f"bytes a nudge, {what}", "B", *sent, times=1.2)
        row(f"CPU a nudge, {what}", "ms", median(runs, "cpu_ms_per_key"), median(sc, "cpu_ms_per_key"))
    begun = median(sc, "start_frame_ms", "median")
    row("start → first full frame", "ms", median(top, "start_frame_ms", "median"), begun, times=1.5)
    row(f"the same beside {LISTED:,} scenarios", "ms", median(crowded, "start_frame_ms", "median"), begun, times=1.5)
    row(f"Scenarios page of {LISTED:,}", "ms", statistics.median(pages), most=100)
    row(f"`list` of {LISTED:,}, whole process", "ms", listed, most=100)
    for what, unit, key in (("CPU", "%", "idle_cpu_pct"), ("wake-ups", "a second", "idle_wakeups_s"), ("output", "B a second", "idle_bytes_s")):
        row(f"idle {what}", unit, max(run[key] for run in top), max(run[key] for run in sc), most=0)
    row("memory at rest", "MB", median(top, "rss_mb"), median(sc, "rss_mb"), times=3)
    row("memory at most", "MB", median(top, "peak_rss_mb"), median(sc, "peak_rss_mb"), times=3)
    row("`goals FILE --format csv` / open, edit, write", "ms", goals, written, times=1)
    shown, quiet, memory = map(statistics.median, zip(*bursts))
    row("held key, 30 a second: each step shown after, median", "ms", statistics.median(late))
    row("held key, 30 a second: each step shown after, at most", "ms", max(late))
    row("1,000 presses at once: the last shown after", "ms", shown)
    row("1,000 presses at once: quiet after", "ms", quiet)
    row("memory after them", "MB", memory, median(sc, "rss_mb"), times=3)
    row("the binary", "MB", os.path.getsize(binary) / 1e6, most=6)
    for cells in rows:
        print("| " + " | ".join(cells) + " |")
    print(f"\nload {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores, {top[0]['threads']} threads")


if __name__ == "__main__":
    main()
