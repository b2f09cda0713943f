package meridian.console.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Insets;
import javafx.geometry.Point2D;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import meridian.Layer;
import meridian.Place;
import meridian.PopId;
import meridian.console.chart.Hue;
import meridian.console.chart.WorldMap;
import meridian.console.chart.WorldState;
import meridian.console.format.Figures;
import meridian.console.session.Desk;
import meridian.console.theme.Parts;
import meridian.control.Description;
import meridian.telemetry.Percentiles;
import meridian.telemetry.Snapshot;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

/// The map with its legend, the choice of metric and the card of the PoP under the mouse, which a
/// click pins.
final class MapCard {
  private final WorldModel model;
  private final WorldMap map = new WorldMap();
  private final StackPane card = new StackPane();
  private final Flights flights;
  private final PopCard hover;
  private final HBox legend = new HBox();
  private final VBox empty;
  private ObservableBooleanValue covered = new SimpleBooleanProperty(false);

  MapCard(Desk desk, WorldModel model) {
    this.model = model;
    this.flights = new Flights(model.about());
    this.hover = new PopCard(model);
    this.empty =
        Parts.empty(
            Feather.GLOBE,
            WorldWords.EMPTY,
            WorldWords.EMPTY_HOW,
            Parts.quiet(WorldWords.GO_TO_TRAFFIC, Feather.SEND, () -> desk.goTo("Traffic")));
    empty.getStyleClass().add("hover-card");
    empty.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    SegmentedButton metric =
        Parts.choice(
            model.metricProperty(),
            java.util.Arrays.stream(MapMetric.values())
                .map(m ->
                    new Parts.Choice<>(m, m.title(), "Fill dots by " + m.title() + ": " + m.key()))
                .toList());
    metric.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    legend.getStyleClass().add("map-legend");
    legend.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    legend.setMouseTransparent(true);
    card.getStyleClass().addAll("card", "map-card");
    card.getChildren().addAll(map, legend, metric, hover.node(), empty);
    StackPane.setAlignment(metric, Pos.TOP_LEFT);
    StackPane.setMargin(metric, new Insets(10));
    StackPane.setAlignment(legend, Pos.BOTTOM_LEFT);
    StackPane.setMargin(legend, new Insets(10));
    card.setMinHeight(160);
    map.stillProperty().bind(desk.feed().pausedProperty());
    map.selectedProperty()
        .addListener((_, _, code) -> model.selectedProperty().set(code.map(PopId::new)));
    model
        .selectedProperty()
        .addListener((_, _, pop) -> {
          map.selectedProperty().set(pop.map(PopId::code));
          show();
        });
    map.hoveredProperty().addListener((_, _, _) -> placeCard());
    model
        .metricProperty()
        .addListener((_, _, _) -> {
          legend();
          show();
        });
    legend();
  }

  StackPane node() {
    return card;
  }

  WorldMap map() {
    return map;
  }

  /// No card beside the dots while `isCovered` holds.
  void quietWhile(ObservableBooleanValue isCovered) {
    covered = isCovered;
    isCovered.addListener((_, _, _) -> placeCard());
  }

  /// Paints the newest snapshot.
  void show() {
    Optional<Snapshot> now = model.snapshotProperty().get();
    empty.setVisible(now.map(s -> s.headline().requestsTotal() == 0).orElse(true));
    now.ifPresent(snapshot -> map.show(state(snapshot)));
    placeCard();
  }

  /// Shows what is under way in `snapshot`, and lets the requests that ended cross the map.
  void fly(Snapshot snapshot) {
    map.await(
        Underway.of(model.about(), snapshot).stream()
            .map(way ->
                new WorldState.Waiting(
                    spot(way.client()), way.pop().code(), spot(way.at()), way.count()))
            .toList());
    for (Flights.Hop hop : flights.depart(snapshot)) {
      map.fly(
          spot(hop.from()),
          spot(hop.to()),
          palette -> palette.path(hop.path()),
          hop.delay(),
          hop.length());
    }
  }

  private WorldState state(Snapshot snapshot) {
    List<WorldState.Dot> dots = new ArrayList<>();
    double busiest = model.busiest();
    snapshot.pops().stream()
        .sorted(Comparator.comparingLong(Snapshot.PopRow::requests).reversed())
        .forEach(row ->
            model.line(row.pop()).ifPresent(line -> dots.add(dot(row, line.site(), busiest))));
    List<WorldState.Mark> marks = new ArrayList<>();
    Description about = model.about();
    place(about.origin().place())
        .ifPresent(
            at -> marks.add(new WorldState.Mark("origin", spot(at), WorldState.Kind.ORIGIN)));
    about
        .providers()
        .forEach((name, region) ->
            place(region.place())
                .ifPresent(at ->
                    marks.add(
                        new WorldState.Mark(
                            name.replaceAll("/.*", ""), spot(at), WorldState.Kind.PROVIDER))));
    return new WorldState(dots, marks, links());
  }

  /// From the selected PoP to the origin, and on to the providers.
  private List<WorldState.Link> links() {
    List<WorldState.Link> links = new ArrayList<>();
    Optional<Place> pop =
        model.selectedProperty().get().flatMap(model::line).map(line -> line.site().place());
    Optional<Place> origin = place(model.about().origin().place());
    if (pop.isPresent() && origin.isPresent()) {
      if (!pop.get().equals(origin.get())) {
        links.add(link(pop.get(), origin.get(), palette -> palette.layer(Layer.ORIGIN)));
      }
      model.about().providers().values().stream()
          .flatMap(region -> place(region.place()).stream())
          .distinct()
          .filter(at -> !at.equals(origin.get()))
          .forEach(
              at -> links.add(link(origin.get(), at, palette -> palette.layer(Layer.PROVIDER))));
    }
    return links;
  }

  private WorldState.Dot dot(Snapshot.PopRow row, Description.Site site, double busiest) {
    boolean isEmpty =
        switch (model.metricProperty().get()) {
          case HIT_RATE -> row.hitRate().isEmpty();
          case LATENCY -> row.edgeHit().count() == 0;
        };
    long budget = model.about().budget().total().toNanos();
    boolean isOver = row.edgeHit().count() >= Findings.ENOUGH && row.edgeHit().p95() > budget;
    boolean isAccused =
        model.findings().stream().anyMatch(f -> f.pop().equals(Optional.of(row.pop())));
    return new WorldState.Dot(
        row.pop().code(),
        spot(site.place()),
        row.requests() / busiest,
        fill(row, budget),
        isEmpty,
        isOver || isAccused,
        row.coldStarts() > 0 && row.coldStarts() * 2 >= row.requests(),
        site.place().city()
            + ", "
            + Figures.count(row.requests())
            + " requests, hit rate "
            + Figures.percent(row.hitRate())
            + ", edge hit p95 "
            + Figures.percentile(row.edgeHit(), Percentiles::p95).text());
  }

  private Hue fill(Snapshot.PopRow row, long budgetNanos) {
    return switch (model.metricProperty().get()) {
      case HIT_RATE -> {
        double share = row.hitRate().orElse(0.0);
        yield palette -> palette.share(share);
      }
      case LATENCY -> {
        double share = row.edgeHit().p95() / (double) budgetNanos;
        yield palette ->
            share <= 1
                ? palette.ok().interpolate(palette.warn(), Math.max(0, share * 2 - 1))
                : palette.warn().interpolate(palette.crit(), Math.min(1, share - 1));
      }
    };
  }

  private void legend() {
    boolean isRate = model.metricProperty().get() == MapMetric.HIT_RATE;
    Region ramp = new Region();
    ramp.getStyleClass().addAll("ramp", isRate ? "hit-rate" : "latency");
    long budget = model.about().budget().total().toMillis();
    legend
        .getChildren()
        .setAll(
            Parts.line(
                5,
                new Label(isRate ? "hit rate 0" : "p95 0"),
                ramp,
                new Label(isRate ? "100 %" : 2 * budget + " ms")),
            Parts.line(5, swatch("ring"), new Label("over budget")),
            new Label("◌ no samples"),
            new Label("hatched: mostly cold starts"),
            Parts.line(5, swatch("underway"), new Label("under way")),
            Parts.line(5, swatch("edge"), new Label("edge hit")),
            Parts.line(5, swatch("origin"), new Label("origin hit")),
            Parts.line(5, swatch("provider"), new Label("miss")),
            new Label("moving " + Math.round(Flights.SLOWED) + "× slower"));
  }

  private void placeCard() {
    Optional<String> code = map.hoveredProperty().get().or(() -> map.selectedProperty().get());
    Optional<Point2D> at = code.flatMap(map::position);
    hover.node().setVisible(at.isPresent() && !covered.get());
    at.ifPresent(point -> {
      hover.show(new PopId(code.orElseThrow()), map.selectedProperty().get().equals(code));
      hover.placeBeside(point, map.getWidth(), map.getHeight());
    });
  }

  private Optional<Place> place(String code) {
    return Optional.ofNullable(model.about().places().get(code));
  }

  private static Region swatch(String style) {
    Region swatch = new Region();
    swatch.getStyleClass().addAll("swatch", style);
    return swatch;
  }

  private static WorldState.Spot spot(Place place) {
    return new WorldState.Spot(place.latitude(), place.longitude());
  }

  private static WorldState.Link link(Place from, Place to, Hue hue) {
    return new WorldState.Link(spot(from), spot(to), hue);
  }
}
