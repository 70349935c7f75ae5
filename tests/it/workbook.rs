//! The workbook holds what the program computed, as formulas that cannot be anything else (no spreadsheet is opened
//! here: `tests/office/check.py` does that).

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use backcast::export::sheet::Dated;
use backcast::export::workbook;
use backcast::goals::grid::ceiling;
use backcast::goals::{Bearing, Content, Goals, compute};
use backcast::plan::{Day, Scenario};
use backcast::store::format;
use serde_json::{Value, json};

use crate::scenarios::month;

/// The rows of the first stage and of the months' numbers, and the column of the first month.
const STAGE: usize = 5;
const NUMBER: usize = 3;
const MONTHS: usize = 5;

/// A cell as it stands in the file.
#[derive(Debug, Clone, Default, PartialEq)]
struct Cell {
    formula: Option<String>,
    /// A number's digits, or a text.
    value: String,
    is_text: bool,
}

impl Cell {
    fn number(&self) -> Option<f64> {
        (!self.value.is_empty()).then(|| self.value.parse().expect("digits"))
    }
}

/// A workbook that was taken apart.
struct Book {
    files: BTreeMap<String, String>,
    shared: Vec<String>,
}

impl Book {
    fn of(scenario: &Scenario) -> Self {
        let today = Day { month: month("2026-11"), day: 21 };
        let bytes = workbook::bytes(Dated { scenario, goals: &compute(scenario), today });
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
        let mut files = BTreeMap::new();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).expect("a part");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("a part is text");
            files.insert(file.name().expect("a part has a name").into_owned(), text);
        }
        let shared = files.get("xl/sharedStrings.xml").map_or(Vec::new(), |all| {
            all.split("<si>")
                .skip(1)
                .map(|one| plain(between(one, "<t", "</t>").split_once('>').expect("tags end").1))
                .collect()
        });
        Self { files, shared }
    }

    fn xml(&self, sheet: &str) -> &str {
        let names: Vec<&str> = self.files["xl/workbook.xml"].split("<sheet name=\"").skip(1).collect();
        let at = names.iter().position(|name| name.starts_with(&format!("{sheet}\"")));
        &self.files
            [&format!("xl/worksheets/sheet{}.xml", at.unwrap_or_else(|| panic!("no sheet {sheet}")) + 1)]
    }

    /// The cells of a sheet by their addresses.
    fn cells(&self, sheet: &str) -> BTreeMap<String, Cell> {
        let xml = self.xml(sheet).split("</sheetData>").next().expect("the first part");
        let of = |text: &str| {
            let (head, rest) = text.split_once('>').expect("tags end");
            let address = head.split('"').next().expect("the first part").to_owned();
            if head.ends_with('/') {
                return (address, Cell::default());
            }
            let value = plain(between(rest, "<v>", "</v>"));
            let is_shared = head.contains("t=\"s\"");
            let value =
                if is_shared { self.shared[value.parse::<usize>().expect("a place")].clone() } else { value };
            let formula = rest.contains("<f>").then(|| plain(between(rest, "<f>", "</f>")));
            (address, Cell { formula, value, is_text: is_shared || head.contains("t=\"str\"") })
        };
        xml.split("<c r=\"").skip(1).map(of).collect()
    }

    fn all(&self) -> Vec<(String, Cell)> {
        let sheets = ["Inputs", "Goals", "Whole units", "Day one", "Target"];
        sheets.iter().flat_map(|sheet| self.cells(sheet)).collect()
    }
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let text = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    text.split_once(to).unwrap_or_else(|| panic!("no {to} in {text}")).0
}

fn plain(xml: &str) -> String {
    xml.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

fn at(column: usize, row: usize) -> String {
    let letter = |place: usize| char::from(b'A' + place as u8);
    let column = column - 1;
    if column < 26 {
        format!("{}{row}", letter(column))
    } else {
        format!("{}{}{row}", letter(column / 26 - 1), letter(column % 26))
    }
}

fn read(file: &Value) -> Scenario {
    format::read(&serde_json::to_vec(file).expect("JSON can be written")).expect("a plan").scenario
}

fn golden() -> Vec<Scenario> {
    macro_rules! files {
        ($($file:literal)*) => { [$(include_str!(concat!("../data/golden/", $file, ".json"))),*] };
    }
    let files = files![
        "01-even" "02-no-lag" "03-whole-months" "04-stop" "05-growth" "06-seasonal" "07-custom" "08-direct"
        "09-changes" "10-quarter-lags" "11-small" "12-long" "13-short-season" "14-short-custom"
    ];
    files
        .map(|text| read(&serde_json::from_str::<Value>(text).expect("golden files are JSON")["scenario"]))
        .to_vec()
}

/// A plan of three stages, the middle one of which may have a later rate.
fn plan(changes: &Value) -> Value {
    json!({
        "format": "backcast", "version": 1, "name": "Plan", "currency": "EUR", "start": "2027-01", "months": 12,
        "target": {"amount": 1_200_000, "phasing": {"kind": "even"}, "beyond": {"kind": "continue"}},
        "stages": [
            {"name": "Leads", "owner": "marketing", "rate": 0.1, "lag_days": 20},
            {"name": "Meetings", "owner": "both", "rate": 0.3, "lag_days": 30, "changes": changes},
            {"name": "Deals", "owner": "sales", "value": 1000, "lag_days": 40, "opening": 3},
        ],
    })
}

fn changing() -> Scenario {
    read(&plan(&json!([{"from": "2027-05", "rate": 0.4}])))
}

/// Asserts that the cells of a row hold these numbers to the last bit, and that beyond them there are none.
fn assert_row(cells: &BTreeMap<String, Cell>, row: usize, expected: &[f64]) {
    for (column, expected) in (MONTHS..).zip(expected) {
        let found = cells[&at(column, row)].number();
        assert_eq!(
            found.map(f64::to_bits),
            Some(expected.to_bits()),
            "{}: {found:?}, {expected}",
            at(column, row)
        );
    }
    for column in (MONTHS + expected.len()..).take_while(|column| cells.contains_key(&at(*column, row))) {
        assert_eq!(cells[&at(column, row)].value, "", "{}", at(column, row));
    }
}

fn check_grids(book: &Book, goals: &Goals) {
    let (exact, whole) = (book.cells("Goals"), book.cells("Whole units"));
    let shown_need = |bearing: Bearing| match bearing.stage() {
        Some(_) => ceiling(bearing.need()),
        None => bearing.need(),
    };
    for (row, bearing) in (STAGE..).zip(goals.grid().bearings()) {
        assert_row(&exact, row, &bearing.cells(Content::Goals).collect::<Vec<_>>());
        assert_row(&whole, row, &bearing.shown(Content::Goals).collect::<Vec<_>>());
        assert_eq!(exact[&at(3, row)].number(), Some(bearing.total()));
        assert_eq!(exact[&at(4, row)].number(), Some(bearing.need()));
        assert_eq!(whole[&at(3, row)].number(), Some(bearing.shown_total(Content::Goals)));
        assert_eq!(whole[&at(4, row)].number(), Some(shown_need(bearing)));
    }
    let runway = goals.grid().runway() as i32;
    let numbers: Vec<f64> = (-runway..goals.grid().months() as i32).map(f64::from).collect();
    assert_row(&exact, NUMBER, &numbers);
}

#[test]
fn a_reader_that_computes_nothing_sees_the_goals_to_the_last_bit() {
    for scenario in golden() {
        let (book, goals) = (Book::of(&scenario), compute(&scenario));
        check_grids(&book, &goals);
        let cells = book.cells("Day one");
        for (place, day_one) in goals.day_one().iter().enumerate() {
            let number = |column| cells[&at(column, STAGE + place)].number();
            assert_eq!(number(3), Some(day_one.needed));
            assert_eq!(number(4), Some(day_one.carries));
            assert_eq!(number(5), day_one.opening);
            assert_eq!(number(6), day_one.coverage());
            assert_eq!(number(7), day_one.at_risk());
            // Spreadsheets count days from the end of 1899.
            assert_eq!(number(8), Some((goals.last_call(place).calendar_number() + 25_569) as f64));
        }
        let cells = book.cells("Target");
        for (number, revenue) in scenario.revenue_for(scenario.months().months() + 1).into_iter().enumerate()
        {
            assert_eq!(cells[&at(5, 8 + number)].number(), Some(revenue));
        }
    }
}

#[test]
fn every_goal_is_a_formula_where_no_rate_changes() {
    let scenario = read(&plan(&json!([])));
    let cells = Book::of(&scenario).cells("Goals");
    for row in STAGE..STAGE + 4 {
        for column in 3..MONTHS + 15 + 24 {
            assert!(cells[&at(column, row)].formula.is_some(), "{}", at(column, row));
        }
    }
    assert_eq!(cells["A5"].value, "Leads");
}

#[test]
fn stages_at_and_above_a_changing_rate_are_marked_values_and_those_below_are_formulas() {
    let scenario = changing();
    let book = Book::of(&scenario);
    check_grids(&book, &compute(&scenario));
    let cells = book.cells("Goals");
    let is_formula = |row: usize| cells[&at(MONTHS, row)].formula.is_some();
    assert_eq!([5, 6, 7, 8].map(is_formula), [false, false, true, true]);
    assert_eq!(
        ["A5", "A6", "A7", "A8"].map(|cell| cells[cell].value.as_str()),
        ["Leads †", "Meetings †", "Deals", "Revenue"]
    );
    assert!(cells["A2"].value.contains("† values"), "{}", cells["A2"].value);
    let told: Vec<String> = book.cells("Inputs").into_values().map(|cell| cell.value).collect();
    assert!(
        told.iter().any(|text| text == "40% from May 2027 on" || text == "40.0% from May 2027 on"),
        "{told:?}"
    );
}

#[test]
fn the_notice_watches_every_input_that_the_values_came_from() {
    let cells = Book::of(&changing()).cells("Inputs");
    let notice = cells["A12"].formula.clone().unwrap();
    assert_eq!(cells["A12"].value, "");
    for watched in [
        "Start=",
        "$C$15=0.1,",
        "$E$15=20,",
        "$C$16=0.3,",
        "$F$16=0,",
        "$D$17=1000,",
        "$E$17=40,",
        "Revenue)",
    ] {
        assert!(notice.contains(watched), "{watched} in {notice}");
    }
    for sheet in ["Goals", "Whole units", "Day one", "Target"] {
        let caption = Book::of(&changing()).cells(sheet)["A2"].formula.clone().unwrap();
        assert!(caption.starts_with("IF(Notice=\"\","), "{sheet}: {caption}");
    }
}

#[test]
fn nothing_that_somebody_wrote_is_ever_a_formula() {
    for start in ["=", "+", "-", "@", "\t=", "\r="] {
        let evil = format!("{start}HYPERLINK(\"http://x\")");
        let mut plan = plan(&json!([{"from": "2027-05", "rate": 0.4}]));
        // A name has no control characters; a definition and notes may.
        let name = format!("{}cmd|' /C calc'!A0", start.trim());
        plan["name"] = json!(if name.starts_with('c') { "=cmd" } else { &name });
        plan["stages"][1]["name"] = plan["name"].clone();
        plan["stages"][1]["definition"] = json!(evil);
        plan["notes"] = json!(format!("first\n{evil}"));
        let book = Book::of(&read(&plan));
        let mut cells = book.all();
        cells.extend(book.cells("Notes"));
        for (address, cell) in cells {
            if let Some(formula) = &cell.formula {
                assert!(!formula.contains("cmd") && !formula.contains("HYPERLINK"), "{address}: {formula}");
            } else if cell.value.contains("cmd") || cell.value.contains("HYPERLINK") {
                assert!(cell.is_text, "{address}");
                let first = cell.value.chars().next().unwrap();
                assert!(!"=+-@\t\r".contains(first), "{address}: {:?}", cell.value);
            }
        }
    }
}

#[test]
fn characters_that_move_or_hide_text_do_not_come_along() {
    let mut plan = plan(&json!([]));
    plan["stages"][0]["definition"] = json!("a\u{1b}[2Jb\u{202e}c\u{200b}d");
    plan["notes"] = json!("e\u{7}f\u{2066}g");
    let book = Book::of(&read(&plan));
    assert_eq!(book.cells("Inputs")["L15"].value, "a[2Jbcd");
    assert_eq!(book.cells("Notes")["A3"].value, "efg");
}

#[test]
fn a_long_line_of_notes_takes_several_cells_and_loses_nothing() {
    for char in ["a", "😀"] {
        let mut plan = plan(&json!([]));
        plan["notes"] = json!(char.repeat(40_000));
        let mut cells = Book::of(&read(&plan)).cells("Notes");
        cells.remove("A1");
        assert!(cells.values().all(|cell| cell.value.chars().count() <= 1000));
        assert_eq!(cells.values().map(|cell| cell.value.chars().count()).sum::<usize>(), 40_000);
    }
}

#[test]
fn what_only_values_were_made_from_does_not_look_like_an_input() {
    let book = Book::of(&changing());
    let style = |cell: &str| between(book.xml("Inputs"), &format!("<c r=\"{cell}\" s=\""), "\"").to_owned();
    let yellow = style("E17");
    // The lags, and the direct shares of the values and of the stage below them.
    for (dead, of_live) in [("E15", &yellow), ("E16", &yellow), ("C15", &style("B8")), ("F16", &style("B8"))]
    {
        assert_ne!(&style(dead), of_live, "{dead}");
    }
    assert_eq!(style("F17"), style("F16"));
    assert_eq!(style("G15"), style("G17"));
    let live = Book::of(&read(&plan(&json!([]))));
    let style = |cell: &str| between(live.xml("Inputs"), &format!("<c r=\"{cell}\" s=\""), "\"").to_owned();
    assert_eq!(style("E15"), style("E17"));
    assert_eq!(style("F17"), style("C15"));
}

#[test]
fn formulas_use_only_what_excel_and_libreoffice_share() {
    const SHARED: [&str; 19] = [
        "ABS", "AND", "COUNT", "DATE", "DAY", "EDATE", "EOMONTH", "IF", "INDEX", "INT", "MIN", "MOD",
        "MONTH", "OR", "ROUNDUP", "SQRT", "SUM", "SUMIF", "SUMIFS",
    ];
    let mut old = plan(&json!([]));
    old["start"] = json!("1901-01");
    for scenario in golden().into_iter().chain([changing(), read(&old)]) {
        for (address, cell) in Book::of(&scenario).all() {
            let Some(formula) = cell.formula else { continue };
            assert!(formula.len() < 8192, "{address}: {} characters", formula.len());
            for (number, part) in formula.split('"').enumerate() {
                if number % 2 == 1 {
                    assert!(part.chars().count() <= 255, "{address}: a text of more than 255 characters");
                    continue;
                }
                for call in part.split('(').rev().skip(1) {
                    let name = call.rsplit(|char: char| !char.is_alphanumeric()).next().unwrap();
                    let is_known =
                        name.is_empty() || SHARED.contains(&name) || ["SUMPRODUCT", "TEXT"].contains(&name);
                    assert!(is_known, "{address}: {name} in {formula}");
                }
            }
        }
    }
}

#[test]
fn names_stand_for_the_inputs() {
    let book = Book::of(&read(&plan(&json!([]))));
    for (name, place) in [
        ("Start", "Inputs!$B$4"),
        ("Amount", "Inputs!$B$6"),
        ("Phasing", "Inputs!$B$7"),
        ("Runway", "Inputs!$B$11"),
        ("Notice", "Inputs!$A$12"),
        ("Weights", "Target!$C$8:$C$19"),
        ("Revenue", "Target!$E$8:$E$47"),
        ("SeasonalWeights", "Target!$H$8:$H$19"),
    ] {
        let defined = format!("<definedName name=\"{name}\">{place}</definedName>");
        assert!(book.files["xl/workbook.xml"].contains(&defined), "{defined}");
    }
    let cells = book.cells("Inputs");
    assert_eq!(cells["B6"].value, "1200000");
    assert_eq!(cells["B7"].value, "even");
    assert_eq!(cells["B11"].formula.as_deref(), Some("ROUNDUP(Inputs!$H$15/30,0)"));
}

#[test]
fn an_input_takes_only_what_the_plan_takes() {
    let book = Book::of(&read(&plan(&json!([]))));
    let inputs = book.xml("Inputs");
    let rule = |cell: &str| {
        let rules = inputs.split("<dataValidation ").skip(1);
        rules
            .filter(|rule| between(rule, "sqref=\"", "\"").split(' ').any(|of| of == cell))
            .collect::<String>()
    };
    for (cell, kind, low, high) in [
        ("B6", "decimal", "0.01", "1000000000000000"),
        ("B8", "decimal", "-0.5", "1"),
        ("B10", "decimal", "-0.9", "10"),
        ("C15", "decimal", "0.000001", "1"),
        ("D17", "decimal", "0.01", "1000000000000000"),
        ("E15", "whole", "0", "720"),
        ("F16", "decimal", "0", "0.99"),
        ("G15", "decimal", "0", "1000000000000000"),
    ] {
        let rule = rule(cell);
        assert!(rule.contains(&format!("type=\"{kind}\"")), "{cell}: {rule}");
        assert!(
            rule.contains(&format!("<formula1>{low}</formula1><formula2>{high}</formula2>")),
            "{cell}: {rule}"
        );
    }
    assert!(rule("B7").contains("\"even,growth,seasonal,custom\""));
    assert!(rule("B9").contains("\"continue,stop\""));
    assert!(rule("B4").contains("type=\"date\""));
    // The first stage has nobody above it: its direct share is no input.
    assert!(rule("F15").is_empty());
    assert!(book.xml("Target").contains("<formula1>0</formula1><formula2>1000000000000000</formula2>"));
}

#[test]
fn the_grid_stays_in_sight_and_prints_on_one_landscape_page() {
    let book = Book::of(&read(&plan(&json!([]))));
    for sheet in ["Inputs", "Goals", "Whole units", "Day one", "Target"] {
        let xml = book.xml(sheet);
        assert!(xml.contains("<pageSetUpPr fitToPage=\"1\"/>"), "{sheet}");
        let set_up = between(xml, "<pageSetup ", "/>");
        assert!(set_up.contains("orientation=\"landscape\""), "{sheet}: {set_up}");
        assert!(!set_up.contains("fitTo"), "{sheet} takes more than one page: {set_up}");
    }
    for sheet in ["Goals", "Whole units"] {
        let pane = between(book.xml(sheet), "<pane ", "/>");
        assert!(pane.contains("xSplit=\"2\" ySplit=\"4\"") && pane.contains("state=\"frozen\""), "{pane}");
    }
    // The runway has 3 months: what it may grow by is not printed.
    assert!(
        book.files["xl/workbook.xml"].contains("'Whole units'!$A$1:$S$8<"),
        "{}",
        book.files["xl/workbook.xml"]
    );
    assert!(book.files.contains_key("xl/charts/chart1.xml"));
}

#[test]
fn months_are_dates_where_spreadsheets_agree_on_them_and_texts_before() {
    let cells = Book::of(&read(&plan(&json!([])))).cells("Goals");
    assert_eq!((cells["H4"].number(), cells["H4"].is_text), (Some(46388.0), false));
    let mut old = plan(&json!([]));
    old["start"] = json!("1901-01");
    let cells = Book::of(&read(&old)).cells("Goals");
    assert_eq!((cells["H4"].value.as_str(), cells["H4"].is_text), ("1901-01", true));
}
