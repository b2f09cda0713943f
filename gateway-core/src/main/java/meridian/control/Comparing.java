package meridian.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.scenario.FaultText;
import meridian.scenario.Scenario;
import meridian.telemetry.RunFigures;
import meridian.time.Pace;

/// Plays one scenario against several gateways, the same trace for each, once for every seed.
public final class Comparing {
  private final Atlas atlas = Atlas.load();
  private final Scenario scenario;
  private final List<Entrant> entrants = new ArrayList<>();

  /// One gateway that takes part, as it is asked for.
  ///
  /// @param label for people, different for each
  /// @param pattern another pattern than the configuration's, when one is wanted
  /// @param sets fields that differ from the scenario's configuration
  public record Entry(String label, Optional<String> pattern, List<String> sets) {
    public Entry {
      sets = List.copyOf(sets);
    }
  }

  /// Told after each run; the calling thread is that of [#run].
  @FunctionalInterface
  public interface Progress {
    /// `done` of `all` runs are done.
    void done(int done, int all);
  }

  private record Entrant(Entry entry, Staged staged) {}

  /// Checks that every entry can play `scenario`.
  ///
  /// @throws CannotStart when a configuration is wrong; nothing has been played then
  public Comparing(Scenario scenario, List<Entry> entries) throws CannotStart {
    this.scenario = scenario;
    for (Entry entry : entries) {
      try {
        entrants.add(new Entrant(entry, Staged.of(scenario, entry.pattern(), entry.sets(), atlas)));
      } catch (CannotStart cannot) {
        throw new CannotStart(
            cannot.problems().stream().map(each -> entry.label() + ": " + each).toList());
      }
    }
  }

  /// Plays everything in the calling thread; empty when `isCancelled` said so between two runs.
  public Optional<Comparison> run(
      List<Long> seeds, Progress progress, BooleanSupplier isCancelled) {
    List<List<RunFigures>> figures = new ArrayList<>();
    List<List<Comparison.Slot>> slots = new ArrayList<>();
    int done = 0;
    for (Entrant entrant : entrants) {
      List<RunFigures> own = new ArrayList<>();
      for (long seed : seeds) {
        if (isCancelled.getAsBoolean()) {
          return Optional.empty();
        }
        SlotMeter meter = new SlotMeter(scenario);
        own.add(
            new Simulation(
                    entrant.staged().config(),
                    atlas,
                    entrant.staged().scenario(),
                    seed,
                    Pace.UNBOUND,
                    meter)
                .run(Long.MAX_VALUE)
                .figures());
        if (own.size() == 1) {
          slots.add(meter.slots());
        }
        progress.done(++done, entrants.size() * seeds.size());
      }
      figures.add(own);
    }
    return Optional.of(comparison(seeds, figures, slots));
  }

  private Comparison comparison(
      List<Long> seeds, List<List<RunFigures>> figures, List<List<Comparison.Slot>> slots) {
    List<Comparison.Variant> variants = new ArrayList<>();
    for (int i = 0; i < entrants.size(); i++) {
      Entrant entrant = entrants.get(i);
      List<Comparison.Estimate> estimates = new ArrayList<>();
      for (ComparedMeasure measure : ComparedMeasure.values()) {
        estimate(measure, figures.get(0), figures.get(i), i == 0).ifPresent(estimates::add);
      }
      variants.add(
          new Comparison.Variant(
              entrant.entry().label(),
              entrant.staged().config().pattern().label(),
              figures.get(i).getFirst(),
              slots.get(i),
              estimates));
    }
    return new Comparison(
        scenario.name(),
        scenario.title(),
        seeds,
        scenario.startNanos(),
        scenario.duration().toNanos(),
        scenario.incidents().stream()
            .map(incident ->
                new Comparison.Incident(
                    FaultText.of(incident.fault()),
                    incident.at().toNanos(),
                    incident.end().toNanos()))
            .toList(),
        variants);
  }

  private static Optional<Comparison.Estimate> estimate(
      ComparedMeasure measure, List<RunFigures> first, List<RunFigures> own, boolean isFirst) {
    List<Double> values = new ArrayList<>();
    List<Double> differences = new ArrayList<>();
    for (int i = 0; i < own.size(); i++) {
      OptionalDouble here = measure.of(own.get(i));
      OptionalDouble there = measure.of(first.get(i));
      here.ifPresent(values::add);
      if (here.isPresent() && there.isPresent()) {
        differences.add(here.getAsDouble() - there.getAsDouble());
      }
    }
    if (values.isEmpty()) {
      return Optional.empty();
    }
    Optional<Comparison.Interval> difference =
        isFirst || differences.isEmpty()
            ? Optional.empty()
            : Optional.of(StudentT.interval95(differences));
    return Optional.of(new Comparison.Estimate(measure, mean(values), difference));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).sum() / values.size();
  }
}
