package meridian.fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// Node.js, where the machine has it: the reference for what ECMAScript prints.
final class Node {
  private Node() {}

  /// Runs a script with `input` on its standard input; skips the test, saying so, without Node.
  ///
  /// @return its output
  static String run(List<String> arguments, String input) throws IOException, InterruptedException {
    Optional<Path> node =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator, -1))
            .map(folder -> Path.of(folder, "node"))
            .filter(Files::isExecutable)
            .findFirst();
    Assumptions.assumeTrue(node.isPresent(), "skipped: there is no node on the PATH");
    Path in = Files.createTempFile("meridian", ".in");
    Path out = Files.createTempFile("meridian", ".out");
    try {
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(
                  Stream.concat(Stream.of(node.orElseThrow().toString()), arguments.stream())
                      .toList())
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectErrorStream(true)
              .start();
      boolean isDone = process.waitFor(60, TimeUnit.SECONDS);
      String printed = new String(Files.readAllBytes(out), StandardCharsets.UTF_8);
      if (!isDone || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new AssertionError("node " + arguments + " failed:\n" + printed);
      }
      return printed;
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
