//! Results on disk: one folder for each input, which appears whole or not at all, and replaces only what crossfoot wrote.
//!
//! Results are put together in `.NAME.partial` beside the folder and moved in one step, so that a stopped run leaves no
//! half folder that looks like a whole one. A folder that stands there already is replaced only when every file in it
//! has the name of a result and one of them says by its content that crossfoot wrote it; files are removed one by one,
//! by name, and never what a link points at. All else is refused, by name: the user's work is worth more than ours.

use anyhow::{Context, Result, bail};
use crossfoot::Artifact;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

/// How much of a file is looked at to tell whether crossfoot wrote it, in bytes: its first lines.
const HEAD: u64 = 512;

/// Writes the artifacts into `parent/name`.
pub(crate) fn folder(parent: &Path, name: &str, artifacts: &[Artifact]) -> Result<()> {
    let target = replaceable(parent, name)?;
    if let Some(bad) = artifacts.iter().find(|artifact| !crossfoot::is_result_name(&artifact.name)) {
        bail!("no result is called {:?}", bad.name);
    }
    let beside = |ending: &str| parent.join(format!(".{name}.{ending}"));
    let (partial, old) = (beside("partial"), beside("old"));
    // What a stopped run left.
    clear(&partial)?;
    let moved = fill(&partial, artifacts).and_then(|()| exchange(&partial, &target, &old));
    if moved.is_err() {
        // The first error tells more than one of tidying up after it.
        let _ = clear(&partial);
    }
    moved
}

/// The folder `parent/name`, when results may be put there: it does not exist, is empty, or crossfoot wrote it.
pub(crate) fn replaceable(parent: &Path, name: &str) -> Result<PathBuf> {
    let mut parts = Path::new(name).components();
    if !matches!((parts.next(), parts.next()), (Some(Component::Normal(_)), None)) {
        bail!("{name:?} cannot be the name of a folder");
    }
    let target = parent.join(name);
    if results_in(&target)?.is_some_and(|files| !files.is_empty()) && !holds_results(&target) {
        bail!("{} was not written by crossfoot: move it away, or choose another folder", target.display());
    }
    Ok(target)
}

/// Whether results of crossfoot stand in a folder: every run writes a `document.json` or a `cells.csv`, and their first
/// lines are known.
pub(crate) fn holds_results(folder: &Path) -> bool {
    crossfoot::RESULT_MARKS.iter().any(|name| {
        let mut head = Vec::new();
        let read = File::open(folder.join(name)).and_then(|file| file.take(HEAD).read_to_end(&mut head));
        read.is_ok() && crossfoot::is_result(name, &head)
    })
}

/// The files of a folder when all of them have names of results; `None` when nothing stands there.
fn results_in(folder: &Path) -> Result<Option<Vec<PathBuf>>> {
    let about = || format!("{}", folder.display());
    let kind = match fs::symlink_metadata(folder) {
        Ok(found) => found.file_type(),
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(about),
    };
    if kind.is_symlink() {
        bail!("{} is a link: results replace only folders that crossfoot wrote", folder.display());
    }
    if !kind.is_dir() {
        bail!("{} is not a folder: results replace only folders that crossfoot wrote", folder.display());
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(about)? {
        let entry = entry.with_context(about)?;
        let known = entry.file_name().to_str().is_some_and(crossfoot::is_result_name);
        if !known || !entry.file_type().with_context(about)?.is_file() {
            bail!(
                "{} holds {}, which crossfoot did not write: move it away, or choose another folder",
                folder.display(),
                entry.file_name().to_string_lossy(),
            );
        }
        files.push(entry.path());
    }
    Ok(Some(files))
}

fn fill(partial: &Path, artifacts: &[Artifact]) -> Result<()> {
    fs::create_dir(partial).with_context(|| format!("cannot write {}", partial.display()))?;
    for artifact in artifacts {
        let path = partial.join(&artifact.name);
        fs::write(&path, &artifact.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// Puts `partial` in the place of `target`, whose older results stand in `old` for that moment.
fn exchange(partial: &Path, target: &Path, old: &Path) -> Result<()> {
    let about = || format!("cannot write {}", target.display());
    clear(old)?;
    let replaces = target.exists();
    if replaces {
        fs::rename(target, old).with_context(about)?;
    }
    if let Err(error) = fs::rename(partial, target) {
        if replaces {
            fs::rename(old, target).with_context(about)?;
        }
        return Err(error).with_context(about);
    }
    clear(old)
}

/// Removes a folder of results, file by file; nothing when none stands there.
fn clear(folder: &Path) -> Result<()> {
    let Some(files) = results_in(folder)? else { return Ok(()) };
    let about = || format!("cannot remove {}", folder.display());
    for file in files {
        fs::remove_file(file).with_context(about)?;
    }
    // Not `remove_dir_all`: what was put there meanwhile stays.
    fs::remove_dir(folder).with_context(about)
}
