//! What a user notices, tried on the binary itself. One test binary, since Arrow is linked once for each.

#![allow(clippy::disallowed_methods, reason = "tests are the world outside")]

mod accuracy;
mod annotated;
mod bad_input;
mod build;
mod commands;
mod corrections;
mod crashes;
mod diff;
mod evaluate;
mod evidence;
mod examples;
mod floors;
mod format;
mod ids;
mod mutations;
mod names;
mod objects;
mod periods;
mod project;
mod readers;
mod readme;
mod recognizers;
mod reconcile;
mod reproducible;
mod scheduled;
mod schema;
mod simulation;
mod verify;
mod vocabulary;
mod yank;
