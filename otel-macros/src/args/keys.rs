//! The table of keys: what may stand in the attribute, and in which form.

use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Expr, ExprLit, Ident, Lit};

use super::forms::KeyWord;
use super::mask::parse_masks;
use super::outcome;
use super::{Args, Kind, Name, Recorded, Spanned, Spawn, entries};
use crate::errors::Errors;
use crate::expression::check_control_flow;
use crate::fields::parse_fields;

type ParseKey = fn(&mut Args, &KeyWord, ParseStream<'_>, &mut Errors) -> syn::Result<()>;

/// One key of the attribute.
#[derive(Clone, Copy)]
pub(crate) struct Key {
    pub(crate) name: &'static str,
    /// How it is written, for the error when it is not.
    pub(crate) form: &'static str,
    pub(crate) parse: ParseKey,
}

const fn key(name: &'static str, form: &'static str, parse: ParseKey) -> Key {
    Key { name, form, parse }
}

pub(crate) const KEYS: &[Key] = &[
    key("name", "name = \"literal\" or expression", name),
    key(
        "kind",
        "kind = internal | server | client | producer | consumer",
        kind,
    ),
    key("attrs", "attrs(argument, key = value, ..)", attrs),
    key("args", "args or args(argument, ..)", args),
    key(
        "mask",
        "mask(name, name = redact | hash | last4 | email | path, ..)",
        mask,
    ),
    key("ok", "ok", ok),
    key(
        "err",
        "err(off | display | debug, expected = PATTERN, type = expression, none)",
        outcome::err,
    ),
    key("on_ok", "on_ok(key = expression, ..)", outcome::on_ok),
    key("on_err", "on_err(key = expression, ..)", outcome::on_err),
    key(
        "on_return",
        "on_return(key = expression, ..)",
        outcome::on_return,
    ),
    key("parent", "parent = expression", parent),
    key("root", "root", root),
    key("links", "links(expression, ..)", links),
    key("when", "when = expression", when),
    key("scope", "scope = \"name\"", scope),
    key("span", "span = identifier", span),
    key("current", "current", current),
    key("panic", "panic = off", panic),
    key("spawn", "spawn = follow | link | off", spawn),
    key("skip", "skip", skip),
    key("crate", "crate = path::to::otel_runtime", runtime),
];

fn name(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    let value = match expression(key, input, errors)? {
        Expr::Lit(ExprLit {
            lit: Lit::Str(text),
            ..
        }) => Name::Literal(text),
        Expr::Lit(other) => {
            return Err(syn::Error::new_spanned(
                other,
                "the name of a span is a string",
            ));
        }
        other => Name::Expression(other),
    };
    args.name = Some(Spanned {
        key: key.word.span(),
        value,
    });
    Ok(())
}

fn kind(args: &mut Args, key: &KeyWord, input: ParseStream<'_>, _: &mut Errors) -> syn::Result<()> {
    key.equals(input)?;
    args.kind = Some(key.choice(
        input,
        &[
            ("internal", Kind::Internal),
            ("server", Kind::Server),
            ("client", Kind::Client),
            ("producer", Kind::Producer),
            ("consumer", Kind::Consumer),
        ],
    )?);
    Ok(())
}

fn attrs(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    args.attrs.extend(parse_fields(key.list(input)?, errors));
    Ok(())
}

fn args(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    if !input.peek(syn::token::Paren) {
        key.flag(input).map_err(|_| key.misused())?;
        args.args = Some(Recorded::All);
        return Ok(());
    }
    let mut names = Vec::new();
    entries(key.list(input)?, errors, |input, _| {
        if !input.peek(Ident::peek_any) {
            return Err(input.error("expected the name of an argument"));
        }
        names.push(input.call(Ident::parse_any)?);
        Ok(())
    });
    args.args = Some(Recorded::Named(names));
    Ok(())
}

fn mask(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    args.mask.extend(parse_masks(key.list(input)?, errors));
    Ok(())
}

fn ok(args: &mut Args, key: &KeyWord, input: ParseStream<'_>, _: &mut Errors) -> syn::Result<()> {
    args.ok = Some(key.word.span());
    key.flag(input)
}

fn parent(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    let value = expression(key, input, errors)?;
    args.parent = Some(Spanned {
        key: key.word.span(),
        value,
    });
    Ok(())
}

fn root(args: &mut Args, key: &KeyWord, input: ParseStream<'_>, _: &mut Errors) -> syn::Result<()> {
    args.root = Some(key.word.span());
    key.flag(input)
}

fn links(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    entries(key.list(input)?, errors, |input, errors| {
        let link = input.parse()?;
        check_control_flow(&link, errors);
        args.links.push(link);
        Ok(())
    });
    Ok(())
}

fn when(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<()> {
    args.when = Some(expression(key, input, errors)?);
    Ok(())
}

fn scope(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    _: &mut Errors,
) -> syn::Result<()> {
    key.equals(input)?;
    let text: syn::LitStr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), "the scope is a string literal"))?;
    if text.value().is_empty() {
        return Err(syn::Error::new(text.span(), "the scope cannot be empty"));
    }
    args.scope = Some(text);
    Ok(())
}

fn span(args: &mut Args, key: &KeyWord, input: ParseStream<'_>, _: &mut Errors) -> syn::Result<()> {
    key.equals(input)?;
    let value = input
        .parse()
        .map_err(|error: syn::Error| key.misused_at(error.span()))?;
    args.span = Some(Spanned {
        key: key.word.span(),
        value,
    });
    Ok(())
}

fn current(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    _: &mut Errors,
) -> syn::Result<()> {
    args.current = true;
    key.flag(input)
}

fn panic(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    _: &mut Errors,
) -> syn::Result<()> {
    key.equals(input)?;
    key.choice(input, &[("off", ())])?;
    args.ignore_panics = true;
    Ok(())
}

fn skip(args: &mut Args, key: &KeyWord, input: ParseStream<'_>, _: &mut Errors) -> syn::Result<()> {
    args.skip = Some(key.word.span());
    key.flag(input)
}

fn spawn(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    _: &mut Errors,
) -> syn::Result<()> {
    key.equals(input)?;
    args.spawn = Some(key.choice(
        input,
        &[
            ("follow", Spawn::Follow),
            ("link", Spawn::Link),
            ("off", Spawn::Off),
        ],
    )?);
    Ok(())
}

fn runtime(
    args: &mut Args,
    key: &KeyWord,
    input: ParseStream<'_>,
    _: &mut Errors,
) -> syn::Result<()> {
    key.equals(input)?;
    let path = input.call(syn::Path::parse_mod_style);
    args.runtime = Some(path.map_err(|error| key.misused_at(error.span()))?);
    Ok(())
}

fn expression(key: &KeyWord, input: ParseStream<'_>, errors: &mut Errors) -> syn::Result<Expr> {
    let value = key.value(input)?;
    check_control_flow(&value, errors);
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::KEYS;

    #[test]
    fn the_readme_has_a_row_for_each_key_and_for_nothing_else() {
        let page = include_str!("../../../README.md");
        let (_, table) = page.split_once("| Key | Form |").unwrap_or_default();
        let (table, _) = table.split_once("\n\n").unwrap_or_default();
        let mut listed = Vec::new();
        for row in table.lines().skip(2) {
            let first = row.split('|').nth(1).unwrap_or_default();
            let names = first.split(',').map(|name| name.trim().trim_matches('`'));
            listed.extend(names.map(|name| name.trim_end_matches("(..)")));
        }
        listed.sort_unstable();
        let mut keys: Vec<_> = KEYS.iter().map(|key| key.name).collect();
        keys.sort_unstable();
        assert_eq!(listed, keys);
    }
}
