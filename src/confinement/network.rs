//! Seccomp: no sockets, no other programs, no looking into other processes, and no other way to any
//! of these.

use std::collections::BTreeMap;

use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch, apply_filter};

/// What is refused. Pairs of sockets stay: signals wake the program through one, and nobody else
/// holds the other end. io_uring could do all of it unseen.
const REFUSED: [libc::c_long; 14] = [
    libc::SYS_socket,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_io_uring_setup,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
];

pub(super) fn confine() {
    // On a kernel without seccomp, or a processor it was not tried on, nothing is denied.
    if let Some(program) = program() {
        let _ = apply_filter(&program);
    }
}

fn program() -> Option<BpfProgram> {
    let arch = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    let rules = BTreeMap::from(REFUSED.map(|call| (call, vec![])));
    let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    SeccompFilter::new(rules, SeccompAction::Allow, refuse, arch)
        .and_then(TryInto::try_into)
        .ok()
}
