use std::io::{Cursor, Write};

use ::zip::unstable::write::FileOptionsExt;
use ::zip::write::SimpleFileOptions;
use ::zip::{AesMode, CompressionMethod, ZipWriter};
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;
use zeroize::Zeroizing;

const TEXT: &str = "date,pain\n2026-03-01,4\n";

fn known(beginning: &[u8]) -> Worth {
    match beginning {
        b"[1]" => Worth::Named,
        begins if begins.starts_with(b"date") => Worth::Readable,
        _ => Worth::Unknown,
    }
}

fn through(bytes: Vec<u8>, password: Option<&str>) -> Result<String, DoorError> {
    let password = password.map(|password| Zeroizing::new(password.as_bytes().to_vec()));
    let mut door = Door::open(Cursor::new(bytes), known, || password, false)?;
    let mut once = String::new();
    door.read_to_string(&mut once)?;
    door.rewind()?;
    let mut again = String::new();
    door.read_to_string(&mut again)?;
    assert_eq!(once, again);
    Ok(once)
}

fn zipped(options: SimpleFileOptions, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        zip.start_file(*name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const MEMBERS_OF_ONE: [(&str, &[u8]); 4] = [
    ("../../etc/passwd", b"{}"),
    ("named.json", b"[1]"),
    ("anything", TEXT.as_bytes()),
    ("date.csv", b"date of another\n"),
];

#[test]
fn what_can_be_read_comes_out_of_every_packing() {
    let gz = |text: &[u8]| {
        let mut gz = GzEncoder::new(Vec::new(), flate2::Compression::default());
        gz.write_all(text).unwrap();
        gz.finish().unwrap()
    };
    let plain = SimpleFileOptions::default();
    let stored = plain.compression_method(CompressionMethod::Stored);
    let old = plain.with_deprecated_encryption(b"twinge").unwrap();
    let aes = plain.with_aes_encryption(AesMode::Aes256, "twinge");
    for bytes in [
        TEXT.as_bytes().to_vec(),
        gz(TEXT.as_bytes()),
        zipped(plain, &MEMBERS_OF_ONE),
        zipped(stored, &MEMBERS_OF_ONE),
        zipped(old, &MEMBERS_OF_ONE),
        zipped(aes, &MEMBERS_OF_ONE),
    ] {
        assert_eq!(through(bytes, Some("twinge")).unwrap(), TEXT);
    }
}

#[test]
fn what_could_be_read_as_well_is_told() {
    let plain = SimpleFileOptions::default();
    for (members, remarks) in [
        (&MEMBERS_OF_ONE[..3], vec![]),
        (&MEMBERS_OF_ONE, vec![Remark::PassedBy(1)]),
    ] {
        let bytes = Cursor::new(zipped(plain, members));
        let door = Door::open(bytes, known, || None, false).unwrap();
        assert_eq!(door.remarks(), remarks);
    }
}

#[test]
fn another_password_is_told_and_none_is_asked_for() {
    let plain = SimpleFileOptions::default();
    let old = plain.with_deprecated_encryption(b"twinge").unwrap();
    let aes = plain.with_aes_encryption(AesMode::Aes256, "twinge");
    // So many of the older cipher that some get past its check; the newer one is slow by design.
    for (options, tries) in [(old, 600), (aes, 5)] {
        let bytes = zipped(options, &MEMBERS_OF_ONE);
        let none = through(bytes.clone(), None);
        assert!(matches!(none, Err(DoorError::NoPassword)), "{none:?}");
        for n in 0..tries {
            let wrong = through(bytes.clone(), Some(&format!("wrong{n}")));
            assert!(
                matches!(wrong, Err(DoorError::WrongPassword)),
                "{n}: {wrong:?}"
            );
        }
    }
}

#[test]
fn text_is_utf8_whatever_it_was() {
    let text = "date;müde\n2026-03-01;schön €\n";
    let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
    let le = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let be = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let windows = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    for (bytes, guessed) in [
        (text.as_bytes().to_vec(), false),
        (marked(&[0xff, 0xfe], le), false),
        (marked(&[0xfe, 0xff], be), false),
        (windows, true),
    ] {
        let door = Door::open(Cursor::new(bytes.clone()), known, || None, false).unwrap();
        let remarks: Vec<_> = guessed.then_some(Remark::WindowsText).into_iter().collect();
        assert_eq!(door.remarks(), remarks);
        assert_eq!(through(bytes, None).unwrap(), text);
    }
}

#[test]
fn an_archive_has_bounds_and_damage_is_told() {
    let plain = SimpleFileOptions::default();
    let names: Vec<String> = (0..=MEMBERS).map(|n| n.to_string()).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &b"x"[..])).collect();
    let many = through(zipped(plain, &many), None);
    assert!(matches!(many, Err(DoorError::Members)), "{many:?}");
    let whole = zipped(plain, &MEMBERS_OF_ONE);
    let cut = through(whole[..whole.len() / 2].to_vec(), None);
    assert!(matches!(cut, Err(DoorError::Cut(_))), "{cut:?}");
    let stored = plain.compression_method(CompressionMethod::Stored);
    let mut turned = zipped(stored, &[("date.csv", TEXT.as_bytes())]);
    let at = turned.windows(2).position(|two| two == b",4").unwrap();
    turned[at + 1] = b'9';
    let turned = through(turned, None);
    assert!(matches!(turned, Err(DoorError::Io(_))), "{turned:?}");
}

/// What is packed in another way is named, where nothing else can be read.
#[test]
fn a_method_that_is_not_undone_is_named() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let whole = zipped(
        stored,
        &[("date.csv", TEXT.as_bytes()), ("2", TEXT.as_bytes())],
    );
    for (number, all, name) in [
        (12, true, "bzip2"),
        (93, true, "Zstandard"),
        (12, false, ""),
    ] {
        let mut bytes = whole.clone();
        for (mark, at) in [(b"PK\x03\x04", 8), (b"PK\x01\x02", 10)] {
            let heads = memchr::memmem::find_iter(&whole, mark);
            heads
                .skip(usize::from(!all))
                .for_each(|head| bytes[head + at] = number);
        }
        match through(bytes, None) {
            Err(DoorError::Packing(method)) => assert_eq!(method, name),
            other => assert_eq!((other.unwrap().as_str(), name), (TEXT, "")),
        }
    }
}

/// A zip as it is written to what cannot be gone back in: how long a member is stands behind it.
fn streamed(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, bytes) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn of_a_zip_that_is_cut_off_what_there_is_comes_if_it_is_asked_for() {
    let text = TEXT.repeat(9);
    let members = [("named.json", &b"[1]"[..]), ("date.csv", text.as_bytes())];
    let plain = SimpleFileOptions::default();
    let stored = plain.compression_method(CompressionMethod::Stored);
    for whole in [
        zipped(stored, &members),
        zipped(plain, &members),
        streamed(&members),
    ] {
        let list = whole.windows(4).position(|four| four == b"PK\x01\x02");
        for end in [list.unwrap(), whole.len() - 1] {
            let cut = Cursor::new(whole[..end].to_vec());
            assert!(Door::open(cut.clone(), known, || None, false).is_err());
            let mut told = String::new();
            let mut door = Door::open(cut, known, || None, true).unwrap();
            door.read_to_string(&mut told).unwrap();
            assert_eq!(told, text);
        }
        let few = Cursor::new(whole[..20].to_vec());
        let few = Door::open(few, known, || None, true).map(drop);
        assert!(matches!(few, Err(DoorError::Io(_))), "{few:?}");
    }
}

proptest! {
    #[test]
    fn anything_comes_through_or_is_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for head in [&[][..], b"PK\x03\x04", b"\x1f\x8b\x08"] {
            let bytes = [head, &bytes].concat();
            let _ = through(bytes.clone(), Some("x"));
            if let Ok(mut door) = Door::open(Cursor::new(bytes), known, || None, true) {
                let _ = std::io::copy(&mut door, &mut std::io::sink());
            }
        }
    }
}
