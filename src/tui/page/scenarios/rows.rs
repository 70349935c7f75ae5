//! What stands in the list: sections of scenarios, and which of the rows can be selected.

use std::borrow::Cow;

use super::search;
use crate::plan::Scenario;
use crate::text::clean::clean;
use crate::tui::command::Command;
use crate::tui::message::{Listing, Source};
use crate::tui::model::Model;

/// What a row is known by, wherever it stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Key {
    /// The plan on the screen, whether a file of the store holds it or none.
    #[default]
    Open,
    /// Something that can be opened.
    Listed(Source),
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub enum Row<'a> {
    /// The name of the section below.
    Heading(String),
    /// What there is to say where nothing is listed.
    Text(Cow<'a, str>),
    /// Between sections.
    Blank,
    /// The plan on the screen, where no file of the list is its own.
    Open,
    /// Something that can be opened.
    Listing(&'a Listing),
}

impl Row<'_> {
    /// What the row is known by; none where it cannot be selected.
    pub fn key(&self) -> Option<Key> {
        match self {
            Self::Heading(_) | Self::Text(_) | Self::Blank => None,
            Self::Open => Some(Key::Open),
            Self::Listing(listing) => Some(Key::Listed(listing.source.clone())),
        }
    }

    /// Whether the row can be selected.
    pub const fn can_be_selected(&self) -> bool {
        matches!(self, Self::Open | Self::Listing(_))
    }
}

/// The parts of the list, top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// The scenarios of the store.
    Scenarios,
    /// Files that may not be written or cannot be read.
    ReadOnly,
    /// The starters.
    Templates,
    /// What was deleted.
    Trash,
}

impl Section {
    const ALL: [Self; 4] = [Self::Scenarios, Self::ReadOnly, Self::Templates, Self::Trash];

    /// The part that a listing stands in.
    pub const fn of(listing: &Listing) -> Self {
        match (&listing.source, &listing.content) {
            (Source::Template(_), _) => Self::Templates,
            (Source::Trash(_), _) => Self::Trash,
            (Source::File(_), Err(_)) => Self::ReadOnly,
            (Source::File(_), Ok(_)) if listing.read_only => Self::ReadOnly,
            (Source::File(_) | Source::Version(_), _) => Self::Scenarios,
        }
    }

    fn heading(self, model: &Model) -> String {
        match self {
            Self::Scenarios => "SCENARIOS".to_owned(),
            Self::ReadOnly => "READ ONLY".to_owned(),
            Self::Templates => "NEW FROM A TEMPLATE".to_owned(),
            Self::Trash => format!("TRASH · {} brings it back", model.key(Command::Edit)),
        }
    }
}

/// All rows: the earlier versions of a file, or the store's sections as far as the search lets them through.
pub fn rows(model: &Model) -> Vec<Row<'_>> {
    let scenarios = &model.scenarios;
    if let Some(versions) = &scenarios.versions {
        return versions.listings.iter().map(Row::Listing).collect();
    }
    let listings = scenarios.listings.as_deref().unwrap_or_default();
    let is_wanted =
        |row: &Row| scenarios.search.as_ref().is_none_or(|search| search.finds(&name(model, row)));
    let mut rows = Vec::new();
    for section in Section::ALL {
        let of_section = listings.iter().filter(|listing| Section::of(listing) == section).map(Row::Listing);
        let (open, others): (Vec<_>, Vec<_>) =
            of_section.filter(is_wanted).partition(|row| is_open(model, row));
        let before = rows.len();
        if section == Section::Scenarios {
            rows.extend(Some(Row::Open).filter(|row| is_unlisted(model) && is_wanted(row)));
            rows.extend(instead_of_files(model, others.is_empty() && open.is_empty()));
        } else if !(open.is_empty() && others.is_empty()) {
            rows.extend((before > 0).then_some(Row::Blank));
            rows.push(Row::Heading(section.heading(model)));
        }
        rows.extend(open.into_iter().chain(others));
    }
    if rows.is_empty() {
        let told = format!("Nothing is called so. {} shows all.", search::ending(model));
        rows.push(Row::Text(told.into()));
    }
    rows
}

/// What stands where the files of the store would.
fn instead_of_files(model: &Model, none: bool) -> impl Iterator<Item = Row<'_>> {
    let scenarios = &model.scenarios;
    let lines: Vec<Cow<str>> = match &scenarios.problem {
        Some(problem) => vec!["The store cannot be read:".into(), problem.into()],
        None if !none || scenarios.search.is_some() => Vec::new(),
        None if scenarios.listings.is_none() => vec!["Looking what there is …".into()],
        None => vec![
            "Your store is empty.".into(),
            format!("{} saves the plan on the screen.", model.key(Command::SaveAs)).into(),
            format!("{} on a template starts another.", model.key(Command::Edit)).into(),
        ],
    };
    lines.into_iter().map(Row::Text)
}

/// What people call a row, safe to show; the plan on the screen as the screen has it.
pub fn name(model: &Model, row: &Row) -> String {
    match row {
        row if is_open(model, row) => clean(model.document.scenario().name()),
        Row::Listing(listing) => listing.name.clone(),
        _ => String::new(),
    }
}

/// Whether a row is the plan on the screen.
///
/// A file that cannot be read any more, or that a newer version has written by now, is another than what was opened.
pub fn is_open(model: &Model, row: &Row) -> bool {
    let document = &model.document;
    match row {
        Row::Open => true,
        Row::Listing(listing) => {
            listing.documents.contains(&document.id())
                && listing.content.is_ok()
                && listing.read_only == document.is_read_only()
        }
        _ => false,
    }
}

/// Whether no file of the store holds the plan on the screen.
pub fn is_unlisted(model: &Model) -> bool {
    let listings = model.scenarios.listings.iter().flatten();
    !listings.map(Row::Listing).any(|row| is_open(model, &row))
}

/// Whether a row is what a key means.
pub fn is_meant(model: &Model, row: &Row, key: &Key) -> bool {
    match (row, key) {
        (row, Key::Open) => is_open(model, row),
        (Row::Listing(listing), Key::Listed(source)) => listing.source == *source,
        _ => false,
    }
}

/// The place of the selected row: what was selected, or what stands nearest to where that was.
pub fn selected(model: &Model, rows: &[Row]) -> Option<usize> {
    let scenarios = &model.scenarios;
    let can_be = |at: &usize| rows[*at].can_be_selected();
    let place = scenarios.at.min(rows.len());
    rows.iter()
        .position(|row| is_meant(model, row, &scenarios.selected))
        .or_else(|| (place..rows.len()).next().filter(can_be))
        .or_else(|| (0..place).rev().find(can_be))
        .or_else(|| (place..rows.len()).find(can_be))
}

/// The place of a row among those that are marked for comparing.
pub fn mark(model: &Model, row: &Row) -> Option<usize> {
    model.scenarios.marked.iter().position(|key| is_meant(model, row, key))
}

/// What a row holds, the plan on the screen as it stands there; none where it cannot be read.
pub fn scenario<'a>(model: &'a Model, row: &Row<'a>) -> Option<&'a Scenario> {
    match row {
        row if is_open(model, row) => Some(model.document.scenario()),
        Row::Listing(listing) => listing.content.as_deref().ok(),
        _ => None,
    }
}

/// The selected row's name, and what opens it; a plan on the screen that is in no file has only a name.
pub fn selected_source(model: &Model) -> Option<(String, Option<Source>)> {
    let rows = rows(model);
    let row = &rows[selected(model, &rows)?];
    let source = if let Row::Listing(listing) = row { Some(listing.source.clone()) } else { None };
    Some((name(model, row), source))
}

/// What the selected row holds; none where it cannot be read.
pub fn selected_scenario(model: &Model) -> Option<Scenario> {
    let rows = rows(model);
    scenario(model, &rows[selected(model, &rows)?]).cloned()
}

/// What the rows of the list are called, with when each was changed.
pub fn names(model: &Model) -> Vec<[String; 2]> {
    let rows = rows(model);
    let named = rows.iter().filter(|row| row.can_be_selected());
    let changed =
        |row: &Row| if let Row::Listing(listing) = row { listing.about.clone() } else { String::new() };
    named.map(|row| [name(model, row), changed(row)]).collect()
}

/// The name of the top stage, where all scenarios of the list have the same.
pub fn shared_top_stage<'a>(model: &'a Model, rows: &[Row<'a>]) -> Option<&'a str> {
    let counts =
        |row: &&Row| !matches!(row, Row::Listing(listing) if Section::of(listing) == Section::Templates);
    let tops = rows.iter().filter(counts).filter_map(|row| scenario(model, row));
    let mut tops = tops.map(|scenario| scenario.funnel().stages()[0].name());
    let first = tops.next()?;
    tops.all(|top| top == first).then_some(first)
}
