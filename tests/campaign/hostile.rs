//! Text that attacks whoever prints it, and what may never reach a terminal. Told apart without the program's own
//! function for it, so that a hole there is seen.

/// Whether a character may never reach a terminal as text: controls, and what turns or hides text.
pub(crate) fn is_hostile(char: char) -> bool {
    let hidden = ['\u{ad}', '\u{61c}', '\u{180e}', '\u{3164}', '\u{feff}'];
    char.is_control()
        || hidden.contains(&char)
        || ('\u{200b}'..='\u{200f}').contains(&char)
        || ('\u{2028}'..='\u{202e}').contains(&char)
        || ('\u{2060}'..='\u{206f}').contains(&char)
        || ('\u{fff9}'..='\u{fffb}').contains(&char)
        || ('\u{e0000}'..='\u{e007f}').contains(&char)
}

/// The first character of printed text that may not be in it. Line ends may; a tab is printed by nothing of ours.
pub(crate) fn first_hostile(text: &str) -> Option<char> {
    text.chars().find(|char| is_hostile(*char) && *char != '\n')
}

/// Short texts that a name may have in a file, as far as it is allowed: each has a letter.
pub(crate) const NAMES: [&str; 24] = [
    "a\u{1b}[31mred",
    "b\u{1b}]0;title\u{7}",
    "c\u{1b}]52;c;aGFjaw==\u{1b}\\",
    "d\u{9b}2Jwiped",
    "e\u{9d}0;title\u{9c}",
    "f\u{7f}\u{8}\u{8}gone",
    "g\u{202e}txt.exe",
    "h\u{2066}i\u{2069}\u{200f}",
    "j\u{200b}\u{200d}\u{2060}\u{feff}\u{3164}\u{115f}k",
    "l\u{e0041}\u{e0042}tags",
    "m\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}\u{307}\u{308}\u{309}\u{30a}\u{30b}\u{30c}",
    "n\r\n\tlines\u{2028}\u{2029}\u{85}",
    "../../o",
    "/etc/p",
    "..\\..\\q",
    "CON",
    "nul.json",
    "COM1",
    "-rf s",
    "--out=t",
    ".hidden u",
    "🇩🇪🇫🇷 👩\u{200d}👩\u{200d}👧 v",
    "漢字 w | ` * _ <b> & $(x) %s {}",
    "=HYPERLINK(\"x\")",
];

/// Longer and emptier ones, for where nothing limits them.
pub(crate) fn texts() -> Vec<String> {
    let mut texts: Vec<String> = NAMES.map(str::to_owned).to_vec();
    texts.extend(
        ["", " ", ".", "..", "/", "\\", "~", "-", "--", "-h", "\u{0}", "\u{3164}", "'", "\"", "="]
            .map(str::to_owned),
    );
    texts.push("x".repeat(10_000));
    texts.push("\u{1b}[2J".repeat(3000));
    texts.push("漢".repeat(10_000));
    texts.push(format!("z{}", "\u{301}".repeat(10_000)));
    texts.push(format!("{}/x", "../".repeat(200)));
    texts
}
