//! What is handed out says the plan's numbers, to each team only its own, and nothing of it can do harm.

use backcast::export::document::Block;
use backcast::export::sheet::Dated;
use backcast::export::{handout, html, markdown};
use backcast::goals::{Content, compute};
use backcast::plan::{Day, Owner, Scenario};
use backcast::store::format::{Extras, read, write};
use backcast::store::templates;
use backcast::text::clean::is_unsafe;
use backcast::text::edit::{BareRates, parse_all};
use backcast::text::show;

use crate::scenarios::{After, Draft, acme, even, month};

fn pages(scenario: &Scenario) -> Vec<Vec<Block>> {
    let today = Day { month: month("2026-11"), day: 22 };
    handout::pages(Dated { scenario, goals: &compute(scenario), today })
}

fn written(scenario: &Scenario) -> String {
    html::text(&pages(scenario))
}

fn starter(name: &str) -> Scenario {
    templates()
        .into_iter()
        .find(|starter| starter.scenario.name() == name)
        .expect("a starter is called so")
        .scenario
}

fn edited(scenario: &Scenario, edits: &str) -> Scenario {
    let edits = parse_all(edits, scenario, BareRates::Percent).expect("the edits can be read");
    scenario.with_all(&edits).expect("the edits are allowed")
}

fn sections(page: &str) -> Vec<&str> {
    page.split("<section ").skip(1).collect()
}

/// The cells of numbers, row by row, of the goals of a section.
fn goals(section: &str) -> Vec<Vec<String>> {
    let table = section.split("<div class=\"scrolls\"").nth(1).expect("there is a table");
    let table = table.split("</table>").next().unwrap_or_default();
    let rows = table.split("<tr class=\"").skip(1).filter(|row| row.contains("<td"));
    rows.map(|row| {
        let cells = row.split("<td class=\"n\">").skip(1);
        cells.map(|cell| cell.split('<').next().unwrap_or_default().to_owned()).collect()
    })
    .collect()
}

#[test]
fn every_starter_is_a_page_for_all_and_one_for_each_team_with_every_goal_in_whole_units() {
    let mut looked_at = 0;
    for starter in templates() {
        let scenario = &starter.scenario;
        let page = written(scenario);
        let sections = sections(&page);
        assert_eq!(sections.len(), 3, "{}", scenario.name());
        let computed = compute(scenario);
        if computed.grid().columns() > 18 {
            continue; // shown by quarter: the test of periods
        }
        looked_at += 1;
        let bearings = computed.grid().bearings();
        let expected: Vec<Vec<String>> = bearings
            .filter(|bearing| bearing.stage().is_some())
            .map(|bearing| {
                let cells = bearing.shown(Content::Goals);
                cells
                    .chain([bearing.shown_total(Content::Goals)])
                    .map(|count| show::cell(count, 24))
                    .collect()
            })
            .collect();
        assert_eq!(goals(sections[0])[..expected.len()], expected, "{}", scenario.name());
        for (team, section) in [Owner::Marketing, Owner::Sales].into_iter().zip(&sections[1..]) {
            let stages = scenario.funnel().stages().iter().zip(&expected);
            let its = stages.filter(|(stage, _)| stage.owner() == team || stage.owner() == Owner::Both);
            let its: Vec<Vec<String>> = its.map(|(_, row)| row.clone()).collect();
            assert!(!its.is_empty());
            assert_eq!(goals(section), its, "{} {team:?}", scenario.name());
        }
    }
    assert!(looked_at > 5, "{looked_at}");
}

#[test]
fn a_team_sees_no_stage_of_the_other_and_none_of_its_numbers() {
    let scenario = edited(&starter("Cybersecurity"), "prop.opening=1 prop.definition=a price was named");
    let page = written(&scenario);
    let computed = compute(&scenario);
    for (team, section) in [Owner::Marketing, Owner::Sales].into_iter().zip(&sections(&page)[1..]) {
        let others = scenario.funnel().stages().iter().zip(computed.grid().bearings());
        let others = others.filter(|(stage, _)| stage.owner() != team && stage.owner() != Owner::Both);
        for (stage, bearing) in others {
            for name in [stage.name(), &stage.name().to_lowercase()] {
                assert!(!section.contains(name), "{team:?} sees {name}");
            }
            let total = show::cell(bearing.shown_total(Content::Goals), 24);
            assert!(!section.contains(&format!(">{total}<")), "{team:?} sees {total} {}", stage.name());
        }
        assert_eq!(section.contains("a price was named"), team == Owner::Sales);
        assert_eq!(section.contains("at risk on day one"), team == Owner::Sales);
        assert!(section.contains("Due before today"), "its own work is overdue");
    }
}

#[test]
fn a_team_without_a_stage_is_told_so() {
    let scenario = starter("Cybersecurity");
    let owners = "1.owner=sales 2.owner=sales 3.owner=sales";
    let page = written(&edited(&scenario, owners));
    let sections = sections(&page);
    assert_eq!(sections.len(), 3);
    assert!(sections[1].contains("No stage of this plan belongs to marketing."), "{}", sections[1]);
}

/// A plan of as many stages as it takes for a runway of about so many months.
fn with_runway(runway: u16, months: usize) -> Scenario {
    let steps: Vec<_> = (0..12).map(|at| (format!("Stage {at}"), 0.8, runway * 30 / 12)).collect();
    let steps: Vec<_> = steps.iter().map(|(name, rate, lag)| (name.as_str(), *rate, *lag)).collect();
    Draft { months, ..even(24e6, &steps) }.build()
}

#[test]
fn months_are_told_as_far_as_there_is_room_and_all_columns_sum_up_to_the_totals() {
    let starter = |months| edited(&starter("Cybersecurity"), &format!("start=2027-02 months={months}"));
    for (scenario, by) in [
        (with_runway(6, 12), ""),
        (with_runway(8, 12), " by month, the runway by quarter;"),
        (with_runway(24, 12), " by month, the runway by year;"),
        (with_runway(24, 17), " by month, the runway in one column;"),
        (starter(24), " by quarter;"),
        (with_runway(48, 24), " by quarter, the runway by year;"),
        (starter(60), " by year;"),
    ] {
        let page = written(&scenario);
        let section = sections(&page)[0];
        assert!(section.contains(&format!("<h2>Goals{by}")), "{by}: {section}");
        let computed = compute(&scenario);
        let grid = computed.grid();
        for (row, bearing) in
            goals(section).iter().zip(grid.bearings()).take(scenario.funnel().stages().len())
        {
            assert!(row.len() <= 19, "{by}: {row:?}");
            let count = |cell: &String| cell.replace([',', '·'], "").parse().unwrap_or(0.0);
            let (total, cells) = row.split_last().unwrap();
            let shown = bearing.shown(Content::Goals).collect::<Vec<_>>();
            let sum = |cells: &[f64]| cells.iter().sum::<f64>();
            assert_eq!(cells.iter().map(count).sum::<f64>(), sum(&shown), "{row:?}");
            assert_eq!(count(total), sum(&shown[grid.runway()..]), "{row:?}");
            let at = (1..cells.len()).find(|at| cells[*at..].iter().map(count).sum::<f64>() == count(total));
            assert!(at.is_some(), "no column begins with the plan: {row:?}");
        }
    }
}

#[test]
fn what_comes_from_outside_is_text_and_nothing_else() {
    let bad = "<script src=\"http://x\">&'\u{202e}\u{200b}|*_`[a](b)";
    let plain = starter("Cybersecurity");
    let mut text = String::from_utf8(write(&plain, &Extras::default())).unwrap();
    let json = serde_json::to_string(bad).unwrap();
    let json = json.trim_matches('"');
    for name in ["Site visitors", "Cybersecurity"] {
        text = text.replacen(&format!("\"{name}\""), &format!("\"{json} {name}\""), 1);
    }
    let scenario = read(text.as_bytes()).unwrap().scenario;
    let page = written(&scenario);
    assert!(page.contains("&lt;script src=&quot;http://x&quot;&gt;&amp;&#39;|*_`[a](b)"), "{page}");
    let shell: String = page.split('<').map(|tag| tag.split('>').next().unwrap_or_default()).collect();
    for harm in ["<script", "url(", "@import", "<link", "<img"] {
        assert!(!page.contains(harm), "{harm}");
    }
    assert!(!shell.contains("src=\""), "{shell}");
    assert!(!page.chars().any(|char| is_unsafe(char) && char != '\n'));
    let markdown = markdown::text(&pages(&scenario).concat());
    assert!(markdown.contains("\\<script src=\"http://x\">\\&'\\|\\*\\_\\`\\[a\\](b)"), "{markdown}");
    assert!(!markdown.chars().any(|char| is_unsafe(char) && char != '\n'));
}

/// What is open at the end, or the tag that closes another one than it should.
fn unbalanced(page: &str) -> Option<String> {
    let mut open = Vec::new();
    for tag in page.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default()) {
        let name = tag.split([' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) if open.pop() != Some(name) => return Some(tag.to_owned()),
            None if !(tag.ends_with('/') || ["!DOCTYPE", "meta"].contains(&name)) => open.push(name),
            _ => {}
        }
    }
    open.pop().map(str::to_owned)
}

#[test]
fn every_tag_is_closed_and_every_picture_is_told_in_words() {
    for starter in templates() {
        let page = written(&starter.scenario);
        assert_eq!(unbalanced(&page), None, "{}", starter.scenario.name());
        let pictures = page.matches("<svg ").count();
        assert!(pictures > 6, "{pictures} pictures");
        assert_eq!(page.matches("role=\"img\" aria-label=\"").count(), pictures);
        assert_eq!(page.matches("<title>").count(), pictures + 1);
        assert!(!page.contains("NaN") && !page.contains("inf\""));
    }
    assert_eq!(unbalanced("<p><b></p></b>").as_deref(), Some("/p"));
}

#[test]
fn words_that_are_too_many_go_to_a_last_page_that_is_called_by_what_it_has() {
    let defined = |times| {
        edited(&starter("Cybersecurity"), &format!("prop.definition={}", "a price was named ".repeat(times)))
    };
    let (short, long) = (written(&defined(1)), written(&defined(100)));
    assert_eq!((sections(&short).len(), sections(&long).len()), (3, 4));
    assert!(sections(&short)[0].contains("a price was named"));
    let sections = sections(&long);
    assert!(!sections[0].contains("a price was named"));
    assert!(
        sections[0].contains("<h2>Notes, what counts</h2>\n<p>These are on the last page.</p>"),
        "{}",
        sections[0]
    );
    assert!(sections[0].contains("Due before today"), "what was written takes no room from findings");
    assert!(
        sections[3].starts_with("class=\"page words\"") && sections[3].contains("a price was named a price")
    );
    assert!(
        sections[3].contains("<h1 id=\"page-4\">Notes, what counts: Cybersecurity</h1>"),
        "{}",
        sections[3]
    );
}

#[test]
fn findings_stand_on_the_first_page_while_there_is_room_and_then_all_on_a_last_one() {
    let told = |section: &str| section.matches("<li").count();
    let owners = "1.owner=marketing 2.owner=marketing 3.owner=both 4.owner=sales 5.owner=sales 6.owner=sales";
    for months in [1, 12] {
        let scenario = edited(&Draft { months, after: After::Stop, ..acme() }.build(), owners);
        let (page, findings) = (written(&scenario), count_of_findings(&scenario));
        assert!(findings > 6, "{findings}");
        assert_eq!((sections(&page).len(), told(sections(&page)[0])), (3, findings), "{months}");
    }
    let mut draft = acme();
    for step in &mut draft.steps[..5] {
        step.changes = (40..60).map(|month| (month, f64::from(month) / 200.0)).collect();
    }
    let scenario = edited(&draft.build(), owners);
    let (page, findings) = (written(&scenario), count_of_findings(&scenario));
    let sections = sections(&page);
    let left = findings - told(sections[0]);
    assert!(left > 0 && sections[0].contains(&format!("<p>{left} more on the last page.</p>")), "{left}");
    assert_eq!(told(sections[3]), findings);
    assert!(sections[3].contains("<h1 id=\"page-4\">Findings, also agreed: "), "{}", sections[3]);
}

fn count_of_findings(scenario: &Scenario) -> usize {
    let today = Day { month: month("2026-11"), day: 22 };
    Dated { scenario, goals: &compute(scenario), today }.findings().len()
}

#[test]
fn where_teams_take_turns_each_name_says_whose_it_is() {
    let scenario = starter("Cybersecurity");
    let in_turn =
        "1.owner=marketing 2.owner=sales 3.owner=marketing 4.owner=sales 5.owner=both 6.owner=sales";
    for (edits, heads, names) in [("target=9m", 3, 0), (in_turn, 0, 6)] {
        let page = written(&edited(&scenario, edits));
        let first = sections(&page)[0];
        assert_eq!(first.matches("scope=\"rowgroup\"").count(), heads, "{edits}");
        assert_eq!(first.matches("<small>").count(), names, "{edits}");
    }
    let page = written(&edited(&scenario, in_turn));
    assert!(page.contains("<th scope=\"row\">Contacts <small>sales</small></th>"), "{page}");
}

#[test]
fn a_bar_is_drawn_where_the_table_has_a_number() {
    let scenario = even(1000.0, &[("Leads", 0.1, 14), ("Deals", 25_000.0, 0)]).build();
    let page = written(&scenario);
    let section = sections(&page)[0];
    let goals = goals(section);
    let months = goals[..2].iter().flat_map(|row| &row[..row.len() - 1]);
    let numbers = months.filter(|cell| *cell != "·").count();
    let bars = section.split("Bars of the goals").nth(2).and_then(|svg| svg.split("</svg>").next()).unwrap();
    assert_eq!(bars.matches("<rect").count(), 1 + numbers, "{bars}");
    assert!(numbers < 6, "a tiny plan needs nobody in most months: {numbers}");
}

#[test]
fn a_rate_that_changes_later_is_told_in_the_funnel_and_among_the_assumptions() {
    let scenario = edited(&starter("Cybersecurity"), "prop.rate=60% prop.rate@2027-06=65%");
    let page = written(&scenario);
    assert!(page.contains(">60.0%, later 65.0% go on · "), "{page}");
    assert!(page.contains("<td class=\"n\">60.0%, later 65.0%</td>"), "{page}");
}

#[test]
fn markdown_has_one_title_and_its_tables_stand_in_line() {
    let text = markdown::text(&pages(&starter("Cybersecurity")).concat());
    let heads = |level: &str| text.lines().filter(|line| line.starts_with(level)).count();
    assert_eq!(
        (heads("# "), text.starts_with("# Cybersecurity\n\n- **Revenue:** $10,000,000, even\n")),
        (1, true)
    );
    assert!(text.contains("\n## Marketing: Cybersecurity\n") && text.contains("\n### Goals\n"), "{text}");
    assert!(text.contains("| Site visitors   | marketing |"), "{text}");
    let lines: Vec<&str> = text.lines().collect();
    let tables = lines.split(|line| !line.starts_with('|')).filter(|table| !table.is_empty());
    for table in tables {
        assert!(table.iter().all(|row| row.chars().count() == table[0].chars().count()), "{table:#?}");
    }
}
