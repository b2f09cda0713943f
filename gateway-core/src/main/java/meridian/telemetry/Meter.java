package meridian.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import meridian.LatencyBudget;
import meridian.PopId;
import meridian.RequestTimeline;
import meridian.Stage;

/// Counts events and says, whenever asked, what has been counted.
///
/// One thread writes and takes snapshots; snapshots go anywhere. It reads no clock: windows and
/// history move with the latest time that an event or a snapshot names, so it works the same in
/// real and in virtual time. A late event goes to the slot and second it belongs to; one older than
/// the window counts in the totals only, and in the history up to ten minutes.
///
/// Bounds: [#MAX_POPS] rows of PoPs (what comes through a further one counts in everything but a
/// row of its own), 512 recent requests, 256 in flight, 256 incidents, 600 seconds; see [Window],
/// [Metrics] and [InFlight] for theirs.
public final class Meter {
  /// At most this many PoPs have a row.
  public static final int MAX_POPS = 256;

  /// At most this many finished requests are kept whole.
  public static final int RECENT = 512;

  /// At most this many requests in flight are told one by one.
  public static final int IN_FLIGHT = 256;

  /// All stages, without a copy at each use.
  static final List<Stage> STAGES = List.of(Stage.values());

  private final String version;
  private final long startedNanos;
  private final long startedSlot;
  private final HeadlineMeter headline;
  private final Map<PopId, PopMeter> pops = new LinkedHashMap<>();
  private final List<PathMeter> paths = new ArrayList<>();
  private final KvMeter kv;
  private final KeyMeter keys = new KeyMeter();
  private final History history;
  private final InFlight inFlight = new InFlight();
  private final Incidents incidents = new Incidents();
  private final Alarms alarms;
  private final Metrics metrics;
  private final CostMeter cost;
  private final ArrayDeque<RequestTimeline> recent = new ArrayDeque<>(RECENT);
  private List<RequestTimeline> recentReading = List.of();
  private boolean isRecentDirty;
  private long latestNanos;
  private long events;
  private long snapshots;

  /// A meter that starts to count at `startedNanos`.
  ///
  /// @param pops those that have a row from the start, in the order of rows
  /// @param budget what edge hits are held against
  /// @param pattern `1`, `2`, `2.5` or `3`, for labels
  /// @param version of the program, for labels
  /// @param startedNanos nanoseconds since the epoch
  public Meter(
      List<PopId> pops, LatencyBudget budget, String pattern, String version, long startedNanos) {
    this.version = version;
    this.startedNanos = startedNanos;
    this.startedSlot = Window.slotOf(startedNanos);
    this.latestNanos = startedNanos;
    this.headline = new HeadlineMeter(startedSlot);
    this.kv = new KvMeter(startedSlot);
    this.cost = new CostMeter(startedNanos);
    this.history = new History(startedNanos);
    this.metrics = new Metrics(pattern, budget);
    this.alarms = new Alarms(startedNanos, this::changed);
    for (RequestPath path : RequestPath.values()) {
      paths.add(new PathMeter(path, false, startedSlot));
      paths.add(new PathMeter(path, true, startedSlot));
    }
    pops.stream()
        .limit(MAX_POPS)
        .forEach(pop -> this.pops.put(pop, new PopMeter(pop, startedSlot)));
  }

  /// From now on edge hits are held against `budget`; what was counted stays counted.
  public void budget(LatencyBudget budget) {
    metrics.requests().budget(budget);
  }

  /// Counts `event`.
  public void record(Event event) {
    events++;
    latestNanos = Math.max(latestNanos, event.atNanos());
    alarms.accept(event);
    cost.accept(event);
    long slot = Window.slotOf(event.atNanos());
    switch (event) {
      case Event.RequestArrived arrived -> inFlight.arrived(arrived);
      case Event.RequestFinished finished ->
          finished(finished.timeline(), finished.atNanos(), slot);
      case Event.ClientLeft left -> {
        inFlight.ended(left.id());
        metrics.entrance().left();
      }
      case Event.CacheAsked asked -> {
        metrics.caches().asked(asked);
        kv.asked(slot, asked);
      }
      case Event.SemanticAsked asked -> metrics.caches().asked(asked);
      case Event.KvWritten written -> {
        metrics.caches().written(written);
        kv.written(written);
      }
      case Event.KvVisible visible -> {
        metrics.caches().visible(visible);
        kv.visible(slot, visible.lagNanos());
        history.visible(visible.lagNanos(), visible.atNanos());
      }
      case Event.CacheFilled filled -> metrics.caches().filled(filled);
      case Event.CacheStored stored -> metrics.caches().stored(stored);
      case Event.RevocationSeen seen -> {
        metrics.entrance().revocationSeen(seen);
        keys.refused(seen);
      }
      case Event.KeyRevoked revoked -> keys.revoked(revoked.key(), revoked.atNanos());
      case Event.ClockSkewed skewed -> metrics.entrance().skewed(skewed.pop());
      case Event.LimitReached reached -> metrics.entrance().limitReached(reached.limit());
      case Event.FingerprintMismatched _ -> metrics.entrance().mismatched();
      case Event.ProviderCalled _,
          Event.ProviderEnded _,
          Event.NodeCrashed _,
          Event.NodeRestarted _,
          Event.KvDeleted _,
          Event.AlarmQuieted _ -> {
        // counted elsewhere: with the requests, as the PoPs learn of it, with faults and alarms, as
        // cost
      }
      case Event.TargetChanged changed -> metrics.health().targetChanged(changed);
      case Event.PriceUnknown unknown -> metrics.books().unpriced(unknown.model());
      case Event.Booked booked -> metrics.books().booked(booked.line());
      case Event.UsageRecorded usage -> {
        metrics.books().usage(usage.result());
        if (usage.result().equals("recorded")) {
          keys.used(usage.usage());
        }
      }
      case Event.UsageLost _ -> metrics.books().usage("lost");
      case Event.Replicated replicated -> metrics.regions().replicated(replicated);
      case Event.ChangesLost lost -> metrics.regions().changesLost(lost);
      case Event.Promoted _ -> metrics.regions().changed("promoted");
      case Event.Fenced _ -> metrics.regions().changed("fenced");
      case Event.FellOver over -> metrics.regions().fellOver(over.pop());
      case Event.Overspent over -> metrics.books().overspent(over);
      case Event.ConnectionCut cut -> metrics.entrance().cut(cut.reason());
      case Event.FaultBegan fault -> incidents.began(fault);
      case Event.FaultEnded fault -> incidents.ended(fault.id(), fault.atNanos());
      case Event.OperatorActed acted ->
          incidents.happened(IncidentKind.ACTION, acted.text(), acted.atNanos());
      case Event.Reconfigured changed ->
          incidents.happened(IncidentKind.CONFIGURATION, changed.text(), changed.atNanos());
    }
  }

  private void changed(Alarms.Change alarm) {
    incidents.changed(alarm);
    metrics.health().alarmChanged(alarm);
  }

  private void finished(RequestTimeline timeline, long atNanos, long slot) {
    inFlight.ended(timeline.id());
    long breaches = metrics.requests().finished(timeline);
    headline.finished(slot, timeline);
    history.finished(timeline, atNanos);
    PopMeter pop = pops.get(timeline.pop());
    if (pop == null && pops.size() < MAX_POPS) {
      pop = pops.computeIfAbsent(timeline.pop(), id -> new PopMeter(id, startedSlot));
    }
    if (pop != null) {
      pop.finished(slot, timeline, breaches);
    }
    int path = RequestPath.of(timeline).ordinal();
    paths.get(2 * path + (timeline.isColdConnection() ? 1 : 0)).finished(slot, timeline);
    if (recent.size() == RECENT) {
      recent.removeLast();
    }
    recent.addFirst(timeline);
    isRecentDirty = true;
  }

  /// The state at `nowNanos`, or at the latest event when that was later.
  ///
  /// @param droppedTotal events that were lost before they came here
  public Snapshot snapshot(long nowNanos, long droppedTotal) {
    latestNanos = Math.max(latestNanos, nowNanos);
    alarms.look(latestNanos);
    long slot = Window.slotOf(latestNanos);
    double seconds = coveredSeconds(slot);
    snapshots++;
    long flying = inFlight.count(latestNanos);
    if (isRecentDirty) {
      isRecentDirty = false;
      recentReading = List.copyOf(recent);
    }
    return new Snapshot(
        snapshots,
        latestNanos,
        startedNanos,
        Window.SLOTS * Window.SLOT_NANOS,
        headline.headline(slot, seconds, flying),
        pops.values().stream().map(pop -> pop.row(slot, seconds)).toList(),
        paths.stream().flatMap(path -> path.row(slot).stream()).toList(),
        recentReading,
        inFlight.newest(IN_FLIGHT),
        history.points(latestNanos),
        incidents.list(),
        alarms.raised(),
        kv.figures(slot),
        cost.figures(latestNanos),
        keys.figures(),
        metrics.counts(),
        events,
        droppedTotal);
  }

  /// How many events have been counted.
  public long events() {
    return events;
  }

  /// A copy of every metric since the start.
  ///
  /// @param droppedTotal events that were lost before they came here
  public Totals totals(long droppedTotal) {
    return metrics.copy(
        version, inFlight.count(latestNanos), headline.saved(), events, droppedTotal);
  }

  /// How much of the window has passed: its whole slots since the start, and the running one; at
  /// least a second, so that the first request does not make a rate of thousands.
  private double coveredSeconds(long slot) {
    long from = Math.max(startedNanos, (slot - Window.SLOTS + 1) * Window.SLOT_NANOS);
    return Math.max(1, (latestNanos - from) / 1e9);
  }
}
