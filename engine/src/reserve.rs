//! Memory that is neither JavaScript's nor the host's, so that a refused allocation can still be
//! answered. What is taken of it is given back soon: all of it at once is free again when nothing is left.
use crate::single::Single;
use core::cell::UnsafeCell;

const SIZE: usize = 1024 * 1024;
const ALIGN: usize = 16;

#[repr(align(16))]
struct Memory(UnsafeCell<[u8; SIZE]>);
// SAFETY: an instance has one thread, and blocks do not overlap.
unsafe impl Sync for Memory {}

static MEMORY: Memory = Memory(UnsafeCell::new([0; SIZE]));

#[derive(Clone, Copy)]
struct State {
    used: usize,
    blocks: usize,
}
static STATE: Single<State> = Single::new(State { used: 0, blocks: 0 });

fn start() -> *mut u8 {
    MEMORY.0.get() as *mut u8
}

/// Null when it is used up, too.
pub fn take(size: usize) -> *mut u8 {
    STATE.with(|state| {
        let used = state.used + size.next_multiple_of(ALIGN);
        if used > SIZE {
            return core::ptr::null_mut();
        }
        // SAFETY: within the memory, behind all other blocks.
        let block = unsafe { start().add(state.used) };
        *state = State { used, blocks: state.blocks + 1 };
        block
    })
}

pub fn holds(block: *mut u8) -> bool {
    (start() as usize..start() as usize + SIZE).contains(&(block as usize))
}

/// # Safety
/// `take` has given it, and nothing refers to it.
pub unsafe fn give_back(_block: *mut u8) {
    STATE.with(|state| {
        state.blocks -= 1;
        if state.blocks == 0 {
            state.used = 0;
        }
    });
}
