package meridian.control.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import meridian.PopId;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class SampleConfigsTest {
  private static final Path FOLDER = Path.of("..", "sample-configs");

  private static List<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  private static GatewayConfig load(Path file) {
    ConfigReader.Result result = new ConfigSource(file, List.of()).read(Configs.READER);
    assertThat(result).isInstanceOf(ConfigReader.Result.Valid.class);
    return ((ConfigReader.Result.Valid) result).config();
  }

  @TestFactory
  Stream<DynamicTest> every_sample_loads_and_has_a_demo_key() throws IOException {
    return samples().stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () -> assertThat(load(file).keys().demo()).isPresent()));
  }

  @Test
  void there_are_samples() throws IOException {
    assertThat(samples()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void prism_mumbai_is_pattern_2_from_mumbai_with_points_of_presence_worldwide() {
    GatewayConfig config = load(FOLDER.resolve("prism-mumbai.yaml"));
    assertThat(config.pattern()).isEqualTo(ServingPattern.TWO);
    assertThat(config.origin().region().place()).isEqualTo("BOM");
    assertThat(config.pops()).hasSizeGreaterThanOrEqualTo(34);
    assertThat(config.providers())
        .extracting(ProviderConfig::name)
        .containsExactly("openai", "anthropic", "google");
  }

  @Test
  void single_region_is_pattern_1() {
    GatewayConfig config = load(FOLDER.resolve("single-region.yaml"));
    assertThat(config.pattern()).isEqualTo(ServingPattern.ONE);
    assertThat(config.pops()).containsExactly(new PopId("BOM"));
  }
}
