//! Which values are recorded, and which of them masked.

use quote::ToTokens;
use syn::Ident;

use super::{Masking, Record, outcome::ERROR_TYPE};
use crate::args::{Args, MaskEntry, Recorded};
use crate::errors::Errors;
use crate::expression::mentions;
use crate::fields::{Field, Render};
use crate::item::Item;
use crate::suggest::did_you_mean;

/// Pairs every recorded value with its mask; a mask of something unknown is a mistake.
pub(crate) fn records(args: &Args, item: &Item, errors: &mut Errors) -> Vec<Record> {
    let arguments = arguments(item);
    let recorded = recorded_arguments(args, &arguments);
    check_masks(args, &arguments, errors);

    let mut records: Vec<Record> = Vec::new();
    for name in &recorded {
        records.push(match mask_of(&args.mask, &name.to_string()) {
            Some(mask) => Record::MaskedArgument((*name).clone(), mask),
            None => Record::Argument((*name).clone()),
        });
    }
    let is_error_type = |field: &Field| field.key.text() == Some(ERROR_TYPE);
    if args.attrs.iter().any(is_error_type) {
        records.push(Record::Repeats);
    }
    records.extend(field_records(args, &args.attrs, item));
    let in_a_field = |name: &str| {
        let mentions_it = |field: &Field| mentions(&field.value.to_token_stream(), name);
        args.attrs.iter().any(mentions_it)
    };
    let is_a_field = |name: &str| {
        let is_it = |field: &Field| {
            field.render == Render::Typed && field.value.to_token_stream().to_string() == name
        };
        args.attrs.iter().any(is_it)
    };
    for entry in &args.mask {
        let recorded = recorded.iter().any(|name| *name == entry.name.as_str());
        let argument = arguments.iter().find(|name| **name == entry.name.as_str());
        // Where it is recorded whole, that hides it.
        if let Some(name) = argument.filter(|_| !recorded && !is_a_field(&entry.name)) {
            let masking = entry.into();
            records.push(if in_a_field(&entry.name) {
                Record::HiddenPart((*name).clone(), masking)
            } else {
                Record::Hidden((*name).clone(), masking)
            });
        }
    }
    records
}

/// Pairs every attribute of a list with its mask.
pub(super) fn field_records(args: &Args, fields: &[Field], item: &Item) -> Vec<Record> {
    let arguments = arguments(item);
    fields
        .iter()
        .map(|field| {
            let (key, value) = (field.key.clone(), field.value.clone());
            match mask_of_field(&args.mask, field, &arguments) {
                Some(mask) => Record::MaskedValue(key, field.render, value, mask),
                None => Record::Value(key, field.render, value),
            }
        })
        .collect()
}

fn arguments(item: &Item) -> Vec<&Ident> {
    item.arguments
        .iter()
        .flat_map(|argument| &argument.names)
        .collect()
}

/// The arguments recorded under their own names.
fn recorded_arguments<'a>(args: &Args, arguments: &[&'a Ident]) -> Vec<&'a Ident> {
    let is_field = |name: &Ident| {
        let text = name.to_string();
        args.attrs
            .iter()
            .any(|field| field.key.text() == Some(&*text))
    };
    arguments
        .iter()
        .copied()
        .filter(|name| match &args.args {
            None => false,
            // An attribute of the same name takes the place of the argument.
            // `#[async_trait]` has put a name of its own in the place of a pattern.
            Some(Recorded::All) => !is_field(name) && !name.to_string().starts_with("__arg"),
            Some(Recorded::Named(names)) => names.contains(name),
        })
        .collect()
}

/// A mask names an argument or a key that is recorded.
fn check_masks(args: &Args, arguments: &[&Ident], errors: &mut Errors) {
    let mut known: Vec<String> = arguments.iter().map(ToString::to_string).collect();
    let late = args.late.iter().flat_map(|late| &late.fields);
    known.extend(
        args.attrs
            .iter()
            .chain(late)
            .filter_map(|field| field.key.text())
            .map(String::from),
    );
    for entry in &args.mask {
        if !known.contains(&entry.name) {
            let hint = did_you_mean(&entry.name, known.iter().map(String::as_str));
            errors.at(
                entry.span,
                format!(
                    "`{}` is neither an argument nor a recorded key{hint}",
                    entry.name
                ),
            );
        }
    }
}

fn mask_of(masks: &[MaskEntry], name: &str) -> Option<Masking> {
    masks
        .iter()
        .find(|entry| entry.name == name)
        .map(Masking::from)
}

/// The mask of an attribute: that of its key, or of an argument that its value mentions.
///
/// A mention is enough, because a masked argument may hide in any expression made from it.
fn mask_of_field(masks: &[MaskEntry], field: &Field, arguments: &[&Ident]) -> Option<Masking> {
    if let Some(mask) = field.key.text().and_then(|key| mask_of(masks, key)) {
        return Some(mask);
    }
    let value = field.value.to_token_stream();
    masks
        .iter()
        .filter(|entry| arguments.iter().any(|name| **name == entry.name.as_str()))
        .find(|entry| mentions(&value, &entry.name))
        .map(Masking::from)
}

impl From<&MaskEntry> for Masking {
    fn from(entry: &MaskEntry) -> Self {
        Self {
            mask: entry.mask.clone(),
            word: entry.span,
        }
    }
}
