package meridian.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meridian.time.Dice;

/// A story that plays by itself and judges itself: traffic, what goes wrong, what the operator
/// does, and what has to be true.
///
/// @param name its file's name without ending, a-z, 0-9 and `-`
/// @param title in a few words, for a list
/// @param description what it shows and why, for people
/// @param setup the configuration it runs on
/// @param start the moment it begins, in its world's time: what hour of the day it is where
/// @param duration how long it lasts, above 0, ten years at most
/// @param traffic where requests come from; at least one, all names different
/// @param incidents what goes wrong, in any order; each ends within the duration or with it
/// @param steps what the operator does, in any order
/// @param steadyState what is true before anything goes wrong; when it is not, the run shows
///   nothing
/// @param hypothesis what is true although things go wrong
/// @param stops when to give up early
public record Scenario(
    String name,
    String title,
    String description,
    Setup setup,
    Instant start,
    Duration duration,
    List<Traffic> traffic,
    List<Incident> incidents,
    List<Step> steps,
    List<Expectation> steadyState,
    List<Expectation> hypothesis,
    List<StopCondition> stops) {
  /// Midnight UTC on a Monday.
  public static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

  /// The longest scenario.
  public static final Duration LONGEST = Duration.ofDays(3_650);

  public Scenario {
    traffic = List.copyOf(traffic);
    incidents = List.copyOf(incidents);
    steps = List.copyOf(steps);
    steadyState = List.copyOf(steadyState);
    hypothesis = List.copyOf(hypothesis);
    stops = List.copyOf(stops);
    Require.that(
        name.matches("[a-z0-9][a-z0-9-]{0,63}"),
        "scenario name",
        "1 to 64 of a-z, 0-9 and '-'",
        "'" + name + "'");
    Require.that(
        duration.isPositive() && duration.compareTo(LONGEST) <= 0,
        "scenario duration",
        "above 0, ten years at most",
        duration);
    Require.that(!traffic.isEmpty(), "scenario", "traffic from at least one source", "none");
    Set<String> names = new LinkedHashSet<>();
    traffic.forEach(each -> names.add(each.name()));
    Require.that(
        names.size() == traffic.size(), "scenario", "a different name for each traffic", names);
  }

  /// The same on another configuration.
  public Scenario on(Setup other) {
    return new Scenario(
        name,
        title,
        description,
        other,
        start,
        duration,
        traffic,
        incidents,
        steps,
        steadyState,
        hypothesis,
        stops);
  }

  /// The same over another time; what would happen after its end does not.
  public Scenario lasting(Duration other) {
    return new Scenario(
        name,
        title,
        description,
        setup,
        start,
        other,
        traffic,
        incidents,
        steps,
        steadyState,
        hypothesis,
        stops);
  }

  /// When it begins, nanoseconds since the epoch.
  public long startNanos() {
    return start.getEpochSecond() * 1_000_000_000L + start.getNano();
  }

  /// [#source(Dice, Traces)] of a scenario without replays.
  @SuppressWarnings("exports") // the console draws nothing
  public TrafficSource source(Dice dice) {
    return source(dice, Traces.NONE);
  }

  /// Its requests from beginning to end, in order of time; the same dice give the same.
  ///
  /// @param traces the records that its replays name, [Traces#NONE] when it has no replay
  @SuppressWarnings("exports") // the console draws nothing
  public TrafficSource source(Dice dice, Traces traces) {
    List<TrafficSource> sources =
        traffic.stream().map(each -> each.source(dice, startNanos(), traces)).toList();
    TrafficSource all = sources.size() == 1 ? sources.getFirst() : new Together(sources);
    return new Until(all, startNanos() + duration.toNanos());
  }
}
