#!/usr/bin/env python3
"""Opens exported workbooks in LibreOffice and compares what it computes with `backcast goals`.

    cargo build && tests/office/check.py target/debug/backcast [--random N] [--seed S] [SCENARIO.json ...]

Without scenarios the golden ones are used; --random adds N made up within the limits of the model. Of each:

* the results that the program wrote into the workbook are the goals to the last bit (read by openpyxl, where Python
  has it), and every part of the file is well-formed;
* without these results LibreOffice computes each formula itself, on every sheet, within 1e-9;
* inputs are edited in the workbook, one and several at once, and the same edits are given to `backcast goals --set`;
* on paper stand every word of the notes and every number (starters, long notes, large amounts);
* the notice is there when, and only when, an edit asks for more than the formulas can follow.

Needs Python 3 and LibreOffice (the Debian package libreoffice-calc-nogui is enough); says so and succeeds without.
"""

import argparse
import calendar
import datetime
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

try:
    import openpyxl
except ImportError:
    openpyxl = None

TOLERANCE = 1e-9
# LibreOffice writes twenty decimals.
SMALLEST = 1e-20 / TOLERANCE
# Of a sum of so many buyers a difference of one is within the tolerance.
UNIT = 1 / TOLERANCE
SHEETS = ["Inputs", "Goals", "Whole units", "Day one", "Target"]
# Where the cells are: rows and columns count from 1 as in the sheets.
START, AMOUNT, PHASING, GROWTH, BEYOND, YEARLY = "B4", "B6", "B7", "B8", "B9", "B10"
FIRST_STAGE, NOTICE = 15, 12
FIRST_MONTH = 8
# How many months the runway may grow, and the first year that is written as dates.
SPARE, FIRST_YEAR = 24, 1905
# The names of LibreOffice's format, and how many equal cells are looked at of those that it counts only.
TABLE, OFFICE, TEXT = (f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("table", "office", "text"))
MOST = 500
# How many workbooks LibreOffice opens at once.
BATCH = 100


@dataclass
class Case:
    """A workbook as it was exported, or with edits."""

    told: str
    plan: dict
    scenario: Path
    exported: Path
    cells: dict = field(default_factory=dict)
    edits: list = field(default_factory=list)
    workbook: Path = None

    def fixed(self):
        """How many stages from the top have values instead of formulas."""
        return max((at + 1 for at, stage in enumerate(self.plan["stages"]) if stage.get("changes")), default=0)


class Told:
    """What was compared, and what differs."""

    def __init__(self, tolerance):
        self.tolerance, self.count, self.errors, self.largest = tolerance, 0, [], 0.0

    def number(self, told, found, expected, floor=0.0):
        """Compares a cell with a number; none is an empty cell."""
        self.count += 1
        try:
            found = "" if found in ("", None) else float(found)
            if expected in ("", None) or found == "":
                same = found == ("" if expected is None else expected)
            else:
                difference = abs(found - expected) / max(abs(expected), abs(floor), SMALLEST)
                same = difference <= self.tolerance
                self.largest = max(self.largest, difference if same else 0.0)
        except ValueError:
            same = False
        if not same:
            self.errors.append(f"{told}: {found!r} instead of {expected!r}")

    def equal(self, told, found, expected):
        self.count += 1
        if found != expected:
            self.errors.append(f"{told}: {found!r} instead of {expected!r}")


def goals(program, scenario, edits=()):
    command = [program, "goals", scenario, "--format", "json"]
    command += [part for edit in edits for part in ("--set", edit)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def without_results(workbook, target, cells):
    """Copies a workbook without results, with some of its cells changed."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if sheet := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name):
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", data.decode())
                text = re.sub(r'(<c [^>]*?) t="str"(><f>)', r"\1\2", text)
                for (where, cell), value in cells.items():
                    if SHEETS.index(where) + 1 == int(sheet[1]):
                        kind = "" if isinstance(value, (int, float)) else ' t="str"'
                        pattern = rf'<c r="{cell}"( s="\d+")?[^>]*?(/>|>.*?</c>)'
                        text, count = re.subn(pattern, rf'<c r="{cell}"\1{kind}><v>{value}</v></c>', text)
                        assert count == 1, f"{where}!{cell} is not there"
                data = text.encode()
            new.writestr(name, data)


def recalculated(folder, workbooks):
    """What LibreOffice computes: the rows of each sheet of each workbook."""
    for at in range(0, len(workbooks), BATCH):
        command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
        command += ["--convert-to", "ods", "--outdir", str(folder), *map(str, workbooks[at : at + BATCH])]
        subprocess.run(command, check=True, capture_output=True, timeout=1800)
    for workbook in workbooks:
        with zipfile.ZipFile(workbook.with_suffix(".ods")) as file:
            tables = ElementTree.fromstring(file.read("content.xml")).iter(f"{TABLE}table")
        tables = {table.get(f"{TABLE}name"): table for table in tables}
        yield [list(rows_of(tables[sheet])) for sheet in SHEETS]


def rows_of(table):
    """The rows of a table, without the empty ones at its end."""
    for row in table.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row:
            kind, times = cell.get(f"{OFFICE}value-type"), int(cell.get(f"{TABLE}number-columns-repeated", 1))
            if kind in ("float", "percentage"):
                value = float(cell.get(f"{OFFICE}value"))
            else:
                value = cell.get(f"{OFFICE}date-value") or "\n".join(map("".join, (p.itertext() for p in cell.iter(f"{TEXT}p"))))
            cells += [value] * min(times, MOST)
        for _ in range(min(int(row.get(f"{TABLE}number-rows-repeated", 1)), MOST)):
            yield cells


def month(cell):
    """A month as LibreOffice or openpyxl give it, as YYYY-MM."""
    return f"{cell:%Y-%m}" if isinstance(cell, datetime.datetime) else cell[:7]


def date(cell):
    """A day as LibreOffice or openpyxl give it, as YYYY-MM-DD."""
    return f"{cell:%Y-%m-%d}" if isinstance(cell, datetime.datetime) else str(cell)[:10]


def calendar_day(day):
    """The date that stands for a planning day: the 30th is the last of its month, others at most the last."""
    year, number = map(int, day["month"].split("-"))
    last = calendar.monthrange(year, number)[1]
    return f"{day['month']}-{last if day['day'] == 30 else min(day['day'], last):02}"


def names(plan, fixed):
    marked = [stage["name"] + (" †" if at < fixed else "") for at, stage in enumerate(plan["stages"])]
    return [("'" if name[0] in "=+-@" else "") + name for name in marked]


def floor_of(values, is_whole):
    """What a difference is measured against in a row of cells, if the cell itself is smaller.

    LibreOffice keeps some eleven digits of sums that it subtracts: among trillions of buyers some may come a month sooner.
    """
    if is_whole and sum(values) > UNIT:
        return max(UNIT, sum(values) * 1e-2)
    return max(map(abs, values), default=0) * 1e-6


def compare(told, case, sheets, expected):
    """Compares the sheets with the goals; of a plan with values, after edits, only what follows."""
    fixed = case.fixed() if case.edits else 0
    for title, sheet in zip(SHEETS[1:3], sheets[1:3]):
        columns = {int(float(cell)): at for at, cell in enumerate(sheet[2]) if at >= 4 and cell not in ("", None)}
        numbers = range(-expected["runway"], len(expected["months"]) - expected["runway"])
        if not fixed:
            told.equal(f"{case.told}: {title}, months from the start", sorted(columns), list(numbers))
        shown = [number for number in numbers if number in columns]
        for number in shown:
            name = expected["months"][number + expected["runway"]]
            told.equal(f"{case.told}: {title}, month {number}", month(sheet[3][columns[number]]), name)
        for at, row in enumerate(expected["rows"]):
            is_whole = title == "Whole units" and "whole" in row
            if at < fixed or is_whole and fixed and len(shown) < len(numbers):
                continue
            values, found = row["whole" if is_whole else "goals"], sheet[4 + at]
            floor = floor_of(values, is_whole)
            for number in shown:
                where = f"{case.told}: {title}, {row['name']}, {number}"
                told.number(where, found[columns[number]], values[number + expected["runway"]], floor)
            if not is_whole:
                told.number(f"{case.told}: {title}, {row['name']}, total", found[2], row["total"], floor)
                told.number(f"{case.told}: {title}, {row['name']}, need", found[3], row["this_plan_total"], floor)
    stages = names(case.plan, case.fixed())
    for sheet, first in [(sheets[0], FIRST_STAGE - 1), (sheets[1], 4), (sheets[2], 4), (sheets[3], 4)]:
        told.equal(f"{case.told}: names", [row[0] for row in sheet[first : first + len(stages)]], stages)
    for at, (row, call) in enumerate(zip(expected["day_one"], expected["last_call"])):
        found, where = sheets[3][4 + at], f"{case.told}: day one, {row['name']}"
        needed, carries, have, cover, risk, last = found[2:8]
        if at >= fixed:
            told.number(f"{where}, needed", needed, row["needed"])
            told.number(f"{where}, cover", cover, row.get("coverage"))
            told.number(f"{where}, at risk", risk, row.get("at_risk"), row["revenue"])
        told.number(f"{where}, carries", carries, row["revenue"])
        told.number(f"{where}, have", have, row.get("opening"))
        told.equal(f"{where}, last call", date(last), calendar_day(call))


def check_file(told, case, expected):
    """The file as it is: well-formed, and its results those of the program to the last bit."""
    with zipfile.ZipFile(case.exported) as file:
        told.equal(f"{case.told}: damaged part", file.testzip(), None)
        for name in file.namelist():
            ElementTree.fromstring(file.read(name))
    if openpyxl is None:
        return None
    book = openpyxl.load_workbook(case.exported, data_only=True)
    sheets = [[list(row) for row in book[sheet].iter_rows(values_only=True)] for sheet in SHEETS]
    compare(told, case, sheets, expected)
    return sheets


def check_all_cells(told, case, sheets, written):
    """What LibreOffice computes in every cell against what the program wrote there."""
    for title, sheet, rows in zip(SHEETS, sheets, written):
        for at, row in enumerate(rows):
            numbers = [cell for cell in row if isinstance(cell, (int, float))]
            for column, cell in enumerate(row):
                found = sheet[at][column] if at < len(sheet) and column < len(sheet[at]) else ""
                where = f"{case.told}: {title}, row {at + 1}, column {column + 1}"
                if isinstance(cell, datetime.datetime):
                    told.equal(where, date(found), date(cell))
                elif isinstance(cell, (int, float)):
                    floor = floor_of(numbers, title == "Whole units")
                    told.number(where, found, cell, floor)
                else:
                    told.equal(where, found, cell or "")


def edits_of(plan):
    """Edits as they are typed in a workbook and as backcast takes them."""
    stages, months = plan["stages"], plan["months"]
    count = len(stages)
    cell = lambda column, place: ("Inputs", f"{column}{FIRST_STAGE + place}")
    input = lambda place: ("Inputs", place)
    some = min(1, count - 2)
    rate = {cell("C", some): 0.37}, [f"{some + 1}.rate=37%"]
    lag = {cell("E", 0): 101}, ["1.lag=101"]
    lags = {cell("E", p): 7 * p for p in range(count)}, [f"{p + 1}.lag={7 * p}" for p in range(count)]
    none = {cell("E", p): 0 for p in range(count)}, [f"{p + 1}.lag=0" for p in range(count)]
    longest = {cell("E", p): 720 for p in range(count)}, [f"{p + 1}.lag=720" for p in range(count)]
    direct = {cell("F", count - 1): 0.2}, [f"{count}.direct=20%"]
    value = {cell("D", count - 1): 1234.5}, [f"{count}.value=1234.5"]
    amount = {input(AMOUNT): 777777}, ["target=777777"]
    opening = {cell("G", 0): 12.5, cell("G", count - 1): 3}, ["1.opening=12.5", f"{count}.opening=3"]
    growth = {input(PHASING): "growth", input(GROWTH): 0.04}, ["phasing=growth:4%"]
    weights = [at % 5 for at in range(1, months + 1)]
    custom = {("Target", f"D{FIRST_MONTH + at}"): weight for at, weight in enumerate(weights)}
    season = [8, 9, 11, 12, 10, 8, 6, 5, 9, 12, 13, 7]
    seasonal = {("Target", f"H{FIRST_MONTH + at}"): weight for at, weight in enumerate(season)}
    yield "rate", rate
    yield "lag", lag
    yield "lags", lags
    yield "no lags", none
    yield "longest lags", longest
    yield "direct", direct
    yield "value", value
    yield "amount", amount
    yield "opening", opening
    yield "stop", ({input(BEYOND): "stop"}, ["beyond=stop"])
    yield "continue", ({input(BEYOND): "continue", input(YEARLY): 0.15}, ["beyond=continue:15%"])
    yield "even", ({input(PHASING): "even"}, ["phasing=even"])
    yield "growth", growth
    told = "phasing=seasonal:" + ",".join(map(str, season))
    yield "seasonal", ({input(PHASING): "seasonal", **seasonal}, [told])
    told = ["phasing=custom:" + ",".join(map(str, weights)), f"target={plan['target']['amount']}"]
    yield "custom", ({input(PHASING): "custom", **custom}, told)
    several = [rate, lags, direct, value, growth, amount, opening]
    if int(plan["start"][:4]) >= FIRST_YEAR + 30:
        serial = (datetime.date(2031, 5, 1) - datetime.date(1899, 12, 30)).days
        start = {input(START): serial}, ["start=2031-05"]
        yield "start", start
        several.append(start)
    cells = {place: typed for one in several for place, typed in one[0].items()}
    yield "several", (cells, [edit for one in several for edit in one[1]])


def check_notice(told, case, sheets, expected, as_exported):
    """Whether the workbook says what it can no longer follow; gives whether it does."""
    said = sheets[0][NOTICE - 1][0]
    longer = expected["runway"] > as_exported["runway"] + SPARE
    if longer:
        told.equal(f"{case.told}: notice of runway", said.startswith("! The runway"), True)
    elif case.fixed() and case.edits:
        # Edits of what no value follows from need no notice.
        values = lambda goals: [row["goals"] for row in goals["rows"][: case.fixed()]]
        needs = values(expected) != values(as_exported)
        told.equal(f"{case.told}: notice of values", said.startswith("! The values") or not needs, True)
    else:
        told.equal(f"{case.told}: notice", said, "")
    if said:
        told.equal(f"{case.told}: caption of goals", sheets[1][1][0], said)
    return longer


def made_up(random):
    """A scenario within the limits of model.md §8, often at them."""
    count, months = random.randint(2, 12), random.choice([1, 2, 5, 11, 12, 13, 24, 36, 60])
    lags = random.choice([[0], [0, 7, 30, 45], [1, 29, 31, 59, 90], [720], list(range(721))])
    rates = random.choice([(-6, 0), (-2, 0), (-0.5, 0), (0, 0)])
    directs = random.choice([[0], [0, 0.1], [0.9], [0, 0.5, 0.99]])
    stages = []
    for at in range(count):
        stage = {"name": random.choice(["", "=", "+", "@"]) + f"Stage {at + 1}", "lag_days": random.choice(lags)}
        stage["owner"] = random.choice(["marketing", "sales", "both"])
        if at + 1 < count:
            stage["rate"] = max(1e-6, min(1, 10 ** random.uniform(*rates)))
        else:
            stage["value"] = 10 ** random.uniform(-2, random.choice([5, 15]))
        if at:
            stage["direct"] = random.choice(directs)
        if random.random() < 0.3:
            stage["opening"] = random.choice([0, random.uniform(0, 1000), 1e15])
        stages.append(stage)
    start = f"{random.choice([1900, 1904, 1930, 2000, 2027, 2026, 2999])}-{random.randint(1, 12):02}"
    if random.random() < 0.2:
        random.choice(stages[:-1])["changes"] = [{"from": start, "rate": 0.3}]
    weight = lambda: random.choice([0, random.random(), random.uniform(0, 1e6)])
    growth = random.choice([-0.5, 1, 0, random.uniform(-0.5, 1)])
    kind = random.choice(["even", "growth", "seasonal", "custom"])
    phasing = {"kind": kind}
    if kind == "growth":
        phasing["monthly"] = growth
    elif kind != "even":
        phasing["weights"] = [weight() for _ in range(12 if kind == "seasonal" else months)]
        phasing["weights"] = [max(weight, 0.01) for weight in phasing["weights"][:1]] + phasing["weights"][1:]
        if kind == "seasonal" and months < 12:
            phasing["weights"] = [max(weight, 0.01) for weight in phasing["weights"]]
    beyond = random.choice([{"kind": "continue"}, {"kind": "stop"}, {"kind": "continue", "yearly_growth": random.choice([-0.9, 10, 0.2])}])
    amount = 10 ** random.uniform(-2, random.choice([7, 15]))
    plan = {"format": "backcast", "version": 1, "name": "=Made up", "currency": "EUR", "start": start, "months": months}
    return plan | {"target": {"amount": amount, "phasing": phasing, "beyond": beyond}, "stages": stages}


def scenarios(arguments):
    golden = Path(__file__).resolve().parent.parent / "data" / "golden"
    for path in arguments.scenarios or sorted(golden.glob("*.json")):
        plan = json.loads(Path(path).read_text())
        yield Path(path).name, plan.get("scenario", plan)
    source = random.Random(arguments.seed)
    for number in range(arguments.random):
        yield f"made up {number} of seed {arguments.seed}", made_up(source)


def cases(program, folder, arguments):
    """Exports each scenario; gives it as it is, and edited (those that are made up in one way only)."""
    for at, (name, plan) in enumerate(scenarios(arguments)):
        scenario, exported = folder / f"{at}.json", folder / f"{at}.xlsx"
        scenario.write_text(json.dumps(plan))
        subprocess.run([program, "goals", scenario, "--format", "xlsx", "--out", exported], check=True)
        edits = list(edits_of(plan))
        if name.startswith("made up"):
            edits = random.Random(at).sample(edits, 1)
        for number, (told, (cells, edit)) in enumerate([("as exported", ({}, [])), *edits]):
            case = Case(f"{name}, {told}", plan, scenario, exported, cells, edit, folder / f"{at}-{number}.xlsx")
            without_results(exported, case.workbook, cells)
            yield case


def check_print(told, program, folder):
    """What stands on paper: every word of the notes, and every number."""
    if shutil.which("pdftotext") is None:
        print("prints are not read: there is no pdftotext (Debian package poppler-utils)")
        return
    root = Path(__file__).resolve().parents[2]
    plans = {path.stem: json.loads(path.read_text()) for path in sorted((root / "assets/templates").glob("*.json"))}
    plain = plans["fintech"]
    lines = "\n".join(" ".join(f"w{at}-{line}" for at in range(90)) for line in range(13))
    plans["lines"] = plain | {"notes": lines}
    plans["line"] = plain | {"notes": " ".join(f"word-{at}" for at in range(220)) + " " + "W" * 2000 + " end"}
    for amount in (1e6, 4e11, 999_999_999_999.5, 2e12, 1e15):
        for value in (0.01, amount):
            stages = [stage | {"opening": amount} for stage in plain["stages"]]
            stages[-1] = stages[-1] | {"value": value}
            target = plain["target"] | {"amount": amount}
            plans[f"{amount:g} of {value:g}"] = plain | {"target": target, "stages": stages, "currency": "JPY"}
    printed = {name: folder / f"print-{at}" for at, name in enumerate(plans)}
    for name, path in printed.items():
        scenario, workbook = path.with_suffix(".json"), path.with_suffix(".xlsx")
        scenario.write_text(json.dumps(plans[name]))
        subprocess.run([program, "goals", scenario, "--format", "xlsx", "--out", workbook], check=True)
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", "pdf", "--outdir", folder, *(path.with_suffix(".xlsx") for path in printed.values())]
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=600)
    for name, path in printed.items():
        command = ["pdftotext", "-raw", path.with_suffix(".pdf"), "-"]
        text = "".join(subprocess.run(command, check=True, capture_output=True).stdout.decode().split())
        told.equal(f"{name}: numbers on paper", "###" in text, False)
        missing = [word for word in plans[name].get("notes", "").split() if word not in text]
        told.equal(f"{name}: words that are not on paper", missing, [])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("scenarios", nargs="*")
    parser.add_argument("--random", type=int, default=0, metavar="N")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if shutil.which("soffice") is None:
        print("skipped: there is no LibreOffice (Debian package libreoffice-calc-nogui)")
        return 0
    if openpyxl is None:
        print("results in the files are not read: there is no openpyxl (pip install openpyxl)")
    written, computed, noticed = Told(0), Told(TOLERANCE), 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        all_cases = list(cases(arguments.program, folder, arguments))
        as_exported = None
        for case, sheets in zip(all_cases, recalculated(folder, [case.workbook for case in all_cases])):
            expected = goals(arguments.program, case.scenario, case.edits)
            if not case.edits:
                as_exported = expected
                results = check_file(written, case, expected)
                if results:
                    check_all_cells(computed, case, sheets, results)
            if check_notice(computed, case, sheets, expected, as_exported):
                noticed += 1
            else:
                compare(computed, case, sheets, expected)
        check_print(written, arguments.program, folder)
    errors = written.errors + computed.errors
    for error in errors[:40]:
        print(error)
    print(f"{len(all_cases)} workbooks, {noticed} of which say that the plan must be exported again")
    print(f"{written.count} results as the program wrote them, {computed.count} as LibreOffice computes them")
    print(f"{len(errors)} differences; the largest that counts as none: {computed.largest:.1e}")
    return 1 if errors else 0


sys.exit(main())
