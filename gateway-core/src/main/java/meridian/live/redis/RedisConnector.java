package meridian.live.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ConnectionFuture;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.metrics.CommandLatencyRecorder;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.netty.resolver.DefaultAddressResolverGroup;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Makes connections to one Redis server, each of which lives until it is let go: none is ever made
/// anew behind anybody's back, and no question waits for a connection. Safe for any thread.
final class RedisConnector implements AutoCloseable {
  /// How long each step of connecting may take.
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final Duration GOODBYE = Duration.ofSeconds(2);

  /// Questions without an answer that one connection bears; it takes no more.
  private static final int MAX_IN_FLIGHT = 4_096;

  private static final int NETTY_THREADS = 2;

  private final RedisURI uri;
  private final ClientResources resources;
  private final RedisClient client;

  RedisConnector(RedisLogin login) {
    this.uri = login.uri(PATIENCE);
    this.resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(NETTY_THREADS)
            .computationThreadPoolSize(NETTY_THREADS)
            .commandLatencyRecorder(CommandLatencyRecorder.disabled())
            .addressResolverGroup(DefaultAddressResolverGroup.INSTANCE)
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(MAX_IN_FLIGHT)
            .maintNotificationsConfig(MaintNotificationsConfig.disabled())
            .socketOptions(SocketOptions.builder().connectTimeout(PATIENCE).build())
            .build());
  }

  /// A new connection whose server has let the gateway in.
  StatefulRedisConnection<byte[], byte[]> connect()
      throws ExecutionException, TimeoutException, InterruptedException {
    ConnectionFuture<StatefulRedisConnection<byte[], byte[]>> coming =
        client.connectAsync(ByteArrayCodec.INSTANCE, uri);
    try {
      return coming.get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      var _ = coming.thenAccept(RedisConnector::letGo);
      throw late;
    }
  }

  /// Of a refusal the code, of anything else its kind: neither holds data.
  static String reason(Exception refused) {
    Throwable root = refused;
    for (Throwable next = refused; next != null; next = next.getCause()) {
      root = next;
    }
    return switch (root) {
      case RedisCommandExecutionException said -> code(said);
      case TimeoutException _, RedisCommandTimeoutException _ -> "no answer";
      case ConnectException _ -> "no connection";
      case UnknownHostException _ -> "no such host";
      case GeneralSecurityException _ -> "its certificate is not trusted";
      default -> root.getClass().getSimpleName();
    };
  }

  /// Closes `connection`, and waits for nothing.
  static void letGo(StatefulRedisConnection<byte[], byte[]> connection) {
    var _ = connection.closeAsync();
  }

  /// A refusal begins with a word such as `OOM`; what comes after it may quote data.
  static String code(RedisCommandExecutionException refusal) {
    String text = Optional.ofNullable(refusal.getMessage()).orElse("");
    String word = text.split(" ", 2)[0];
    return word.matches("[A-Z]{2,20}") ? word : "refused";
  }

  @Override
  public void close() {
    client.shutdown(Duration.ZERO, GOODBYE);
    var _ = resources.shutdown(0, GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
  }
}
