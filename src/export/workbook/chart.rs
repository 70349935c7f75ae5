//! The chart of the goals under their grid.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartRange, ChartSolidFill, ChartType, Color,
};

use super::Source;
use super::look::digits;
use crate::export::palette;
use crate::plan::Owner;

/// How many columns a chart can have points in that are told from each other.
const POINTS: usize = 36;

/// How many months can be named below a chart.
const LABELS: usize = 24;

/// How the lines of one team are told from each other: three shades, then again with dashes.
const SHADES: usize = 3;
const DASHES: [ChartLineDashType; 4] = [
    ChartLineDashType::Solid,
    ChartLineDashType::Dash,
    ChartLineDashType::SquareDot,
    ChartLineDashType::DashDot,
];

/// Where the chart finds a stage's row.
pub(super) struct Row {
    pub(super) name: ChartRange,
    pub(super) months: ChartRange,
    pub(super) goals: ChartRange,
}

/// The goals of the stages over the months; logarithmic, because a funnel spans orders of magnitude.
pub(super) fn of(source: &Source, rows: &[Row], width: u32, height: u32) -> Chart {
    let small = ChartFont::new().set_size(9).clone();
    let mut chart = Chart::new(ChartType::Line);
    chart.set_width(width).set_height(height);
    chart.title().set_name("Goals by month (each line of the scale is ten times the one below)");
    chart.title().set_font(ChartFont::new().set_size(11));
    chart.legend().set_position(ChartLegendPosition::Right).set_font(&small);
    chart.y_axis().set_log_base(10).set_num_format("#,##0").set_font(&small);
    chart
        .y_axis()
        .set_major_gridlines_line(ChartLine::new().set_color(Color::RGB(0xD9_D9_D9)).set_width(0.5));
    chart.x_axis().set_num_format(digits::SHORT_MONTH).set_font(&small);
    let columns = source.plan.goals.grid().columns();
    chart.x_axis().set_label_interval(columns.div_ceil(LABELS) as u16);
    let mut of_team = [0; Owner::ALL.len()];
    for (stage, row) in source.plan.scenario.funnel().stages().iter().zip(rows) {
        let team = &mut of_team[stage.owner() as usize];
        let color = Color::RGB(lighter(palette::ink(stage.owner()), *team % SHADES));
        let dash = DASHES[*team / SHADES % DASHES.len()];
        *team += 1;
        chart
            .add_series()
            .set_name(&row.name)
            .set_categories(&row.months)
            .set_values(&row.goals)
            .set_format(ChartLine::new().set_width(2).set_color(color).set_dash_type(dash))
            .set_marker(&marker(color, columns));
    }
    chart
}

/// A point in a line's colour where points are apart; a plan of one month has nothing else.
fn marker(color: Color, columns: usize) -> ChartMarker {
    let mut marker = ChartMarker::new();
    if columns > POINTS {
        return marker.set_none().clone();
    }
    let mut format = ChartFormat::new();
    format
        .set_solid_fill(ChartSolidFill::new().set_color(color))
        .set_border(ChartLine::new().set_color(color));
    marker.set_type(ChartMarkerType::Circle).set_size(5).set_format(&mut format).clone()
}

/// A colour nearer to white, step by step.
fn lighter(rgb: u32, steps: usize) -> u32 {
    let part = |shift: u32| {
        let part = rgb >> shift & 0xFF;
        (part + (0xFF - part) * steps as u32 / 4) << shift
    };
    part(16) | part(8) | part(0)
}
