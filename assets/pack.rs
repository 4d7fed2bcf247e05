//! Packs what every start reads, once, when the program is built: what is wrong in an asset fails
//! the build here, and the program itself need not read it anew.

use std::path::Path;

#[path = "pack/words/mod.rs"]
mod words;

/// TOML is kind to people, but five times as slow to read as JSON.
const EVERY_START: [&str; 4] = ["catalogue", "keys", "guide/links", "guide/questionnaires"];

const THEMES: &str = "assets/themes";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let packed = std::env::var("OUT_DIR")?;
    let packed = Path::new(&packed);
    for name in EVERY_START {
        let asset = format!("assets/{name}.toml");
        println!("cargo::rerun-if-changed={asset}");
        let data: toml::Value = toml::from_str(&std::fs::read_to_string(&asset)?)
            .map_err(|wrong| format!("{asset}: {wrong}"))?;
        let name = Path::new(name).file_name().unwrap_or_default();
        let json = packed.join(name).with_extension("json");
        std::fs::write(json, serde_json::to_string(&data)?)?;
    }
    std::fs::write(packed.join("themes.rs"), themes()?)?;
    println!("cargo::rerun-if-changed=assets/words");
    let languages = words::read(Path::new("assets/words"))?;
    words::write(&words::pack(&languages)?, &packed.join("words"))?;
    Ok(())
}

/// The themes as a Rust array of names and texts, by name.
fn themes() -> Result<String, Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed={THEMES}");
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
