//! `draw`: a page as a picture, or the source PDF with notes on it.

use super::{options_of, read_input, same_file, worker_of, write_result};
use crate::args::DrawArgs;
use crate::{DONE, messages};
use anyhow::{Context, Result, bail};
use crossfoot::{Job, Stage};
use std::ffi::OsStr;

pub(crate) fn draw(args: &DrawArgs) -> Result<u8> {
    let job = job_of(args)?;
    let worker = worker_of(&args.read)?;
    let options = options_of(&args.read)?;
    let about = || format!("{}", args.input.display());
    let (bytes, name) = read_input(&args.input).with_context(about)?;
    let outcome = worker.run(bytes, &name, &options, &job).with_context(about)?;
    write_result(Some(&args.output), &outcome)?;
    for remark in &outcome.summary.remarks {
        messages::say(format_args!("crossfoot: {}: {remark}\n", args.output.display()));
    }
    Ok(DONE)
}

/// What the output's ending asks for.
fn job_of(args: &DrawArgs) -> Result<Job> {
    let output = &args.output;
    if same_file(&args.input, output) {
        bail!("{}: would overwrite the source: choose another name", output.display());
    }
    let ending = output.extension().and_then(OsStr::to_str).map(str::to_ascii_lowercase);
    match ending.as_deref() {
        Some("svg") => {}
        None if output.as_os_str() == "-" => {}
        Some("pdf") if args.page.is_some() || args.stage.is_some() => {
            bail!(
                "--page and --stage are for pictures (.svg): a marked PDF has all pages and what was mended on them"
            )
        }
        Some("pdf") => return Ok(Job::MarkPdf),
        _ => {
            bail!("{}: must end in .svg (a picture of a page) or .pdf (the source, marked)", output.display())
        }
    }
    let stage = args.stage.unwrap_or(Stage::Repaired).name().to_owned();
    Ok(Job::DrawPage { page: args.page.unwrap_or(1), stage })
}
