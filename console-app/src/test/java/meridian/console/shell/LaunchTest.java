package meridian.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class LaunchTest {
  @Test
  void linux_with_no_display_variable_runs_headless() {
    assertThat(Launch.obstacle("Linux", Map.of(), () -> true)).isPresent();
  }

  @Test
  void an_empty_display_variable_is_no_display() {
    assertThat(Launch.obstacle("Linux", Map.of("DISPLAY", ""), () -> true)).isPresent();
  }

  @Test
  void either_display_variable_is_enough() {
    assertThat(Launch.obstacle("Linux", Map.of("DISPLAY", ":0"), () -> true)).isEmpty();
    assertThat(Launch.obstacle("Linux", Map.of("WAYLAND_DISPLAY", "wayland-0"), () -> true))
        .isEmpty();
  }

  @Test
  void other_systems_need_no_display_variable() {
    assertThat(Launch.obstacle("Mac OS X", Map.of(), () -> true)).isEmpty();
    assertThat(Launch.obstacle("Windows 11", Map.of(), () -> true)).isEmpty();
  }

  @Test
  void a_display_without_gtk_is_named_with_what_to_install() {
    assertThat(Launch.obstacle("Linux", Map.of("DISPLAY", ":0"), () -> false).orElseThrow())
        .contains("GTK 3")
        .contains("libgtk-3-0");
    assertThat(Launch.obstacle("Mac OS X", Map.of(), () -> false)).isEmpty();
  }
}
