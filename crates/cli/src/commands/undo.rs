//! `undo`: a document.json without one of its repairs.

use super::{add_rules, write_to};
use crate::DONE;
use crate::args::UndoArgs;
use anyhow::{Context, Result};
use crossfoot::Options;

pub(crate) fn undo(args: &UndoArgs) -> Result<u8> {
    let about = || format!("{}", args.input.display());
    let mut options = Options::default();
    add_rules(&mut options, &args.rules)?;
    let (bytes, _) = super::read_input(&args.input).with_context(about)?;
    let text = String::from_utf8(bytes).context("not UTF-8").with_context(about)?;
    let undone = crossfoot::undo(&text, &args.table, args.repair, &options).with_context(about)?;
    write_to(args.output.as_deref(), undone.as_bytes())?;
    Ok(DONE)
}
