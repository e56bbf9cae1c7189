use opentelemetry::{
    Context, Key, StringValue,
    baggage::{Baggage, BaggageExt, BaggageMetadata},
};

use super::{
    Propagator,
    test_support::{baggage, extracted, injected},
};

fn read(values: &[&str]) -> String {
    let headers: Vec<_> = values.iter().map(|value| ("baggage", *value)).collect();
    baggage(&extracted(&Propagator::Baggage, &headers))
}

fn context(members: &[(&str, &str, &str)]) -> Context {
    let members = members.iter().map(|(key, value, metadata)| {
        let key = Key::new((*key).to_owned());
        let value = StringValue::from((*value).to_owned());
        (key, (value, BaggageMetadata::from(*metadata)))
    });
    let baggage = Baggage::from_iter(members);
    Context::new().with_baggage(baggage)
}

fn written(context: &Context) -> String {
    let headers = injected(&Propagator::Baggage, context);
    headers.into_iter().map(|(_, value)| value).collect()
}

#[test]
fn members_of_all_headers_are_one_list() {
    assert_eq!(read(&["a=1,b=2", "", " c = 3\t,,d="]), "a=1,b=2,c=3,d=");
}

#[test]
fn a_value_may_have_equals_signs_and_escapes() {
    assert_eq!(read(&["q=a=b==,u=%C3%A9%20%2C+%"]), "q=a=b==,u=é ,+%");
    assert_eq!(read(&["a=%ff"]), "a=\u{fffd}");
}

#[test]
fn metadata_is_kept_as_it_came() {
    assert_eq!(
        read(&["a=1;p=%20x;q , b=2 ; flag"]),
        "a=1;p=%20x;q,b=2;flag"
    );
}

#[test]
fn a_malformed_member_costs_itself() {
    for bad in [
        "a", "=1", "a b=1", "a=1 2", "a=\"1\"", "a=1\\", "a=é", "a=\u{1}", "a,", "é=1", "a=1;;",
        "a=1; ", "a=1;p p", "a=1;p=\"", "(a)=1",
    ] {
        assert_eq!(read(&["x=1", bad, "y=2"]), "x=1,y=2", "{bad}");
    }
}

#[test]
fn of_two_with_one_key_the_later_counts() {
    assert_eq!(read(&["a=1,b=2", "a=3"]), "a=3,b=2");
}

#[test]
fn what_comes_in_is_bounded() {
    let many: String = (0..100).map(|n| format!("k{n:02}=v,")).collect();
    assert_eq!(read(&[&many]).split(',').count(), 64);
    let long = format!("a={}", "v".repeat(8_188));
    assert_eq!(
        read(&[&long, "b=1"]),
        long,
        "8,190 bytes, and no place for three more"
    );
    assert_eq!(read(&[&format!("{long}vvv"), "b=1"]), "b=1");
}

#[test]
fn what_goes_out_is_bounded_as_it_is_encoded() {
    let value = "é".repeat(1_000);
    let context = context(&[("a", &value, ""), ("b", &value, ""), ("c", "1", "")]);
    let written = written(&context);
    assert_eq!(written, format!("a={},c=1", "%C3%A9".repeat(1_000)));
    assert!(written.len() <= 8_192);
}

#[test]
fn nothing_in_baggage_breaks_the_header() {
    let context = context(&[("k", "a=b,c;\r\nx: y é", "p=1;q=a,b\r\nx: y\"")]);
    let header = written(&context);
    assert_eq!(
        header,
        "k=a%3Db%2Cc%3B%0D%0Ax%3A%20y%20%C3%A9;p=1;q=a%2Cb%0D%0Ax:%20y%22"
    );
    let again = read(&[&header]);
    assert_eq!(again, "k=a=b,c;\r\nx: y é;p=1;q=a%2Cb%0D%0Ax:%20y%22");
}

#[test]
fn members_go_out_in_the_order_of_their_keys() {
    let members = [("c", "3", ""), ("a", "1", "m"), ("b", "2", "")];
    assert_eq!(written(&context(&members)), "a=1;m,b=2,c=3");
    assert_eq!(written(&Context::new()), "");
}
