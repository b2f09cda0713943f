package meridian.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import meridian.time.Dice;

/// Where a scenario's requests come from.
public sealed interface Traffic {
  /// Its name within the scenario: dice are forked by it.
  String name();

  /// Requests that are made up.
  ///
  /// @param name its name within the scenario
  /// @param plan what they look like
  /// @param during when they come
  record Generated(String name, WorkloadPlan plan, Span during) implements Traffic {}

  /// The same prompts again and again at fixed times: jobs, dashboards, health checks.
  ///
  /// @param name its name within the scenario
  /// @param tenant whose they are
  /// @param places where they come from, at least one; all at the same moment
  /// @param every from one time to the next, a second or more
  /// @param count how many different prompts each time, 1 to 1,000
  /// @param model the model to ask for
  /// @param prompts how long they are
  /// @param isStreamed whether they ask for a stream
  /// @param during from the first time on, until there is no more
  record Cron(
      String name,
      Tenant tenant,
      List<String> places,
      Duration every,
      int count,
      String model,
      PromptSizes prompts,
      boolean isStreamed,
      Span during)
      implements Traffic {
    public Cron {
      places = List.copyOf(places);
      Require.that(!places.isEmpty(), "cron traffic", "at least one place", "none");
      Require.that(every.toSeconds() >= 1, "cron traffic", "an interval of 1 s or more", every);
      Require.that(count >= 1 && count <= 1_000, "cron traffic", "1 to 1000 prompts", count);
    }
  }

  /// Requests that were recorded somewhere, at the times of the record.
  ///
  /// @param name its name within the scenario
  /// @param file the record's file, as the scenario names it
  /// @param format how it is written
  /// @param speed how much faster than recorded, above 0; 1 as recorded
  /// @param sharesByPlace where requests come from whose line names no place
  /// @param sharesByTenant whose requests are whose line names no project; a line's project asks
  ///   with its first key
  /// @param model what is asked of when the line names no model
  /// @param streamShare share of streams among requests whose line says nothing of it, 0 to 1
  /// @param maxPromptTokens longer prompts are cut to this length, 10 to 100,000
  /// @param during when they come: the record begins with it and is cut off by its end
  record Replay(
      String name,
      String file,
      TraceFormat format,
      double speed,
      Map<String, Double> sharesByPlace,
      Map<Tenant, Double> sharesByTenant,
      String model,
      double streamShare,
      int maxPromptTokens,
      Span during)
      implements Traffic {
    public Replay {
      sharesByPlace = Collections.unmodifiableMap(new TreeMap<>(sharesByPlace));
      sharesByTenant = Collections.unmodifiableMap(new LinkedHashMap<>(sharesByTenant));
      Require.that(speed > 0 && speed <= 10_000, "replay", "a speed above 0, 10000 at most", speed);
      Require.share("streams of a replay", streamShare);
      Require.that(
          maxPromptTokens >= 10 && maxPromptTokens <= 100_000,
          "replay",
          "prompts of 10 to 100000 tokens at most",
          maxPromptTokens);
    }
  }

  /// Its requests, for a scenario that starts at `startNanos`.
  ///
  /// @param traces the records that replays name
  @SuppressWarnings("exports") // the console draws nothing
  default TrafficSource source(Dice dice, long startNanos, Traces traces) {
    Dice own = dice.fork(name());
    return switch (this) {
      case Generated generated ->
          new Until(
              new Workload(generated.plan(), own, startNanos + generated.during().from().toNanos()),
              startNanos + generated.during().until().toNanos());
      case Cron cron -> new Schedule(cron, own, startNanos);
      case Replay replay ->
          new Until(
              new Replaying(replay, traces.of(replay.file(), replay.format()), own, startNanos),
              startNanos + replay.during().until().toNanos());
    };
  }
}
