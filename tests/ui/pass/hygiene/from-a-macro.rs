use otel_runtime::traced;

macro_rules! function {
    ($visibility:vis $name:ident, $argument:ident: $type:ty, $body:block) => {
        #[traced(args, attrs(double = $argument + $argument))]
        $visibility fn $name($argument: $type) -> $type $body
    };
}

function!(pub plus_one, number: u64, { number + 1 });
function!(same, number: u64, { number });

macro_rules! hidden_argument {
    ($name:ident) => {
        #[traced(args, attrs(key = hidden))]
        async fn $name(hidden: u64) -> u64 {
            hidden
        }
    };
}

hidden_argument!(hidden_name);

macro_rules! method {
    ($type:ident) => {
        impl $type {
            #[traced(attrs(field = self.0))]
            fn take(self) -> u64 {
                self.0
            }
        }
    };
}

struct Wrapper(u64);
method!(Wrapper);

fn main() {
    assert_eq!(plus_one(1), 2);
    assert_eq!(same(1), 1);
    assert_eq!(Wrapper(3).take(), 3);
    drop(hidden_name(1));
}
