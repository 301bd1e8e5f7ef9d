//! The running meeting.
