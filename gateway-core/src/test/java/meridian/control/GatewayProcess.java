package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import meridian.Json;
import meridian.wire.JsonReader;

/// A real gateway process: `meridian serve` of these classes.
final class GatewayProcess implements AutoCloseable {
  private final Process process;
  private final Path log;
  private final Json.Obj started;

  private GatewayProcess(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    assertThat(line).as(() -> log()).isNotNull();
    this.started =
        (Json.Obj) JsonReader.tryRead(line.getBytes(StandardCharsets.UTF_8)).orElseThrow();
  }

  /// Starts one and waits until it listens. What it logs is added to `gateway.log` beside `config`.
  static GatewayProcess start(Path config, Map<String, String> environment) throws IOException {
    String paths =
        Stream.of(System.getProperty("jdk.module.path"), System.getProperty("java.class.path"))
            .filter(path -> path != null && !path.isEmpty())
            .collect(Collectors.joining(File.pathSeparator));
    Path log = config.resolveSibling("gateway.log");
    ProcessBuilder start =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                paths,
                "meridian.control.Main",
                "serve",
                "--config",
                config.toString(),
                "--json")
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    start.environment().putAll(environment);
    Process process = start.start();
    try {
      return new GatewayProcess(process, log);
    } catch (IOException | AssertionError broken) {
      process.destroyForcibly();
      throw broken;
    }
  }

  /// Base URL of its front door.
  String frontDoor() {
    return started.text("frontDoor").orElseThrow();
  }

  /// Base URL of its metrics.
  String management() {
    return started.text("management").orElseThrow();
  }

  /// What it logged so far, with the processes before it on the same configuration.
  String log() {
    try {
      return Files.readString(log);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  /// `kill -9`.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }

  /// Asks it to stop, and waits until it has.
  void stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
