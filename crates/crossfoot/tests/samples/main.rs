//! What holds for every sample, a file for each subject. One program, since each links the whole library anew.

mod conservation;
mod diagnostics;
mod golden;
mod invariants;
mod layout;
mod proof;
mod second_reading;
mod sums;
