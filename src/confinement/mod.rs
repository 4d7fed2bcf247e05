//! What the program denies itself, so that not even a fault in it could tell anybody what is
//! written here: its memory to other processes, the network, other programs, and every file it was
//! not asked to use.
//!
//! Each is taken where the system offers it; without it the program works as well. What is in force
//! is found out by trying ([`InForce::try_all`]), not remembered.

#[cfg(target_os = "linux")]
mod files;
#[cfg(target_os = "linux")]
mod network;

use std::fs::{DirBuilder, File};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, UdpSocket};
use std::path::{Path, PathBuf};

/// The files a run is asked to use.
#[derive(Debug, Clone, Default)]
pub struct Reach {
    /// Files and folders to read.
    pub read: Vec<PathBuf>,
    /// Folders in which files are made, changed and removed; of a file, that one, to be changed.
    pub write: Vec<PathBuf>,
    /// Folders that were made for what may have to be begun, the innermost of each first.
    made: Vec<PathBuf>,
}

impl Reach {
    /// Adds a file to read.
    pub fn read(&mut self, file: &Path) {
        self.read.push(file.to_owned());
    }

    /// Adds a file to write, with those that are made beside it until it is whole. Where there is
    /// no folder for it, nothing can be written.
    pub fn write(&mut self, file: &Path) {
        // A link leads to where the file is written.
        let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
        let file = std::path::absolute(&file).unwrap_or(file);
        let folder = file.parent().filter(|folder| folder.is_dir());
        self.write.extend(folder.map(Path::to_owned));
    }

    /// Adds a file that may have to be begun: its folder is made now, for its owner only, so that
    /// nothing in the folders above has to be within reach.
    pub fn begin(&mut self, file: &Path) {
        self.make_folder(file);
        self.write(file);
    }

    /// Adds a file that is written in place, and nothing beside it: it is begun now, empty, for its
    /// owner only. Where it cannot be, it cannot be written.
    pub fn begin_alone(&mut self, file: &Path) {
        self.make_folder(file);
        let mut options = File::options();
        options.append(true).create(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let begun = options.open(file).and_then(|_| file.canonicalize());
        self.write.extend(begun);
    }

    /// Makes the folder of a file, for its owner only.
    fn make_folder(&mut self, file: &Path) {
        let Ok(file) = std::path::absolute(file) else {
            return;
        };
        if let Some(folder) = file.parent() {
            let missing = { folder.ancestors() }.take_while(|folder| !folder.exists());
            self.made.extend(missing.map(Path::to_owned));
            let mut builder = DirBuilder::new();
            builder.recursive(true);
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            // What the system has against it, writing the file will say.
            let _ = builder.create(folder);
        }
    }

    /// Takes away the folders that were made and nothing was written into.
    pub fn leave(&self) {
        for folder in &self.made {
            // One that is not empty stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// Keeps other processes, and core files, from the memory of this one.
pub fn keep_memory() {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{DumpableBehavior, set_dumpable_behavior};
        let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    }
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit {
            current: Some(0),
            maximum: Some(0),
        };
        let _ = setrlimit(Resource::Core, none);
    }
}

/// Denies this thread, and those it starts, the network, other programs, and all files but those of
/// its reach. Nothing takes it back.
pub fn confine(reach: &Reach) {
    #[cfg(target_os = "linux")]
    {
        files::confine(reach);
        network::confine();
    }
    #[cfg(not(target_os = "linux"))]
    let _ = reach;
}

/// What this process cannot do, as trying showed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InForce {
    /// Other processes of the person cannot look into its memory, and it leaves no core file.
    pub memory: bool,
    /// No connection can be made or taken.
    pub network: bool,
    /// No other program can be started.
    pub programs: bool,
    /// No file outside its reach can be opened.
    pub files: bool,
}

impl InForce {
    /// Tries what should be refused. Nothing is sent, and nothing of what is opened is read.
    pub fn try_all() -> Self {
        let refused = |kind: ErrorKind| kind == ErrorKind::PermissionDenied;
        let local = (Ipv4Addr::LOCALHOST, 0);
        let tcp = TcpListener::bind(local).map_err(|e| e.kind()).err();
        let udp = UdpSocket::bind(local).map_err(|e| e.kind()).err();
        // There is no program in a name without letters: without confinement it is not found.
        let program = std::process::Command::new("/").spawn();
        let program = program.map_err(|e| e.raw_os_error()).err().flatten();
        let root = std::fs::read_dir("/").map_err(|e| e.kind()).err();
        Self {
            memory: keeps_memory(),
            network: tcp.is_some_and(refused) && udp.is_some_and(refused),
            programs: program == Some(1), // EPERM; the system itself says EACCES of a folder
            files: root.is_some_and(refused),
        }
    }
}

fn keeps_memory() -> bool {
    #[cfg(target_os = "linux")]
    return rustix::process::dumpable_behavior()
        .is_ok_and(|is| is == rustix::process::DumpableBehavior::NotDumpable);
    #[cfg(not(target_os = "linux"))]
    false
}
