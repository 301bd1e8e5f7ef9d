//! Registers the element, nothing else.

fn main() {}
