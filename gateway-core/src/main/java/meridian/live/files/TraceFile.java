package meridian.live.files;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import meridian.scenario.Trace;
import meridian.scenario.TraceFormat;
import meridian.scenario.TraceProblem;
import meridian.scenario.TraceReader;

/// Reads a recorded trace from a file of UTF-8 text, at most [#MAX_BYTES].
public final class TraceFile {
  /// The largest file, 1 GiB.
  public static final long MAX_BYTES = 1L << 30;

  private TraceFile() {}

  /// The trace that `file` holds.
  ///
  /// @throws TraceProblem when it cannot be read, or a line makes no sense
  public static Trace read(Path file, TraceFormat format) throws TraceProblem {
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new TraceProblem(
            file
                + ": expected at most "
                + MAX_BYTES
                + " bytes, found "
                + size
                + "; split the file");
      }
      try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
        return TraceReader.read(file.toString(), format, reader.lines().iterator());
      }
    } catch (UncheckedIOException broken) {
      throw new TraceProblem(file + ": " + words(Objects.requireNonNull(broken.getCause())));
    } catch (IOException broken) {
      throw new TraceProblem(file + ": " + words(broken));
    }
  }

  private static String words(IOException broken) {
    return switch (broken) {
      case NoSuchFileException _ ->
          "expected a recorded trace, found no file; traces are not part of this program: put your"
              + " copy there";
      case CharacterCodingException _ ->
          "expected UTF-8, found other bytes; is this the right file?";
      default ->
          "expected a readable file, found " + broken.getMessage() + "; check its permissions";
    };
  }
}
