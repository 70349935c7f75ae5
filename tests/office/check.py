#!/usr/bin/env python3
"""Opens exported workbooks in LibreOffice and compares what it computes with `backcast goals`.

Every result that the program wrote into a workbook is taken out first, so that LibreOffice must compute each
formula itself; then inputs are edited in the workbook, and the same edits are given to `backcast goals --set`.

    cargo build && tests/office/check.py target/debug/backcast [SCENARIO.json ...]

Needs Python 3 and LibreOffice (the Debian package libreoffice-calc). Without scenarios the golden ones are used.
"""

import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

TOLERANCE = 1e-9
SHEETS = ["Inputs", "Goals", "Whole units", "Day one", "Target"]
FIRST_STAGE = 15
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"


def goals(program, scenario, edits):
    command = [program, "goals", scenario, "--format", "json"]
    command += [part for edit in edits for part in ("--set", edit)]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def edited(workbook, target, cells):
    """Copies a workbook without results, with some cells of the first sheet (and Target's) changed."""
    with zipfile.ZipFile(workbook) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                text = re.sub(r"(</f>)<v>[^<]*</v>", r"\1", data.decode())
                text = re.sub(r'(<c [^>]*?) t="str"(><f>)', r"\1\2", text)
                number = int(re.search(r"sheet(\d+)\.xml", name)[1])
                for (sheet, cell), value in cells.items():
                    if SHEETS.index(sheet) + 1 == number:
                        kind = "" if isinstance(value, (int, float)) else ' t="str"'
                        pattern = rf'<c r="{cell}"( s="\d+")?[^>]*?(/>|>.*?</c>)'
                        text, count = re.subn(pattern, rf'<c r="{cell}"\1{kind}><v>{value}</v></c>', text)
                        assert count == 1, f"{sheet}!{cell} is not there"
                data = text.encode()
            new.writestr(name, data)


def recalculated(folder, workbooks):
    """What LibreOffice computes: the cells of each sheet of each workbook."""
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile"]
    command += ["--convert-to", CSV, "--outdir", str(folder), *map(str, workbooks)]
    subprocess.run(command, check=True, capture_output=True, timeout=600)
    read = {}
    for workbook in workbooks:
        for sheet in SHEETS:
            with open(folder / f"{workbook.stem}-{sheet}.csv", newline="") as file:
                read[workbook, sheet] = list(csv.reader(file))
    return read


def near(found, expected, largest):
    if expected == "":
        return found == ""
    try:
        found = float(found)
    except ValueError:
        return False
    return abs(found - expected) <= TOLERANCE * max(abs(expected), largest * 1e-6, 1e-300)


def compare(cells, expected, told):
    """Compares a grid's rows with the goals; gives how many cells were compared."""
    errors, count = [], 0
    rows = {row[0].removesuffix(" †").removeprefix("'"): row for row in cells[1][4:] if row}
    whole = {row[0].removesuffix(" †").removeprefix("'"): row for row in cells[2][4:] if row}
    for row in expected["rows"]:
        name = row["name"]
        for sheet, table, values, total in [
            ("Goals", rows, row["goals"], row["total"]),
            ("Whole units", whole, row.get("whole", row["goals"]), None),
        ]:
            found = table[name]
            largest = max(map(abs, values))
            pairs = list(zip(found[4:], values))
            if total is not None:
                pairs += [(found[2], total), (found[3], row["this_plan_total"])]
            if len(found) - 4 < len(values):
                errors.append(f"{told}: {sheet}, {name}: {len(found) - 4} columns of {len(values)}")
            for at, (cell, value) in enumerate(pairs):
                count += 1
                if not near(cell, value, largest):
                    errors.append(f"{told}: {sheet}, {name}, {at}: {cell!r} instead of {value!r}")
            if any(found[4 + len(values) :]):
                errors.append(f"{told}: {sheet}, {name}: more columns than {len(values)}")
    days = {row[0].removeprefix("'"): row for row in cells[3][4:] if row}
    for row in expected["day_one"]:
        found = days[row["name"]]
        keys = ["needed", "revenue", "opening", "coverage", "at_risk"]
        for key, cell in zip(keys, found[2:7]):
            count += 1
            if not near(cell, row.get(key, ""), 0 if key == "coverage" else expected["rows"][-1]["total"]):
                errors.append(f"{told}: day one, {row['name']}, {key}: {cell!r} instead of {row.get(key)!r}")
    return errors, count


def edits_of(plan):
    """Edits as they are typed in a workbook and as backcast takes them."""
    stages = plan["stages"]
    count = len(stages)
    cell = lambda column, place: ("Inputs", f"{column}{FIRST_STAGE + place}")
    some = min(1, count - 2)
    yield "rate", {cell("C", some): 0.37}, [f"{some + 1}.rate=37%"]
    yield "lag", {cell("E", 0): 101}, ["1.lag=101"]
    yield "lags", {cell("E", p): 7 * p for p in range(count)}, [f"{p + 1}.lag={7 * p}" for p in range(count)]
    yield "direct", {cell("F", count - 1): 0.2}, [f"{count}.direct=20%"]
    yield "value", {cell("D", count - 1): 1234.5}, [f"{count}.value=1234.5"]
    yield "amount", {("Inputs", "B6"): 777777}, ["target=777777"]
    yield "stop", {("Inputs", "B9"): "stop"}, ["beyond=stop"]
    yield "continue", {("Inputs", "B9"): "continue", ("Inputs", "B10"): 0.15}, ["beyond=continue:15%"]
    yield "even", {("Inputs", "B7"): "even"}, ["phasing=even"]
    yield "growth", {("Inputs", "B7"): "growth", ("Inputs", "B8"): 0.04}, ["phasing=growth:4%"]
    season = [8, 9, 11, 12, 10, 8, 6, 5, 9, 12, 13, 7]
    cells = {("Target", f"H{8 + at}"): weight for at, weight in enumerate(season)}
    told = "phasing=seasonal:" + ",".join(map(str, season))
    yield "seasonal", {("Inputs", "B7"): "seasonal", **cells}, [told]
    weights = [at % 5 for at in range(1, plan["months"] + 1)]
    cells = {("Target", f"D{8 + at}"): weight for at, weight in enumerate(weights)}
    told = "phasing=custom:" + ",".join(map(str, weights))
    yield "custom", {("Inputs", "B7"): "custom", **cells}, [told, f"target={plan['target']['amount']}"]


def main():
    program, *scenarios = sys.argv[1:]
    if shutil.which("soffice") is None:
        print("skipped: there is no LibreOffice (Debian package libreoffice-calc)")
        return 0
    golden = Path(__file__).resolve().parent.parent / "data" / "golden"
    scenarios = scenarios or sorted(map(str, golden.glob("*.json")))
    errors, count = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        cases = []
        for at, scenario in enumerate(scenarios):
            plan = json.loads(Path(scenario).read_text())
            plan = plan.get("scenario", plan)
            plain = folder / f"{at}.json"
            plain.write_text(json.dumps(plan))
            exported = folder / f"{at}.xlsx"
            subprocess.run([program, "goals", plain, "--format", "xlsx", "--out", exported], check=True)
            changing = any(stage.get("changes") for stage in plan["stages"])
            all_edits = [("as exported", {}, [])] + ([] if changing else list(edits_of(plan)))
            for number, (name, cells, edits) in enumerate(all_edits):
                workbook = folder / f"{at}-{number}.xlsx"
                edited(exported, workbook, cells)
                cases.append((workbook, f"{Path(scenario).name}, {name}", plain, edits))
        read = recalculated(folder, [case[0] for case in cases])
        for workbook, told, plain, edits in cases:
            cells = [read[workbook, sheet] for sheet in SHEETS]
            found, compared = compare(cells, goals(program, plain, edits), told)
            errors += found
            count += compared
    for error in errors[:40]:
        print(error)
    print(f"{len(cases)} workbooks, {count} cells, {len(errors)} differences")
    return 1 if errors else 0


sys.exit(main())
