//! A line of text being typed, with a value in it that may be selected as a whole: what keys and a paste do to it.
//!
//! Knows nothing of what the text means.

use tui_input::{Input, InputRequest};

/// Types, deletes or moves; the first character typed into a selected text replaces it.
pub fn type_in(text: &mut Input, selected: &mut bool, request: InputRequest) {
    let replaces = matches!(
        request,
        InputRequest::InsertChar(_) | InputRequest::DeletePrevChar | InputRequest::DeleteNextChar
    );
    // An operator works on the value itself, so it goes on from the text instead of replacing it.
    if *selected && replaces {
        text.reset();
    }
    *selected = false;
    text.handle(request);
}

/// Puts the first line of a pasted text where the cursor is, or in place of a selected text.
pub fn paste(text: &mut Input, selected: &mut bool, pasted: &str) {
    let pasted = first_line(pasted);
    if pasted.is_empty() {
        return;
    }
    if std::mem::take(selected) {
        text.reset();
    }
    // At once: letter by letter, a long line would hold up the screen.
    let mut letters = text.value().chars();
    let before: String = letters.by_ref().take(text.cursor()).collect();
    let cursor = text.cursor() + pasted.chars().count();
    *text = Input::new(before + &pasted + letters.as_str()).with_cursor(cursor);
}

/// The first line of a pasted text, without what is no letter: a field takes no more.
pub fn first_line(pasted: &str) -> String {
    let line = pasted.split(['\r', '\n']).next().unwrap_or_default().replace('\t', " ");
    line.chars().filter(|letter| !letter.is_control()).collect()
}
