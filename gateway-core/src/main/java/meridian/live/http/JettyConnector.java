package meridian.live.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import meridian.Refusal;
import meridian.telemetry.Event;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/// One connector for every port: the listening sockets of all PoPs are registered with the same
/// selector, so that a port more costs one socket and no thread.
///
/// It makes every connection a [GuardedEndPoint] and turns away those beyond the bound.
final class JettyConnector extends ServerConnector {
  private final HttpService service;
  private final HttpBounds bounds;
  private final Map<Integer, Entrance> entranceByPort;
  private final ConnectionWatch watch;

  JettyConnector(
      Server server,
      Scheduler scheduler,
      HttpConnectionFactory http,
      HttpService service,
      HttpBounds bounds,
      Map<Integer, Entrance> entranceByPort) {
    super(server, null, scheduler, null, 0, selectors(), http);
    this.service = service;
    this.bounds = bounds;
    this.entranceByPort = Map.copyOf(entranceByPort);
    this.watch = new ConnectionWatch(scheduler, service.clock(), service.events(), bounds);
    setIdleTimeout(bounds.idle().toMillis());
  }

  /// Also accepts connections from `channel`, which is bound. The connector must be started.
  void listenTo(ServerSocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    getSelectorManager().acceptor(channel);
  }

  int openConnections() {
    return watch.size();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    watch.start();
  }

  @Override
  protected void doStop() throws Exception {
    watch.stop();
    super.doStop();
  }

  @Override
  protected SelectorManager newSelectorManager(
      Executor executor, Scheduler scheduler, int selectors) {
    return new ServerConnectorManager(executor, scheduler, selectors) {
      @Override
      protected void accepted(SelectableChannel channel) throws IOException {
        if (watch.size() < bounds.connections()) {
          super.accepted(channel);
        } else {
          turnAway((SocketChannel) channel);
        }
      }
    };
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) throws IOException {
    Entrance entrance =
        Optional.ofNullable(entranceByPort.get(channel.socket().getLocalPort()))
            .orElseThrow(() -> new IOException("connection to a port that nobody listens on"));
    GuardedEndPoint connection =
        new GuardedEndPoint(
            channel, selector, key, getScheduler(), getExecutor(), service.clock(), entrance);
    connection.setIdleTimeout(getIdleTimeout());
    watch.add(connection);
    return connection;
  }

  @Override
  protected void onEndPointClosed(EndPoint endPoint) {
    if (endPoint instanceof GuardedEndPoint connection) {
      watch.remove(connection);
    }
    super.onEndPointClosed(endPoint);
  }

  /// One selector for two processors: what one selector can accept is far beyond what the requests
  /// behind it can use.
  private static int selectors() {
    return Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);
  }

  private void turnAway(SocketChannel channel) throws IOException {
    service
        .events()
        .accept(new Event.ConnectionCut("too_many_connections", service.clock().nanos()));
    Refusal refusal =
        Refusal.passing(
                503,
                "server_error",
                "too_many_connections",
                "Expected at most "
                    + bounds.connections()
                    + " open connections, found one more; close some or raise the bound.")
            .after(Duration.ofSeconds(1));
    try (channel) {
      channel.configureBlocking(false);
      byte[] answer = ConnectionWatch.CannedAnswer.of("503 Service Unavailable", refusal);
      channel.write(ByteBuffer.wrap(answer));
    }
  }
}
