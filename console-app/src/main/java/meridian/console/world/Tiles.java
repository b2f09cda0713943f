package meridian.console.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import meridian.LatencyBudget;
import meridian.Layer;
import meridian.console.format.Figure;
import meridian.console.format.Figures;
import meridian.telemetry.AlarmRule;
import meridian.telemetry.Percentiles;
import meridian.telemetry.Snapshot;

/// Headline figures from a snapshot, and how they moved since the one before; pure.
final class Tiles {
  /// How many seconds a trend line covers.
  static final int TREND_SECONDS = 120;

  private Tiles() {}

  /// Every tile of `now`; `before` is the headline of one window ago.
  static Map<Tile.Kind, Tile> of(
      LatencyBudget budget, Snapshot now, Optional<Snapshot.Headline> before) {
    Map<Tile.Kind, Tile> tiles = new EnumMap<>(Tile.Kind.class);
    Snapshot.Headline head = now.headline();
    for (Tile.Kind kind : Tile.Kind.values()) {
      tiles.put(kind, tile(kind, budget, now, head, before));
    }
    return tiles;
  }

  private static Tile tile(
      Tile.Kind kind,
      LatencyBudget budget,
      Snapshot now,
      Snapshot.Headline head,
      Optional<Snapshot.Headline> before) {
    return switch (kind) {
      case REQUESTS -> requests(head, before);
      case HIT_RATE -> hitRate(head, before);
      case EDGE_HIT -> edgeHit(budget, head, before);
      case MISS -> miss(head, before);
      case BLIND -> blind(now, head, before);
      case MONEY -> money(now, head);
    };
  }

  private static Tile requests(Snapshot.Headline head, Optional<Snapshot.Headline> before) {
    boolean any = head.requestsTotal() > 0;
    return new Tile(
        any ? new Figure(Figures.rate(head.requestsPerSecond()), Figures.ENOUGH) : Figure.ABSENT,
        Severity.NONE,
        Figures.count(head.inFlight()) + " in flight",
        any
            ? Figures.count(head.requestsTotal())
                + " total · "
                + Figures.count(head.refusedTotal())
                + " refused"
            : "No request yet",
        relative(before, Snapshot.Headline::requestsPerSecond, head),
        false);
  }

  private static Tile hitRate(Snapshot.Headline head, Optional<Snapshot.Headline> before) {
    long answered = answered(head);
    Optional<Double> was = before.flatMap(Snapshot.Headline::hitRate);
    double points =
        head.hitRate().isPresent() && was.isPresent() ? head.hitRate().get() - was.get() : 0;
    return new Tile(
        new Figure(Figures.percent(head.hitRate()), head.hitRate().isEmpty() ? 0 : answered),
        Severity.NONE,
        "",
        answered == 0
            ? "nothing in the window"
            : share(head, Layer.EDGE, answered)
                + " edge · "
                + share(head, Layer.ORIGIN, answered)
                + " origin",
        was.isPresent() && head.hitRate().isPresent() ? points(points) : "",
        points < -0.02);
  }

  private static Tile edgeHit(
      LatencyBudget budget, Snapshot.Headline head, Optional<Snapshot.Headline> before) {
    Percentiles spent = head.edgeHit();
    double share = spent.p95() / (double) budget.total().toNanos();
    return new Tile(
        Figures.percentile(spent, Percentiles::p95),
        spent.count() == 0
            ? Severity.NONE
            : share <= 1
                ? Severity.OK
                : spent.p95() <= budget.target().toNanos() ? Severity.WARN : Severity.CRIT,
        "budget " + budget.total().toMillis() + " ms",
        spent.count() == 0
            ? "none in the window"
            : "p50 " + Figures.duration(spent.p50()) + " · n " + Figures.count(spent.count()),
        relative(before, h -> h.edgeHit().p95(), head),
        worse(before, h -> h.edgeHit().p95(), head));
  }

  private static Tile miss(Snapshot.Headline head, Optional<Snapshot.Headline> before) {
    Percentiles spent = head.miss();
    return new Tile(
        Figures.percentile(spent, Percentiles::p95),
        Severity.NONE,
        "",
        spent.count() == 0
            ? "none in the window"
            : "first token "
                + Figures.duration(head.missFirstToken().p95())
                + " · n "
                + Figures.count(spent.count()),
        relative(before, h -> h.miss().p95(), head),
        worse(before, h -> h.miss().p95(), head));
  }

  private static Tile blind(
      Snapshot now, Snapshot.Headline head, Optional<Snapshot.Headline> before) {
    Optional<Double> was = before.flatMap(Snapshot.Headline::edgeMissOriginHit);
    Optional<Double> is = head.edgeMissOriginHit();
    double points = is.isPresent() && was.isPresent() ? is.get() - was.get() : 0;
    Percentiles lag = now.kv().propagation();
    return new Tile(
        new Figure(Figures.percent(is), is.isEmpty() ? 0 : Figures.ENOUGH),
        is.isEmpty()
            ? Severity.NONE
            : is.get() >= AlarmRule.KV_PROPAGATION.threshold() ? Severity.WARN : Severity.OK,
        "alarm " + Math.round(100 * AlarmRule.KV_PROPAGATION.threshold()) + " %",
        lag.count() == 0
            ? "KV lag p95 " + Figures.NONE
            : "KV lag p95 " + Figures.duration(lag.p95()),
        is.isPresent() && was.isPresent() ? points(points) : "",
        points > 0.02);
  }

  private static Tile money(Snapshot now, Snapshot.Headline head) {
    long spent = 0;
    long saved = 0;
    for (Snapshot.Second second : now.history()) {
      spent += second.spent().microUsd();
      saved += second.saved().microUsd();
    }
    double hours = now.history().size() / 3_600.0;
    boolean any = head.requestsTotal() > 0;
    return new Tile(
        any ? new Figure(Figures.money(head.savedTotal()), Figures.ENOUGH) : Figure.ABSENT,
        Severity.NONE,
        any ? "spent " + Figures.money(head.spentTotal()) : "",
        any && hours > 0
            ? perHour(saved, hours) + ", spent " + perHour(spent, hours)
            : "Nothing charged yet",
        "",
        false);
  }

  /// Answers of the window by who gave them.
  static long answered(Snapshot.Headline head) {
    return head.recentByLayer().getOrDefault(Layer.EDGE, 0L)
        + head.recentByLayer().getOrDefault(Layer.ORIGIN, 0L)
        + head.recentByLayer().getOrDefault(Layer.PROVIDER, 0L);
  }

  /// The last [#TREND_SECONDS] of `kind`, oldest first; a gap where a second measured nothing.
  static double[] trend(Tile.Kind kind, List<Snapshot.Second> history) {
    int from = Math.max(0, history.size() - TREND_SECONDS);
    double[] values = new double[history.size() - from];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(kind, history.get(from + i));
    }
    return values;
  }

  private static double value(Tile.Kind kind, Snapshot.Second second) {
    long hits = second.edgeHits() + second.originHits();
    return switch (kind) {
      case REQUESTS -> second.requests();
      case HIT_RATE -> ratio(hits, hits + second.misses());
      case EDGE_HIT -> second.edgeHitP95Nanos() == 0 ? Double.NaN : second.edgeHitP95Nanos() / 1e6;
      case MISS -> second.missP95Nanos() == 0 ? Double.NaN : second.missP95Nanos() / 1e6;
      case BLIND -> ratio(second.originHits(), second.originHits() + second.misses());
      case MONEY -> second.saved().microUsd();
    };
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? Double.NaN : part / (double) whole;
  }

  private static String share(Snapshot.Headline head, Layer layer, long answered) {
    return Math.round(100.0 * head.recentByLayer().getOrDefault(layer, 0L) / answered) + " %";
  }

  private static String perHour(long microUsd, double hours) {
    double usd = microUsd / 1e6 / hours;
    return "$" + Figures.number(usd) + "/h";
  }

  private static String relative(
      Optional<Snapshot.Headline> before,
      ToDoubleFunction<Snapshot.Headline> what,
      Snapshot.Headline now) {
    double was = before.map(what::applyAsDouble).orElse(0.0);
    double is = what.applyAsDouble(now);
    return was <= 0 || is <= 0 ? "" : signed(100 * (is / was - 1)) + " %";
  }

  private static boolean worse(
      Optional<Snapshot.Headline> before,
      ToDoubleFunction<Snapshot.Headline> what,
      Snapshot.Headline now) {
    double was = before.map(what::applyAsDouble).orElse(0.0);
    return was > 0 && what.applyAsDouble(now) > was * 1.1;
  }

  private static String points(double change) {
    return signed(100 * change) + " pt";
  }

  private static String signed(double value) {
    String size = String.format(java.util.Locale.ROOT, "%.1f", Math.abs(value));
    return (size.equals("0.0") ? "±" : value < 0 ? "−" : "+") + size;
  }
}
