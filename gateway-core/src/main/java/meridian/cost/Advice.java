package meridian.cost;

import java.util.List;

/// One recommendation with everything that led to it.
///
/// @param topic what it is about
/// @param verdict what to do, or that the figures do not say
/// @param isConclusive whether there were enough samples to say anything
/// @param samples how many it rests on
/// @param confidence what the samples are and how sure that makes it
/// @param arithmetic each step
/// @param tables what was compared
/// @param wouldChange what would make it another
public record Advice(
    Topic topic,
    String verdict,
    boolean isConclusive,
    long samples,
    String confidence,
    List<Step> arithmetic,
    List<Table> tables,
    String wouldChange) {
  public Advice {
    arithmetic = List.copyOf(arithmetic);
    tables = List.copyOf(tables);
  }

  /// What is advised on.
  public enum Topic {
    /// Which of the patterns.
    PATTERN("Which pattern"),
    /// Where the origin should stand.
    ORIGIN("Where the origin should live"),
    /// How long exact answers should live.
    TTL("Exact TTL"),
    /// Which answers are written to the KV.
    ADMISSION("Write admission"),
    /// Whether to run an edge layer or to buy one.
    BUILD("Build or buy");

    private final String title;

    Topic(String title) {
      this.title = title;
    }

    /// For people.
    public String title() {
      return title;
    }
  }

  /// One step of the arithmetic.
  ///
  /// @param what is computed or taken
  /// @param formula how, with the numbers in it; empty for what is taken as it is
  /// @param result what came out, with its unit
  /// @param basis where it comes from; of several the least certain
  public record Step(String what, String formula, String result, Basis basis) {}

  /// What was compared.
  ///
  /// @param title what it shows, with its unit
  /// @param columns their names
  /// @param rows one for each that was compared, in order
  /// @param marked the index of the row that is advised; -1 for none
  public record Table(String title, List<String> columns, List<List<String>> rows, int marked) {
    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }
}
