//! Which inputs are meant: files as named, and what stands in folders.
//!
//! A file named on the command line is always read. In folders only files with the endings of inputs are; hidden ones are
//! not looked at. Each folder is walked once, however many links lead to it: a loop of links ends. Results of crossfoot
//! are no inputs: the folder for this run's results is not entered, and in any folder that holds results (see
//! [`holds_results`]) the files with their names are passed over, while others in it are read.

use crate::write::holds_results;
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Endings that are looked at inside folders.
const ENDINGS: [&str; 8] = ["pdf", "txt", "md", "markdown", "tsv", "csv", "html", "htm"];

/// How deep folders are followed: the recursion's bound, far beyond what people build.
const MAX_DEPTH: usize = 64;

/// What the inputs named stand for.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The files to read; those of a folder sorted by name.
    pub(crate) files: Vec<PathBuf>,
    /// What was passed over in folders, and why.
    pub(crate) passed: Vec<(PathBuf, &'static str)>,
}

/// The files meant, when results go to `output`.
pub(crate) fn expand(inputs: &[PathBuf], output: Option<&Path>) -> Result<Found> {
    let output = output.and_then(|output| output.canonicalize().ok());
    let mut walk = Walk { output, entered: BTreeSet::new(), found: Found::default() };
    for input in inputs {
        if input.is_dir() {
            walk.folder(input, 0)?;
        } else {
            walk.found.files.push(input.clone());
        }
    }
    Ok(walk.found)
}

struct Walk {
    /// The folder for results, by its canonical path.
    output: Option<PathBuf>,
    /// Folders that were entered, by their canonical paths.
    entered: BTreeSet<PathBuf>,
    found: Found,
}

impl Walk {
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<()> {
        let about = || format!("{}", folder.display());
        let canonical = folder.canonicalize().with_context(about)?;
        // A folder that is itself named as an input is meant, even if results go there.
        if depth > 0 && self.output.as_ref() == Some(&canonical) {
            self.found.passed.push((folder.to_path_buf(), "the folder for the results"));
            return Ok(());
        }
        if !self.entered.insert(canonical) {
            return Ok(());
        }
        let listing = std::fs::read_dir(folder).with_context(about)?;
        let entries = listing.map(|entry| entry.map(|entry| entry.path()));
        let mut entries = entries.collect::<std::io::Result<Vec<_>>>().with_context(about)?;
        // Links to folders last: what stands below is named by its own path rather than through a link beside it.
        entries.sort_by_cached_key(|path| (path.is_symlink() && path.is_dir(), path.clone()));
        let holds_results = holds_results(folder);
        if holds_results {
            self.found.passed.push((folder.to_path_buf(), "results of crossfoot"));
        }
        for path in entries {
            let name = path.file_name().map(OsStr::to_string_lossy).unwrap_or_default();
            if name.starts_with('.') || holds_results && crossfoot::is_result_name(&name) {
                continue;
            }
            if path.is_dir() && depth < MAX_DEPTH {
                self.folder(&path, depth + 1)?;
            } else if path.extension().and_then(OsStr::to_str).is_some_and(is_read) {
                self.found.files.push(path);
            } else {
                self.found.passed.push((path, "not a kind of file that is read"));
            }
        }
        Ok(())
    }
}

fn is_read(ending: &str) -> bool {
    ENDINGS.contains(&ending.to_ascii_lowercase().as_str())
}
