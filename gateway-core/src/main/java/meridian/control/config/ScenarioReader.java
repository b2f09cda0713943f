package meridian.control.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import meridian.atlas.Atlas;
import meridian.scenario.Scenario;

/// Reads a scenario: file text, then `--set` arguments in order, then every check. Its name is the
/// file's.
///
/// Touches no file. Safe for any number of threads.
public final class ScenarioReader {
  private final Atlas atlas;

  /// A reader that knows the world of `atlas`.
  public ScenarioReader(Atlas atlas) {
    this.atlas = atlas;
  }

  /// What came of reading.
  public sealed interface Result {
    /// It holds together.
    record Valid(Scenario scenario) implements Result {}

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
    String name =
        Optional.ofNullable(file.getFileName())
            .map(Path::toString)
            .orElse("")
            .replaceFirst("\\.ya?ml$", "");
    if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      problems.add(
          Mark.START,
          "",
          "expected a file name of a-z, 0-9 and '-' such as link-cut.yaml, found '%s'; rename it"
              .formatted(name));
    }
    Optional<ScenarioSchema.Unnamed> scenario =
        ConfigReader.tree(text, sets, problems)
            .flatMap(root -> ScenarioSchema.ROOT.read(root, Reading.of(atlas, problems)));
    return problems.isEmpty() && scenario.isPresent()
        ? new Result.Valid(scenario.get().named(name))
        : new Result.Invalid(problems.texts());
  }
}
