//! Regions of memory against a model: what is written into a block stays until the block is freed.
//! Run under an address sanitizer or Miri, this sees every access outside of a chunk, too.
#![allow(unsafe_code)]
mod support;

use evidentsource_functions_plain::region::{Blocks, Region};
use std::alloc::{alloc, dealloc, Layout};
use std::cell::Cell;
use support::{cases, Random};

thread_local! {
    static HELD: Cell<usize> = const { Cell::new(0) };
}
const MOST: usize = 200_000;

/// A heap with little room, which counts.
struct Heap;

impl Blocks for Heap {
    fn block(size: usize, at_last: bool) -> *mut u8 {
        let held = HELD.get() + size;
        if held > if at_last { 2 * MOST } else { MOST } {
            return core::ptr::null_mut();
        }
        HELD.set(held);
        unsafe { alloc(Layout::from_size_align(size, 16).unwrap()) }
    }
    unsafe fn give_back(block: *mut u8, size: usize) {
        HELD.set(HELD.get() - size);
        unsafe { dealloc(block, Layout::from_size_align(size, 16).unwrap()) }
    }
}

struct Block {
    start: *mut u8,
    size: usize,
    content: u8,
}

fn fill(start: *mut u8, size: usize, content: u8) -> Block {
    // The zero behind it belongs to it, too.
    assert_eq!(unsafe { *start.add(size) }, 0);
    unsafe { core::ptr::write_bytes(start, content, size) };
    Block { start, size, content }
}

fn check(block: &Block) {
    let bytes = unsafe { core::slice::from_raw_parts(block.start, block.size + 1) };
    assert!(bytes[..block.size].iter().all(|byte| *byte == block.content));
    assert_eq!(bytes[block.size], 0);
}

#[test]
fn blocks_keep_what_is_written_until_they_are_freed() {
    let mut random = Random::new();
    for _ in 0..cases() / 400 {
        let mut region: Region<Heap> = Region::new(1024);
        let (mut blocks, mut marks) = (Vec::<Block>::new(), Vec::new());
        for content in 0..random.below(120) as u8 {
            match random.below(12) {
                0 => marks.push((region.mark(), blocks.len())),
                1 => {
                    if let Some((mark, count)) = marks.pop() {
                        region.free_since(&mark);
                        blocks.truncate(count);
                    }
                }
                2 => {
                    let within_mark = marks.last().is_none_or(|(_, count)| *count < blocks.len());
                    if let Some(newest) = blocks.last_mut().filter(|_| within_mark) {
                        let size = newest.size + random.below(100);
                        if region.grow_newest(newest.start as usize, size) {
                            *newest = fill(newest.start, size, newest.content);
                        }
                    }
                }
                3 if random.one_in(6) => {
                    region.reset();
                    blocks.clear();
                    marks.clear();
                }
                _ => {
                    let align = 1 << random.below(4);
                    let most = if random.one_in(9) { 50_000 } else { 300 };
                    let size = random.below(most);
                    let taken = match random.one_in(5) {
                        true => region.take_at_last(align, size),
                        false => region.take(align, size),
                    };
                    if let Some(start) = taken {
                        assert_eq!(start as usize % align, 0);
                        assert!(region.holds(start as usize));
                        blocks.push(fill(start, size, content));
                    }
                }
            }
            blocks.iter().for_each(check);
        }
        drop(region);
        assert_eq!(HELD.get(), 0);
    }
}
