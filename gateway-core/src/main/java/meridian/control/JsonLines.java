package meridian.control;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import meridian.Json;
import meridian.wire.JsonWriter;

/// A file of JSON objects, one on each line, written as they come.
///
/// What it cannot write ends the writing, not the run that it is about: [#close] says it. Confined
/// to one task at a time.
final class JsonLines implements AutoCloseable {
  private final String option;
  private final BufferedWriter out;
  private Optional<IOException> failure = Optional.empty();

  private JsonLines(String option, BufferedWriter out) {
    this.option = option;
    this.out = out;
  }

  /// Makes `file` anew.
  ///
  /// @param option of the command line that names the file, for messages
  static JsonLines open(String option, Path file) throws IOException {
    try {
      return new JsonLines(option, Files.newBufferedWriter(file));
    } catch (IOException unwritable) {
      throw problem(option, unwritable);
    }
  }

  void write(Json.Obj line) {
    if (failure.isPresent()) {
      return;
    }
    try {
      out.write(JsonWriter.text(line));
      out.write('\n');
    } catch (IOException full) {
      failure = Optional.of(full);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      out.close();
    } catch (IOException full) {
      throw problem(option, failure.orElse(full));
    }
    if (failure.isPresent()) {
      throw problem(option, failure.get());
    }
  }

  private static IOException problem(String option, IOException cause) {
    String found =
        switch (cause) {
          case java.nio.file.NoSuchFileException none -> "no folder for " + none.getFile();
          case java.nio.file.AccessDeniedException denied -> denied.getFile() + " protected";
          default -> String.valueOf(cause.getMessage());
        };
    return new IOException(
        option
            + ": expected a file that can be written, found "
            + found
            + "; check the path, its permissions and the room on its disk",
        cause);
  }
}
