//! What the workbook says when an edit in it asks for more than its formulas can follow.

use super::inputs::{self, column, of_stage};
use super::page::{Gives, Page};
use super::{Source, month_one};
use crate::plan::month::DAYS;

/// The name of the cell that says it; empty as long as all is well.
pub(super) const NAME: &str = "Notice";

/// Writes the notice.
pub(super) fn write(page: &mut Page, source: &Source, row: u32) {
    let values = if source.fixed == 0 {
        "\"\"".to_owned()
    } else {
        let told = "! The values marked † no longer follow from the inputs: export the plan again.";
        format!("IF({},\"\",\"{told}\")", is_as_exported(source))
    };
    let told = "! The runway is longer than this workbook has room for: export the plan again.";
    let days = of_stage(0, column::TO_REVENUE);
    let formula = format!("IF({days}>{},\"{told}\",{values})", DAYS as usize * source.reach);
    page.formula(row, 0, &formula, Gives::Nothing, &source.look.warning);
}

/// Whether what the values were computed from is what it was.
fn is_as_exported(source: &Source) -> String {
    let scenario = source.plan.scenario;
    let mut same = Vec::new();
    if source.has_dates() {
        same.push(format!("{}={}", inputs::START_NAME, month_one(scenario.start())));
    }
    for (place, stage) in scenario.funnel().stages().iter().enumerate() {
        let yields = if stage.value().is_some() { column::VALUE } else { column::RATE };
        for (column, exported) in [
            (yields, stage.yields().initial()),
            (column::LAG, f64::from(stage.lag().days())),
            (column::DIRECT, stage.direct().get()),
        ] {
            same.push(format!("{}={exported}", of_stage(place, column)));
        }
    }
    // Weights of which no sum is another's: two series with the same sum are the same.
    let exported: f64 =
        (1..).zip(&source.revenue).map(|(number, revenue)| f64::from(number).sqrt() * revenue).sum();
    same.push(format!("ABS(SUMPRODUCT(SQRT(MonthNumbers+1),Revenue)/{exported:E}-1)<1E-12"));
    format!("AND({})", same.join(","))
}
