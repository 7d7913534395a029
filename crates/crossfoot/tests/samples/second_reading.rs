//! A second, independent reader of the text: where `pdf-extract` can read a sample, every character it finds must be found
//! by ours too.
//!
//! It runs in a child process, which is this test again: some files make it panic, and some overflow its stack, which no
//! unwinding holds.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs};
use unicode_normalization::UnicodeNormalization as _;

/// Tells the child which file to read, and where to write its text.
const FILE: &str = "CROSSFOOT_SECOND_READING";
const OUTPUT: &str = "CROSSFOOT_SECOND_READING_OUTPUT";
/// Every sample takes it less than a second.
const DEADLINE: Duration = Duration::from_mins(1);

/// Samples that the second reader can't read, and why.
const UNREADABLE: [(&str, &str); 3] =
    [("disclosure-reportlab", NO_CMAPS), ("rotated", NO_CMAPS), ("zebra", NO_CMAPS)];
const NO_CMAPS: &str =
    "panics: it knows no predefined CMaps, and STSong-Light with UniGB-UCS2-H is not embedded";

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")
}

/// The child's side. Started as a test like any other, it reads a plain sample.
#[test]
fn reads_one_file() {
    let file = env::var_os(FILE).map_or_else(|| samples().join("haushalt.pdf"), PathBuf::from);
    let text = pdf_extract::extract_text(&file).expect("a file that the second reader can read");
    assert!(!text.trim().is_empty());
    if let Some(output) = env::var_os(OUTPUT) {
        fs::write(output, text).expect("a place for the text");
    }
}

/// The second reader's text; `None` if it can't read the file.
fn second_reading(file: &Path, output: &Path) -> Option<String> {
    let mut child = Command::new(env::current_exe().expect("this program"))
        .args(["--exact", "second_reading::reads_one_file"])
        .env(FILE, file)
        .env(OUTPUT, output)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("this program runs");
    let start = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if start.elapsed() > DEADLINE {
            child.kill().expect("a child");
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    status.success().then(|| fs::read_to_string(output).expect("the child's text"))
}

fn our_reading(file: &Path) -> String {
    let bytes = fs::read(file).expect("a sample");
    let pdf = extractor::Pdf::open(bytes, &extractor::Config::default()).expect("a readable sample");
    let numbers: Vec<u32> = (1..=pdf.source().pages).collect();
    let mut text = String::new();
    pdf.read_pages(&numbers, &mut |page| {
        for glyph in &page.glyphs {
            glyph.text.push_to(&mut text);
        }
    });
    text
}

/// How often each character stands in a text, compatibility forms as what they stand for, without blanks.
fn counted(text: &str) -> BTreeMap<char, i64> {
    let mut out = BTreeMap::new();
    for c in text.nfkc().map(ideograph).filter(|c| !c.is_whitespace() && !c.is_control()) {
        *out.entry(c).or_insert(0) += 1;
    }
    out
}

/// The character that both readings are compared by: a radical that a font's tables name is read as its ideograph.
fn ideograph(c: char) -> char {
    match c {
        '\u{2eda}' => '页',
        _ => c,
    }
}

#[test]
fn no_character_of_the_second_reading_is_missing_in_ours() {
    let mut files: Vec<PathBuf> =
        fs::read_dir(samples()).expect("samples").map(|entry| entry.expect("an entry").path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "pdf"));
    files.sort();
    let folder = tempfile::tempdir().expect("a folder");
    let mut unreadable = Vec::new();
    for file in &files {
        let name = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let Some(theirs) = second_reading(file, &folder.path().join(&name)) else {
            unreadable.push(name);
            continue;
        };
        let (theirs, ours) = (counted(&theirs), counted(&our_reading(file)));
        assert!(theirs.values().sum::<i64>() > 100, "{name}: the second reader found next to nothing");
        let missing: Vec<(char, i64)> = theirs
            .iter()
            .map(|(c, count)| (*c, count - ours.get(c).copied().unwrap_or(0)))
            .filter(|(_, lost)| *lost > 0)
            .collect();
        assert!(missing.is_empty(), "{name}: the second reader has more of {missing:?}");
    }
    let expected: Vec<&str> = UNREADABLE.iter().map(|(name, _)| *name).collect();
    assert_eq!(unreadable, expected, "the samples that the second reader can't read are others than listed");
}
