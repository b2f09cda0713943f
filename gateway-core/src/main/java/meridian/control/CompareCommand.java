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
import meridian.wire.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  private static final int WRONG = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

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

  @Option(names = "--json", description = "Print the result as one line of JSON.")
  private boolean json;

  @Override
  public Integer call() {
    if (seeds < 1) {
      return wrong(List.of("--seeds: expected 1 or more, found " + seeds));
    }
    SingleCarrier.use();
    try {
      Scenario whole = Scenarios.load(scenario, List.of(), Atlas.load());
      Scenario played = duration.map(whole::lasting).orElse(whole);
      Comparison result =
          new Comparing(played, entries())
              .run(LongStream.rangeClosed(1, seeds).boxed().toList(), this::tell, () -> false)
              .orElseThrow();
      PrintWriter out = command.commandLine().getOut();
      if (json) {
        out.println(JsonWriter.text(ComparisonJson.of(result)));
      } else {
        ComparisonText.print(result, out);
      }
      out.flush();
      return DONE;
    } catch (CannotStart cannot) {
      return wrong(cannot.problems());
    } catch (IllegalArgumentException cannot) {
      return wrong(List.of(String.valueOf(cannot.getMessage())));
    }
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
    PrintWriter err = command.commandLine().getErr();
    err.print("\r" + done + " of " + all + " runs" + (done == all ? "\n" : ""));
    err.flush();
  }

  private int wrong(List<String> problems) {
    PrintWriter err = command.commandLine().getErr();
    problems.forEach(err::println);
    err.flush();
    return WRONG;
  }
}
