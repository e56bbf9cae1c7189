//! Tells the probe of shapes which libraries it was compiled with.
//!
//! The probe calls rustc on single files, against the libraries that cargo has just built for it.
//! Their file names hold a hash, and beside them lie those of other features and older sources. The
//! one place that names the right ones is the command line of the rustc that compiles the probe.

use proc_macro::{Literal, Punct, Spacing, TokenStream, TokenTree};

/// A list of the `name=path` that follow `--extern` on the command line of this compilation.
#[proc_macro]
pub fn externs(_: TokenStream) -> TokenStream {
    let arguments: Vec<String> = std::env::args().collect();
    let externs = arguments
        .windows(2)
        .filter(|pair| pair[0] == "--extern" && pair[1].contains('='))
        .flat_map(|pair| {
            [
                TokenTree::Literal(Literal::string(&pair[1])),
                TokenTree::Punct(Punct::new(',', Spacing::Alone)),
            ]
        });
    let list = TokenTree::Group(proc_macro::Group::new(
        proc_macro::Delimiter::Bracket,
        externs.collect(),
    ));
    [TokenTree::Punct(Punct::new('&', Spacing::Alone)), list]
        .into_iter()
        .collect()
}
