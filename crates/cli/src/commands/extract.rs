//! `extract`: many inputs, one job, threads.

use super::{add_rules, code_of, options_of, read_input, worker_of, write_result};
use crate::args::{ExtractArgs, FormatArg};
use crate::inputs::{self, Found};
use crate::messages::say;
use crate::names::{FolderName, folder_names};
use crate::{DONE, FAILED, write};
use anyhow::{Context, Result, bail};
use crossfoot::worker::{Station, Worker};
use crossfoot::{Format, Job, Options, Outcome};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};

/// Diagnostics of one file that are shown on standard error; the JSON has them all.
const SHOWN: usize = 12;

pub(crate) fn extract(args: ExtractArgs) -> Result<u8> {
    let options = options_of(&args.read)?;
    extract_by(args, options)
}

/// The same; `options` are those of `args.read`, and may hold more.
pub(crate) fn extract_by(args: ExtractArgs, options: Options) -> Result<u8> {
    let Found { files, passed } = inputs::expand(&args.inputs, args.output.as_deref())?;
    let formats = formats(&args.format);
    if args.output.is_none() && (files.len() > 1 || formats.len() > 1) {
        let what =
            if files.len() > 1 { format!("{} inputs", files.len()) } else { "several formats".to_owned() };
        bail!("{what} need a folder for the results: add -o DIR");
    }
    if files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        bail!("standard input can be read once only");
    }
    let worker = worker_of(&args.read)?;
    let input_format = args.source.input_format.into();
    let mut options = Options { pages: args.source.pages, input_format, ..options };
    add_rules(&mut options, &args.rules)?;
    for (path, why) in &passed {
        say(format_args!("crossfoot: {}: passed over: {why}\n", path.display()));
    }
    if files.is_empty() {
        let named: Vec<String> = args.inputs.iter().map(|input| input.display().to_string()).collect();
        bail!("nothing to read in {}", named.join(", "));
    }
    if let Some(folder) = &args.output {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let run = Run {
        worker,
        options,
        job: Job::Extract { formats, per_table: args.output.is_some() },
        names: folder_names(&files),
        files,
        output: args.output,
        quiet: args.quiet,
        strict: args.strict,
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    run.all(args.threads.map_or(cores, usize::from))
}

/// Each format once, in the order in which they were typed.
fn formats(typed: &[FormatArg]) -> Vec<Format> {
    let mut formats = Vec::new();
    for format in typed {
        let format = match format {
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
        };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    formats
}

/// Many inputs, one job.
struct Run {
    worker: Worker,
    options: Options,
    job: Job,
    files: Vec<PathBuf>,
    names: Vec<FolderName>,
    output: Option<PathBuf>,
    quiet: bool,
    strict: bool,
}

impl Run {
    /// Files are taken in order by `threads` threads; what is said of them comes out in order as well.
    fn all(&self, threads: usize) -> Result<u8> {
        let next = AtomicUsize::new(0);
        let (sender, results) = mpsc::channel();
        let sender = Mutex::new(sender);
        let mut failed = 0;
        let mut code = DONE;
        std::thread::scope(|scope| -> Result<()> {
            for _ in 0..threads.min(self.files.len()) {
                let sender = sender.lock().expect("no thread panics with it").clone();
                let next = &next;
                scope.spawn(move || {
                    let mut station = Station::new(&self.worker);
                    loop {
                        let ix = next.fetch_add(1, Ordering::Relaxed);
                        if ix >= self.files.len() || sender.send((ix, self.one(ix, &mut station))).is_err() {
                            break;
                        }
                    }
                });
            }
            let mut waiting = std::collections::BTreeMap::new();
            for turn in 0..self.files.len() {
                while !waiting.contains_key(&turn) {
                    let (ix, result) = results.recv().context("a thread stopped")?;
                    waiting.insert(ix, result);
                }
                match waiting.remove(&turn).expect("just seen") {
                    Ok((said, own)) => {
                        code = code.max(own);
                        if !self.quiet {
                            say(format_args!("{said}"));
                        }
                    }
                    Err(error) if crate::is_closed_pipe(&error) => return Err(error),
                    Err(error) => {
                        failed += 1;
                        say(format_args!("crossfoot: {}: {error:#}\n", self.files[turn].display()));
                    }
                }
            }
            Ok(())
        })?;
        if failed > 0 && self.files.len() > 1 {
            say(format_args!(
                "crossfoot: {failed} of {} files could not be read or written\n",
                self.files.len()
            ));
        }
        Ok(if failed > 0 { FAILED } else { code })
    }

    /// Reads and writes one input; returns what to say of it, and its exit code.
    fn one(&self, ix: usize, station: &mut Station<'_>) -> Result<(String, u8)> {
        let (file, FolderName { name: folder, differs }) = (&self.files[ix], &self.names[ix]);
        if let Some(parent) = &self.output {
            // Refused before the work rather than after it.
            write::replaceable(parent, folder)?;
        }
        let (bytes, name) = read_input(file)?;
        let outcome = station.run(bytes, &name, &self.options, &self.job)?;
        let code = code_of(&outcome.summary, self.strict);
        let Some(parent) = &self.output else {
            write_result(None, &outcome)?;
            return Ok((report(file, &outcome, None), code));
        };
        write::folder(parent, folder, &outcome.artifacts)?;
        Ok((report(file, &outcome, differs.then(|| parent.join(folder)).as_deref()), code))
    }
}

/// What was found in a file; where it went, when that is not plain from its name; the first diagnostics.
fn report(file: &Path, outcome: &Outcome, target: Option<&Path>) -> String {
    let summary = &outcome.summary;
    let counted = |n: u32, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let mut text = format!(
        "crossfoot: {}: {} on {}, {}",
        file.display(),
        counted(summary.tables, "table"),
        counted(summary.pages, "page"),
        counted(summary.repairs, "repair"),
    );
    let mut put = |what: std::fmt::Arguments<'_>| text.write_fmt(what).expect("a string takes all");
    if let Some(target) = target {
        put(format_args!(" -> {}", target.display()));
    }
    put(format_args!("\n"));
    for line in &summary.verdict {
        put(format_args!("  {line}\n"));
    }
    for line in summary.diagnostics.iter().take(SHOWN) {
        put(format_args!("  {line}\n"));
    }
    if summary.diagnostics.len() > SHOWN {
        put(format_args!("  … and {} more in the output\n", summary.diagnostics.len() - SHOWN));
    }
    text
}
