//! Compares expansions with the readable files that show them; `BLESS=1` writes the files anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Expr, ImplItem, Item, Macro, Meta, Stmt, TraitItem};

/// Every `x.rs` in `tests/expand/` expands to `x.expanded.rs`.
#[test]
fn expansions_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expand");
    let cases: Vec<PathBuf> = files_in(&folder)
        .into_iter()
        .filter(|path| !path.to_string_lossy().ends_with(".expanded.rs"))
        .collect();
    assert!(cases.len() >= 10, "the cases are gone from {folder:?}");
    for case in cases {
        compare(&case, &case.with_extension("expanded.rs"));
    }
}

/// Every `before.rs` under `examples/expansion/` expands to the `after.rs` beside it.
#[test]
fn examples_of_expansions_are_not_stale() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/expansion");
    let cases: Vec<PathBuf> = files_in(&folder)
        .into_iter()
        .filter(|path| path.is_dir())
        .collect();
    assert!(cases.len() >= 6, "the examples are gone from {folder:?}");
    for case in cases {
        // What another attribute macro hands over to this one, where there is one before it.
        let handed_over = case.join("handed-over.rs");
        let before = if handed_over.exists() {
            handed_over
        } else {
            case.join("before.rs")
        };
        compare(&before, &case.join("after.rs"));
    }
}

fn files_in(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn compare(before: &Path, after: &Path) {
    let expanded = expand_file(&fs::read_to_string(before).unwrap());
    if std::env::var_os("BLESS").is_some() {
        fs::write(after, &expanded).unwrap();
    }
    let recorded = fs::read_to_string(after).unwrap_or_default();
    assert!(
        recorded == expanded,
        "{before:?} no longer expands to {after:?} (BLESS=1 records the new one); now:\n{expanded}"
    );
}

/// Expands every `#[traced]` in a source file.
fn expand_file(source: &str) -> String {
    let mut file = syn::parse_file(source).unwrap();
    for item in &mut file.items {
        if let Some(arguments) = attributes_of(item).and_then(take_traced) {
            *item = Item::Verbatim(crate::expand(arguments, item.to_token_stream()));
        }
        match item {
            Item::Impl(block) => {
                for method in &mut block.items {
                    let ImplItem::Fn(function) = method else {
                        continue;
                    };
                    if let Some(arguments) = take_traced(&mut function.attrs) {
                        let tokens = crate::expand(arguments, method.to_token_stream());
                        *method = ImplItem::Verbatim(tokens);
                    }
                }
            }
            Item::Trait(block) => {
                for method in &mut block.items {
                    let TraitItem::Fn(function) = method else {
                        continue;
                    };
                    if let Some(arguments) = take_traced(&mut function.attrs) {
                        let tokens = crate::expand(arguments, method.to_token_stream());
                        *method = TraitItem::Verbatim(tokens);
                    }
                }
            }
            _ => {}
        }
    }
    Inline.visit_file_mut(&mut file);
    let tokens = file.to_token_stream();
    let mut expanded: syn::File = syn::parse2(tokens.clone()).unwrap();
    // The attribute of a function in a block stays behind as `#[traced(skip)]`.
    if !tokens.to_string().contains("# [traced") {
        expanded.items.retain(|item| !imports_traced(item));
    }
    prettyplease::unparse(&expanded)
}

fn attributes_of(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Fn(function) => Some(&mut function.attrs),
        Item::Impl(block) => Some(&mut block.attrs),
        Item::Trait(block) => Some(&mut block.attrs),
        Item::Mod(block) => Some(&mut block.attrs),
        _ => None,
    }
}

/// Expands `span!`, `event!` and `set_attrs!`.
struct Inline;

impl VisitMut for Inline {
    fn visit_expr_mut(&mut self, node: &mut Expr) {
        visit_mut::visit_expr_mut(self, node);
        if let Expr::Macro(found) = node
            && let Some(expanded) = expand_inline(&found.mac)
        {
            *node = Expr::Verbatim(expanded);
        }
    }

    fn visit_stmt_mut(&mut self, node: &mut Stmt) {
        visit_mut::visit_stmt_mut(self, node);
        if let Stmt::Macro(found) = node
            && let Some(expanded) = expand_inline(&found.mac)
        {
            *node = Stmt::Expr(Expr::Verbatim(expanded), found.semi_token);
        }
    }
}

fn expand_inline(found: &Macro) -> Option<TokenStream> {
    let grammars = [
        crate::inline::SPAN,
        crate::inline::EVENT,
        crate::inline::SET_ATTRS,
    ];
    let grammar = grammars
        .iter()
        .find(|grammar| found.path.is_ident(grammar.macro_name))?;
    Some(crate::inline::expand(found.tokens.clone(), grammar))
}

/// Removes `#[traced]` and gives what stands in its parentheses.
fn take_traced(attributes: &mut Vec<Attribute>) -> Option<TokenStream> {
    let position = attributes
        .iter()
        .position(|attribute| attribute.path().is_ident("traced"))?;
    match attributes.remove(position).meta {
        Meta::List(list) => Some(list.tokens),
        _ => Some(TokenStream::new()),
    }
}

/// The import of the attribute, which nothing uses once it is expanded.
fn imports_traced(item: &Item) -> bool {
    matches!(item, Item::Use(_)) && item.to_token_stream().to_string().contains(":: traced")
}
