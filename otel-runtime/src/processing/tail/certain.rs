//! Spans that were kept for certain, whatever chance had said.

use crate::{
    record::{
        Buffer, FinishedSpan, decode,
        proto::{Field, Fields, tag},
        write,
    },
    sampling,
};

/// Takes the sampler's threshold out of what spans say of how many they stand for.
#[derive(Debug, Default)]
pub(super) struct Certain {
    out: Buffer,
}

impl Certain {
    /// The same span, which stands for itself alone.
    pub(super) fn rewrite<'a>(&'a mut self, span: &FinishedSpan<'a>) -> FinishedSpan<'a> {
        let body = self.body(span.body);
        FinishedSpan { body, ..*span }
    }

    fn body<'a>(&'a mut self, body: &'a [u8]) -> &'a [u8] {
        let mut fields = Fields::new(body);
        loop {
            let start = fields.position();
            match fields.next() {
                None => return body,
                Some((field, Field::Delimited(state))) if field == u64::from(tag::TRACE_STATE) => {
                    let Some(state) = sampling::for_certain(&decode::trace_state(state)) else {
                        return body;
                    };
                    self.out.clear();
                    self.out.extend(&body[..start]);
                    write::trace_state(&mut self.out, tag::TRACE_STATE, &state);
                    self.out.extend(&body[fields.position()..]);
                    return self.out.as_slice();
                }
                Some(_) => {}
            }
        }
    }
}
