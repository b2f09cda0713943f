package meridian.telemetry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import meridian.CacheResult;
import meridian.Layer;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.Stage;

/// Raises and clears alarms by [AlarmRule], from events alone.
///
/// Every rule is looked at once a second of the events' own time, as long as something happens or
/// somebody asks by [#look]; so the same events raise the same alarms at the same moments. At most
/// [#MAX_POPS] PoPs have alarms of their own. Confined to the meter's writer.
public final class Alarms implements EventSink {
  /// At most this many PoPs have alarms.
  public static final int MAX_POPS = 256;

  /// At most this many raised alarms are told, the most severe.
  public static final int MAX_TOLD = 256;

  private static final long BETWEEN_LOOKS_NANOS = 1_000_000_000L;
  private static final Duration WRONG_CLOCK = Duration.ofSeconds(30);
  private static final Duration SLOW_REVOCATION = Duration.ofMinutes(1);

  private static final Comparator<Snapshot.Alarm> MOST_SEVERE =
      Comparator.comparing((Snapshot.Alarm each) -> each.rule().severity())
          .thenComparingLong(Snapshot.Alarm::sinceNanos)
          .reversed()
          .thenComparing(Snapshot.Alarm::rule)
          .thenComparing(Snapshot.Alarm::subject);

  private final Consumer<Change> told;
  private final Map<AlarmRule, AlarmState> ofGateway = new EnumMap<>(AlarmRule.class);
  private final Map<PopId, Map<AlarmRule, AlarmState>> byPop = new TreeMap<>();
  private final List<AlarmState> all = new ArrayList<>();
  private List<Snapshot.Alarm> raised = List.of();
  private long nextLookNanos;

  /// Alarms of which none is raised.
  ///
  /// @param told of each that is raised or cleared
  public Alarms(long startedNanos, Consumer<Change> told) {
    this.told = told;
    this.nextLookNanos = startedNanos + BETWEEN_LOOKS_NANOS;
    long slot = Window.slotOf(startedNanos);
    for (AlarmRule rule : AlarmRule.values()) {
      if (!rule.isByPop()) {
        ofGateway.put(rule, new AlarmState(rule, "", slot));
      }
    }
    all.addAll(ofGateway.values());
  }

  /// An alarm was raised, or cleared.
  ///
  /// @param rule which
  /// @param subject the PoP's code, or empty for the gateway
  /// @param isRaised whether it was raised
  /// @param text what is wrong, with the figure of this moment, for an operator
  /// @param atNanos when
  public record Change(
      AlarmRule rule, String subject, boolean isRaised, String text, long atNanos) {}

  @Override
  public void accept(Event event) {
    look(event.atNanos());
    long slot = Window.slotOf(event.atNanos());
    switch (event) {
      case Event.RequestFinished finished -> finished(finished.timeline(), slot);
      case Event.FingerprintMismatched mismatch ->
          at(mismatch.pop(), AlarmRule.FINGERPRINT_MISMATCH, slot, true);
      case Event.ClockSkewed skewed ->
          at(
              skewed.pop(),
              AlarmRule.CLOCK_SKEW,
              slot,
              Math.abs(skewed.aheadNanos()) > WRONG_CLOCK.toNanos());
      case Event.RevocationSeen seen ->
          at(
              seen.pop(),
              AlarmRule.REVOCATION_LAG,
              slot,
              seen.lagNanos() > SLOW_REVOCATION.toNanos());
      case Event.ProviderEnded ended ->
          of(AlarmRule.PROVIDER_FAILING).count(slot, ended.answerId().isEmpty());
      case Event.KvWritten written -> written(written.result(), slot);
      case Event.FellOver _ -> of(AlarmRule.ORIGIN_FELL_OVER).count(slot, true);
      case Event.ChangesLost lost -> of(AlarmRule.RECORDS_LOST).countBad(slot, lost.count());
      case Event.UsageLost _ -> of(AlarmRule.RECORDS_LOST).count(slot, true);
      case Event.Overspent _ -> of(AlarmRule.OVERSPENT).count(slot, true);
      case Event.AlarmQuieted quieted -> quieted(quieted);
      default -> {
        // no rule is about it
      }
    }
  }

  private void finished(RequestTimeline request, long slot) {
    PopId pop = request.pop();
    boolean isHeldByOrigin = request.layer() == Layer.ORIGIN && request.cache() == CacheResult.HIT;
    if (request.isAnswered() && (isHeldByOrigin || request.cache() == CacheResult.MISS)) {
      at(pop, AlarmRule.KV_PROPAGATION, slot, isHeldByOrigin);
    }
    at(pop, AlarmRule.AVAILABILITY, slot, request.status() >= 500);
    at(pop, AlarmRule.COLD_STARTS, slot, request.stages().nanos(Stage.EDGE_COLD_START) > 0);
  }

  private void written(String result, long slot) {
    switch (result) {
      case "skipped" -> {
        // nobody tried
      }
      case "ok", "deferred" -> of(AlarmRule.KV_WRITES_REFUSED).count(slot, false);
      default -> of(AlarmRule.KV_WRITES_REFUSED).count(slot, true);
    }
  }

  private void quieted(Event.AlarmQuieted quieted) {
    all.stream()
        .filter(each -> each.isAbout(quieted.rule(), quieted.subject()))
        .forEach(each -> each.quiet(quieted.untilNanos()));
    read(quieted.atNanos());
  }

  /// Looks at every rule, unless it has done so within this second.
  public void look(long nowNanos) {
    if (nowNanos < nextLookNanos) {
      return;
    }
    nextLookNanos = nowNanos + BETWEEN_LOOKS_NANOS;
    for (AlarmState each : all) {
      if (each.isChanged(nowNanos)) {
        told.accept(each.change(nowNanos));
      }
    }
    read(nowNanos);
  }

  /// Those that are raised, as of the last look: the most severe first, of these the newest, at
  /// most [#MAX_TOLD].
  List<Snapshot.Alarm> raised() {
    return raised;
  }

  private void read(long nowNanos) {
    raised =
        all.stream()
            .filter(AlarmState::isRaised)
            .map(each -> each.reading(nowNanos))
            .sorted(MOST_SEVERE)
            .limit(MAX_TOLD)
            .toList();
  }

  private AlarmState of(AlarmRule rule) {
    return ofGateway.computeIfAbsent(rule, missing -> new AlarmState(missing, "", 0));
  }

  private void at(PopId pop, AlarmRule rule, long slot, boolean isBad) {
    Map<AlarmRule, AlarmState> own = byPop.get(pop);
    if (own == null) {
      if (byPop.size() == MAX_POPS) {
        return;
      }
      own = new EnumMap<>(AlarmRule.class);
      for (AlarmRule each : AlarmRule.values()) {
        if (each.isByPop()) {
          own.put(each, new AlarmState(each, pop.code(), slot));
        }
      }
      byPop.put(pop, own);
      all.addAll(own.values());
    }
    AlarmState state = own.get(rule);
    if (state != null) {
      state.count(slot, isBad);
    }
  }
}
