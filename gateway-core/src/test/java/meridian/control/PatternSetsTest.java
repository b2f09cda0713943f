package meridian.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.Region;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Any sample can be deployed by any pattern: other regions come and go with it.
final class PatternSetsTest {
  private static GatewayConfig deployed(String sample, String pattern, String... sets)
      throws CannotStart {
    Scenario scenario =
        SimulatedRun.scenario(Duration.ofMinutes(1), 1, List.of()).on(new Setup(sample, List.of()));
    return Staged.of(scenario, Optional.of(pattern), List.of(sets), SimulatedRun.ATLAS).config();
  }

  private static List<String> others(GatewayConfig config) {
    return config.replication().regions().stream().map(Region::name).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "prism-mumbai, 1, 0", "prism-mumbai, 2, 0", "prism-mumbai, 2.5, 1", "prism-mumbai, 3, 2",
    "single-region, 2.5, 1", "single-region, 3, 2", "standby, 1, 0", "standby, 2, 0",
    "standby, 2.5, 1", "standby, 3, 1", "active-active, 1, 0", "active-active, 2, 0",
    "active-active, 2.5, 1", "active-active, 3, 2"
  })
  void each_pattern_has_the_regions_it_needs(String sample, String pattern, int others)
      throws CannotStart {
    GatewayConfig config = deployed(sample, pattern);
    assertThat(config.pattern().label()).isEqualTo(pattern);
    assertThat(others(config)).hasSize(others);
  }

  @Test
  void the_origin_is_no_other_region_of_itself() throws CannotStart {
    assertThat(others(deployed("prism-mumbai", "2.5", "origin.region=ap-southeast-1")))
        .containsExactly("ap-south-1");
    assertThat(others(deployed("prism-mumbai", "3", "origin.region=us-east-1")))
        .containsExactly("eu-central-1");
  }

  @Test
  void regions_that_somebody_names_are_taken_as_they_are() throws CannotStart {
    assertThat(others(deployed("prism-mumbai", "2.5", "replication.regions=[eu-central-1]")))
        .containsExactly("eu-central-1");
  }
}
