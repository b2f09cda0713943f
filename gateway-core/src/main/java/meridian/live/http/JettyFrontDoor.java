package meridian.live.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import meridian.PopId;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [HttpFrontDoor] on Jetty 12.1: strict framing, one connector, a virtual thread per request.
final class JettyFrontDoor implements HttpFrontDoor {
  private static final Logger LOG = LoggerFactory.getLogger(JettyFrontDoor.class);
  private static final int PLATFORM_THREADS = 8;
  private static final int BACKLOG = 1_024;
  private static final Duration STOP_ROUND = Duration.ofMillis(20);

  private final HttpService service;
  private final HttpBounds bounds;
  private final Routes routes;
  private final BodyBudget bodies;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicBoolean isStopped = new AtomicBoolean();
  private final List<ServerSocketChannel> channels = new ArrayList<>();
  private final Map<Integer, Entrance> entranceByPort = new LinkedHashMap<>();
  private final Server server;
  private final JettyConnector connector;
  private final Addresses addresses;

  private JettyFrontDoor(HttpListeners listeners, HttpBounds bounds, HttpService service)
      throws IOException {
    this.service = service;
    this.bounds = bounds;
    this.routes = new Routes(service, bounds);
    this.bodies = new BodyBudget(bounds.bodiesBytes());
    this.addresses = bindAll(listeners);
    this.server = server();
    this.connector =
        new JettyConnector(
            server,
            new ScheduledExecutorScheduler("http-deadlines", true),
            new HttpConnectionFactory(configuration()),
            service,
            bounds,
            entranceByPort);
  }

  static JettyFrontDoor open(HttpListeners listeners, HttpBounds bounds, HttpService service)
      throws IOException {
    JettyFrontDoor door = new JettyFrontDoor(listeners, bounds, service);
    try {
      door.start(listeners);
      return door;
    } catch (Exception e) {
      door.stop(Duration.ZERO);
      throw new IOException("the HTTP server did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public Addresses addresses() {
    return addresses;
  }

  @Override
  public int openConnections() {
    return connector.openConnections();
  }

  @Override
  public void stop(Duration grace) {
    if (!isStopped.compareAndSet(false, true)) {
      return;
    }
    routes.stopping();
    closeAll(channels);
    long untilNanos = service.clock().nanos() + grace.toNanos();
    while (running.get() > 0 && service.clock().nanos() < untilNanos) {
      service.clock().sleepUntil(service.clock().nanos() + STOP_ROUND.toNanos());
    }
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("the HTTP server did not stop cleanly", e);
    }
  }

  private void start(HttpListeners listeners) throws Exception {
    connector.setHost(listeners.host()); // what Jetty logs; the channel is bound already
    connector.open(channels.getFirst());
    server.addConnector(connector);
    server.start();
    for (ServerSocketChannel channel : channels.subList(1, channels.size())) {
      connector.listenTo(channel);
    }
  }

  private Server server() {
    QueuedThreadPool threads = new QueuedThreadPool(PLATFORM_THREADS, 1);
    threads.setName("http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
    Server made = new Server(threads);
    made.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            serve(request, response, callback);
            return true;
          }
        });
    made.setErrorHandler(new JettyErrors(service, bounds));
    return made;
  }

  private HttpConfiguration configuration() {
    HttpConfiguration http = new HttpConfiguration();
    http.setHttpCompliance(HttpCompliance.STRICT);
    http.setUriCompliance(UriCompliance.RFC3986);
    http.setRequestHeaderSize(bounds.headerBytes());
    http.setSendServerVersion(false);
    return http;
  }

  private void serve(Request request, Response response, Callback callback) {
    GuardedEndPoint connection =
        (GuardedEndPoint) request.getConnectionMetaData().getConnection().getEndPoint();
    if (!connection.beginRequest()) {
      callback.failed(new EofException("the connection was cut as its header ended"));
      return;
    }
    request.addIdleTimeoutListener(timeout -> false); // a provider may think for minutes
    JettyBody body = new JettyBody(request, bounds, bodies, service.clock());
    JettyExchange exchange = new JettyExchange(request, response, connection, body);
    running.incrementAndGet();
    Optional<Throwable> failure = Optional.empty();
    try {
      routes.serve(exchange);
      if (exchange.isAborted()) {
        failure = Optional.of(new EofException("broken off"));
      }
    } catch (IOException gone) {
      LOG.debug("a client left", gone);
      failure = Optional.of(new EofException(gone)); // Jetty logs no such exception
    } finally {
      running.decrementAndGet();
      body.giveBack();
      connection.endRequest();
    }
    failure.ifPresentOrElse(callback::failed, callback::succeeded);
  }

  private Addresses bindAll(HttpListeners listeners) throws IOException {
    String host = listeners.host();
    try {
      URI frontDoor =
          bind(host, listeners.frontDoorPort(), "the front door", new Entrance.FrontDoor());
      SequencedMap<PopId, URI> pops = new LinkedHashMap<>();
      for (Map.Entry<PopId, Integer> pop : listeners.popPorts().entrySet()) {
        PopId id = pop.getKey();
        pops.put(id, bind(host, pop.getValue(), "PoP " + id, new Entrance.Pop(id)));
      }
      Optional<URI> management = Optional.empty();
      if (listeners.managementPort().isPresent()) {
        int port = listeners.managementPort().getAsInt();
        management = Optional.of(bind("127.0.0.1", port, "management", new Entrance.Management()));
      }
      return new Addresses(frontDoor, pops, management);
    } catch (IOException e) {
      closeAll(channels);
      throw e;
    }
  }

  private URI bind(String host, int port, String name, Entrance entrance) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    channels.add(channel);
    try {
      channel.bind(new InetSocketAddress(host, port), BACKLOG);
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "%s: expected %s:%d to be free to listen on, found: %s; choose another port in the configuration"
              .formatted(name, host, port, e.getMessage()),
          e);
    }
    int bound = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    entranceByPort.put(bound, entrance);
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return URI.create("http://" + shown + ":" + bound);
  }

  private static void closeAll(List<ServerSocketChannel> channels) {
    for (ServerSocketChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        LOG.debug("closing a listener", e);
      }
    }
  }
}
