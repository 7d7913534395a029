//! The configuration file: folders of rule packs and files of words that are used without being named each time.
//!
//! `crossfoot.toml` in the working folder, else `crossfoot/config.toml` where the user's configuration stands; or the file
//! that `--config` names. Paths in it count from its folder.

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What a configuration file may say.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Config {
    /// Folders of rule packs.
    pub(crate) rules: Vec<PathBuf>,
    /// Files of units and words.
    pub(crate) vocabulary: Vec<PathBuf>,
}

/// The name of the file in the working folder.
const HERE: &str = "crossfoot.toml";

/// Reads the file named, else the first that is there; without one there is nothing to configure.
pub(crate) fn read(named: Option<&Path>) -> Result<Config> {
    let Some(path) = named.map(Path::to_path_buf).or_else(found) else { return Ok(Config::default()) };
    let about = || format!("{}", path.display());
    let text = fs::read_to_string(&path).with_context(about)?;
    let mut config: Config = toml::from_str(&text).with_context(about)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    for path in config.rules.iter_mut().chain(&mut config.vocabulary) {
        *path = folder.join(&*path);
    }
    Ok(config)
}

fn found() -> Option<PathBuf> {
    let home = || env::var_os("HOME").map(|home| PathBuf::from(home).join(".config"));
    let base =
        env::var_os("XDG_CONFIG_HOME").filter(|base| !base.is_empty()).map(PathBuf::from).or_else(home);
    let own = base.map(|base| base.join("crossfoot").join("config.toml"));
    [Some(PathBuf::from(HERE)), own].into_iter().flatten().find(|path| path.is_file())
}

/// The packs of a folder, by name.
pub(crate) fn packs_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let about = || format!("{}", folder.display());
    if folder.is_file() {
        bail!("{}: a file, where the folder of rule packs is asked for", folder.display());
    }
    let entries = fs::read_dir(folder).with_context(about)?;
    let mut out = Vec::new();
    for entry in entries {
        let path = entry.with_context(about)?.path();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        if path.extension() == Some(OsStr::new("toml")) && !hidden {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}
