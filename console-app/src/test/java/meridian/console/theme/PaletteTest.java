package meridian.console.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import meridian.Stage;
import meridian.console.chart.Values;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PaletteTest {
  @Test
  void both_themes_name_the_same_colours() {
    assertThat(Palette.LIGHT.tokens().keySet()).isEqualTo(Palette.DARK.tokens().keySet());
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void text_can_be_read_on_every_surface(Theme theme) {
    Palette palette = Palette.of(theme);
    for (String ground : List.of("-ops-canvas", "-ops-rail", "-ops-surface", "-ops-raised")) {
      // WCAG 2.1: 4.5 for text; 3 for what may be overlooked.
      assertThat(contrast(palette.text(), palette.token(ground))).isGreaterThan(7);
      assertThat(contrast(palette.muted(), palette.token(ground))).isGreaterThan(4.5);
      assertThat(contrast(palette.faint(), palette.token(ground))).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void every_mark_stands_out_from_the_surface(Theme theme) {
    Palette palette = Palette.of(theme);
    List<Color> marks =
        new ArrayList<>(List.of(palette.ok(), palette.warn(), palette.crit(), palette.accent()));
    for (int index = 0; index < 8; index++) {
      marks.add(palette.series(index));
    }
    for (Stage.Side side : Stage.Side.values()) {
      marks.add(palette.side(side));
    }
    for (Color mark : marks) {
      assertThat(contrast(mark, palette.surface())).as("contrast of %s", mark).isGreaterThan(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void sides_differ_for_colour_blind_eyes_too(Theme theme) {
    Palette palette = Palette.of(theme);
    for (Vision vision : Vision.values()) {
      Stage.Side[] sides = Stage.Side.values();
      for (int one = 0; one < sides.length; one++) {
        for (int other = one + 1; other < sides.length; other++) {
          double difference =
              distance(vision.of(palette.side(sides[one])), vision.of(palette.side(sides[other])));
          assertThat(difference)
              .as("%s: %s from %s as seen with %s", theme, sides[one], sides[other], vision)
              .isGreaterThan(14);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void neighbouring_stages_of_one_side_differ(Theme theme) {
    Palette palette = Palette.of(theme);
    assertThat(palette.stage(Stage.EDGE_AUTH)).isNotEqualTo(palette.stage(Stage.EDGE_LIMIT));
    assertThat(palette.stage(Stage.PROVIDER_TTFT))
        .isNotEqualTo(palette.stage(Stage.PROVIDER_STREAM));
  }

  @Test
  void an_unknown_colour_is_refused_by_name() {
    assertThatThrownBy(() -> Palette.DARK.token("-ops-mauve"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-ops-mauve");
  }

  @Test
  void every_colour_the_shapes_use_is_defined() throws Exception {
    String css;
    try (InputStream in = Palette.class.getResourceAsStream("console.css")) {
      css = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Set<String> used = new TreeSet<>();
    Matcher matcher = Pattern.compile("-ops-[a-z0-9-]+").matcher(css);
    while (matcher.find()) {
      used.add(matcher.group());
    }
    assertThat(Palette.DARK.tokens().keySet()).containsAll(used);
  }

  /// Kinds of sight, as linear-light matrices for complete dichromacy: G. Machado et al., "A
  /// Physiologically-based Model for Simulation of Color Vision Deficiency", 2009, severity 1.
  @SuppressWarnings("ImmutableEnumChecker") // Values are immutable.
  private enum Vision {
    TRICHROMACY(1, 0, 0, 0, 1, 0, 0, 0, 1),
    PROTANOPIA(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTERANOPIA(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881);

    private final Values m;

    Vision(double... m) {
      this.m = Values.of(m);
    }

    double[] of(Color colour) {
      double r = linear(colour.getRed());
      double g = linear(colour.getGreen());
      double b = linear(colour.getBlue());
      return new double[] {
        clip(m.at(0) * r + m.at(1) * g + m.at(2) * b),
        clip(m.at(3) * r + m.at(4) * g + m.at(5) * b),
        clip(m.at(6) * r + m.at(7) * g + m.at(8) * b)
      };
    }
  }

  private static double clip(double value) {
    return Math.max(0, Math.min(1, value));
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /// CIE 1976 difference of two linear sRGB colours.
  private static double distance(double[] one, double[] other) {
    double[] a = lab(one);
    double[] b = lab(other);
    return Math.sqrt(
        Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
  }

  private static double[] lab(double[] rgb) {
    double x = f((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
    double y = f(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
    double z = f((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double f(double t) {
    return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
  }
}
