//! One key press by part, from the event to the drawn cells, in a window of 120×40.
//!
//! `key` is all of them in turn; what the terminal gets of it is measured with the real program (`against_sc.py`).

use std::hint::black_box;

use backcast::plan::Day;
use backcast::store::templates;
use backcast::tui::ThemeChoice;
use backcast::tui::document::DocumentId;
use backcast::tui::hits::Hits;
use backcast::tui::input::translate;
use backcast::tui::layout::regions;
use backcast::tui::message::Opened;
use backcast::tui::model::view::View;
use backcast::tui::model::{Focus, Model};
use backcast::tui::surface::Surface;
use backcast::tui::theme::Theme;
use backcast::tui::update::update;
use backcast::tui::view::canvas::Canvas;
use backcast::tui::view::{boxes, detail, draw_into, grid, hints, panes, title};
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;

const WINDOW: Size = Size { width: 120, height: 40 };

/// The default plan on the screen, a rate nudged once, so that everything differs from the baseline that can.
fn model() -> Model {
    let scenario = templates().swap_remove(0).scenario;
    let view = View::default();
    let first = Opened { id: DocumentId(0), scenario, saved: true, read_only: false, view };
    let today = Day::of_date("2026-11".parse().expect("it is a month"), 21);
    let mut model = Model::starting(first, WINDOW, today);
    "10:02".clone_into(&mut model.time_of_day);
    for code in [KeyCode::Down, KeyCode::Down, KeyCode::Down, KeyCode::Down, KeyCode::Right] {
        press(&mut model, code);
    }
    model
}

fn press(model: &mut Model, code: KeyCode) {
    let event = Event::Key(KeyEvent::new(code, KeyModifiers::NONE));
    if let Some(message) = translate(&event, model, &Hits::default()) {
        update(model, message);
    }
}

/// Right and left in turn.
fn turns() -> impl FnMut() -> KeyCode {
    let mut right = true;
    move || {
        right = !right;
        if right { KeyCode::Right } else { KeyCode::Left }
    }
}

fn key(criterion: &mut Criterion) {
    let theme = Theme::new(ThemeChoice::Dark, false);
    let mut surface = Surface::new(WINDOW);
    let mut group = criterion.benchmark_group("key");
    let mut model = model();
    let mut turn = turns();
    group.bench_function("update", |bencher| bencher.iter(|| press(&mut model, turn())));
    group.bench_function("draw", |bencher| {
        bencher.iter(|| {
            surface.reset();
            draw_into(&mut surface, black_box(&model), &theme)
        });
    });
    group.bench_function("update and draw", |bencher| {
        bencher.iter(|| {
            press(&mut model, turn());
            surface.reset();
            draw_into(&mut surface, &model, &theme)
        });
    });
    group.finish();
}

fn parts(criterion: &mut Criterion) {
    let theme = Theme::new(ThemeChoice::Dark, false);
    let mut surface = Surface::new(WINDOW);
    let mut group = criterion.benchmark_group("draw");
    let model = model();
    let theme = &theme;
    let areas = regions(&model);
    group.bench_function("empty cells", |bencher| bencher.iter(|| surface.reset()));
    group.bench_function("layout", |bencher| bencher.iter(|| regions(black_box(&model))));
    let mut canvas = Canvas::new(&mut surface);
    group.bench_function("title", |bencher| {
        bencher.iter(|| title::draw(&mut canvas, &model, areas.title, "", theme));
    });
    for (focus, area) in &areas.panes {
        let name = match focus {
            Focus::Ratios => "rates",
            Focus::Lags => "lags",
            _ => "target",
        };
        group.bench_function(name, |bencher| {
            bencher.iter(|| panes::draw(&mut canvas, &model, &areas, *focus, *area, theme));
        });
    }
    group.bench_function("grid", |bencher| {
        bencher.iter(|| grid::draw(&mut canvas, &model, &areas, theme));
    });
    let (day_one, changed) = areas.day_one.zip(areas.changed).expect("there is room for both");
    group.bench_function("day one", |bencher| {
        bencher.iter(|| boxes::day_one(&mut canvas, &model, day_one, theme));
    });
    group.bench_function("what changed", |bencher| {
        bencher.iter(|| boxes::changed(&mut canvas, &model, changed, theme));
    });
    group.bench_function("sentences", |bencher| {
        bencher.iter(|| detail::draw(&mut canvas, &model, &areas, theme));
    });
    group.bench_function("hints", |bencher| {
        bencher.iter(|| hints::draw(&mut canvas, &model, areas.hints, theme));
    });
    group.finish();
}

criterion_group!(benches, key, parts);
criterion_main!(benches);
