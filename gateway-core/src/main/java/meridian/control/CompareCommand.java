package meridian.control;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.scenario.Scenario;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `meridian compare`: several gateways under one seeded trace.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Plays one scenario against several gateways, the same trace for each, and prints them side"
          + " by side with the differences to the first.",
      "Exit codes: 0 done, 2 scenario or configuration is wrong."
    })
final class CompareCommand implements Callable<Integer> {
  private static final int DONE = 0;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandOutput output;

  @Parameters(
      paramLabel = "SCENARIO",
      description = "A scenario file, or the name of a built-in one.")
  private String scenario = "";

  @Option(
      names = "--patterns",
      paramLabel = "P",
      split = ",",
      description = "Patterns to compare: 1,2 or 1,2,2.5,3; the first is the baseline.")
  private List<String> patterns = List.of();

  @Option(
      names = "--variant",
      paramLabel = "PATH=VALUE[;PATH=VALUE]",
      description = {
        "A gateway with other fields, such as kv.model=pull; may be given several times. Compared",
        "with the scenario's own configuration, or with the first of --patterns."
      })
  private List<String> variants = List.of();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many traces, seeds 1 to N; ${DEFAULT-VALUE} unless given.")
  private int seeds = 5;

  @Option(
      names = "--duration",
      paramLabel = "D",
      converter = DurationArgument.class,
      description = "End the traffic after this time of the scenario: 90s, 30m, 24h.")
  private Optional<Duration> duration = Optional.empty();

  @Override
  public Integer call() {
    return output.play(this::compare);
  }

  private int compare() throws CannotStart {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds: expected 1 or more, found " + seeds);
    }
    Scenario whole = Scenarios.load(scenario, List.of(), Atlas.load());
    Scenario played = duration.map(whole::lasting).orElse(whole);
    Comparison result =
        new Comparing(played, entries())
            .run(LongStream.rangeClosed(1, seeds).boxed().toList(), this::tell, () -> false)
            .orElseThrow();
    if (output.isJson()) {
      output.print(ComparisonJson.of(result));
    } else {
      ComparisonText.print(result, output.out());
      output.out().flush();
    }
    return DONE;
  }

  private List<Comparing.Entry> entries() {
    List<Comparing.Entry> entries = new ArrayList<>();
    for (String pattern : patterns) {
      entries.add(
          new Comparing.Entry("pattern " + pattern, Optional.of(pattern), List.<String>of()));
    }
    if (entries.isEmpty()) {
      entries.add(new Comparing.Entry("as configured", Optional.empty(), List.of()));
    }
    for (String variant : variants) {
      entries.add(new Comparing.Entry(variant, Optional.empty(), List.of(variant.split(";", -1))));
    }
    return entries;
  }

  private void tell(int done, int all) {
    PrintWriter err = output.err();
    err.print("\r" + done + " of " + all + " runs" + (done == all ? "\n" : ""));
    err.flush();
  }
}
