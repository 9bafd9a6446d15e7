//! The purpose-built engine: QuickJS-NG, entered through the two worlds of wit/decider.wit.
//! README.md beside this folder says how the parts belong together.
// Bytes of JavaScript's buffers are written through values that others may hold, too.
#![allow(clippy::mut_from_ref)]

// A state view asks the host nothing.
#[cfg_attr(not(feature = "change"), allow(dead_code))]
mod arena;
mod build_time;
mod call;
mod clock;
mod engine;
mod errors;
mod events;
mod instance;
mod interrupt;
mod layout;
mod lift;
mod memory;
mod native;
mod natives;
mod quickjs;
mod record;
mod reserve;
mod single;
mod utf8;
mod value;

#[cfg(not(feature = "change"))]
mod diagnosis;
#[cfg(not(feature = "change"))]
mod evolve;

#[cfg(feature = "change")]
mod boxed;
#[cfg(feature = "change")]
mod database;
#[cfg(feature = "change")]
mod decide;
#[cfg(feature = "change")]
mod handles;
#[cfg(feature = "change")]
mod imports;
#[cfg(feature = "change")]
mod lower;
#[cfg(feature = "change")]
mod outgoing;
#[cfg(feature = "change")]
mod readable;
#[cfg(feature = "change")]
mod selector;
#[cfg(feature = "speculate")]
mod speculation;
#[cfg(feature = "speculate")]
mod speculative_database;
#[cfg(feature = "change")]
mod template;
