//! Set-up, serving, building and testing.

fn main() {}
