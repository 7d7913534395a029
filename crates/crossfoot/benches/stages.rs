//! What each stage costs on the whole disclosure of 9 pages: `cargo bench -p crossfoot`.

use divan::{Bencher, black_box};
use model::{Document, Page};
use std::path::Path;

fn bytes() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/disclosure-chromium.pdf");
    std::fs::read(path).expect("a sample")
}

fn pages() -> (model::Source, Vec<Page>) {
    let pdf = extractor::Pdf::open(bytes(), &extractor::Config::default()).expect("readable");
    let (source, mut pages) = (pdf.source(), Vec::new());
    let numbers: Vec<u32> = (1..=source.pages).collect();
    pdf.read_pages(&numbers, &mut |page| pages.push(page));
    (source, pages)
}

fn document() -> Document {
    let (source, pages) = pages();
    let config = model::asked::Asked::default();
    let pages = pages.iter().map(|page| tables::lay_out(page, &config)).collect();
    Document { source, pages, diagnostics: Vec::new() }
}

#[divan::bench]
fn read(bencher: Bencher<'_, '_>) {
    bencher.bench(|| black_box(pages()));
}

#[divan::bench]
fn lay_out(bencher: Bencher<'_, '_>) {
    let (_, pages) = pages();
    let config = model::asked::Asked::default();
    bencher.bench(|| pages.iter().map(|page| tables::lay_out(black_box(page), &config)).collect::<Vec<_>>());
}

#[divan::bench]
fn repair_all(bencher: Bencher<'_, '_>) {
    let (document, config) = (document(), repair::Config::default());
    bencher.with_inputs(|| document.clone()).bench_values(|document| repair::repair(document, &config));
}

#[divan::bench]
fn prove(bencher: Bencher<'_, '_>) {
    let (repaired, config) =
        (repair::repair(document(), &repair::Config::default()), proof::Config::default());
    bencher.with_inputs(|| repaired.clone()).bench_values(|repaired| proof::prove(repaired, &config));
}

#[divan::bench]
fn emit(bencher: Bencher<'_, '_>) {
    let repaired = repair::repair(document(), &repair::Config::default());
    let checked = proof::prove(repaired, &proof::Config::default());
    let identity = emitter::Identity::default();
    bencher.bench(|| emitter::document_json(black_box(&checked), &identity));
}

fn main() {
    divan::main();
}
