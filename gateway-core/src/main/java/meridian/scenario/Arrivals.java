package meridian.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import meridian.time.Dice;

/// The moments and places of a Poisson process whose rate changes with the plan's [Rhythm].
///
/// Time is cut into pieces of constant rates: at whole minutes when places have day curves, at the
/// borders of bursts, and where gusts begin and end. Within a piece, waiting for a unit exponential
/// costs rate × time, which makes the process exact for the rates of the pieces.
final class Arrivals {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private final Dice arrivals;
  private final Dice places;
  private final Dice gusts;
  private WorkloadPlan plan;
  private long startNanos;
  private long atNanos;
  private long gustTurnsNanos = Long.MIN_VALUE;
  private boolean isGust = true;
  private long pieceEndNanos;
  private double perNano;
  private Weights<String> weights;

  Arrivals(WorkloadPlan plan, Dice dice, long startNanos) {
    this.arrivals = dice.fork("arrivals");
    this.places = dice.fork("places");
    this.gusts = dice.fork("gusts");
    this.plan = plan;
    this.weights = new Weights<>(plan.sharesByPlace());
    change(plan, startNanos);
  }

  /// Goes on with another plan from `nowNanos`.
  void change(WorkloadPlan newPlan, long nowNanos) {
    plan = newPlan;
    startNanos = nowNanos;
    atNanos = nowNanos;
    begin(nowNanos);
  }

  /// Waits for the next one; never before the one before.
  ///
  /// @return when, nanoseconds since the epoch
  long next() {
    double wait = arrivals.nextExponential(1);
    while (wait > perNano * (double) (pieceEndNanos - atNanos)) {
      wait -= perNano * (double) (pieceEndNanos - atNanos);
      atNanos = pieceEndNanos;
      begin(atNanos);
    }
    atNanos += Math.round(wait / perNano);
    return atNanos;
  }

  /// Where the one that [#next] found comes from.
  String place() {
    return weights.draw(places);
  }

  /// Begins the piece that holds `nowNanos`.
  private void begin(long nowNanos) {
    Rhythm rhythm = plan.rhythm();
    long end = Long.MAX_VALUE;
    double factor = 1;
    if (rhythm.gusts().isPresent()) {
      Rhythm.Gusts spec = rhythm.gusts().get();
      while (gustTurnsNanos <= nowNanos) {
        isGust = !isGust;
        long mean = (isGust ? spec.gustMean() : spec.calmMean()).toNanos();
        gustTurnsNanos =
            Math.max(gustTurnsNanos, nowNanos) + 1 + (long) gusts.nextExponential((double) mean);
      }
      factor = isGust ? spec.factor() : 1;
      end = gustTurnsNanos;
    }
    if (!rhythm.curveByPlace().isEmpty()) {
      end = Math.min(end, (Math.floorDiv(nowNanos, MINUTE_NANOS) + 1) * MINUTE_NANOS);
    }
    for (Rhythm.Burst burst : rhythm.bursts()) {
      end = earlier(end, startNanos + burst.during().from().toNanos(), nowNanos);
      end = earlier(end, startNanos + burst.during().until().toNanos(), nowNanos);
    }
    pieceEndNanos = end;
    perNano = factor * plan.requestsPerSecond() * busyness(nowNanos) / 1e9;
  }

  private static long earlier(long end, long border, long nowNanos) {
    return border > nowNanos ? Math.min(end, border) : end;
  }

  /// Puts the places' shares of now in force, and says how they compare with the plan's.
  private double busyness(long nowNanos) {
    Rhythm rhythm = plan.rhythm();
    if (rhythm.curveByPlace().isEmpty() && rhythm.bursts().isEmpty()) {
      weights = new Weights<>(plan.sharesByPlace());
      return 1;
    }
    double usual = 0;
    double busy = 0;
    Map<String, Double> now = new LinkedHashMap<>();
    for (Map.Entry<String, Double> share : plan.sharesByPlace().entrySet()) {
      double weight = share.getValue() * factor(share.getKey(), nowNanos);
      usual += share.getValue();
      busy += weight;
      now.put(share.getKey(), weight);
    }
    if (busy > 0) {
      weights = new Weights<>(now);
    }
    return busy / usual;
  }

  private double factor(String place, long nowNanos) {
    DayCurve curve = plan.rhythm().curveByPlace().get(place);
    double factor = curve == null ? 1 : curve.at(nowNanos);
    for (Rhythm.Burst burst : plan.rhythm().bursts()) {
      boolean isHere = burst.places().isEmpty() || burst.places().contains(place);
      long from = startNanos + burst.during().from().toNanos();
      long until = startNanos + burst.during().until().toNanos();
      if (isHere && nowNanos >= from && nowNanos < until) {
        factor *= burst.factor();
      }
    }
    return factor;
  }
}
