package meridian.console.shell;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.Place;
import meridian.RequestTimeline;
import meridian.console.chart.Crosshair;
import meridian.console.chart.MiniBar;
import meridian.console.chart.Sparkline;
import meridian.console.chart.TimeSeries;
import meridian.console.chart.TimeSeriesChart;
import meridian.console.chart.Values;
import meridian.console.chart.Waterfall;
import meridian.console.chart.WorldMap;
import meridian.console.chart.WorldState;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.console.session.Selection;
import meridian.console.theme.Palette;
import meridian.telemetry.Snapshot;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/// A room with one chart of every kind, for tests and pictures of the frame.
final class SampleRoom implements Room {
  final WorldMap map = new WorldMap();
  final Waterfall waterfall = new Waterfall();
  final MiniBar bar = new MiniBar();
  final TimeSeriesChart requests;
  final TimeSeriesChart latency;
  final Sparkline spark = new Sparkline("hits", palette -> palette.series(2), Figures::number);
  final List<Snapshot> shown = new ArrayList<>();
  final List<Selection> opened = new ArrayList<>();
  int comings;
  int goings;
  int jumps;

  private final String title;
  private final Desk desk;
  private final VBox node;

  SampleRoom(String title, Desk desk) {
    this.title = title;
    this.desk = desk;
    Crosshair crosshair = new Crosshair();
    requests = new TimeSeriesChart("Requests", crosshair, ZoneOffset.UTC);
    latency = new TimeSeriesChart("Latency", crosshair, ZoneOffset.UTC);
    HBox charts = new HBox(12, card(requests), card(latency));
    HBox low = new HBox(12, card(waterfall), card(new VBox(10, bar, spark)));
    node = new VBox(12, card(map), charts, low);
    node.setPadding(new Insets(16, 20, 16, 20));
    VBox.setVgrow(node.getChildren().getFirst(), Priority.ALWAYS);
  }

  private static VBox card(Node content) {
    VBox card = new VBox(content);
    VBox.setVgrow(content, Priority.ALWAYS);
    card.getStyleClass().add("card");
    HBox.setHgrow(card, Priority.ALWAYS);
    return card;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Ikon icon() {
    return title.startsWith("W") ? Feather.GLOBE : Feather.SEND;
  }

  @Override
  public Node node() {
    return node;
  }

  @Override
  public void show(Snapshot snapshot) {
    shown.add(snapshot);
    List<Snapshot.Second> history = snapshot.history();
    if (history.isEmpty()) {
      return;
    }
    long last = history.getLast().secondOfEpoch();
    requests.show(
        new TimeSeries(
            last,
            300,
            List.of(
                new TimeSeries.Line(
                    "edge hits",
                    palette -> palette.layer(Layer.EDGE),
                    Values.of(history, Snapshot.Second::edgeHits)),
                new TimeSeries.Line(
                    "origin hits",
                    palette -> palette.layer(Layer.ORIGIN),
                    Values.of(history, Snapshot.Second::originHits)),
                new TimeSeries.Line(
                    "misses",
                    palette -> palette.layer(Layer.PROVIDER),
                    Values.of(history, Snapshot.Second::misses))),
            List.of(),
            Optional.empty(),
            Figures::rate));
    latency.show(
        new TimeSeries(
            last,
            300,
            List.of(),
            List.of(
                new TimeSeries.Line(
                    "edge hit p95",
                    palette -> palette.layer(Layer.EDGE),
                    Values.of(
                        history,
                        second ->
                            second.edgeHitP95Nanos() == 0
                                ? Double.NaN
                                : second.edgeHitP95Nanos()))),
            Optional.of(new TimeSeries.Limit("budget 100 ms", 100e6)),
            nanos -> Figures.duration((long) nanos)));
    spark.show(Values.of(history, Snapshot.Second::edgeHits).newest(60), OptionalDouble.empty());
    Map<String, Place> places = desk.gateway().description().places();
    map.show(state(snapshot));
    Optional<RequestTimeline> longest =
        snapshot.recent().stream()
            .max(java.util.Comparator.comparingLong(RequestTimeline::totalNanos));
    longest.ifPresent(timeline -> {
      waterfall.show(Waterfall.Shown.of(timeline, LatencyBudget.ARTICLE));
      bar.show(timeline, timeline.totalNanos() * 2);
      Place client = places.get(timeline.client());
      if (client != null) {
        map.fly(
            new WorldState.Spot(client.latitude(), client.longitude()),
            new WorldState.Spot(19.08, 72.88),
            Palette::accent);
      }
    });
  }

  private WorldState state(Snapshot snapshot) {
    List<WorldState.Dot> dots = new ArrayList<>();
    int index = 0;
    for (var site : desk.gateway().description().pops()) {
      Snapshot.PopRow row = snapshot.pops().get(index);
      dots.add(
          new WorldState.Dot(
              site.pop().code(),
              new WorldState.Spot(site.place().latitude(), site.place().longitude()),
              row.requestsPerSecond() / 6,
              index % 3 == 0 ? Palette::warn : Palette::ok,
              row.requests() == 0,
              index == 4,
              index == 6,
              Figures.rate(row.requestsPerSecond())));
      index++;
    }
    WorldState.Spot origin = new WorldState.Spot(19.08, 72.88);
    return new WorldState(
        dots,
        List.of(new WorldState.Mark("origin ap-south-1", origin, WorldState.Kind.ORIGIN)),
        List.of(new WorldState.Link(dots.getFirst().spot(), origin, Palette::accent)));
  }

  @Override
  public void onShown() {
    comings++;
  }

  @Override
  public void onJump() {
    jumps++;
  }

  @Override
  public void onHidden() {
    goings++;
  }

  @Override
  public boolean open(Selection selection) {
    opened.add(selection);
    return true;
  }
}
