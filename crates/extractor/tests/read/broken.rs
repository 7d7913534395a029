//! Encrypted, modern, damaged and truncated files.

use crate::made::{self, File, pages, text};
use extractor::{Config, Pdf, ReadError};
use lopdf::encryption::crypt_filters::{Aes128CryptFilter, Aes256CryptFilter, CryptFilter};
use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};
use std::collections::BTreeMap;
use std::sync::Arc;

fn plain() -> Vec<u8> {
    let mut file = File::new();
    file.page("BT /F1 10 Tf 20 50 Td (Total 1024) Tj ET 10 20 m 100 20 l S", "", "");
    file.trailer = "/ID [<0123456789abcdef0123456789abcdef> <0123456789abcdef0123456789abcdef>]".into();
    file.bytes()
}

/// How to encrypt: the names of the standard's ways.
#[derive(Clone, Copy, Debug)]
enum Way {
    Rc4Of40,
    Rc4Of128,
    Aes128,
    Aes256,
}

fn encrypted(way: Way, user: &str, owner: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&plain()).expect("a plain file");
    let filters = |filter: Arc<dyn CryptFilter>| BTreeMap::from([(b"StdCF".to_vec(), filter)]);
    let (stream_filter, string_filter) = (b"StdCF".to_vec(), b"StdCF".to_vec());
    let (user_password, owner_password, permissions) = (user, owner, Permissions::all());
    let version = match way {
        Way::Rc4Of40 => {
            EncryptionVersion::V1 { document: &document, owner_password, user_password, permissions }
        }
        Way::Rc4Of128 => {
            let key_length = 128;
            EncryptionVersion::V2 {
                document: &document,
                owner_password,
                user_password,
                key_length,
                permissions,
            }
        }
        Way::Aes128 => EncryptionVersion::V4 {
            document: &document,
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes128CryptFilter)),
            stream_filter,
            string_filter,
            owner_password,
            user_password,
            permissions,
        },
        Way::Aes256 => EncryptionVersion::V5 {
            encrypt_metadata: true,
            crypt_filters: filters(Arc::new(Aes256CryptFilter)),
            file_encryption_key: &[7; 32],
            stream_filter,
            string_filter,
            owner_password,
            user_password,
            permissions,
        },
    };
    let state = EncryptionState::try_from(version).expect("a way to encrypt");
    document.encrypt(&state).expect("an encrypted file");
    let mut out = Vec::new();
    document.save_to(&mut out).expect("a saved file");
    out
}

const WAYS: [Way; 4] = [Way::Rc4Of40, Way::Rc4Of128, Way::Aes128, Way::Aes256];

#[test]
fn files_with_an_owner_password_alone_open() {
    for way in WAYS {
        let read = pages(encrypted(way, "", "owner"), "").expect("a readable file");
        assert_eq!(text(&read[0]), "Total 1024", "{way:?}");
    }
}

#[test]
fn the_user_password_opens() {
    for way in WAYS {
        let read = pages(encrypted(way, "open", "owner"), "open").expect("a readable file");
        assert_eq!(text(&read[0]), "Total 1024", "{way:?}");
    }
}

#[test]
fn a_missing_or_wrong_password_is_said() {
    for way in WAYS {
        let message = |password| {
            let error = pages(encrypted(way, "open", "owner"), password).expect_err("a locked file");
            assert!(matches!(error, ReadError::Password(_)), "{way:?}");
            error.to_string()
        };
        assert_eq!(message(""), "the PDF is encrypted: a password is needed (--password)");
        assert!(message("wrong").contains("the password does not open it"), "{way:?}");
    }
}

#[test]
fn owner_passwords_open_new_files_and_the_message_tells_of_old_ones() {
    assert!(pages(encrypted(Way::Aes256, "open", "owner"), "owner").is_ok());
    for way in [Way::Rc4Of40, Way::Rc4Of128, Way::Aes128] {
        let error = pages(encrypted(way, "open", "owner"), "owner").expect_err("not understood");
        assert!(error.to_string().contains("try the user password"), "{way:?}");
    }
}

#[test]
fn object_streams_and_cross_reference_streams_are_read() {
    let mut document = Document::load_mem(&plain()).expect("a plain file");
    let mut out = Vec::new();
    document.save_modern(&mut out).expect("a saved file");
    assert!(out.windows(6).any(|part| part == b"ObjStm"), "no object stream was made");
    assert_eq!(text(&pages(out, "").expect("a readable file")[0]), "Total 1024");
}

#[test]
fn broken_cross_references_are_rebuilt() {
    let good = plain();
    let place =
        |what: &[u8]| good.windows(what.len()).rposition(|part| part == what).expect("a part of the file");
    // Without the table and all after it.
    let mut cut = good[..place(b"xref\n0")].to_vec();
    assert_eq!(text(&pages(cut.clone(), "").expect("a readable file")[0]), "Total 1024");
    // With a startxref that leads nowhere.
    cut.extend_from_slice(b"startxref\n123456789\n%%EOF");
    assert_eq!(text(&pages(cut, "").expect("a readable file")[0]), "Total 1024");
    // With junk before the header, so that all places are off.
    let shifted = [b"junk junk junk\n".to_vec(), good.clone()].concat();
    assert_eq!(text(&pages(shifted, "").expect("a readable file")[0]), "Total 1024");
    // With places that are off by a few bytes.
    let off = good.iter().copied().chain(b"\n".iter().copied()).collect::<Vec<u8>>();
    let table = place(b"xref\n0");
    let mut off = off;
    for ix in table..off.len() - 20 {
        if off[ix..].starts_with(b" 00000 n") && off[ix - 1] < b'9' {
            off[ix - 1] += 1;
        }
    }
    assert_eq!(text(&pages(off, "").expect("a readable file")[0]), "Total 1024");
}

#[test]
fn a_file_that_was_put_together_again_is_said_to_be_damaged() {
    let codes = |bytes: Vec<u8>| -> Vec<&str> {
        let pdf = Pdf::open(bytes, &Config::default()).expect("a readable file");
        pdf.diagnostics().iter().map(|diagnostic| diagnostic.code).collect()
    };
    let good = plain();
    assert!(codes(good.clone()).is_empty());
    assert!(codes([b"junk junk junk\n".to_vec(), good.clone()].concat()).is_empty());
    let end = good.windows(6).rposition(|part| part == b"xref\n0").expect("a table");
    assert_eq!(codes(good[..end].to_vec()), ["file-repaired"]);
}

#[test]
fn a_page_whose_content_cannot_be_read_is_said_to_be_damaged() {
    let mut file = File::new();
    let sound = file.stream("", "BT ET");
    let media = "/MediaBox [0 0 200 100]";
    file.page("BT /F1 10 Tf 20 50 Td (a) Tj ET", "", "");
    file.raw_page(&format!("{media} /Contents 999 0 R"));
    file.raw_page(&format!("{media} /Contents [999 0 R {sound} 0 R]"));
    file.raw_page(media);
    let read = file.read();
    let codes: Vec<_> = read.iter().map(made::codes).collect();
    assert_eq!(codes, [vec![], vec!["damaged-page"], vec!["damaged-page"], vec![]]);
}

#[test]
fn a_truncated_file_is_an_error_or_read_in_part() {
    let good = plain();
    let modern = {
        let mut document = Document::load_mem(&good).expect("a plain file");
        let mut out = Vec::new();
        document.save_modern(&mut out).expect("a saved file");
        out
    };
    for whole in [good, modern] {
        for length in 0..whole.len() {
            // What counts is that it returns; what it finds must be of the file.
            if let Ok(read) = pages(whole[..length].to_vec(), "") {
                assert!("Total 1024".starts_with(text(&read[0]).as_str()), "{length}");
            }
        }
    }
}

#[test]
fn a_damaged_file_never_panics() {
    let good = plain();
    // A xorshift generator: the same damage in every run.
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state as usize
    };
    for _ in 0..2_000 {
        let mut bad = good.clone();
        for _ in 0..=next() % 8 {
            let place = next() % bad.len();
            bad[place] = (next() % 256) as u8;
        }
        let _ = pages(bad, "");
    }
}

#[test]
fn no_pages_and_no_pdf_are_errors() {
    assert!(matches!(pages(File::new().bytes(), ""), Err(ReadError::NoPages)));
    for junk in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"no pdf at all", &[0; 4_096]] {
        let error = pages(junk.to_vec(), "").expect_err("no PDF");
        assert!(error.to_string().starts_with("not a readable PDF"), "{error}");
    }
}

#[test]
fn a_broken_content_stream_is_read_as_far_as_it_goes() {
    let mut file = File::new();
    file.page("BT /F1 10 Tf 20 50 Td (a) Tj ) ] >> (b) Tj [ << ET BT 20 30 Td (c) Tj Q Q Q EMC ET", "", "");
    let read = file.read().remove(0);
    assert!(text(&read).starts_with('a'));
}
