//! `layout`: where tables stand, kept in a file and found again.

use super::extract::extract_by;
use super::{options_of, read_input, same_file, worker_of, write_result};
use crate::DONE;
use crate::args::{LayoutApplyArgs, LayoutCommand, LayoutSaveArgs};
use anyhow::{Context, Result, bail};
use crossfoot::{Job, Options};
use std::fs;

pub(crate) fn layout(command: LayoutCommand) -> Result<u8> {
    match command {
        LayoutCommand::Save(args) => save(args),
        LayoutCommand::Apply(args) => apply(args),
    }
}

fn save(args: LayoutSaveArgs) -> Result<u8> {
    let output = &args.output;
    if same_file(&args.input, output) {
        bail!("{}: would overwrite the source: choose another name", output.display());
    }
    // A layout may be saved again; anything else of that name is somebody's.
    if output.is_file() && fs::read_to_string(output).map_or(true, |text| !is_layout(text)) {
        bail!("{}: stands there already and is no layout: choose another name", output.display());
    }
    let worker = worker_of(&args.read)?;
    let options = Options { pages: args.pages, ..options_of(&args.read)? };
    let about = || format!("{}", args.input.display());
    let (bytes, name) = read_input(&args.input).with_context(about)?;
    let outcome = worker.run(bytes, &name, &options, &Job::SaveLayout).with_context(about)?;
    write_result(Some(output), &outcome)?;
    Ok(DONE)
}

fn is_layout(text: String) -> bool {
    Options::default().set_layout(text).is_ok()
}

fn apply(args: LayoutApplyArgs) -> Result<u8> {
    let about = || format!("{}", args.layout.display());
    let text = fs::read_to_string(&args.layout).with_context(about)?;
    let mut options = options_of(&args.extract.read)?;
    options.set_layout(text).with_context(about)?;
    extract_by(args.extract, options)
}
