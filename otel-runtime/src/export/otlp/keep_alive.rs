//! How a connection is found out whose other end has vanished without a word.

use std::time::Duration;

use super::Otlp;
use crate::Error;

/// When a connection is checked, and how long the check may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct KeepAlive {
    interval: Duration,
    timeout: Duration,
    while_idle: bool,
}

/// A year: as good as never.
#[cfg(feature = "otlp-grpc")]
const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Default for KeepAlive {
    fn default() -> Self {
        Self {
            interval: Duration::from_secs(15),
            timeout: Duration::from_secs(10),
            while_idle: false,
        }
    }
}

impl Otlp {
    /// After how long without a word from the receiver its connection is checked; default 15 s,
    /// zero for never.
    ///
    /// Over gRPC the check is an HTTP/2 ping while a request is under way, over HTTP a TCP keepalive
    /// probe, in whole seconds. A router that forgets connections, or a receiver that was switched
    /// off, is found out by it. With or without, an attempt that gets no answer within
    /// [`timeout`](Self::timeout) gives its connection up, and the next one opens another.
    ///
    /// ```
    /// use std::time::Duration;
    /// use otel_runtime::Otlp;
    ///
    /// // Through a load balancer that forgets a connection after a minute of silence.
    /// let exporter = Otlp::grpc()
    ///     .keep_alive_interval(Duration::from_secs(30))
    ///     .keep_alive_timeout(Duration::from_secs(5))
    ///     .keep_alive_while_idle(true);
    /// ```
    #[must_use]
    pub fn keep_alive_interval(mut self, interval: Duration) -> Self {
        self.keep_alive.interval = interval;
        self
    }

    /// How long the answer to a check may take before the connection is given up; default 10 s,
    /// more than zero.
    #[must_use]
    pub fn keep_alive_timeout(mut self, timeout: Duration) -> Self {
        self.keep_alive.timeout = timeout;
        self
    }

    /// Whether gRPC connections are checked while no request is under way, too; default false, for
    /// gRPC servers written in Go end the connections of those who do, unless told otherwise. TCP
    /// keepalive, over HTTP, always is for idle connections.
    #[must_use]
    pub fn keep_alive_while_idle(mut self, while_idle: bool) -> Self {
        self.keep_alive.while_idle = while_idle;
        self
    }
}

impl KeepAlive {
    pub(super) fn check(&self) -> Result<(), Error> {
        if self.timeout.is_zero() {
            let setting = "OTLP keep-alive timeout";
            return Err(Error::invalid(setting, "0 s", "more than no time"));
        }
        Ok(())
    }

    #[cfg(feature = "otlp-grpc")]
    pub(super) fn of_grpc(
        &self,
        endpoint: tonic::transport::Endpoint,
    ) -> tonic::transport::Endpoint {
        if self.interval.is_zero() {
            return endpoint;
        }
        // They are added to a time of now, which must not be more than a time can be.
        endpoint
            .http2_keep_alive_interval(self.interval.min(LONGEST))
            .keep_alive_timeout(self.timeout.min(LONGEST))
            .keep_alive_while_idle(self.while_idle)
    }

    #[cfg(feature = "otlp-http")]
    pub(super) fn of_http(
        &self,
        connector: &mut hyper_util::client::legacy::connect::HttpConnector,
    ) {
        /// So many probes in a row without an answer end the connection.
        const PROBES: u32 = 3;
        if self.interval.is_zero() {
            return;
        }
        // The operating system takes whole seconds, from one.
        let second = Duration::from_secs(1);
        connector.set_keepalive(Some(self.interval.max(second)));
        connector.set_keepalive_interval(Some((self.timeout / PROBES).max(second)));
        connector.set_keepalive_retries(Some(PROBES));
    }
}
