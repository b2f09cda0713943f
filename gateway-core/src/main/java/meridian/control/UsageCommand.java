package meridian.control;

import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import meridian.control.config.GatewayConfig;
import meridian.live.process.Libraries;
import meridian.live.sql.CannotOpen;
import meridian.live.sql.UsageTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `meridian usage`: the records of served requests, whether or not a gateway is writing them.
@Command(
    name = "usage",
    mixinStandardHelpOptions = true,
    subcommands = {UsageCommand.ListRecords.class, UsageCommand.Sums.class},
    description = {
      "Lists the records of served requests, or sums them up. A gateway may run meanwhile.",
      "Records of modelled providers are in no bill: they are never summed with measured ones."
    })
final class UsageCommand implements Runnable {
  private static final int DONE = 0;
  private static final int REFUSED = 2;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli before it calls
  private CommandSpec command;

  @Override
  public void run() {
    command.commandLine().usage(command.commandLine().getOut());
  }

  /// What both have in common: where the records are, which of them count, and how they are shown.
  abstract static class OnRecords implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before it calls
    private CommandSpec command;

    @Mixin private ConfigOptions options = new ConfigOptions();

    @Option(names = "--project", paramLabel = "NAME", description = "Of this project only.")
    private Optional<String> project = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "Of this model only.")
    private Optional<String> model = Optional.empty();

    @Option(
        names = "--outcome",
        paramLabel = "NAME",
        description = "hit, miss, stale, collapsed, bypass, refresh or semantic_hit only.")
    private Optional<String> outcome = Optional.empty();

    @Option(
        names = "--from",
        paramLabel = "YYYY-MM-DD",
        description = "Served on this day, in UTC, or later.")
    private Optional<String> from = Optional.empty();

    @Option(
        names = "--to",
        paramLabel = "YYYY-MM-DD",
        description = "Served on this day, in UTC, or earlier.")
    private Optional<String> to = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--csv", description = "Print CSV with a heading.")
    private boolean csv;

    @Override
    public final Integer call() {
      PrintWriter err = command.commandLine().getErr();
      Libraries.keepToWarnings();
      try {
        GatewayConfig config = options.config();
        UsageTable.Filter filter =
            new UsageTable.Filter(
                project,
                model,
                outcome.map(word -> word.toLowerCase(Locale.ROOT)),
                day("--from", from),
                day("--to", to));
        try (UsageTable table = Books.look(config).orElseThrow(OnRecords::noneKept)) {
          print(table, filter, form(), command.commandLine().getOut());
        }
        command.commandLine().getOut().flush();
        return DONE;
      } catch (CannotOpen | IllegalArgumentException | Refused refused) {
        err.println(String.valueOf(refused.getMessage()));
        err.flush();
        return REFUSED;
      }
    }

    abstract void print(
        UsageTable table, UsageTable.Filter filter, UsageText.Form form, PrintWriter out)
        throws CannotOpen, Refused;

    private UsageText.Form form() {
      return json ? UsageText.Form.JSON : csv ? UsageText.Form.CSV : UsageText.Form.TABLE;
    }

    private static Refused noneKept() {
      return new Refused(
          "usage: expected a configuration whose storage keeps usage records, found one that keeps"
              + " none after the process; use storage.kind sqlite or postgresql");
    }

    private static OptionalLong day(String option, Optional<String> text) throws Refused {
      if (text.isEmpty()) {
        return OptionalLong.empty();
      }
      try {
        return OptionalLong.of(LocalDate.parse(text.get()).toEpochDay());
      } catch (DateTimeException notOne) {
        throw new Refused(
            "usage %s: expected a day such as 2026-11-22, found '%s'; write year, month and day"
                .formatted(option, text.get()));
      }
    }
  }

  /// `usage list`.
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the newest records, oldest first, with the stages of each in JSON.")
  static final class ListRecords extends OnRecords {
    private static final int MOST = 100_000;

    @Option(
        names = "--last",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many at most, 1 to 100000; default ${DEFAULT-VALUE}.")
    private int last;

    @Override
    void print(UsageTable table, UsageTable.Filter filter, UsageText.Form form, PrintWriter out)
        throws CannotOpen, Refused {
      if (last < 1 || last > MOST) {
        throw new Refused(
            "usage list --last: expected 1 to %d, found %d; choose one in that range"
                .formatted(MOST, last));
      }
      UsageText.records(table.newest(filter, last), form, out);
    }
  }

  /// `usage sum`.
  @Command(
      name = "sum",
      mixinStandardHelpOptions = true,
      description = "Sums records up: requests, tokens, cost, what was saved.")
  static final class Sums extends OnRecords {
    @Option(
        names = "--by",
        paramLabel = "WORD",
        split = ",",
        description = {
          "Tell sums apart by project, model, outcome, layer, pop, key and day, in that order of",
          "yours: --by day,project. Without it there is one sum for each source."
        })
    private List<String> by = List.of();

    @Override
    void print(UsageTable table, UsageTable.Filter filter, UsageText.Form form, PrintWriter out)
        throws CannotOpen, Refused {
      List<UsageTable.By> columns = new java.util.ArrayList<>();
      for (String word : by) {
        columns.add(
            Stream.of(UsageTable.By.values())
                .filter(each -> each.label().equals(word))
                .findFirst()
                .orElseThrow(() ->
                    new Refused(
                        "usage sum --by: expected project, model, outcome, layer, pop, key or day, found '%s'; choose some of them"
                            .formatted(word))));
      }
      UsageText.sums(columns, table.sums(columns, filter), form, out);
    }
  }
}
