//! What each command does, a file each; here is what they share.

mod audit;
mod compare;
mod draw;
mod extract;
mod layout;
mod rules;
mod undo;

pub(crate) use audit::audit;
pub(crate) use compare::compare;
pub(crate) use draw::draw;
pub(crate) use extract::extract;
pub(crate) use layout::layout;
pub(crate) use rules::rules;
pub(crate) use undo::undo;

use crate::args::{ReadArgs, RuleArgs};
use crate::config::{self, Config};
use crate::{DONE, FINDINGS};
use anyhow::{Context, Result, bail};
use crossfoot::worker::Worker;
use crossfoot::{Method, Options, Outcome, Summary};
use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;
use std::time::Duration;

/// The longest input read, in bytes: the reader holds it whole.
const MAX_INPUT: u64 = 2 << 30;

pub(crate) fn schema() -> Result<u8> {
    write_to(None, crossfoot::schema().as_bytes())?;
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

/// Writes the one result of a job to a file, or to standard output.
fn write_result(output: Option<&Path>, outcome: &Outcome) -> Result<()> {
    write_to(output, outcome.artifacts.first().map_or(&[], |artifact| &artifact.bytes))
}

fn worker_of(args: &ReadArgs) -> Result<Worker> {
    let executable = std::env::current_exe().context("cannot find this program on disk")?;
    let memory = args.memory << 20;
    let deadline = args.deadline.map(Duration::from_secs_f64);
    // The allocator would take address space ahead of need, by default as much as the child may hold in all.
    let environment = vec![("MIMALLOC_DISALLOW_ARENA_ALLOC".to_owned(), "1".to_owned())];
    Ok(Worker { executable, args: vec!["worker".to_owned()], environment, memory, deadline })
}

/// The options that all commands have; data files are read and checked here, once, so that a bad one is named.
fn options_of(args: &ReadArgs) -> Result<Options> {
    let control = &args.control;
    let corners = control.table_areas.iter().map(|corners| &corners.0);
    let method = match (control.lattice, control.stream) {
        (true, _) => Method::Lattice,
        (_, true) => Method::Stream,
        _ => Method::Auto,
    };
    let mut options = Options {
        password: args.password.clone(),
        repair: !args.no_repair,
        tags: !args.no_tags,
        method,
        areas: control.area.iter().chain(corners).cloned().collect(),
        columns: control.columns.clone(),
        ..Options::default()
    };
    for path in &args.vocabulary {
        add_vocabulary(&mut options, path)?;
    }
    Ok(options)
}

fn add_vocabulary(options: &mut Options, path: &Path) -> Result<()> {
    let about = || format!("{}", path.display());
    let text = fs::read_to_string(path).with_context(about)?;
    options.add_vocabulary(text).with_context(about)
}

/// Adds the configuration file's words and rules, and the folders of rules that were named.
fn add_rules(options: &mut Options, args: &RuleArgs) -> Result<()> {
    let Config { rules, vocabulary } = config::read(args.config.as_deref())?;
    for path in &vocabulary {
        add_vocabulary(options, path)?;
    }
    if args.no_rules {
        options.rules = false;
        return Ok(());
    }
    for folder in rules.iter().chain(&args.rules) {
        for path in config::packs_in(folder)? {
            let about = || format!("{}", path.display());
            let text = fs::read_to_string(&path).with_context(about)?;
            options.add_pack(text).with_context(about)?;
        }
    }
    Ok(())
}

/// The exit code of what was found in one input.
fn code_of(summary: &Summary, strict: bool) -> u8 {
    let found = summary.failing + summary.contradicted > 0 || strict && summary.doubted + summary.open > 0;
    if found { FINDINGS } else { DONE }
}

/// Writes bytes to a file, or to standard output.
fn write_to(output: Option<&Path>, bytes: &[u8]) -> Result<()> {
    if let Some(path) = output.filter(|path| path.as_os_str() != "-") {
        return fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()));
    }
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// Whether two paths lead to one file, through links as well.
fn same_file(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
