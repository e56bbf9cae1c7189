"""What the official propagators say of headers: a line of JSON in, a line of JSON out.

{"format": "b3", "headers": [["b3", "..."]]} gives the parent that was found (ids and flags), the
baggage, and the headers that the same context becomes again.
"""

import json
import logging
import sys

from opentelemetry import baggage, trace
from opentelemetry.baggage.propagation import W3CBaggagePropagator
from opentelemetry.context import Context
from opentelemetry.propagators.b3 import B3MultiFormat, B3SingleFormat
from opentelemetry.propagators.jaeger import JaegerPropagator
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

logging.disable(logging.CRITICAL)

PROPAGATORS = {
    "tracecontext": TraceContextTextMapPropagator(),
    "baggage": W3CBaggagePropagator(),
    "b3": B3SingleFormat(),
    "b3multi": B3MultiFormat(),
    "jaeger": JaegerPropagator(),
}


def answer(question):
    propagator = PROPAGATORS[question["format"]]
    carrier = {}
    for name, value in question["headers"]:
        carrier.setdefault(name, []).append(value)
    context = propagator.extract(carrier, context=Context())
    span = trace.get_current_span(context).get_span_context()
    injected = {}
    propagator.inject(injected, context=context)
    return {
        "parent": f"{span.trace_id:032x}-{span.span_id:016x}" if span.is_valid else "",
        "flags": int(span.trace_flags) if span.is_valid else 0,
        "state": span.trace_state.to_header() if span.is_valid else "",
        "baggage": dict(baggage.get_all(context)),
        "injected": injected,
    }


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
