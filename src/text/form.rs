//! The forms in which a plan leaves the program, told apart by how their files end.

use std::path::Path;

/// A form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Pages to print: the whole plan, and one for each team.
    Html,
    /// A workbook with formulas.
    Xlsx,
    /// For a wiki or an e-mail.
    Markdown,
    /// For spreadsheets and scripts: a row for each number.
    Csv,
    /// For programs.
    Json,
    /// For people, as plain text.
    Table,
}

impl Form {
    /// All of them, the plainest first.
    pub const ALL: [Self; 6] = [Self::Table, Self::Json, Self::Csv, Self::Markdown, Self::Xlsx, Self::Html];

    /// Those of a page of numbers that is no plan.
    pub const OF_PAGES: [Self; 4] = [Self::Table, Self::Json, Self::Csv, Self::Markdown];

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Table => "table",
        }
    }

    /// How its files end, without the point.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Table => "txt",
            form => form.name(),
        }
    }

    /// What it is for, in a few words.
    pub const fn about(self) -> &'static str {
        match self {
            Self::Html => "pages to print, for a browser",
            Self::Xlsx => "a workbook with formulas",
            Self::Markdown => "for a wiki or an e-mail",
            Self::Csv => "a row for each number, exact",
            Self::Json => "for programs, exact",
            Self::Table => "a table as plain text",
        }
    }

    /// The form of a file, by how it ends.
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "htm" => Some(Self::Html),
            "markdown" => Some(Self::Markdown),
            ending => Self::ALL.into_iter().find(|form| form.ending() == ending),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_ending_whatever_its_case() {
        for form in Form::ALL {
            for name in [format!("a b.{}", form.ending()), format!("x/A.{}", form.ending().to_uppercase())] {
                assert_eq!(Form::of(Path::new(&name)), Some(form), "{name}");
            }
        }
        assert_eq!(Form::of(Path::new("plan.htm")), Some(Form::Html));
        for name in ["plan", "plan.", ".html", "plan.pdf", "html"] {
            assert_eq!(Form::of(Path::new(name)), None, "{name}");
        }
    }
}
