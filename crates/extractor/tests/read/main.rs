//! What is read of small PDFs made for it, a file for each subject. One program, since each links the whole reader anew.

mod broken;
mod fields;
mod made;
mod pages;
mod rules;
mod seen;
mod tags;
mod text;
