package meridian.control;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import meridian.atlas.Atlas;
import meridian.edge.EdgePop;
import meridian.kv.KvTrouble;
import meridian.network.Network;
import meridian.network.Paths;
import meridian.origin.Catalog;
import meridian.origin.Origin;
import meridian.provider.ModelledProvider;
import meridian.scenario.Fault;
import meridian.scenario.FaultText;
import meridian.telemetry.Event;
import meridian.telemetry.EventSink;
import meridian.time.WorldClock;

/// What goes wrong with one gateway, on purpose: begins and ends faults, in either world.
///
/// What is in force is computed from all faults that hold, anew with each beginning and end, so
/// that every end takes away exactly its own. The same fault may hold several times. At most
/// [#MAX_FAULTS] at once. Safe for several threads.
final class Faults {
  /// At most this many faults hold at once.
  static final int MAX_FAULTS = 1_000;

  /// How many lags that are over are remembered: what was written in them may still be hidden.
  private static final int PAST_LAGS = 64;

  private final Ground on;
  private final List<Held> held = new ArrayList<>();
  private final List<KvTrouble.Lag> pastLags = new ArrayList<>();
  private long numbers;

  /// What faults are set on.
  ///
  /// @param catalog the providers in force
  record Ground(
      Nodes nodes,
      Network network,
      Paths paths,
      Supplier<Catalog> catalog,
      Atlas atlas,
      WorldClock clock,
      EventSink events) {}

  Faults(Ground on) {
    this.on = on;
  }

  /// A fault that holds.
  private record Held(Fault fault, String id, long sinceNanos) {}

  /// Begins a fault.
  ///
  /// @throws IllegalArgumentException when this gateway has nothing that it could hold for; the
  ///   message says what was expected
  synchronized void begin(Fault fault) {
    obstacle(fault)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
    long now = on.clock().nanos();
    Held begun = new Held(fault, "fault-" + ++numbers, now);
    on.events().accept(new Event.FaultBegan(begun.id(), FaultText.of(fault), now));
    if (fault.isMomentary()) {
      strike(fault);
      on.events().accept(new Event.FaultEnded(begun.id(), now));
      return;
    }
    held.add(begun);
    enforce(fault, now);
    if (fault instanceof Fault.NodeCrashed crashed && count(fault) == 1) {
      crash(crashed.node(), now);
    }
  }

  /// Ends a fault that was begun; of several equal ones the oldest. False when there is none.
  synchronized boolean end(Fault fault) {
    for (Iterator<Held> each = held.iterator(); each.hasNext(); ) {
      Held one = each.next();
      if (one.fault().equals(fault)) {
        each.remove();
        end(one, on.clock().nanos());
        return true;
      }
    }
    return false;
  }

  /// Ends every fault that holds, the newest first.
  synchronized void endAll() {
    while (!held.isEmpty()) {
      end(held.removeLast(), on.clock().nanos());
    }
  }

  /// What holds, the oldest first.
  synchronized List<Fault> holding() {
    return held.stream().map(Held::fault).toList();
  }

  /// Sets the faults of providers again, on others: a reload made new ones.
  synchronized void providersChanged() {
    enforceWeather();
  }

  /// Why a fault cannot hold here; empty when it can.
  synchronized Optional<String> obstacle(Fault fault) {
    if (held.size() >= MAX_FAULTS) {
      return Optional.of(
          "expected at most " + MAX_FAULTS + " faults at once, found one more; end some first");
    }
    return new FaultScope(on.nodes(), on.catalog().get(), on.atlas()).obstacle(fault);
  }

  private void end(Held one, long now) {
    if (one.fault() instanceof Fault.KvLagging lagging) {
      pastLags.add(
          new KvTrouble.Lag(lagging.reach(), lagging.lag().toNanos(), one.sinceNanos(), now));
      if (pastLags.size() > PAST_LAGS) {
        pastLags.removeFirst();
      }
    }
    enforce(one.fault(), now);
    if (one.fault() instanceof Fault.NodeCrashed crashed && count(one.fault()) == 0) {
      restart(crashed.node(), now);
    }
    on.events().accept(new Event.FaultEnded(one.id(), now));
  }

  private long count(Fault fault) {
    return held.stream().filter(one -> one.fault().equals(fault)).count();
  }

  /// Puts what holds of this kind of fault in force.
  private void enforce(Fault kind, long now) {
    switch (kind) {
      case Fault.LinkDelayed _,
          Fault.LinkJittery _,
          Fault.LinkLossy _,
          Fault.LinkCut _,
          Fault.NodeCrashed _ ->
          on.paths().links(BrokenLinks.of(holding()));
      case Fault.KvLagging _, Fault.KvFailing _, Fault.KvDead _ -> enforceKv();
      case Fault.ProviderSlow _,
          Fault.ProviderRateLimited _,
          Fault.ProviderFailing _,
          Fault.ProviderRegionOut _,
          Fault.ProviderHanging _,
          Fault.ProviderTruncating _ ->
          enforceWeather();
      case Fault.FingerprintSkewed skewed ->
          on.nodes().pop(skewed.pop()).skewFingerprints(count(skewed) > 0);
      case Fault.ClockDrifting drifting -> enforceClock(drifting.node(), now);
      case Fault.OriginOverloaded overloaded -> enforceGate(overloaded.node());
      case Fault.ColdStart _, Fault.KeyTableEvicted _ -> {}
    }
  }

  /// What is over as soon as it has begun.
  private void strike(Fault fault) {
    switch (fault) {
      case Fault.ColdStart cold -> on.nodes().pop(cold.pop()).fallAsleep();
      case Fault.KeyTableEvicted evicted -> on.nodes().pop(evicted.pop()).forgetKeys();
      case Fault.LinkDelayed _,
          Fault.LinkJittery _,
          Fault.LinkLossy _,
          Fault.LinkCut _,
          Fault.NodeCrashed _,
          Fault.KvLagging _,
          Fault.KvFailing _,
          Fault.KvDead _,
          Fault.ProviderSlow _,
          Fault.ProviderRateLimited _,
          Fault.ProviderFailing _,
          Fault.ProviderRegionOut _,
          Fault.ProviderHanging _,
          Fault.ProviderTruncating _,
          Fault.FingerprintSkewed _,
          Fault.ClockDrifting _,
          Fault.OriginOverloaded _ ->
          throw new IllegalStateException("expected a momentary fault, found " + fault);
    }
  }

  private void crash(String node, long now) {
    on.events().accept(new Event.NodeCrashed(node, now));
    on.network().breakOff(node);
    on.nodes().findPop(node).ifPresent(EdgePop::crash);
    on.nodes().findOrigin(node).ifPresent(Origin::crash);
  }

  private void restart(String node, long now) {
    on.nodes().findPop(node).ifPresent(EdgePop::restart);
    on.events().accept(new Event.NodeRestarted(node, now));
  }

  private void enforceKv() {
    List<KvTrouble.Lag> lags = new ArrayList<>(pastLags);
    List<KvTrouble.Failure> failures = new ArrayList<>();
    for (Held one : held) {
      if (one.fault() instanceof Fault.KvLagging lagging) {
        lags.add(
            new KvTrouble.Lag(
                lagging.reach(), lagging.lag().toNanos(), one.sinceNanos(), Long.MAX_VALUE));
      } else if (one.fault() instanceof Fault.KvFailing failing) {
        failures.add(
            new KvTrouble.Failure(
                failing.reach(), failing.readShare(), failing.writeShare(), false));
      } else if (one.fault() instanceof Fault.KvDead dead) {
        failures.addFirst(new KvTrouble.Failure(dead.reach(), 1, 1, true));
      }
    }
    KvTrouble trouble = new KvTrouble(lags, failures);
    on.nodes().stores().forEach(store -> store.trouble(trouble));
  }

  private void enforceWeather() {
    List<Fault> faults = holding();
    on.catalog()
        .get()
        .targets()
        .forEach(target -> {
          if (target instanceof ModelledProvider modelled) {
            modelled.weather(StormyWeather.of(modelled, faults));
          }
        });
  }

  private void enforceClock(String node, long now) {
    long offsetNanos = 0;
    double ppm = 0;
    for (Held one : held) {
      if (one.fault() instanceof Fault.ClockDrifting drifting && drifting.node().equals(node)) {
        double elapsed = (double) (now - one.sinceNanos());
        offsetNanos += drifting.offset().toNanos() + (long) (drifting.ppm() * 1e-6 * elapsed);
        ppm += drifting.ppm();
      }
    }
    long offset = offsetNanos;
    double rate = ppm;
    on.nodes().findPop(node).ifPresent(pop -> pop.wall().drift(offset, rate));
    on.nodes().findOrigin(node).ifPresent(origin -> origin.wall().drift(offset, rate));
  }

  private void enforceGate(String node) {
    int concurrency = Integer.MAX_VALUE;
    java.time.Duration extra = java.time.Duration.ZERO;
    for (Held one : held) {
      if (one.fault() instanceof Fault.OriginOverloaded overloaded
          && overloaded.node().equals(node)) {
        concurrency = Math.min(concurrency, overloaded.concurrency());
        extra = extra.plus(overloaded.extra());
      }
    }
    on.nodes().findOrigin(node).orElseThrow().gate().limit(concurrency, extra);
  }

  /// Nodes that are down now.
  synchronized Set<String> downNodes() {
    Set<String> down = new LinkedHashSet<>();
    for (Held one : held) {
      if (one.fault() instanceof Fault.NodeCrashed crashed) {
        down.add(crashed.node());
      }
    }
    return down;
  }
}
