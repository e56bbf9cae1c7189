"""The official Python decoder of OTLP as a receiver: one JSON line per request on stdout.

The first line names the two free ports, `{"grpc": 1234, "http": 1235}`; then each request is
`{"transport": .., "headers": {..}, "request": ..}` in the protobuf JSON form, ids in hex.
Needs `opentelemetry-proto` and `grpcio`. Ends when stdin is closed.
"""

import base64
import gzip
import http.server
import json
import sys
import threading
from concurrent import futures

import grpc
from google.protobuf.json_format import MessageToDict, ParseDict
from opentelemetry.proto.collector.metrics.v1 import metrics_service_pb2, metrics_service_pb2_grpc
from opentelemetry.proto.collector.trace.v1 import trace_service_pb2, trace_service_pb2_grpc

# The request and the response of each path.
SIGNALS = {
    "/v1/traces": (
        trace_service_pb2.ExportTraceServiceRequest,
        trace_service_pb2.ExportTraceServiceResponse,
    ),
    "/v1/metrics": (
        metrics_service_pb2.ExportMetricsServiceRequest,
        metrics_service_pb2.ExportMetricsServiceResponse,
    ),
}

printing = threading.Lock()


def show(line):
    with printing:
        print(json.dumps(line), flush=True)


def without_strindex(value):
    """Drops what belongs to the profiles signal and only some versions of the package have."""
    if isinstance(value, dict):
        return {k: without_strindex(v) for k, v in value.items() if not k.endswith("Strindex")}
    return [without_strindex(item) for item in value] if isinstance(value, list) else value


def report(transport, headers, request):
    # Fields at their default are shown too, so that the test sees what is missing.
    as_dict = MessageToDict(request, always_print_fields_with_no_presence=True)
    resources = getattr(request, "resource_spans", [])
    for resource, shown in zip(resources, as_dict.get("resourceSpans", [])):
        for scope, scope_shown in zip(resource.scope_spans, shown["scopeSpans"]):
            for span, span_shown in zip(scope.spans, scope_shown["spans"]):
                span_shown["parentSpanId"] = span.parent_span_id.hex()
                for ids, ids_shown in [(span, span_shown), *zip(span.links, span_shown["links"])]:
                    ids_shown["traceId"] = ids.trace_id.hex()
                    ids_shown["spanId"] = ids.span_id.hex()
    show({"transport": transport, "headers": headers, "request": without_strindex(as_dict)})


def from_json(body, message):
    """Reads OTLP's own JSON: the protobuf mapping, but ids in hex and enumerations as numbers."""

    def mapped(value, key=None):
        if isinstance(value, dict):
            return {key: mapped(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [mapped(item) for item in value]
        if key in ("traceId", "spanId", "parentSpanId"):
            return base64.b64encode(bytes.fromhex(value)).decode()
        expected = {"kind": int, "code": int, "intValue": str, "startTimeUnixNano": str}
        expected |= {"endTimeUnixNano": str, "timeUnixNano": str}
        expected |= {"asInt": str, "count": str, "aggregationTemporality": int}
        if not isinstance(value, expected.get(key, object)):
            raise ValueError(f"{key} is {value!r}")
        return value

    # A field of another name than the protocol's is an error.
    return ParseDict(mapped(json.loads(body)), message)


class Grpc(trace_service_pb2_grpc.TraceServiceServicer):
    def Export(self, request, context):
        report("grpc", {key: str(value) for key, value in context.invocation_metadata()}, request)
        return trace_service_pb2.ExportTraceServiceResponse()


class GrpcMetrics(metrics_service_pb2_grpc.MetricsServiceServicer):
    def Export(self, request, context):
        report("grpc", {key: str(value) for key, value in context.invocation_metadata()}, request)
        return metrics_service_pb2.ExportMetricsServiceResponse()


class Http(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        headers = {key.lower(): value for key, value in self.headers.items()}
        if headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        message, response = SIGNALS[self.path]
        status, answer = 200, response().SerializeToString()
        try:
            if headers["content-type"] == "application/json":
                request, answer = from_json(body, message()), b"{}"
            else:
                request = message.FromString(body)
            report("http " + self.path, headers, request)
        except Exception as error:
            status, answer = 400, str(error).encode()
        self.send_response(status)
        self.send_header("content-type", headers["content-type"] if status == 200 else "text/plain")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


grpc_server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
trace_service_pb2_grpc.add_TraceServiceServicer_to_server(Grpc(), grpc_server)
metrics_service_pb2_grpc.add_MetricsServiceServicer_to_server(GrpcMetrics(), grpc_server)
grpc_port = grpc_server.add_insecure_port("127.0.0.1:0")
grpc_server.start()
http_server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Http)
threading.Thread(target=http_server.serve_forever, daemon=True).start()
show({"grpc": grpc_port, "http": http_server.server_port})
sys.stdin.read()
