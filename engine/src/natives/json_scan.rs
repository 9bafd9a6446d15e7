//! Looks at JSON before it is parsed.
/// As `codec/json.ts`.
const PLAIN_DEPTH: usize = 64;
/// Digits of a decimal that a double always keeps.
const EXACT_DIGITS: usize = 15;

/// How deep brackets nest outside of strings; texts that are no JSON may count too much.
pub fn nesting(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut at) = (0usize, 0, 0);
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => at = end_of_string(bytes, at),
            b'[' | b'{' => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => (),
        }
        at += 1;
    }
    deepest
}

/// Index of the closing quote, or beyond the end.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// Whether the bytes are JSON that `parseJson` of `codec/json.ts` accepts, as far as a quick look
/// can be certain: valid UTF-8 and JSON, not deep, no number that might not be exact.
pub fn is_plain(bytes: &[u8]) -> bool {
    core::str::from_utf8(bytes).is_ok() && Scan { bytes, at: 0 }.document().is_some()
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// `None` where the text is no JSON, or is doubtful.
type Certain = Option<()>;

impl Scan<'_> {
    fn document(&mut self) -> Certain {
        self.value(0)?;
        self.skip_space();
        (self.at == self.bytes.len()).then_some(())
    }

    #[inline(always)]
    fn peek(&self) -> u8 {
        // Zero is in no JSON outside of strings, and not in strings either.
        self.bytes.get(self.at).copied().unwrap_or(0)
    }

    #[inline(always)]
    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Certain {
        self.skip_space();
        (self.peek() == byte).then(|| self.at += 1)
    }

    fn value(&mut self, depth: usize) -> Certain {
        self.skip_space();
        match self.peek() {
            b'"' => self.string(),
            b'{' => self.members(b'}', depth + 1),
            b'[' => self.members(b']', depth + 1),
            b't' => self.word(b"true"),
            b'f' => self.word(b"false"),
            b'n' => self.word(b"null"),
            _ => self.number(),
        }
    }

    /// The inside of an object or an array.
    fn members(&mut self, close: u8, depth: usize) -> Certain {
        if depth > PLAIN_DEPTH {
            return None;
        }
        self.at += 1;
        self.skip_space();
        if self.peek() == close {
            self.at += 1;
            return Some(());
        }
        loop {
            if close == b'}' {
                self.skip_space();
                if self.peek() != b'"' {
                    return None;
                }
                self.string()?;
                self.expect(b':')?;
            }
            self.value(depth)?;
            self.skip_space();
            let next = self.peek();
            self.at += 1;
            if next == close {
                return Some(());
            }
            if next != b',' {
                return None;
            }
        }
    }

    fn string(&mut self) -> Certain {
        self.at += 1;
        loop {
            match self.peek() {
                b'"' => {
                    self.at += 1;
                    return Some(());
                }
                b'\\' => self.escape()?,
                byte if byte < b' ' => return None,
                _ => self.at += 1,
            }
        }
    }

    fn escape(&mut self) -> Certain {
        self.at += 1;
        match self.peek() {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 1,
            b'u' => {
                let digits = self.bytes.get(self.at + 1..self.at + 5)?;
                if !digits.iter().all(u8::is_ascii_hexdigit) {
                    return None;
                }
                self.at += 5;
            }
            _ => return None,
        }
        Some(())
    }

    fn word(&mut self, word: &[u8]) -> Certain {
        self.bytes[self.at..].starts_with(word).then(|| self.at += word.len())
    }

    /// Exponents and long decimals are left to `exactNumber.ts`.
    fn number(&mut self) -> Certain {
        if self.peek() == b'-' {
            self.at += 1;
        }
        let whole = self.digits();
        let leading_zero = whole > 1 && self.bytes[self.at - whole] == b'0';
        if whole == 0 || leading_zero {
            return None;
        }
        let mut fraction = 0;
        if self.peek() == b'.' {
            self.at += 1;
            fraction = self.digits();
            if fraction == 0 {
                return None;
            }
        }
        let exponent = matches!(self.peek(), b'e' | b'E');
        (!exponent && whole + fraction <= EXACT_DIGITS).then_some(())
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at - start
    }
}
