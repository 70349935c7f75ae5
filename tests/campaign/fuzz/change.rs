//! Inputs made from others: bits, bytes, words and pieces changed, doubled and taken out.

/// Random numbers that a seed repeats (`SplitMix64`).
pub(super) struct Random(pub(super) u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below a limit; 0 if there is none.
    fn below(&mut self, limit: usize) -> usize {
        if limit == 0 { 0 } else { (self.next() % limit as u64) as usize }
    }

    /// One of several.
    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A short piece of some bytes.
    fn piece(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        let longest = if self.below(8) == 0 { length } else { 12 };
        start..(start + self.below(longest + 1)).min(length)
    }
}

/// What goes anywhere: characters with a meaning of their own, and numbers at the edges.
const ANYWHERE: [&str; 44] = [
    "\0",
    "\t",
    "\n",
    "\r\n",
    "\u{1b}",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{9b}",
    "\u{200b}",
    "\u{202e}",
    "\u{301}",
    "\u{feff}",
    "\u{10ffff}",
    "ß",
    "İ",
    "ﬁ",
    "漢",
    "🇩🇪",
    "👩\u{200d}👧",
    "٣",
    "−",
    "½",
    "\u{a0}",
    "\"",
    "\\",
    "\\u0000",
    "'",
    "=",
    "-",
    "+",
    "%",
    ".",
    ",",
    "0",
    "1",
    "-1",
    "1e308",
    "1e-320",
    "9007199254740993",
    "18446744073709551616",
    "0.1",
    "1e15",
    "NaN",
    "inf",
];

/// An input made from one of those given by a few changes.
pub(super) fn changed(inputs: &[Vec<u8>], words: &[&str], longest: usize, random: &mut Random) -> Vec<u8> {
    let mut input = random.pick(inputs).clone();
    for _ in 0..=random.below(4) {
        let at = random.below(input.len() + 1);
        match random.below(9) {
            0 if at < input.len() => input[at] ^= 1 << random.below(8),
            1 if at < input.len() => input[at] = random.next() as u8,
            2 => drop(input.drain(random.piece(input.len()))),
            3 => {
                let piece = input[random.piece(input.len())].to_vec();
                input.splice(at..at, piece);
            }
            4 => {
                let other = random.pick(inputs);
                let piece = other[random.piece(other.len())].to_vec();
                let over = random.piece(input.len());
                input.splice(over, piece);
            }
            5 => {
                let over = random.piece(input.len());
                input.splice(over, random.pick(words).bytes());
            }
            6 => drop(input.splice(at..at, random.pick(&ANYWHERE).bytes())),
            _ => drop(input.splice(at..at, random.pick(words).bytes())),
        }
    }
    input.truncate(longest);
    input
}
