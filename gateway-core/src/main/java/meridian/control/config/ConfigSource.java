package meridian.control.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Where a configuration comes from: a file and the arguments that override it. Read again, it
/// gives the configuration anew, with the same overrides.
///
/// @param file the YAML file, at most [#MAX_BYTES]
/// @param sets `path.to.field=value` each, applied in order
public record ConfigSource(Path file, List<String> sets) {
  /// The largest file, 1 MiB.
  public static final int MAX_BYTES = 1 << 20;

  public ConfigSource {
    sets = List.copyOf(sets);
  }

  /// The file's content now.
  public ConfigReader.Result read(ConfigReader reader) {
    byte[] content;
    try (InputStream in = Files.newInputStream(file)) {
      content = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      return invalid(
          "expected a readable file, found %s; check the path and its permissions"
              .formatted(words(e)));
    }
    return read(reader, content);
  }

  /// This content instead of the file's. A threshold above its project's false-hit budget is a
  /// problem of it too.
  public ConfigReader.Result read(ConfigReader reader, byte[] content) {
    if (content.length > MAX_BYTES) {
      return invalid(
          "expected at most %d bytes, found more; is this the right file?".formatted(MAX_BYTES));
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      ConfigReader.Result read = reader.read(file, text, sets);
      if (read instanceof ConfigReader.Result.Valid valid) {
        List<String> problems = FalseHitBudgets.problems(file, valid.config());
        return problems.isEmpty() ? read : new ConfigReader.Result.Invalid(problems);
      }
      return read;
    } catch (CharacterCodingException e) {
      return invalid("expected UTF-8, found other bytes; save it as UTF-8");
    }
  }

  private ConfigReader.Result.Invalid invalid(String message) {
    return new ConfigReader.Result.Invalid(List.of(file + ": " + message));
  }

  private static String words(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "none there";
      case java.nio.file.AccessDeniedException _ -> "one that may not be read";
      default -> String.valueOf(e.getMessage());
    };
  }
}
