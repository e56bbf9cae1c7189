#[traced]
#[doc(alias = "raw")]
#[allow(unused_variables)]
pub(crate) unsafe extern "C" fn r#type<'a, T: Clone + 'a, const N: usize>(
    #[expect(unused)] _first: [T; N],
    #[cfg(any())] missing: Missing,
    Wrapped(ref inner): Wrapped<&'a T>,
) -> Option<(impl Fn() -> T + use<'a, T, N>, impl Clone)>
where
    T: Send,
{
    #![allow(clippy::all)]
    //! Inner documentation.
    None
}
