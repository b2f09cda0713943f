package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import meridian.atlas.Atlas;

/// Configurations for tests.
final class Configs {
  static final ConfigReader READER = new ConfigReader(Atlas.load());

  /// The least that a configuration must say; eleven lines.
  static final String LEAST =
      """
      name: least
      origin:
        region: ap-south-1
      providers:
        - name: openai
          kind: modelled
          region: us-east-1
          models: [gpt-4o-mini]
      projects:
        demo: {}
      """;

  private Configs() {}

  static GatewayConfig valid(String text, String... sets) {
    ConfigReader.Result result = READER.read(Path.of("gateway.yaml"), text, List.of(sets));
    if (result instanceof ConfigReader.Result.Invalid invalid) {
      throw new AssertionError("expected a valid configuration, found " + invalid.problems());
    }
    return ((ConfigReader.Result.Valid) result).config();
  }

  static List<String> problems(String text, String... sets) {
    ConfigReader.Result result = READER.read(Path.of("gateway.yaml"), text, List.of(sets));
    assertThat(result).isInstanceOf(ConfigReader.Result.Invalid.class);
    return ((ConfigReader.Result.Invalid) result).problems();
  }

  /// The one problem there is.
  static String problem(String text, String... sets) {
    List<String> problems = problems(text, sets);
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }
}
