//! `cargo xtask serve`.

use std::env;
use std::net::{Ipv4Addr, TcpListener};

use crate::wasm::Way;
use crate::{Outcome, process, setup};

/// Builds, serves on this machine alone, and opens the page.
pub fn run(way: Way, wanted: u16, open: bool) -> Outcome {
    let toolchain = setup::toolchain(way)?;
    let port = free_port(wanted)?;
    if port != wanted {
        println!("Port {wanted} is taken; using {port}.");
    }
    let mut trunk = toolchain.trunk();
    trunk.args(["serve", "--release", "--port", &port.to_string()]);
    // Of Trunk's own words only where it serves, once it does: Cargo says the rest.
    trunk.args(["--log", "error,trunk=warn,trunk::serve=info"]);
    if open && has_screen() {
        trunk.args(["--open", "true"]);
    }
    println!(
        "Building (1 to 4 minutes the first time); \
         then Meeting Dynamics is at http://127.0.0.1:{port}/ until Ctrl+C ends it ..."
    );
    process::hand_over(&mut trunk)
}

/// The first port from `wanted` on that nobody listens on.
fn free_port(wanted: u16) -> Outcome<u16> {
    (wanted..=u16::MAX)
        .take(100)
        .find(|port| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok())
        .ok_or_else(|| {
            format!("Port {wanted} and those after it are all taken. Name another with --port.")
        })
}

/// Whether a browser could be shown to anyone.
fn has_screen() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_passed_over() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let next = free_port(port).unwrap();
        assert!(next > port);
        drop(taken);
        assert_eq!(free_port(port), Ok(port));
    }
}
