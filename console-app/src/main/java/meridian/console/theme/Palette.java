package meridian.console.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import meridian.Layer;
import meridian.Stage;
import meridian.telemetry.RequestPath;

/// The colours of one theme for what is painted on a canvas, read from the same style sheet that
/// colours the controls. Immutable.
public final class Palette {
  private static final Pattern TOKEN = Pattern.compile("(-[a-z0-9-]+):\\s*(#[0-9a-fA-F]{6,8});");
  private static final int SERIES = 8;

  /// On white ground.
  public static final Palette LIGHT = read(Theme.LIGHT);

  /// On dark ground.
  public static final Palette DARK = read(Theme.DARK);

  private final Theme theme;
  private final Map<String, Color> tokens;
  private final List<Color> series;
  private final Color[] stages = new Color[Stage.COUNT];

  private Palette(Theme theme, Map<String, Color> tokens) {
    this.theme = theme;
    this.tokens = tokens;
    List<Color> colours = new ArrayList<>();
    for (int index = 1; index <= SERIES; index++) {
      colours.add(token("-ops-s" + index));
    }
    this.series = List.copyOf(colours);
    int[] seen = new int[Stage.Side.values().length];
    for (Stage stage : Stage.values()) {
      stages[stage.ordinal()] = shade(side(stage.side()), seen[stage.side().ordinal()]++);
    }
  }

  /// The colours of `theme`.
  public static Palette of(Theme theme) {
    return theme == Theme.LIGHT ? LIGHT : DARK;
  }

  /// Which theme these are the colours of.
  public Theme theme() {
    return theme;
  }

  /// Whether the ground is dark.
  public boolean isDark() {
    return theme == Theme.DARK;
  }

  /// The colour called `name` in the style sheet, `-ops-grid`; an unknown name is a bug and throws.
  public Color token(String name) {
    Color colour = tokens.get(name);
    if (colour == null) {
      throw new IllegalArgumentException(
          "colour: expected a token of " + theme.tokenSheet() + ", found '" + name + "'");
    }
    return colour;
  }

  /// The ground of a card or a chart.
  public Color surface() {
    return token("-ops-surface");
  }

  /// Grid lines: to be seen only when looked for.
  public Color grid() {
    return token("-ops-grid");
  }

  /// Axes and tick marks.
  public Color axis() {
    return token("-ops-axis");
  }

  /// Text to read.
  public Color text() {
    return token("-ops-text");
  }

  /// Text beside it: units, labels.
  public Color muted() {
    return token("-ops-muted");
  }

  /// Text that may be overlooked: too few samples, no data.
  public Color faint() {
    return token("-ops-faint");
  }

  /// The one accent: selection and focus.
  public Color accent() {
    return token("-ops-accent");
  }

  /// As it should be.
  public Color ok() {
    return token("-ops-ok");
  }

  /// Worth a look.
  public Color warn() {
    return token("-ops-warn");
  }

  /// Broken or over budget.
  public Color crit() {
    return token("-ops-crit");
  }

  /// Budget lines and ghosts.
  public Color budget() {
    return token("-ops-budget");
  }

  /// Series `index` of a chart; from 0, repeats after 8.
  public Color series(int index) {
    return series.get(Math.floorMod(index, SERIES));
  }

  /// The hue of a side, the same in every chart.
  public Color side(Stage.Side side) {
    return switch (side) {
      case CLIENT -> token("-ops-client");
      case EDGE -> token("-ops-edge");
      case ORIGIN -> token("-ops-origin");
      case SEMANTIC -> token("-ops-semantic");
      case PROVIDER -> token("-ops-provider");
    };
  }

  /// The colour of a stage: its side's hue, in alternating shades so that neighbours differ.
  public Color stage(Stage stage) {
    return stages[stage.ordinal()];
  }

  /// Time that no stage accounts for.
  public Color residual() {
    return token("-ops-residual");
  }

  /// The colour of who answered: the hue of that side.
  public Color layer(Layer layer) {
    return switch (layer) {
      case EDGE -> token("-ops-edge");
      case ORIGIN -> token("-ops-origin");
      case PROVIDER -> token("-ops-provider");
      case NONE -> crit();
    };
  }

  /// The colour of a hit rate from 0 to 1: the provider's hue, a neutral grey at a half, the edge's
  /// hue. Between two hues directly lies an olive that says neither.
  public Color share(double share) {
    Color half = token("-ops-half");
    return share < 0.5
        ? layer(Layer.PROVIDER).interpolate(half, share * 2)
        : half.interpolate(layer(Layer.EDGE), share * 2 - 1);
  }

  /// The colour of a way through the gateway: the hue of who answers at its end.
  public Color path(RequestPath path) {
    return switch (path) {
      case EDGE_HIT -> token("-ops-edge");
      case ORIGIN_HIT -> token("-ops-origin");
      case COLLAPSED -> token("-ops-semantic");
      case MISS -> token("-ops-provider");
      case REFUSED -> crit();
    };
  }

  /// `colour` at `opacity`, 0 to 1.
  public static Color faded(Color colour, double opacity) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), colour.getOpacity() * opacity);
  }

  /// Every colour by its name in the style sheet.
  Map<String, Color> tokens() {
    return tokens;
  }

  /// The hue itself, then a step toward the text, then a step toward the ground.
  private Color shade(Color hue, int index) {
    return switch (index % 3) {
      case 0 -> hue;
      case 1 -> hue.interpolate(isDark() ? Color.WHITE : Color.BLACK, 0.28);
      default -> hue.interpolate(isDark() ? Color.BLACK : Color.WHITE, 0.26);
    };
  }

  private static Palette read(Theme theme) {
    try (InputStream in = Palette.class.getResourceAsStream(theme.tokenSheet())) {
      if (in == null) {
        throw new IllegalStateException(
            "colours: expected the resource " + theme.tokenSheet() + " beside Palette, found none");
      }
      Map<String, Color> tokens = new TreeMap<>();
      Matcher matcher = TOKEN.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      while (matcher.find()) {
        tokens.put(matcher.group(1), Color.web(matcher.group(2)));
      }
      return new Palette(theme, tokens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
