//! What is said to the user, on standard error.

use std::io::{self, Write};

/// Says a text. Whoever closed standard error does not want to hear: that stops no work and changes no exit code, which
/// is why this is not `eprint!`, which panics.
pub(crate) fn say(text: std::fmt::Arguments<'_>) {
    let _ = io::stderr().lock().write_fmt(text);
}
