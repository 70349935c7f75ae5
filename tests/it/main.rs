//! The one test binary: the model's laws and worked numbers, plans and what may be done to them.

mod cli;
mod compare;
mod differences;
mod edits;
mod explain;
mod export;
mod findings;
mod golden;
mod handout;
#[path = "../campaign/hostile.rs"]
mod hostile;
mod keys;
mod laws;
mod levers;
mod oracle;
mod plan;
mod published;
mod readme;
mod refusing;
mod scenarios;
mod screen;
mod screens;
mod seek;
mod sentence;
#[path = "../campaign/size.rs"]
mod size;
mod store;
#[cfg(unix)]
mod terminal;
mod tidy;
mod tried;
mod workbench;
mod workbook;
