//! The binary as a binary, a file for each subject.

mod audit;
mod compare;
mod control;
mod draw;
mod fixtures;
mod folders;
mod hostile;
mod layout;
mod reading;
mod results;
mod streams;
mod tags;

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

fn crossfoot(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_crossfoot"));
    command.current_dir(folder).args(args).stdin(Stdio::null()).output().expect("the binary runs")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("no signal")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with these files; folders in their names are made.
fn folder_of(files: &[(&str, &[u8])]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    for (name, bytes) in files {
        put(dir.path(), name, bytes);
    }
    dir
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("a parent")).expect("made");
    fs::write(path, bytes).expect("written");
}

/// Names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let listing = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        listing.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A small dump.
const CSV: &[u8] = b"Item,Amount\nRent,3\n";
