//! Files that no editor of ours makes, each with a name.

use backcast::store::format::MAX_BYTES;

use super::RICH;

type Named = (&'static str, Vec<u8>);

/// All of them.
pub(super) fn files() -> Vec<Named> {
    [spelled(), large(), of_others()].concat()
}

/// The sample with a piece replaced.
fn with(from: &str, to: &str) -> Vec<u8> {
    assert!(RICH.contains(from), "{from}");
    RICH.replacen(from, to, 1).into_bytes()
}

/// Other encodings, line ends and escapes, some of them broken.
fn spelled() -> Vec<Named> {
    let utf16 = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xfeff).chain(RICH.encode_utf16()).flat_map(bytes).collect()
    };
    vec![
        ("empty", Vec::new()),
        ("blank", b" \r\n\t ".to_vec()),
        ("nul", vec![0; 4096]),
        ("nul-inside", with("marketing", "mark\0ting")),
        ("nul-after", [RICH.as_bytes(), &[0; 512]].concat()),
        ("mark", [b"\xef\xbb\xbf", RICH.as_bytes()].concat()),
        ("two-marks", [b"\xef\xbb\xbf\xef\xbb\xbf", RICH.as_bytes()].concat()),
        ("crlf", RICH.replace('\n', "\r\n").into_bytes()),
        ("cr", RICH.replace('\n', "\r").into_bytes()),
        ("utf16-le", utf16(u16::to_le_bytes)),
        ("utf16-be", utf16(u16::to_be_bytes)),
        ("latin1", [b"{\"format\": \"backcast\", \"name\": \"Gr\xf6\xdfe\"}".as_slice()].concat()),
        ("overlong", b"{\"name\": \"\xc0\xaf\"}".to_vec()),
        ("surrogate-bytes", b"{\"name\": \"\xed\xa0\x80\"}".to_vec()),
        ("surrogate-high", with("Canon", "\\ud800")),
        ("surrogate-low", with("Canon", "\\udc00x")),
        ("surrogate-twice", with("Canon", "\\ud800\\ud800")),
        ("surrogate-in-key", with("x-team", "\\udfff")),
    ]
}

/// Deep, long and many.
fn large() -> Vec<Named> {
    let keys = (0..200_000).map(|at| format!("\"k{at}\":0,")).collect::<Vec<_>>().concat();
    vec![
        ("deep-lists", [b"[".repeat(200_000), b"]".repeat(200_000)].concat()),
        ("deep-objects", [b"{\"a\":".repeat(200_000), b"1".to_vec(), b"}".repeat(200_000)].concat()),
        ("deep-inside", with("\"Ann\"", &format!("{}{}", "[".repeat(500), "]".repeat(500)))),
        ("deep-enough", with("\"Ann\"", &format!("{}{}", "[".repeat(120), "]".repeat(120)))),
        ("open-lists", b"[".repeat(MAX_BYTES)),
        ("as-large-as-may-be", RICH.bytes().chain(std::iter::repeat(b' ')).take(MAX_BYTES).collect()),
        ("one-byte-more", RICH.bytes().chain(std::iter::repeat(b' ')).take(MAX_BYTES + 1).collect()),
        ("long-name", with("Canon", &"x".repeat(1_000_000))),
        ("long-text", with("one person", &"y".repeat(1_000_000))),
        ("long-key", with("x-team", &"k".repeat(1_000_000))),
        ("long-number", with("25000", &"9".repeat(1_000_000))),
        ("long-fraction", with("25000", &format!("25000.{}", "0".repeat(1_000_000)))),
        ("many-keys", with("\"x-team\"", &format!("{keys}\"x-team\""))),
        ("many-stages", with("\"stages\": [", &format!("\"stages\": [ {}", "{}, ".repeat(300_000)))),
        ("many-weights", with("[8, 9,", &format!("[{} 9,", "1, ".repeat(1_000_000)))),
    ]
}

/// What other tools write, and what is left when one fails.
fn of_others() -> Vec<Named> {
    let conflict = "<<<<<<< ours\n  \"months\": 14\n=======\n  \"months\": 12\n>>>>>>> theirs";
    let line = RICH.replace('\n', " ");
    vec![
        ("csv", b"month,stage,goal\n2027-01,Visitors,84000\n".to_vec()),
        ("html", b"<!doctype html><html><body>404 Not Found</body></html>".to_vec()),
        ("xml", b"<?xml version=\"1.0\"?><plan/>".to_vec()),
        ("yaml", b"format: backcast\nversion: 1\n".to_vec()),
        ("toml", b"format = \"backcast\"\nversion = 1\n".to_vec()),
        ("json5", b"{ format: 'backcast', /* */ version: 1, }".to_vec()),
        ("comment", [b"// ours\n", RICH.as_bytes()].concat()),
        ("trailing-comma", with("30,\n      \"direct\"", "30,,\n      \"direct\"")),
        ("png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01".to_vec()),
        ("gzip", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec()),
        ("zip", b"PK\x03\x04\x14\0\0\0\x08\0".to_vec()),
        ("pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec()),
        ("elf", b"\x7fELF\x02\x01\x01\0".to_vec()),
        ("script", b"#!/bin/sh\nrm -rf /\n".to_vec()),
        ("merge", with("  \"months\": 14", conflict)),
        ("twice", [RICH.as_bytes(), RICH.as_bytes()].concat()),
        ("lines", [line.as_bytes(), b"\n", line.as_bytes()].concat()),
        ("string", b"\"backcast\"".to_vec()),
        ("number", b"1".to_vec()),
        ("null", b"null".to_vec()),
        ("escapes", b"{\"\x1b]0;x\x07\": 1}".to_vec()),
        ("escaped-escapes", with("Canon", "\\u001b]0;x\\u0007")),
        ("escaped-key", with("\"currency\"", "\"\\u001b[2J\": 1, \"\\u001b[2J\": 2, \"currency\"")),
        ("newer", with("\"version\": 1", "\"version\": 1e300")),
    ]
}
