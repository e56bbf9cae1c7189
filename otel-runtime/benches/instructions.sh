#!/bin/sh
# Counts the instructions of a call under callgrind: 200 calls after 100 to warm up, on the
# calling thread only. Prints a Markdown table with a row per contender.
#
#   otel-runtime/benches/instructions.sh [contender...]
#
# STATES="child error" chooses columns; KEEP=directory keeps callgrind's files for
# callgrind_annotate, named after contender and state.
set -eu
cd "$(dirname "$0")/../.."

contenders=${*:-plain opentelemetry tracing tracing-lean fastrace fastrace-context otel-runtime}
states=${STATES:-off off-async unsampled-root unsampled-parent unsampled-async child root \
attributes error async nested}
# A contender that records backtraces would be compared to some that do not.
unset RUST_BACKTRACE RUST_LIB_BACKTRACE
calls=200
depth=10

program=$(cargo bench --quiet -p otel-runtime --bench compare --no-run --message-format=json |
    sed -n 's/.*"executable":"\([^"]*\)".*/\1/p' | tail -n 1)
directory=${KEEP:-$(mktemp -d)}
mkdir -p "$directory"
[ -n "${KEEP:-}" ] || trap 'rm -r "$directory"' EXIT

# The counted function is entered by one thread only, so one thread's file has a sum.
count() {
    file="$directory/$1.$2"
    rm -f "$file"*
    valgrind --tool=callgrind --quiet --separate-threads=yes --collect-atstart=no \
        --toggle-collect='*counted_by_callgrind*' --callgrind-out-file="$file" \
        "$program" instructions "$1" "$2" >"$file.log" 2>&1 || {
        cat "$file.log" >&2
        exit 1
    }
    functions=$calls
    [ "$2" != nested ] || functions=$((calls * depth))
    awk -v functions="$functions" '
        /^(totals|summary):/ && $2 > most { most = $2 }
        END { printf " %.0f |", most / functions }' "$file"-*
}

printf '| instructions per call |'
for state in $states; do printf ' %s |' "$state"; done
printf '\n|---|'
for state in $states; do printf -- '---:|'; done
printf '\n'
for contender in $contenders; do
    printf '| %s |' "$contender"
    for state in $states; do count "$contender" "$state"; done
    printf '\n'
done
