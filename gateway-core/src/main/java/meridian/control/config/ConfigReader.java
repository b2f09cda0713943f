package meridian.control.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.atlas.Atlas;

/// Reads a configuration: file text, then `--set` arguments in order, then every check.
///
/// Touches no file: see [ConfigFile]. Safe for any number of threads.
public final class ConfigReader {
  private final Atlas atlas;

  /// A reader that knows the world of `atlas`.
  public ConfigReader(Atlas atlas) {
    this.atlas = atlas;
  }

  /// What came of reading.
  public sealed interface Result {
    /// It holds together.
    record Valid(GatewayConfig config) implements Result {}

    /// It does not.
    ///
    /// @param problems one line each, at least one: `FILE:LINE:COL path: expected …, found …; do …`
    record Invalid(List<String> problems) implements Result {
      public Invalid {
        problems = List.copyOf(problems);
      }
    }
  }

  /// Reads `text`, the content of `file`, overridden by `sets` (`path.to.field=value` each).
  public Result read(Path file, String text, List<String> sets) {
    Problems problems = new Problems(file.toString());
    Optional<GatewayConfig> config = config(text, sets, problems);
    if (problems.isEmpty() && config.isPresent()) {
      Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(Path.of(""));
      return new Result.Valid(config.get().resolvedAgainst(folder));
    }
    return new Result.Invalid(problems.texts());
  }

  private Optional<GatewayConfig> config(String text, List<String> sets, Problems problems) {
    return tree(text, sets, problems)
        .flatMap(root -> Schema.ROOT.read(root, Reading.of(atlas, problems)));
  }

  /// The tree that `text` and the arguments make; empty when the text makes none, which `problems`
  /// then says.
  static Optional<Node> tree(String text, List<String> sets, Problems problems) {
    List<SetArgument> arguments = new ArrayList<>();
    for (String set : sets) {
      SetArgument.parse(set, problems).ifPresent(arguments::add);
    }
    Node root;
    try {
      root =
          YamlTree.ofFile(text, problems).orElseGet(() -> new Node.Fields(Mark.START, List.of()));
    } catch (Malformed e) {
      problems.add(e.mark(), "", e.text());
      return Optional.empty();
    }
    for (SetArgument argument : arguments) {
      root = argument.apply(root, problems);
    }
    return Optional.of(root);
  }
}
