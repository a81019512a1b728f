//! Gives the tool a digest of its own source, `CUANTIA_CODE`: claims that an older rule extracted are never taken
//! from the cache, even between two versions of the same number. The same source gives the same digest anywhere.
//! `CUANTIA_VOCABULARY` is that of the words alone.

#![allow(clippy::disallowed_methods, reason = "a build script reads the source")]

use std::{
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let mut files = vec![PathBuf::from("Cargo.lock")];
    collect(Path::new("src"), &mut files)?;
    println!("cargo::rustc-env=CUANTIA_CODE={:016x}", digest(files)?);
    let mut words = Vec::new();
    collect(Path::new("src/vocabulary/data"), &mut words)?;
    println!("cargo::rustc-env=CUANTIA_VOCABULARY={:016x}", digest(words)?);
    Ok(())
}

fn digest(mut files: Vec<PathBuf>) -> io::Result<u64> {
    files.sort();
    let mut digest = Fnv::new();
    for file in files.iter().filter(|f| f.exists()) {
        digest.add(file.to_string_lossy().replace('\\', "/").as_bytes());
        // Git may write other line ends on Windows.
        let content: Vec<u8> = fs::read(file)?.into_iter().filter(|b| *b != b'\r').collect();
        digest.add(&content.len().to_le_bytes());
        digest.add(&content);
    }
    Ok(digest.0)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() { collect(&entry.path(), files)? } else { files.push(entry.path()) }
    }
    Ok(())
}

/// FNV-1a, 64 bits: enough to tell versions of one's own source apart, and no dependency to build first.
struct Fnv(u64);

impl Fnv {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
