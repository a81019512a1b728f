//! What a user notices, tried on the binary itself. One test binary, since Arrow is linked once for each.

mod annotated;
mod bad_input;
mod build;
mod commands;
mod floors;
mod format;
mod ids;
mod project;
mod readme;
mod reproducible;
