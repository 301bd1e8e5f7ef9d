//! Steps and answers that several journeys share.
