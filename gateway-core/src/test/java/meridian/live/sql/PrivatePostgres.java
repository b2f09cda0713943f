package meridian.live.sql;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A real PostgreSQL server for tests: in a folder of its own, on a free port of the loopback, gone
/// with the test run. Where its programs are missing the tests that need it are skipped, and say
/// so.
public final class PrivatePostgres {
  private static final String USER = "meridian";
  private static final String PASSWORD = "not-a-secret-but-never-to-be-seen";
  private static final Optional<Path> PROGRAMS = programs();
  private static Optional<PrivatePostgres> running = Optional.empty();

  private final Path programs;
  private final Path folder;
  private final int port;

  private PrivatePostgres(Path programs, Path folder, int port) {
    this.programs = programs;
    this.folder = folder;
    this.port = port;
  }

  /// The one server of this test run, started when it is first asked for.
  public static synchronized PrivatePostgres server() {
    assumeTrue(
        PROGRAMS.isPresent(),
        "expected PostgreSQL's initdb and pg_ctl in /usr/lib/postgresql/*/bin or on the path, found"
            + " none: skipped");
    if (running.isEmpty()) {
      running = Optional.of(start(PROGRAMS.orElseThrow()));
    }
    return running.get();
  }

  private static Optional<Path> programs() {
    List<Path> places = new ArrayList<>();
    Path debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions
            .sorted(Comparator.comparing(Path::toString).reversed())
            .forEach(version -> places.add(version.resolve("bin")));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    Pattern.compile(":")
        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
        .forEach(place -> places.add(Path.of(place)));
    return places.stream()
        .filter(place -> Files.isExecutable(place.resolve("initdb")))
        .filter(place -> Files.isExecutable(place.resolve("pg_ctl")))
        .findFirst();
  }

  private static PrivatePostgres start(Path programs) {
    try {
      Path folder = Files.createTempDirectory("meridian-pg-");
      Path password = Files.writeString(folder.resolve("password"), PASSWORD);
      PrivatePostgres server = new PrivatePostgres(programs, folder, freePort());
      if (isRoot()) {
        run(List.of("chown", "-R", "postgres", folder.toString()));
      }
      server.program(
          "initdb",
          "-D",
          server.data(),
          "-U",
          USER,
          "--auth=scram-sha-256",
          "--pwfile=" + password,
          "-E",
          "UTF8",
          "--no-sync");
      Runtime.getRuntime().addShutdownHook(new Thread(server::remove));
      server.start();
      return server;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  /// Starts it again after [#kill].
  public void start() {
    // Nobody cuts the power here: fsync only costs time.
    String settings =
        "-p %d -k %s -c listen_addresses=127.0.0.1 -c fsync=off".formatted(port, folder);
    program("pg_ctl", "-D", data(), "-o", settings, "-w", "-l", folder + "/log", "start");
  }

  /// Ends it without a word to its clients.
  public void kill() {
    program("pg_ctl", "-D", data(), "-m", "immediate", "-w", "stop");
  }

  /// How a gateway comes in.
  public PostgresLogin login(String schema) {
    return new PostgresLogin(url(), USER, PASSWORD, schema);
  }

  /// Where it is.
  public String url() {
    return "postgresql://127.0.0.1:" + port + "/postgres";
  }

  /// As whom.
  public String user() {
    return USER;
  }

  /// The password of [#user].
  public String password() {
    return PASSWORD;
  }

  private void remove() {
    try {
      kill();
      run(List.of("rm", "-rf", folder.toString()));
    } catch (IllegalStateException gone) {
      // killed by a test that failed
    }
  }

  /// Runs one of its programs; it refuses to be run by root.
  private void program(String name, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs.resolve(name).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) {
    try {
      Path said = Files.createTempFile("meridian-pg-said-", ".log");
      Process process =
          new ProcessBuilder(command)
              .directory(new File(System.getProperty("java.io.tmpdir")))
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      boolean isOver = process.waitFor(60, TimeUnit.SECONDS);
      String text = Files.readString(said, StandardCharsets.UTF_8);
      Files.delete(said);
      if (!isOver || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + text);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }
}
