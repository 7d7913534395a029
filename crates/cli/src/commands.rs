//! What each command does.

use crate::args::{CompareArgs, DrawArgs, ExtractArgs, FormatArg, ReadArgs};
use crate::{DONE, FAILED, FINDINGS, inputs, write};
use anyhow::{Context, Result, bail};
use crossfoot::worker::Worker;
use crossfoot::{Format, Job, Options, Outcome, PageSet};
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, mpsc};
use std::time::Duration;

/// Diagnostics of one file that are shown on standard error; the JSON has them all.
const SHOWN: usize = 12;

/// The longest input read, in bytes: the reader holds it whole.
const MAX_INPUT: u64 = 2 << 30;

pub(crate) fn extract(args: ExtractArgs) -> Result<u8> {
    let (files, passed) = inputs::expand(&args.inputs)?;
    let mut formats: Vec<Format> = Vec::new();
    for format in &args.format {
        let format = match format {
            FormatArg::Json => Format::Json,
            FormatArg::Csv => Format::Csv,
        };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if args.output.is_none() && (files.len() > 1 || formats.len() > 1) {
        let what =
            if files.len() > 1 { format!("{} inputs", files.len()) } else { "several formats".to_owned() };
        bail!("{what} need a folder for the results: add -o DIR");
    }
    if files.iter().filter(|file| file.as_os_str() == "-").count() > 1 {
        bail!("standard input can be read once only");
    }
    for file in &passed {
        eprintln!("crossfoot: {}: passed over: not a kind of file that is read", file.display());
    }
    if files.is_empty() {
        bail!("nothing to read in the folders given");
    }
    if let Some(folder) = &args.output {
        fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let run = Run {
        worker: worker_of(&args.read)?,
        options: options_of(&args.read, args.pages)?,
        job: Job::Extract { formats, per_table: args.output.is_some() },
        names: inputs::folder_names(&files),
        files,
        output: args.output,
        quiet: args.quiet,
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    run.all(args.threads.map_or(cores, usize::from))
}

/// Many inputs, one job.
struct Run {
    worker: Worker,
    options: Options,
    job: Job,
    files: Vec<PathBuf>,
    names: Vec<String>,
    output: Option<PathBuf>,
    quiet: bool,
}

impl Run {
    /// Files are taken in order by `threads` threads; what is said of them comes out in order as well.
    fn all(&self, threads: usize) -> Result<u8> {
        let next = AtomicUsize::new(0);
        let (sender, results) = mpsc::channel();
        let sender = Mutex::new(sender);
        let mut failed = 0;
        std::thread::scope(|scope| -> Result<()> {
            for _ in 0..threads.min(self.files.len()) {
                let sender = sender.lock().expect("no thread panics with it").clone();
                let next = &next;
                scope.spawn(move || {
                    loop {
                        let ix = next.fetch_add(1, Ordering::Relaxed);
                        if ix >= self.files.len() || sender.send((ix, self.one(ix))).is_err() {
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
                    Ok(said) => {
                        if !self.quiet {
                            eprint!("{said}");
                        }
                    }
                    Err(error) if crate::is_closed_pipe(&error) => return Err(error),
                    Err(error) => {
                        failed += 1;
                        eprintln!("crossfoot: {}: {error:#}", self.files[turn].display());
                    }
                }
            }
            Ok(())
        })?;
        if failed > 0 && self.files.len() > 1 {
            eprintln!("crossfoot: {failed} of {} files could not be read", self.files.len());
        }
        Ok(if failed > 0 { FAILED } else { DONE })
    }

    /// Reads and writes one input; returns what to say of it.
    fn one(&self, ix: usize) -> Result<String> {
        let file = &self.files[ix];
        let (bytes, name) = read_input(file)?;
        let outcome = self.worker.run(bytes, &name, &self.options, &self.job)?;
        match &self.output {
            Some(folder) => write::folder(folder, &self.names[ix], &outcome.artifacts)?,
            None => to_stdout(&outcome)?,
        }
        Ok(report(file, &outcome))
    }
}

fn report(file: &Path, outcome: &Outcome) -> String {
    let summary = &outcome.summary;
    let counted = |n: u32, one: &str| if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") };
    let mut text = format!(
        "crossfoot: {}: {} on {}, {}\n",
        file.display(),
        counted(summary.tables, "table"),
        counted(summary.pages, "page"),
        counted(summary.repairs, "repair"),
    );
    for line in summary.diagnostics.iter().take(SHOWN) {
        text.push_str(&format!("  {line}\n"));
    }
    if summary.diagnostics.len() > SHOWN {
        text.push_str(&format!("  … and {} more in the output\n", summary.diagnostics.len() - SHOWN));
    }
    text
}

pub(crate) fn draw(args: DrawArgs) -> Result<u8> {
    let pdf = args.output.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf"));
    let job = if pdf { Job::MarkPdf } else { Job::DrawPage { page: args.page, stage: args.stage } };
    let (bytes, name) = read_input(&args.input)?;
    let worker = worker_of(&args.read)?;
    let options = options_of(&args.read, None)?;
    let outcome =
        worker.run(bytes, &name, &options, &job).with_context(|| format!("{}", args.input.display()))?;
    if args.output.as_os_str() == "-" {
        to_stdout(&outcome)?;
    } else {
        let bytes = outcome.artifacts.first().map_or(&[][..], |artifact| &artifact.bytes);
        fs::write(&args.output, bytes).with_context(|| format!("cannot write {}", args.output.display()))?;
    }
    Ok(DONE)
}

pub(crate) fn compare(args: &CompareArgs) -> Result<u8> {
    let load = |path: &Path| -> Result<serde_json::Value> {
        let bytes = fs::read(path).with_context(|| format!("{}", path.display()))?;
        serde_json::from_slice(&bytes).with_context(|| format!("{}: not JSON", path.display()))
    };
    let differences = crossfoot::compare(&load(&args.golden)?, &load(&args.output)?);
    let mut out = io::stdout().lock();
    for difference in &differences {
        writeln!(out, "{difference}")?;
    }
    Ok(if differences.is_empty() { DONE } else { FINDINGS })
}

pub(crate) fn schema() -> Result<u8> {
    io::stdout().lock().write_all(crossfoot::schema().as_bytes())?;
    Ok(DONE)
}

pub(crate) fn worker() -> Result<u8> {
    crossfoot::worker::serve(&mut io::stdin().lock(), &mut io::stdout().lock())?;
    Ok(DONE)
}

/// The bytes of an input and its base name.
fn read_input(file: &Path) -> Result<(Vec<u8>, String)> {
    let mut bytes = Vec::new();
    if file.as_os_str() == "-" {
        io::stdin().lock().take(MAX_INPUT + 1).read_to_end(&mut bytes).context("standard input")?;
    } else {
        let mut open = fs::File::open(file)?;
        if open.metadata()?.is_dir() {
            bail!("is a folder");
        }
        Read::by_ref(&mut open).take(MAX_INPUT + 1).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > MAX_INPUT {
        bail!("larger than {} MiB", MAX_INPUT >> 20);
    }
    let name = file.file_name().map_or_else(|| "-".into(), |name| name.to_string_lossy().into_owned());
    Ok((bytes, name))
}

fn to_stdout(outcome: &Outcome) -> Result<()> {
    let mut out = io::stdout().lock();
    if let Some(artifact) = outcome.artifacts.first() {
        out.write_all(&artifact.bytes)?;
    }
    out.flush()?;
    Ok(())
}

fn worker_of(args: &ReadArgs) -> Result<Worker> {
    let executable = std::env::current_exe().context("cannot find this program on disk")?;
    let memory = args.memory << 20;
    let deadline = args.deadline.map(Duration::from_secs_f64);
    Ok(Worker { executable, args: vec!["worker".to_owned()], memory, deadline })
}

fn options_of(args: &ReadArgs, pages: Option<PageSet>) -> Result<Options> {
    let read = |path: &PathBuf| fs::read_to_string(path).with_context(|| format!("{}", path.display()));
    let vocabulary = args.vocabulary.iter().map(read).collect::<Result<_>>()?;
    Ok(Options { pages, password: args.password.clone(), repair: !args.no_repair, vocabulary })
}
