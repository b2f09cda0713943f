package meridian.console.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.prefs.AbstractPreferences;
import meridian.console.session.Settings.WindowSize;
import meridian.console.theme.Theme;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class StoredSettingsTest {
  private final Node node = new Node();
  private final StoredSettings settings = new StoredSettings(node);

  @Test
  void nothing_was_chosen_at_first() {
    assertThat(settings.theme()).isEmpty();
    assertThat(settings.room()).isEmpty();
    assertThat(settings.windowSize()).isEmpty();
  }

  @Test
  void what_was_chosen_is_there_at_the_next_start() {
    settings.keepTheme(Theme.LIGHT);
    settings.keepRoom("Traffic");
    settings.keepWindowSize(new WindowSize(1400, 900));
    StoredSettings next = new StoredSettings(node);
    assertThat(next.theme()).contains(Theme.LIGHT);
    assertThat(next.room()).contains("Traffic");
    assertThat(next.windowSize()).contains(new WindowSize(1400, 900));
  }

  @Test
  void a_window_too_small_to_use_is_forgotten() {
    settings.keepWindowSize(new WindowSize(639, 900));
    assertThat(settings.windowSize()).isEmpty();
  }

  @Test
  void what_somebody_else_wrote_is_no_choice() {
    node.put("theme", "mauve");
    node.put("width", "wide");
    assertThat(settings.theme()).isEmpty();
    assertThat(settings.windowSize()).isEmpty();
  }

  /// Preferences that only this test sees.
  private static final class Node extends AbstractPreferences {
    private final Map<String, String> values = new TreeMap<>();

    Node() {
      super(null, "");
    }

    @Override
    protected void putSpi(String key, String value) {
      values.put(key, value);
    }

    @Override
    protected @Nullable String getSpi(String key) {
      return values.get(key);
    }

    @Override
    protected void removeSpi(String key) {
      values.remove(key);
    }

    @Override
    protected void removeNodeSpi() {}

    @Override
    protected String[] keysSpi() {
      return values.keySet().toArray(String[]::new);
    }

    @Override
    protected String[] childrenNamesSpi() {
      return new String[0];
    }

    @Override
    protected AbstractPreferences childSpi(String name) {
      throw new UnsupportedOperationException("this node has no children");
    }

    @Override
    protected void syncSpi() {}

    @Override
    protected void flushSpi() {}
  }
}
