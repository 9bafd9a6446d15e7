//! What the fuzzers share.
#![allow(dead_code)]
pub mod json_texts;
pub mod tree;

/// How many cases a fuzzer tries; `npm run engine:fuzz` asks for many more.
pub fn cases() -> usize {
    std::env::var("FUZZ_CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000)
}

/// Numbers that are the same in every run with the same seed (xorshift64*).
pub struct Random(u64);

impl Random {
    pub fn new() -> Random {
        let seed = std::env::var("FUZZ_SEED").ok().and_then(|text| text.parse().ok());
        Random(seed.unwrap_or(0x9e37_79b9_7f4a_7c15))
    }
    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
    /// Less than the bound.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
    pub fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }
    pub fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
    /// The bytes with some of them changed, lost, doubled or cut off.
    pub fn damaged(&mut self, mut bytes: Vec<u8>) -> Vec<u8> {
        for _ in 0..=self.below(3) {
            if bytes.is_empty() {
                return bytes;
            }
            let at = self.below(bytes.len());
            match self.below(5) {
                0 => bytes[at] = self.next() as u8,
                1 => {
                    bytes[at] =
                        *self.one_of(&[b"\"", b"\\", b"{", b"]", b",", b"0"]).first().unwrap()
                }
                2 => drop(bytes.remove(at)),
                3 => bytes.insert(at, bytes[at]),
                _ => bytes.truncate(at),
            }
        }
        bytes
    }
}
