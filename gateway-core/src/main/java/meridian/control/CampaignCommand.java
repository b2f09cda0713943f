package meridian.control;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import meridian.Json;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.ServingPattern;
import meridian.live.time.SystemWorld;
import meridian.simulated.checks.Violation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `meridian campaign`: random scenarios, one for each seed, until a checker finds a violation.
@Command(
    name = "campaign",
    mixinStandardHelpOptions = true,
    description = {
      "Plays random scenarios with overlapping faults, one for each seed, and stops at the first"
          + " violation: prints its seed and a small scenario that shows it.",
      "Exit codes: 0 none found, 1 a violation, 2 the command line is wrong."
    })
final class CampaignCommand implements Callable<Integer> {
  private static final String ALL = "all";
  private static final List<String> PATTERNS = ServingPattern.labels();
  private static final int NONE_FOUND = 0;
  private static final int FOUND = 1;

  /// At most so many plays to make a reproduction smaller.
  private static final int MOST_TRIES = 200;

  private static final long SEEDS_A_LINE = 10;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandOutput output;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "How many seeds; ${DEFAULT-VALUE} unless given.")
  private long seeds = 100;

  @Option(
      names = "--from",
      paramLabel = "SEED",
      description = "The first seed; ${DEFAULT-VALUE} unless given.")
  private long from = 1;

  @Option(
      names = "--pattern",
      paramLabel = "P",
      description =
          "How the gateway is deployed: 1, 2, 2.5 or 3, or all: each seed the next of them;"
              + " ${DEFAULT-VALUE} unless given.")
  private String pattern = ALL;

  @Override
  public Integer call() {
    return output.play(this::search);
  }

  private int search() throws CannotStart {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds: expected 1 or more, found " + seeds);
    }
    if (!pattern.equals(ALL) && !PATTERNS.contains(pattern)) {
      throw new IllegalArgumentException(
          "--pattern: expected one of " + PATTERNS + " or all, found '" + pattern + "'");
    }
    Atlas atlas = Atlas.load();
    try (SystemWorld outside = new SystemWorld()) {
      long begun = outside.nanos();
      long requests = 0;
      for (long seed = from; seed < from + seeds; seed++) {
        RandomStory story = RandomStory.draw(seed, patternOf(seed));
        RunReport report = story.play(atlas, List.of(), Parts.PLAIN);
        requests += report.requests();
        if (report.violationCount() > 0) {
          found(smallest(story, report, atlas), seed - from + 1, requests);
          return FOUND;
        }
        tell(seed - from + 1, (outside.nanos() - begun) / 1e9);
      }
      none(requests, (outside.nanos() - begun) / 1e9);
      return NONE_FOUND;
    }
  }

  private String patternOf(long seed) {
    return pattern.equals(ALL) ? PATTERNS.get(Math.floorMod(seed, PATTERNS.size())) : pattern;
  }

  /// A story that a checker objects to, and its objections.
  private record Shown(RandomStory story, RunReport report) {}

  /// Leaves out what the same checker's objection does not need, until nothing more can go.
  private static Shown smallest(RandomStory story, RunReport report, Atlas atlas)
      throws CannotStart {
    String checker = report.violations().getFirst().checker();
    Shown shown = new Shown(story, report);
    int tries = 0;
    boolean isSmaller = true;
    while (isSmaller && tries < MOST_TRIES) {
      isSmaller = false;
      for (RandomStory candidate : shown.story().smaller().toList()) {
        if (++tries > MOST_TRIES) {
          break;
        }
        RunReport played = candidate.play(atlas, List.of(), Parts.PLAIN);
        if (played.violations().stream().map(Violation::checker).anyMatch(checker::equals)) {
          shown = new Shown(candidate, played);
          isSmaller = true;
          break;
        }
      }
    }
    return shown;
  }

  private void found(Shown shown, long played, long requests) {
    Violation first = shown.report().violations().getFirst();
    if (output.isJson()) {
      Json.Obj result =
          Json.Obj.of("seeds", Json.Num.of(played))
              .with("requests", requests)
              .with("violations", shown.report().violationCount())
              .with("seed", shown.story().seed())
              .with("checker", first.checker())
              .with("violation", first.text())
              .with("scenario", shown.story().yaml());
      output.print(result);
    } else {
      PrintWriter out = output.out();
      out.println("\nseed " + shown.story().seed() + ": " + first.checker() + ": " + first.text());
      out.println("\nThe smallest scenario found that shows it; write it to a file and run");
      out.println("  meridian simulate FILE.yaml --seed " + shown.story().seed() + "\n");
      out.println(shown.story().yaml());
      out.flush();
    }
  }

  private void none(long requests, double wallSeconds) {
    if (output.isJson()) {
      Json.Obj result =
          Json.Obj.of("seeds", Json.Num.of(seeds))
              .with("requests", requests)
              .with("violations", 0L)
              .with("wallSeconds", RunJson.number(wallSeconds));
      output.print(result);
    } else {
      PrintWriter out = output.out();
      out.println(
          String.format(
              Locale.ROOT,
              "%,d seeds from %d with %s, %,d requests, no violation; %.0f s",
              seeds,
              from,
              pattern.equals(ALL) ? "all patterns" : "pattern " + pattern,
              requests,
              wallSeconds));
      out.flush();
    }
  }

  private void tell(long done, double seconds) {
    if (done % SEEDS_A_LINE != 0 && done != seeds) {
      return;
    }
    PrintWriter err = output.err();
    err.print(
        String.format(
            Locale.ROOT,
            "\r%,d of %,d seeds, %.0f s left ",
            done,
            seeds,
            seconds / done * (seeds - done)));
    err.flush();
  }
}
