package meridian.live.provider;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import meridian.Stage;
import meridian.StageTimes;
import meridian.budget.StageTrace;
import meridian.time.WorldClock;
import okhttp3.Call;
import okhttp3.Connection;
import okhttp3.EventListener;

/// The stages of one real provider call.
///
/// `provider_connect` is DNS, TCP and TLS, 0 when an open connection was found; `provider_ttft` is
/// everything from then to the first token, sending the request included; `provider_stream` is the
/// rest. The network's share cannot be told apart from outside, so `provider_network` is always 0.
///
/// The trace belongs to the task that made the call; only [#connectStart] comes from other threads.
final class CallTimes extends EventListener {
  private final WorldClock clock;
  private final StageTrace trace;
  private final AtomicBoolean isConnecting = new AtomicBoolean();
  private boolean isConnected;

  CallTimes(WorldClock clock, long startNanos) {
    this.clock = clock;
    this.trace = new StageTrace(startNanos);
  }

  @Override
  public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
    isConnecting.set(true);
  }

  @Override
  public void connectionAcquired(Call call, Connection connection) {
    if (isConnecting.getAndSet(false)) {
      trace.lap(Stage.PROVIDER_CONNECT, clock.nanos());
    }
    isConnected = true;
  }

  /// Whether the call got as far as having a connection.
  boolean isConnected() {
    return isConnected;
  }

  /// Ends what the call was waiting for until its first token, or its failure.
  void begun() {
    trace.lap(isConnected ? Stage.PROVIDER_TTFT : Stage.PROVIDER_CONNECT, clock.nanos());
  }

  /// A further piece came.
  void piece() {
    trace.lap(Stage.PROVIDER_STREAM, clock.nanos());
  }

  /// What was spent so far.
  StageTimes times() {
    return trace.times();
  }
}
