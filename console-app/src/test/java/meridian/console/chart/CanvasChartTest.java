package meridian.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Scene;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import meridian.LatencyBudget;
import meridian.RequestTimeline;
import meridian.console.format.Figures;
import meridian.console.sample.SampleSnapshots;
import meridian.console.theme.Palette;
import meridian.console.theme.Theme;
import meridian.console.theme.Themes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
final class CanvasChartTest {
  private final AtomicInteger paints = new AtomicInteger();
  private final AtomicReference<Palette> palette = new AtomicReference<>(Palette.LIGHT);
  private Optional<Probe> probe = Optional.empty();
  private Optional<StackPane> root = Optional.empty();

  /// A chart that counts.
  private final class Probe extends CanvasChart {
    private final Layer layer = layer(this::count);

    Probe() {
      super("Probe");
    }

    private void count(GraphicsContext g, double width, double height, Palette colours) {
      paints.incrementAndGet();
      palette.set(colours);
      g.setFill(Color.RED);
      g.fillRect(0, 0, width, height);
    }

    @Override
    protected String summary() {
      return "painted " + paints.get();
    }
  }

  @Start
  void start(Stage stage) {
    Themes.use(Theme.DARK);
    Probe fresh = new Probe();
    StackPane pane = new StackPane(fresh);
    probe = Optional.of(fresh);
    root = Optional.of(pane);
    stage.setScene(new Scene(pane, 300, 200));
    stage.show();
  }

  @AfterEach
  void hide_windows() throws Throwable {
    FxToolkit.cleanupStages();
    WaitForAsyncUtils.checkException();
  }

  private Probe chart() {
    return probe.orElseThrow();
  }

  /// Lets what is due be painted.
  private void pulse(FxRobot robot) {
    robot.interact(() -> root.orElseThrow().getScene().snapshot(null));
  }

  @Test
  void many_requests_to_paint_are_one_painting(FxRobot robot) {
    pulse(robot);
    int before = paints.get();
    robot.interact(() -> {
      for (int request = 0; request < 1_000; request++) {
        chart().layer.repaint();
      }
      assertThat(paints.get()).isEqualTo(before);
    });
    pulse(robot);
    pulse(robot);
    assertThat(paints.get()).isEqualTo(before + 1);
  }

  @Test
  void nothing_is_painted_below_a_hidden_parent_until_it_comes_back(FxRobot robot) {
    pulse(robot);
    int before = paints.get();
    robot.interact(() -> {
      StackPane hidden = new StackPane();
      root.orElseThrow().getChildren().setAll(hidden);
      hidden.getChildren().add(chart());
      hidden.setVisible(false);
      chart().repaint();
    });
    pulse(robot);
    assertThat(paints.get()).isEqualTo(before);
    robot.interact(() -> root.orElseThrow().getChildren().getFirst().setVisible(true));
    pulse(robot);
    assertThat(paints.get()).isEqualTo(before + 1);
  }

  @Test
  void a_chart_in_no_scene_is_not_painted(FxRobot robot) {
    pulse(robot);
    int before = paints.get();
    robot.interact(() -> {
      root.orElseThrow().getChildren().clear();
      chart().repaint();
    });
    pulse(robot);
    assertThat(paints.get()).isEqualTo(before);
  }

  @Test
  void a_new_theme_repaints_in_its_colours(FxRobot robot) {
    pulse(robot);
    robot.interact(() -> Themes.use(Theme.LIGHT));
    pulse(robot);
    assertThat(palette.get()).isSameAs(Palette.LIGHT);
  }

  @Test
  void what_it_shows_is_said_in_words(FxRobot robot) {
    pulse(robot);
    assertThat(words(chart())).startsWith("Probe. painted");
  }

  @Test
  void it_fills_its_place_to_the_pixel(FxRobot robot) {
    robot.interact(() -> {
      WritableImage image = root.orElseThrow().getScene().snapshot(null);
      assertThat(image.getPixelReader().getColor(0, 0)).isEqualTo(Color.RED);
      assertThat(image.getPixelReader().getColor(299, 199)).isEqualTo(Color.RED);
    });
  }

  @Test
  void the_waterfall_names_every_stage_and_ends_at_the_total(FxRobot robot) {
    robot.interact(() -> {
      RequestTimeline timeline = SampleSnapshots.busy().recent().getFirst();
      Waterfall waterfall = new Waterfall();
      waterfall.show(Waterfall.Shown.of(timeline, LatencyBudget.ARTICLE));
      root.orElseThrow().getChildren().setAll(waterfall);
      root.orElseThrow().getScene().snapshot(null);
      assertThat(words(waterfall))
          .contains("Total " + Figures.duration(timeline.totalNanos()))
          .contains("residual");
      String[] lines = waterfall.csv().orElseThrow().split("\n", -1);
      String[] last = lines[lines.length - 2].split(",", -1);
      assertThat(Long.parseLong(last[1]) + Long.parseLong(last[2]))
          .isEqualTo(Math.max(timeline.totalNanos(), timeline.stages().sumNanos()));
    });
  }

  @Test
  void arrow_keys_move_the_crosshair_of_every_chart_that_shares_it(FxRobot robot) {
    Crosshair crosshair = new Crosshair();
    robot.interact(() -> {
      TimeSeriesChart chart = new TimeSeriesChart("Rate", crosshair, ZoneOffset.UTC);
      chart.show(
          new TimeSeries(
              1_000,
              60,
              List.of(),
              List.of(new TimeSeries.Line("rate", Palette::ok, Values.of(1, 2, 3))),
              Optional.empty(),
              Figures::number));
      root.orElseThrow().getChildren().setAll(chart);
      root.orElseThrow().getScene().snapshot(null);
      chart.requestFocus();
    });
    robot.push(KeyCode.LEFT);
    assertThat(crosshair.second()).hasValue(999);
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.RIGHT);
    assertThat(crosshair.second()).hasValue(1_000);
    robot.push(KeyCode.ESCAPE);
    assertThat(crosshair.second()).isEmpty();
  }

  @Test
  void the_map_is_walked_and_opened_by_key(FxRobot robot) {
    AtomicReference<String> opened = new AtomicReference<>("");
    WorldMap[] held = new WorldMap[1];
    robot.interact(() -> {
      WorldMap map = new WorldMap();
      held[0] = map;
      map.onOpen(opened::set);
      map.show(
          new WorldState(
              List.of(dot("SIN", 1.3, 103.8), dot("GRU", -23.5, -46.6)), List.of(), List.of()));
      root.orElseThrow().getChildren().setAll(map);
      root.orElseThrow().getScene().snapshot(null);
      map.requestFocus();
    });
    robot.push(KeyCode.RIGHT);
    assertThat(held[0].selectedProperty().get()).contains("GRU");
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.ENTER);
    assertThat(opened.get()).isEqualTo("SIN");
    robot.push(KeyCode.ESCAPE);
    assertThat(held[0].selectedProperty().get()).isEmpty();
  }

  @Test
  void empty_charts_say_so_and_draw_without_failing(FxRobot robot) {
    robot.interact(() -> {
      Sparkline sparkline = new Sparkline("Hits", Palette::ok, Figures::number);
      sparkline.show(Values.of(Double.NaN, Double.NaN), OptionalDouble.empty());
      StackPane pane =
          new StackPane(
              sparkline,
              new Waterfall(),
              new MiniBar(),
              new WorldMap(),
              new TimeSeriesChart("Rate", new Crosshair(), ZoneOffset.UTC));
      root.orElseThrow().getChildren().setAll(pane);
      root.orElseThrow().getScene().snapshot(null);
      assertThat(words(sparkline)).isEqualTo("Hits. No data");
    });
  }

  private static String words(CanvasChart chart) {
    return (String) chart.queryAccessibleAttribute(AccessibleAttribute.TEXT);
  }

  private static WorldState.Dot dot(String code, double latitude, double longitude) {
    return new WorldState.Dot(
        code,
        new WorldState.Spot(latitude, longitude),
        0.5,
        Palette::ok,
        false,
        false,
        false,
        code);
  }
}
