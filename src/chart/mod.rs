//! What it looks like: figures made of marks that CSS colours.
