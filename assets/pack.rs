//! Packs what every start reads, once, when the program is built: what is wrong in an asset fails
//! the build here, and the program itself need not read it anew.

use std::path::Path;

#[path = "pack/version.rs"]
mod version;
#[path = "pack/words/mod.rs"]
mod words;

const THEMES: &str = "assets/themes";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packed = std::env::var("OUT_DIR")?;
    let packed = Path::new(&packed);
    println!("cargo::rerun-if-changed=assets");
    println!("cargo::rustc-env=TWINGE_VERSION={}", version::told()?);
    std::fs::write(packed.join("themes.rs"), themes()?)?;
    let assets = Path::new("assets");
    let languages = words::read(&assets.join("words"))?;
    words::write(&words::pack(&languages)?, &packed.join("words"))?;
    let others = languages.keys().map(String::as_str);
    let others: Vec<&str> = others.filter(|of| *of != words::FIRST).collect();
    for (name, text) in words::data::pack(assets, &others)? {
        words::write_file(&packed.join(name), &text)?;
    }
    Ok(())
}

/// The themes as a Rust array of names and texts, by name.
fn themes() -> Result<String, Box<dyn std::error::Error>> {
    let files = std::fs::read_dir(THEMES)?.collect::<Result<Vec<_>, _>>()?;
    let mut files: Vec<_> = files.iter().map(|file| file.path()).collect();
    files.sort();
    let rows = files.iter().map(|file| {
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        Ok(format!(
            "({name:?}, include_str!({:?})),",
            file.canonicalize()?
        ))
    });
    let rows = rows.collect::<std::io::Result<String>>()?;
    Ok(format!("&[{rows}]"))
}
