//! Numbers, money, rates, lags, dates and differences as they are shown (screens.md §13 "Out.").
//!
//! Point and comma as in English, ASCII hyphen as minus, `·` for zero and for no change. The only place that
//! rounds for display; what is shown is never computed with.

mod date;

pub use self::date::{
    day, day_iso, day_of_plan, day_short_year, day_year, days, days_short, month, month_year,
};
use crate::goals::compare::same;
use crate::plan::{Beyond, Currency, Lag, Owner, Phasing};

/// Zero, and no change.
pub const NOTHING: &str = "·";

/// So many columns hold every count and every difference to the unit.
pub const WIDEST: usize = 24;

const UNITS: [(f64, &str); 4] = [(1e3, "k"), (1e6, "M"), (1e9, "B"), (1e12, "T")];

/// Puts commas between the thousands of a plain decimal number.
pub(super) fn grouped(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut text = String::with_capacity(number.len() + whole / 3);
    text.push_str(sign);
    let mut at = (whole + 2) % 3 + 1;
    text.push_str(&digits[..at.min(whole)]);
    while at < whole {
        text.push(',');
        text.push_str(&digits[at..at + 3]);
        at += 3;
    }
    text.push_str(&digits[whole..]);
    text
}

/// A number in units of its last decimal, rounded half away from zero; none where it has no room for decimals.
fn scaled(n: f64, decimals: usize) -> Option<f64> {
    let scaled = n * 10_f64.powi(decimals as i32);
    (scaled.abs() < 1e15).then(|| scaled.round())
}

/// Rounds half away from zero, and never to a negative zero.
fn rounded(n: f64, decimals: usize) -> f64 {
    scaled(n, decimals).map_or(n, |scaled| scaled / 10_f64.powi(decimals as i32) + 0.0)
}

/// A number with a fixed number of decimals.
fn plain(n: f64, decimals: usize) -> String {
    let Some(scaled) = scaled(n, decimals) else { return format!("{n:.decimals$}") };
    // Whole numbers are written much faster than those with a point.
    let mut text = (scaled as i64).to_string();
    if decimals > 0 {
        let first = usize::from(scaled < 0.0);
        while text.len() - first <= decimals {
            text.insert(first, '0');
        }
        text.insert(text.len() - decimals, '.');
    }
    text
}

/// A number with a fixed number of decimals and commas.
fn fixed(n: f64, decimals: usize) -> String {
    grouped(&plain(n, decimals))
}

/// A number with no more decimals than it needs, within bounds.
fn trimmed(n: f64, fewest: usize, most: usize) -> String {
    let mut text = fixed(n, most);
    for _ in fewest..most {
        if !text.ends_with('0') {
            break;
        }
        text.pop();
    }
    text.trim_end_matches('.').to_owned()
}

/// A number of 1,000 or more with a unit and so many digits, but at most two decimals; the mantissa stays
/// under 1,000 after rounding. `None` from 1,000 T on.
fn with_unit(n: f64, digits: usize) -> Option<String> {
    let decimals = |mantissa: f64| {
        let whole = if mantissa < 10.0 { 1 } else { 2 + usize::from(mantissa >= 100.0) };
        digits.saturating_sub(whole).min(2)
    };
    UNITS.iter().find_map(|(size, unit)| {
        let mantissa = n / size;
        let shown = rounded(mantissa, decimals(mantissa));
        (shown < 1000.0).then(|| plain(shown, decimals(shown)) + unit)
    })
}

/// Writes a weight or a factor with five digits, and no more decimals than it needs: "1", "1.0927", "0.0005".
pub fn factor(n: f64) -> String {
    trimmed(n, 0, decimals_for(n, 5).min(12))
}

/// Writes a number in whole units: "133,334".
pub fn count(n: f64) -> String {
    fixed(n, 0)
}

/// Writes a number with two decimals: "133,333.33".
pub fn exact(n: f64) -> String {
    fixed(n, 2)
}

/// A number for other programs: up to twelve significant digits, so that the last bits of a sum are not seen.
pub fn digits(n: f64) -> String {
    let rounded = format!("{n:.11e}").parse::<f64>();
    rounded.unwrap_or(n).to_string()
}

/// Writes a difference of counts with its sign: "+200,000", "-121,212", "·".
pub fn signed(n: f64) -> String {
    match rounded(n, 0) {
        0.0 => NOTHING.to_owned(),
        n if n > 0.0 => format!("+{}", count(n)),
        n => count(n),
    }
}

/// Writes a count into a cell of so many columns: the first form of the ladder that fits, else `####`.
pub fn cell(n: f64, width: usize) -> String {
    ladder(n, width, f64::INFINITY)
}

/// Writes an amount into a cell of so many columns, without a sign; from a million on always with a unit.
pub fn money_cell(n: f64, width: usize) -> String {
    ladder(n, width, 1e6)
}

fn ladder(n: f64, width: usize, full_below: f64) -> String {
    let n = rounded(n, 0);
    if n == 0.0 {
        return NOTHING.chars().take(width).collect();
    }
    let (size, sign) = (n.abs(), if n < 0.0 { "-" } else { "" });
    let fits = |form: &String| sign.len() + form.len() <= width;
    let digits = plain(size, 0);
    // The digits and the commas, or the digits and the unit, must have room at least.
    let commas = (digits.len() - 1) / 3;
    let is_full = size < full_below && sign.len() + digits.len() + commas <= width;
    let full = || is_full.then(|| grouped(&digits));
    let most = width.saturating_sub(sign.len() + 1).min(4);
    let short = || (1..=most).rev().filter_map(|digits| with_unit(size, digits)).find(fits);
    let form = match size {
        ..1e3 => full().or_else(|| Some(digits).filter(fits)),
        ..1e4 => full().or_else(|| Some(digits.clone()).filter(fits)).or_else(short),
        _ => full().or_else(short),
    };
    form.map_or_else(|| "#".repeat(width.min(4)), |form| if n < 0.0 { format!("-{form}") } else { form })
}

/// A number behind its sign and its currency: `$` for USD, the code for all others.
fn in_currency(n: f64, currency: Currency, size: &str) -> String {
    let sign = if n < 0.0 { "-" } else { "" };
    match currency {
        Currency::USD => format!("{sign}${size}"),
        _ => format!("{sign}{} {size}", currency.code()),
    }
}

/// Writes an amount in full, with cents only if there are any: "$24,000,000", "EUR 24,000,000", "$0.50".
pub fn money_full(n: f64, currency: Currency) -> String {
    let n = rounded(n, 2);
    in_currency(n, currency, &fixed(n.abs(), if n.fract() == 0.0 { 0 } else { 2 }))
}

/// Writes a computed amount in full, from 1,000 on without cents: "$44,444", "$44.44".
pub fn money_whole(n: f64, currency: Currency) -> String {
    money_full(rounded_money(n), currency)
}

/// The amount that [`money_whole`] writes: from 1,000 on without cents.
pub fn rounded_money(n: f64) -> f64 {
    rounded(n, if n.abs() < 1e3 { 2 } else { 0 })
}

/// Writes an amount in full, always with cents: "$2,000,000.00".
pub fn money_exact(n: f64, currency: Currency) -> String {
    let n = rounded(n, 2);
    in_currency(n, currency, &exact(n.abs()))
}

/// Writes an amount with three digits: "$9.80M", "$667k"; in full under 10,000, cents only under 100.
pub fn money_short(n: f64, currency: Currency) -> String {
    let size = n.abs();
    let whole = rounded(size, 0);
    let text = if size < 100.0 {
        return money_full(n, currency);
    } else if whole < 1e4 {
        count(whole)
    } else {
        with_unit(size, 3).unwrap_or_else(|| format!("{}T", count(size / 1e12)))
    };
    in_currency(n, currency, &text)
}

/// Writes a gain or a loss with three digits: "+$2.20M", "-$2.64M", "·".
pub fn money_short_signed(n: f64, currency: Currency) -> String {
    match rounded(n, 2) {
        0.0 => NOTHING.to_owned(),
        rounded if rounded > 0.0 => format!("+{}", money_short(n, currency)),
        _ => money_short(n, currency),
    }
}

/// Writes a rate in percent with as many decimals as it has, 1 to 4: "60.0%", "2.25%".
pub fn rate(r: f64) -> String {
    trimmed(r * 100.0, 1, 4) + "%"
}

/// Writes a computed rate in percent with three digits, and at least one decimal: "3.56%", "44.4%".
pub fn rate_short(r: f64) -> String {
    let percent = r * 100.0;
    trimmed(percent, 1, decimals_for(percent, 3).clamp(1, 4)) + "%"
}

/// Writes a share in percent as in a sentence, with no more decimals than it has, at most 4: "100 %".
pub fn percent(share: f64) -> String {
    trimmed(share * 100.0, 0, 4) + " %"
}

/// Writes a rate in percent with a number of decimals and without the sign: "60".
pub fn rate_bare(r: f64, decimals: usize) -> String {
    fixed(r * 100.0, decimals)
}

/// A share of what is needed in whole percent; a shortfall never shows as 100 %.
pub fn coverage(share: f64) -> String {
    whole_percent(share) + "%"
}

/// A share of a whole in whole percent, as it stands alone: "83 %"; less than all never shows as 100 %.
pub fn share(share: f64) -> String {
    whole_percent(share) + " %"
}

fn whole_percent(share: f64) -> String {
    // The nudge absorbs rounding noise, so that 77.5 % is rounded up whatever its last bit.
    let percent = (share * 100.0 * (1.0 + 1e-12)).round();
    let shown = if share < 1.0 - 1e-12 { percent.min(99.0) } else { percent };
    count(shown)
}

/// Writes a share as one of how many: "1 in 1,667"; under 10 with a decimal if it has one.
pub fn one_in(n: f64) -> String {
    format!("1 in {}", trimmed(n, 0, usize::from(n < 10.0)))
}

/// Writes a lag: "45 d".
pub fn lag(l: Lag) -> String {
    format!("{} d", l.days())
}

/// How many decimals give a number so many significant digits.
fn decimals_for(n: f64, digits: i32) -> usize {
    let magnitude = if n == 0.0 { 0.0 } else { n.abs().log10().floor() };
    (digits - 1 - magnitude as i32).max(0) as usize
}

/// `▲` or `▼`.
const fn arrow(difference: f64) -> char {
    if difference > 0.0 { '▲' } else { '▼' }
}

/// Writes the difference of two rates in points: "▲5.0pp"; under one point with two digits: "▼0.25pp".
pub fn points(before: f64, now: f64) -> String {
    if same(before, now) {
        return NOTHING.to_owned();
    }
    let points = (now - before) * 100.0;
    let most = if points.abs() < 1.0 { decimals_for(points, 2) } else { 1 };
    format!("{}{}pp", arrow(points), trimmed(points.abs(), 1, most.max(1)))
}

/// Writes a difference in percent: "▼8.3%", "▲<0.1%"; `·` when equal within 1e-9, "new" when it was 0.
pub fn percent_delta(before: f64, now: f64) -> String {
    if same(before, now) {
        return NOTHING.to_owned();
    }
    if before == 0.0 {
        return "new".to_owned();
    }
    let percent = ((now - before) / before.abs()) * 100.0;
    let size = percent.abs();
    let shown = match rounded(size, 1) {
        0.0 => "<0.1".to_owned(),
        shown if shown >= 1e4 => ">9,999".to_owned(),
        shown => fixed(shown, usize::from(shown < 1000.0)),
    };
    format!("{}{shown}%", arrow(percent))
}

/// Writes a difference in days: "▲28 d", "▼10 d", "·".
pub fn days_delta(by: i64) -> String {
    time_delta(by, "d")
}

/// Writes a difference in months: "▲3 mo", "▼12 mo", "·".
pub fn months_delta(by: i32) -> String {
    time_delta(by.into(), "mo")
}

fn time_delta(by: i64, unit: &str) -> String {
    match by {
        0 => NOTHING.to_owned(),
        by => format!("{}{} {unit}", arrow(by as f64), by.abs()),
    }
}

/// Writes a difference of counts into so many columns: "▼12k", "▲61", "·".
pub fn delta(n: f64, width: usize) -> String {
    if rounded(n, 0) == 0.0 || width == 0 {
        return NOTHING.chars().take(width).collect();
    }
    let size = cell(n.abs(), width - 1);
    if size.starts_with('#') {
        // "100k" does not fit where ".1M" does.
        let tenths = UNITS.map(|(one, unit)| (unit, rounded(n.abs() / one * 10.0, 0)));
        if let Some((unit, tenths)) = tenths.into_iter().find(|(_, tenths)| (1.0..=10.0).contains(tenths))
            && width >= 4
        {
            let size = if tenths == 10.0 { "1".to_owned() } else { format!(".{tenths:.0}") };
            return format!("{}{size}{unit}", arrow(n));
        }
    }
    let mut text = String::from(arrow(n));
    text.push_str(&size);
    text
}

/// Writes a difference in whole percent, for narrow cells: "▼8%".
pub fn percent_delta_whole(before: f64, now: f64) -> String {
    if same(before, now) || before == 0.0 {
        return percent_delta(before, now);
    }
    let percent = (now - before) / before.abs() * 100.0;
    format!("{}{:.0}%", arrow(percent), rounded(percent.abs(), 0))
}

/// Writes how the amount is split: "even", "growth 3 %/mo", "seasonal", "custom".
pub fn phasing(phasing: &Phasing) -> String {
    match phasing {
        Phasing::Even => "even".to_owned(),
        Phasing::Growth(growth) => format!("growth {}/mo", percent(growth.get())),
        Phasing::Seasonal(_) => "seasonal".to_owned(),
        Phasing::Custom(_) => "custom".to_owned(),
    }
}

/// Writes what follows the horizon: "continue", "continue +15 %/yr", "stop".
pub fn beyond(beyond: Beyond) -> String {
    match beyond {
        Beyond::Continue => "continue".to_owned(),
        Beyond::Grow(growth) => {
            let sign = if growth.get() < 0.0 { "" } else { "+" };
            format!("continue {sign}{}/yr", percent(growth.get()))
        }
        Beyond::Stop => "stop".to_owned(),
    }
}

/// The letter of a team: M, S, B.
pub const fn owner_letter(owner: Owner) -> char {
    match owner {
        Owner::Marketing => 'M',
        Owner::Sales => 'S',
        Owner::Both => 'B',
    }
}

/// The name of a team: "marketing", "sales", "both".
pub const fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Marketing => "marketing",
        Owner::Sales => "sales",
        Owner::Both => "both",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{MonthlyGrowth, YearlyGrowth};
    use proptest::prelude::*;

    fn eur() -> Currency {
        Currency::new("EUR").unwrap()
    }

    #[test]
    fn counts_have_commas() {
        assert_eq!(count(0.0), "0");
        assert_eq!(count(-0.2), "0");
        assert_eq!(count(133_333.5), "133,334");
        assert_eq!(count(-1e6), "-1,000,000");
        assert_eq!(exact(133_333.333), "133,333.33");
        assert_eq!(exact(80.0), "80.00");
        assert_eq!(signed(-121_212.1), "-121,212");
        assert_eq!(signed(200_000.0), "+200,000");
        assert_eq!(signed(0.3), "·");
    }

    #[test]
    fn cells_are_those_of_the_frames() {
        let table = [
            (653_334.0, 4, "653k"),
            (12_000.0, 4, "12k"),
            (12_000.0, 5, "12.0k"),
            (32_000.0, 5, "32.0k"),
            (32_000.0, 6, "32,000"),
            (2_667.0, 4, "2667"),
            (2_667.0, 5, "2,667"),
            (2_667.0, 3, "3k"),
            (133_333.0, 4, "133k"),
            (133_333.0, 5, "133k"),
            (133_333.0, 6, "133.3k"),
            (120_000.0, 6, "120.0k"),
            (133_333.0, 7, "133,333"),
            (1_600_000.0, 4, "1.6M"),
            (1_600_000.0, 5, "1.60M"),
            (1_600_000.0, 6, "1.60M"),
            (1_600_000.0, 9, "1,600,000"),
            (8_000.0, 4, "8000"),
            (960.0, 4, "960"),
            (960.0, 2, "##"),
            (0.0, 4, "·"),
            (999_960.0, 4, "1.0M"),
            (999_960.0, 6, "1.00M"),
            (999_940.0, 6, "999.9k"),
            (99_960.0, 5, "100k"),
            (1e18, 4, "####"),
            (-133_333.0, 5, "-133k"),
        ];
        for (n, width, shown) in table {
            assert_eq!(cell(n, width), shown, "{n} at {width}");
        }
    }

    #[test]
    fn money_cells_are_those_of_the_frames() {
        for (n, width, shown) in [
            (2e6, 4, "2.0M"),
            (2e6, 5, "2.00M"),
            (2e6, 9, "2.00M"),
            (24e6, 4, "24M"),
            (24e6, 5, "24.0M"),
            (24e6, 6, "24.00M"),
            (240e6, 9, "240.0M"),
            (999.0, 4, "999"),
            (150_000.0, 4, "150k"),
            (0.0, 4, "·"),
        ] {
            assert_eq!(money_cell(n, width), shown, "{n} at {width}");
        }
    }

    #[test]
    fn money_is_in_full_or_has_three_digits() {
        assert_eq!(money_full(24e6, Currency::USD), "$24,000,000");
        assert_eq!(money_full(24e6, eur()), "EUR 24,000,000");
        assert_eq!(money_full(0.5, Currency::USD), "$0.50");
        assert_eq!(money_full(-12.999_9, Currency::USD), "-$13");
        assert_eq!(money_exact(2e6, Currency::USD), "$2,000,000.00");
        assert_eq!(money_whole(44_444.44, Currency::USD), "$44,444");
        assert_eq!(money_whole(-44.444, eur()), "-EUR 44.44");
        for (n, shown) in [
            (9.8e6, "$9.80M"),
            (24e6, "$24.0M"),
            (666_666.7, "$667k"),
            (933_333.0, "$933k"),
            (25_000.0, "$25.0k"),
            (9_999.4, "$9,999"),
            (9_999.6, "$10.0k"),
            (99_960.0, "$100k"),
            (999_960.0, "$1.00M"),
            (1e15, "$1,000T"),
            (12.5, "$12.50"),
        ] {
            assert_eq!(money_short(n, Currency::USD), shown, "{n}");
        }
        assert_eq!(money_short(24e6, eur()), "EUR 24.0M");
        assert_eq!(money_short_signed(2.2e6, Currency::USD), "+$2.20M");
        assert_eq!(money_short_signed(-2.64e6, Currency::USD), "-$2.64M");
        assert_eq!(money_short_signed(0.0, Currency::USD), "·");
    }

    #[test]
    fn rates_have_the_decimals_that_they_need() {
        for (r, shown) in
            [(0.6, "60.0%"), (0.0225, "2.25%"), (1e-6, "0.0001%"), (1.0, "100.0%"), (0.07, "7.0%")]
        {
            assert_eq!(rate(r), shown);
        }
        for (r, shown) in [(0.0356, "3.56%"), (4.0 / 9.0, "44.4%"), (1.0, "100.0%"), (0.02, "2.0%")] {
            assert_eq!(rate_short(r), shown);
        }
        for (share, shown) in [(1.0, "100 %"), (1e-6, "0.0001 %"), (0.625, "62.5 %"), (0.0, "0 %")] {
            assert_eq!(percent(share), shown);
        }
        assert_eq!(rate_bare(0.6, 0), "60");
        assert_eq!(rate_bare(0.600_01, 3), "60.001");
        assert_eq!(one_in(5000.0 / 3.0), "1 in 1,667");
        assert_eq!(one_in(2.5), "1 in 2.5");
        assert_eq!(one_in(10.0), "1 in 10");
    }

    #[test]
    fn differences_have_an_arrow_and_a_size() {
        assert_eq!(points(0.55, 0.6), "▲5.0pp");
        assert_eq!(points(0.28, 0.25), "▼3.0pp");
        assert_eq!(points(0.02, 0.0201), "▲0.01pp");
        assert_eq!(points(0.6, 0.6), "·");
        assert_eq!(days_delta(-20), "▼20 d");
        assert_eq!(months_delta(3), "▲3 mo");
        assert_eq!(percent_delta(1_745_455.0, 1_600_000.0), "▼8.3%");
        assert_eq!(percent_delta(100.0, 100.000_000_01), "·");
        assert_eq!(percent_delta(100_000.0, 100_001.0), "▲<0.1%");
        assert_eq!(percent_delta(1.0, 21.0), "▲2,000%");
        assert_eq!(percent_delta(0.0, 5.0), "new");
        assert_eq!(percent_delta(0.0, 0.0), "·");
        assert_eq!(percent_delta(5.0, 0.0), "▼100.0%");
        for (n, width, shown) in [
            (-12_121.0, 4, "▼12k"),
            (-12_121.0, 6, "▼12.1k"),
            (-145_454.0, 5, "▼145k"),
            (-145_454.0, 9, "▼145,454"),
            (61.0, 4, "▲61"),
            (0.2, 4, "·"),
        ] {
            assert_eq!(delta(n, width), shown);
        }
    }

    #[test]
    fn lags_are_days() {
        assert_eq!(lag(Lag::nearest(45.0)), "45 d");
    }

    #[test]
    fn factors_have_five_digits_at_most() {
        for (n, shown) in [
            (1.0, "1"),
            (12.0, "12"),
            (1.092_727, "1.0927"),
            (2e6, "2,000,000"),
            (0.000_5, "0.0005"),
            (0.0, "0"),
        ] {
            assert_eq!(factor(n), shown);
        }
    }

    #[test]
    fn words_of_the_target_are_those_of_the_frames() {
        assert_eq!(phasing(&Phasing::Even), "even");
        assert_eq!(phasing(&Phasing::Growth(MonthlyGrowth::nearest(0.03))), "growth 3 %/mo");
        assert_eq!(beyond(Beyond::Continue), "continue");
        assert_eq!(beyond(Beyond::Grow(YearlyGrowth::nearest(0.15))), "continue +15 %/yr");
        assert_eq!(beyond(Beyond::Grow(YearlyGrowth::nearest(-0.1))), "continue -10 %/yr");
        assert_eq!(Owner::ALL.map(owner_letter), ['M', 'S', 'B']);
        assert_eq!(owner(Owner::Both), "both");
    }

    proptest! {
        #[test]
        fn a_cell_is_never_wider_than_its_column(n in -1e16_f64..1e16, exponent in -16_i32..1, width in 0_usize..12) {
            let n = n * 10_f64.powi(exponent);
            for text in [cell(n, width), money_cell(n, width), delta(n, width)] {
                prop_assert!(text.chars().count() <= width, "{text}");
                prop_assert!(!text.contains("1000k") && !text.contains("1000M"), "{text}");
            }
        }
    }
}
