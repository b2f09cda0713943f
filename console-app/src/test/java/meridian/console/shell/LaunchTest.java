package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LaunchTest {
  @Test
  void linux_with_no_display_variable_runs_headless() {
    assertThat(Launch.isWithoutDisplay("Linux", Map.of())).isTrue();
  }

  @Test
  void an_empty_display_variable_is_no_display() {
    assertThat(Launch.isWithoutDisplay("Linux", Map.of("DISPLAY", ""))).isTrue();
  }

  @Test
  void either_display_variable_is_enough() {
    assertThat(Launch.isWithoutDisplay("Linux", Map.of("DISPLAY", ":0"))).isFalse();
    assertThat(Launch.isWithoutDisplay("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"))).isFalse();
  }

  @Test
  void other_systems_need_no_display_variable() {
    assertThat(Launch.isWithoutDisplay("Mac OS X", Map.of())).isFalse();
    assertThat(Launch.isWithoutDisplay("Windows 11", Map.of())).isFalse();
  }
}
