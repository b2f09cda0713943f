package meridian.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ScenarioReader;
import meridian.scenario.Scenario;
import meridian.time.Dice;

/// A scenario drawn from a seed: tenants with and without zone, balance and shared scope; places,
/// rates and repeats; overlapping and swizzled faults of every kind; an operator's actions. It is
/// text, as a scenario's file is, so that what a campaign finds can be played again.
///
/// @param seed of what was drawn, and of the run
/// @param sets fields of the configuration that differ
/// @param pops codes of the points of presence
/// @param seconds how long it lasts, 20 to 150
/// @param rate requests per second
/// @param traffic further fields of the traffic, one a line
/// @param faults one a line
/// @param actions one a line
record RandomStory(
    long seed,
    List<String> sets,
    List<String> pops,
    int seconds,
    double rate,
    List<String> traffic,
    List<String> faults,
    List<String> actions) {
  RandomStory {
    sets = List.copyOf(sets);
    pops = List.copyOf(pops);
    traffic = List.copyOf(traffic);
    faults = List.copyOf(faults);
    actions = List.copyOf(actions);
  }

  /// Draws the story of `seed`.
  ///
  /// @param pattern label of the serving pattern: `1`, `2`, `2.5` or `3`
  static RandomStory draw(long seed, String pattern) {
    return new StoryDrawing(new Dice(seed), pattern).story(seed);
  }

  /// The story as a scenario's file.
  String yaml() {
    StringBuilder text = new StringBuilder(2_000);
    text.append("title: Random faults, seed ").append(seed).append('\n');
    text.append("description: Drawn by meridian campaign; play it with --seed ").append(seed);
    text.append(".\nconfig: prism-mumbai\nset:\n");
    text.append("  - pops=[").append(String.join(", ", pops)).append("]\n");
    sets.forEach(set -> text.append("  - '").append(set).append("'\n"));
    text.append("duration: ").append(seconds).append("s\n");
    text.append("traffic:\n  - name: people\n    generated:\n      requestsPerSecond: ");
    text.append(String.format(Locale.ROOT, "%.2f", rate)).append('\n');
    traffic.forEach(line -> text.append("      ").append(line).append('\n'));
    lines(text, "faults", faults);
    lines(text, "actions", actions);
    return text.toString();
  }

  private static void lines(StringBuilder text, String name, List<String> lines) {
    if (!lines.isEmpty()) {
      text.append(name).append(":\n");
      lines.forEach(line -> text.append("  - ").append(line).append('\n'));
    }
  }

  /// The story as a scenario.
  Scenario scenario(Atlas atlas) throws CannotStart {
    Path file = Path.of("campaign-" + seed + ".yaml");
    return switch (new ScenarioReader(atlas).read(file, yaml(), List.of())) {
      case ScenarioReader.Result.Valid valid -> valid.scenario();
      case ScenarioReader.Result.Invalid invalid -> throw new CannotStart(invalid.problems());
    };
  }

  /// Plays it.
  ///
  /// @param parts is shown each part of the gateway
  RunReport play(Atlas atlas, List<String> overrides, Parts parts) throws CannotStart {
    Scenario scenario = scenario(atlas);
    GatewayConfig config = Gateways.configOf(scenario.setup(), overrides, atlas);
    return new Simulation(
            config,
            atlas,
            scenario,
            meridian.scenario.Traces.NONE,
            seed,
            meridian.time.Pace.UNBOUND,
            Simulation.Spectator.NONE,
            parts)
        .run(Long.MAX_VALUE);
  }

  /// Smaller stories to try in its place, the smallest first: without faults or actions, with less
  /// traffic.
  Stream<RandomStory> smaller() {
    List<RandomStory> all = new ArrayList<>();
    if (faults.size() > 1) {
      int half = faults.size() / 2;
      all.add(with(faults.subList(0, half), actions, rate));
      all.add(with(faults.subList(half, faults.size()), actions, rate));
    }
    if (!actions.isEmpty()) {
      all.add(with(faults, List.of(), rate));
    }
    for (int i = 0; i < faults.size(); i++) {
      all.add(with(without(faults, i), actions, rate));
    }
    for (int i = 0; i < actions.size() && actions.size() > 1; i++) {
      all.add(with(faults, without(actions, i), rate));
    }
    if (rate > 0.5) {
      all.add(with(faults, actions, rate / 2));
    }
    return all.stream();
  }

  private RandomStory with(List<String> fewerFaults, List<String> fewerActions, double newRate) {
    return new RandomStory(seed, sets, pops, seconds, newRate, traffic, fewerFaults, fewerActions);
  }

  /// The same, ending earlier: what begins after the end is left out, what lasts longer is not.
  RandomStory lasting(int newSeconds) {
    return new RandomStory(seed, sets, pops, newSeconds, rate, traffic, faults, actions);
  }

  private static List<String> without(List<String> all, int index) {
    List<String> fewer = new ArrayList<>(all);
    fewer.remove(index);
    return fewer;
  }
}
