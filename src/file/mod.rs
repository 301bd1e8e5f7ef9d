//! How it is kept: the meeting file and the formats of others.
