package meridian.live.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import meridian.Await;

/// A real Redis server for tests: in a folder of its own, on a free port of the loopback, gone with
/// the test run. Where its program is missing the tests that need it are skipped, and say so.
public final class PrivateRedis implements AutoCloseable {
  private static final String PASSWORD = "not-a-secret-but-never-to-be-seen";
  private static final Optional<Path> PROGRAM = program();
  private static Optional<PrivateRedis> shared = Optional.empty();

  private final Path folder;
  private final int port;
  private Process process;
  private Optional<RedisClient> client = Optional.empty();
  private Optional<RedisCommands<byte[], byte[]>> commands = Optional.empty();

  private PrivateRedis(Path folder, int port) throws IOException {
    this.folder = folder;
    this.port = port;
    this.process = begin();
  }

  /// A server that all tests of this run may use, started when it is first asked for.
  public static synchronized PrivateRedis server() {
    if (shared.isEmpty()) {
      shared = Optional.of(start());
    }
    return shared.get();
  }

  /// A server of the test's own, which it may stop and kill.
  public static PrivateRedis start() {
    assumeTrue(PROGRAM.isPresent(), "expected redis-server on the path, found none: skipped");
    try {
      PrivateRedis server =
          new PrivateRedis(Files.createTempDirectory("meridian-redis-"), freePort());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> server.process.destroyForcibly()));
      return server;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static Optional<Path> program() {
    return Pattern.compile(":")
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .map(place -> Path.of(place).resolve("redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private Process begin() throws IOException {
    Process begun =
        new ProcessBuilder(
                PROGRAM.orElseThrow().toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--requirepass",
                PASSWORD,
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(new File(folder.toFile(), "log"))
            .start();
    Await.until("redis-server listens", this::isListening);
    return begun;
  }

  private boolean isListening() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Where it is.
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// The password of its default user.
  public String password() {
    return PASSWORD;
  }

  /// How a gateway comes in.
  public RedisLogin login() {
    return new RedisLogin(url(), Optional.empty(), PASSWORD);
  }

  /// It stands still: connections stay, and nothing is answered.
  public void stop() {
    signal("-STOP");
  }

  /// It goes on after [#stop].
  public void goOn() {
    signal("-CONT");
  }

  private void signal(String which) {
    try {
      Process kill =
          new ProcessBuilder("kill", which, Long.toString(process.pid())).inheritIO().start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException("kill " + which + " failed");
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// `kill -9`: what it held is lost, for it writes nothing to disk.
  public void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("redis-server does not end");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// Starts it again after [#kill], empty.
  public void startAgain() {
    try {
      process = begin();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /// Commands to it, past every cache.
  public RedisCommands<byte[], byte[]> commands() {
    if (commands.isEmpty()) {
      RedisURI uri =
          RedisURI.Builder.redis("127.0.0.1", port).withPassword(PASSWORD.toCharArray()).build();
      RedisClient made = RedisClient.create(uri);
      client = Optional.of(made);
      commands = Optional.of(made.connect(ByteArrayCodec.INSTANCE).sync());
    }
    return commands.get();
  }

  /// The keys that begin with `prefix`.
  public List<String> keys(String prefix) {
    return commands().keys(prefix + "*").stream()
        .map(key -> new String(key, StandardCharsets.UTF_8))
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    client.ifPresent(RedisClient::shutdown);
    process.destroyForcibly();
  }
}
