import com.google.googlejavaformat.java.GoogleJavaFormatToolProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs google-java-format over every Java source of the repository, in the working directory.
/// `check` names the files that differ and exits 1; `apply` rewrites them.
///
/// It exists because the formatter takes file names only and the build must not need a shell.
final class Format {
  public static void main(String[] args) throws Exception {
    String mode = args.length == 1 ? args[0] : "";
    List<String> arguments =
        new ArrayList<>(
            switch (mode) {
              case "check" -> List.of("--dry-run", "--set-exit-if-changed");
              case "apply" -> List.of("--replace");
              default -> throw new IllegalArgumentException("Expected check or apply, found: " + mode);
            });
    arguments.addAll(sources());
    int status =
        new GoogleJavaFormatToolProvider()
            .run(System.out, System.err, arguments.toArray(new String[0]));
    if (status != 0 && mode.equals("check")) {
      System.err.println(
          "The files above are not formatted. Run .ci/format, look at the change, commit it.");
    }
    System.exit(status);
  }

  private static List<String> sources() throws IOException {
    List<String> found = new ArrayList<>();
    for (String module : List.of("gateway-core", "console-app")) {
      try (Stream<Path> files = Files.walk(Path.of(module, "src"))) {
        files.map(Path::toString).filter(name -> name.endsWith(".java")).sorted().forEach(found::add);
      }
    }
    return found;
  }
}
