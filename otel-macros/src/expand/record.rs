//! One statement for each thing that the span records.

use proc_macro2::{Literal, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Expr, Ident};

use super::{hygienic, hygienic_at};
use crate::args::Mask;
use crate::expression::operand;
use crate::fields::{Key, Render, span_of};
use crate::item::allow_underscored;
use crate::plan::{Masking, Plan, Record};

/// The statement, for a closure whose parameter is `attributes`.
pub(crate) fn record(plan: &Plan, record: &Record) -> TokenStream {
    match record {
        Record::Value(key, render, value) => {
            let key = encoded(plan, key);
            let operand = operand(value);
            match render {
                Render::Typed => hygienic_at!(value.span()=> attributes.set(#key, &#operand);),
                Render::Display => {
                    hygienic_at!(value.span()=> attributes.display(#key, &#operand);)
                }
                Render::Debug => hygienic_at!(value.span()=> attributes.debug(#key, &#operand);),
            }
        }
        Record::MaskedValue(key, render, value, masking) => {
            masked_value(plan, &encoded(plan, key), *render, value, masking)
        }
        Record::Argument(name) => {
            let runtime = &plan.runtime;
            let key = encoded(plan, &own_key(name));
            let (conditions, quiet) = (conditions(plan, name), allow_underscored(name));
            hygienic! {
                #conditions #quiet {
                    use #runtime::probe::*;
                    (&&&&Argument(&#name)).otel_record(attributes, #key);
                }
            }
        }
        Record::MaskedArgument(name, masking) => {
            let key = encoded(plan, &own_key(name));
            let record = record_masked(&key, masking, hygienic!(&#name));
            masked_argument(plan, name, masking, record)
        }
        Record::Hidden(name, masking) => masked_argument(plan, name, masking, hide(name, masking)),
        Record::HiddenPart(name, masking) => {
            let (runtime, hide) = (&plan.runtime, hide(name, masking));
            let or_not = hygienic!(use #runtime::probe::opaque::*; #hide);
            masked_argument(plan, name, masking, or_not)
        }
        Record::Repeats => hygienic!(attributes.repeats();),
    }
}

fn masked_value(
    plan: &Plan,
    key: &TokenStream,
    render: Render,
    value: &Expr,
    masking: &Masking,
) -> TokenStream {
    let (operand, mask) = (operand(value), named(plan, &masking.mask));
    match render {
        Render::Typed => {
            let record = record_masked(key, masking, hygienic!(value));
            let probe = masked_probe(plan, masking, record);
            // The user's expression stays outside the scope of the probe's names.
            hygienic!(match &#operand { value => #probe })
        }
        Render::Display => {
            hygienic_at!(value.span()=> attributes.masked(#key, #mask, &#operand);)
        }
        Render::Debug => hygienic_at! {
            value.span()=> attributes.masked(#key, #mask, &::core::format_args!("{:?}", #operand));
        },
    }
}

fn masked_argument(
    plan: &Plan,
    name: &Ident,
    masking: &Masking,
    statements: TokenStream,
) -> TokenStream {
    let (conditions, quiet) = (conditions(plan, name), allow_underscored(name));
    let probe = masked_probe(plan, masking, statements);
    quote!(#conditions #quiet #probe)
}

// A type that cannot be rendered is an error at the word that masks it.

fn record_masked(key: &TokenStream, masking: &Masking, value: TokenStream) -> TokenStream {
    hygienic_at! {
        masking.word=> (&&&&MaskedArgument(#value)).otel_record_masked(attributes, #key, mask);
    }
}

fn hide(name: &Ident, masking: &Masking) -> TokenStream {
    hygienic_at!(masking.word=> (&&&&MaskedArgument(&#name)).otel_hide(attributes, mask);)
}

/// What is done with a masked value; the path of the user's mask stays outside.
fn masked_probe(plan: &Plan, masking: &Masking, statements: TokenStream) -> TokenStream {
    let (runtime, mask) = (&plan.runtime, named(plan, &masking.mask));
    hygienic! {
        match #mask {
            mask => {
                use #runtime::probe::*;
                #statements
            }
        }
    }
}

/// The key of an argument that is recorded under its own name.
fn own_key(name: &Ident) -> Key {
    Key::Literal {
        text: name.unraw().to_string(),
        span: name.span(),
    }
}

/// The `cfg`s of the argument with this name.
fn conditions(plan: &Plan, name: &Ident) -> TokenStream {
    plan.item
        .arguments
        .iter()
        .filter(|argument| argument.names.contains(name))
        .flat_map(|argument| argument.conditions())
        .map(|condition| quote!(#condition))
        .collect()
}

fn named(plan: &Plan, mask: &Mask) -> TokenStream {
    let runtime = &plan.runtime;
    match mask {
        Mask::Redact => hygienic!(#runtime::Mask::Redact),
        Mask::Hash => hygienic!(#runtime::Mask::Hash),
        Mask::Last4 => hygienic!(#runtime::Mask::Last4),
        Mask::Email => hygienic!(#runtime::Mask::Email),
        Mask::Custom(path) => hygienic!(#runtime::Mask::Custom(#path)),
    }
}

/// The key as the runtime takes it: encoded here where its text is known.
fn encoded(plan: &Plan, key: &Key) -> TokenStream {
    let runtime = &plan.runtime;
    match key {
        Key::Literal { text, span } => {
            let mut bytes = Literal::byte_string(&protobuf_key(text));
            bytes.set_span(Span::mixed_site().located_at(*span));
            hygienic!(#runtime::Key::encoded(#bytes))
        }
        Key::Constant(constant) => {
            hygienic_at!(span_of(constant)=> #runtime::Key::text(&#constant))
        }
    }
}

/// The key of an OTLP `KeyValue`: field 1, length, UTF-8.
fn protobuf_key(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x0a];
    let mut length = text.len();
    while length >= 0x80 {
        bytes.push((length & 0x7f) as u8 | 0x80);
        length >>= 7;
    }
    bytes.push(length as u8);
    bytes.extend_from_slice(text.as_bytes());
    bytes
}

#[cfg(test)]
mod tests {
    use super::protobuf_key;

    #[test]
    fn a_key_is_field_one_with_its_length() {
        assert_eq!(protobuf_key("user.id"), b"\x0a\x07user.id");
    }

    #[test]
    fn a_long_key_has_a_longer_length() {
        let text = "k".repeat(300);
        assert_eq!(&protobuf_key(&text)[..3], [0x0a, 0xac, 0x02]);
    }
}
