package meridian.telemetry;

import java.util.List;
import java.util.Optional;
import meridian.Money;
import meridian.ProjectId;

/// What the traffic cost and saved since the start, and what a decision about the gateway can rest
/// on: where it came from, what was asked again and when, what the edge was used for. Immutable.
///
/// Money is booked, not shown: it comes from the usage records that origins keep, so an edge hit
/// counts when its PoP has handed it on (within half a minute), and a stream that its client left
/// counts too. Rows of modelled providers are apart from the others and never added to them.
///
/// @param sinceNanos when counting began, nanoseconds since the epoch
/// @param untilNanos the moment these figures are of
/// @param rows by project, model and kind of provider, in the order they were first seen; at most
///   [#MAX_ROWS] and then one row for each kind that holds the rest
/// @param edge what the edge platform was used for
/// @param sliceNanos how much time each slice but the last covers
/// @param slices equal spans of time from the start, oldest first; the last is in progress
/// @param traffic where requests came from and who answered them
/// @param repeats what was asked again, and what a cache with another TTL would have answered
public record CostFigures(
    long sinceNanos,
    long untilNanos,
    List<Row> rows,
    EdgeUse edge,
    long sliceNanos,
    List<Slice> slices,
    Traffic traffic,
    Repeats repeats) {
  /// At most this many rows, and two for the rest.
  public static final int MAX_ROWS = 64;

  /// At most this many slices.
  public static final int MAX_SLICES = 64;

  /// At most this many places of clients, and one for the rest.
  public static final int MAX_PLACES = 256;

  /// At most this many provider targets, and one for the rest.
  public static final int MAX_TARGETS = 32;

  /// How long a write may take until a PoP sees it: the documented 60 seconds of Workers KV, as
  /// propagation and as the time an absence is remembered.
  public static final long WINDOW_NANOS = 60_000_000_000L;

  /// What stands where a name would, for what has no row of its own.
  public static final String OTHER = "other";

  /// Nothing counted.
  public static final CostFigures NONE =
      new CostFigures(
          0,
          0,
          List.of(),
          EdgeUse.NONE,
          1_000_000_000L,
          List.of(),
          Traffic.NONE,
          new Repeats(0, 0, 1, List.of(), List.of()));

  public CostFigures {
    rows = List.copyOf(rows);
    slices = List.copyOf(slices);
  }

  /// The usage of one project with one model.
  ///
  /// @param project who pays; absent for the rest
  /// @param model as asked for; [#OTHER] for the rest
  /// @param isModelled whether modelled providers made the answers: such rows are in no bill
  /// @param requests with a usage record
  /// @param calls of these answered by a provider
  /// @param hits of these answered by a cache
  /// @param unpriced answers whose cost, or for hits whose saving, nobody knows
  /// @param spent charged; unpriced calls left out
  /// @param saved what hits would have cost; unpriced ones left out
  public record Row(
      Optional<ProjectId> project,
      String model,
      boolean isModelled,
      long requests,
      long calls,
      long hits,
      long unpriced,
      Money spent,
      Money saved) {}

  /// What the edge platform was used for.
  ///
  /// @param requests that reached a PoP, refused ones included
  /// @param keyReads look-ups of API keys in the KV
  /// @param entryReads look-ups of answers in the KV
  /// @param writes accepted writes of answers and keys
  /// @param writesRefused by a cap, for their size, or by a store that did not answer
  /// @param writesSkipped answers that write admission or residency kept out
  /// @param deletes keys removed
  public record EdgeUse(
      long requests,
      long keyReads,
      long entryReads,
      long writes,
      long writesRefused,
      long writesSkipped,
      long deletes) {
    /// Nothing.
    public static final EdgeUse NONE = new EdgeUse(0, 0, 0, 0, 0, 0, 0);

    /// Look-ups of either kind.
    public long reads() {
      return keyReads + entryReads;
    }
  }

  /// One span of time.
  ///
  /// @param requests finished
  /// @param spent charged for answers of real providers
  /// @param saved what hits on them would have cost
  /// @param modelledSpent the same for modelled providers
  /// @param modelledSaved what hits on these would have cost
  /// @param kvReads look-ups in the KV
  /// @param kvWrites accepted writes
  /// @param kvDeletes keys removed
  public record Slice(
      long requests,
      Money spent,
      Money saved,
      Money modelledSpent,
      Money modelledSaved,
      long kvReads,
      long kvWrites,
      long kvDeletes) {}

  /// Where requests came from and who answered them.
  ///
  /// @param requests finished
  /// @param modelled of these with a modelled time in them
  /// @param answered of these answered
  /// @param failed of these answered with a 5xx
  /// @param edgeHits answered by PoPs
  /// @param originHits answered by the origin's exact cache
  /// @param edgeHitNanos total time of all edge hits together
  /// @param originHitNanos total time of all origin hits together
  /// @param places of clients, most requests first
  /// @param targets provider targets that were called, most calls first
  public record Traffic(
      long requests,
      long modelled,
      long answered,
      long failed,
      long edgeHits,
      long originHits,
      long edgeHitNanos,
      long originHitNanos,
      List<ClientPlace> places,
      List<Target> targets) {
    /// None.
    public static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0, 0, 0, List.of(), List.of());

    public Traffic {
      places = List.copyOf(places);
      targets = List.copyOf(targets);
    }
  }

  /// Clients at one place.
  ///
  /// @param place its code, or [#OTHER]
  /// @param requests finished
  /// @param toOrigin of these answered by the origin or by a provider
  /// @param calls of these answered by a provider
  public record ClientPlace(String place, long requests, long toOrigin, long calls) {}

  /// Calls to one provider target.
  ///
  /// @param target its name, `openai/us-east-1`, or [#OTHER]
  /// @param calls how many
  public record Target(String target, long calls) {}

  /// What was asked again. The figures are of a sample of questions, chosen by their fingerprint:
  /// of a chosen question every asking counts, of another none.
  ///
  /// @param requests cacheable requests of the sample
  /// @param questions how many different ones
  /// @param sampledOneIn one question in so many is in the sample now: 1, 2, 4 …
  /// @param intervals how long after the asking before each repeat came
  /// @param ghosts what a cache of each TTL would have answered
  public record Repeats(
      long requests,
      long questions,
      long sampledOneIn,
      List<Interval> intervals,
      List<Ghost> ghosts) {
    public Repeats {
      intervals = List.copyOf(intervals);
      ghosts = List.copyOf(ghosts);
    }

    /// How many were repeats, whenever the first asking was.
    public long repeats() {
      return requests - questions;
    }
  }

  /// Repeats by how long they took.
  ///
  /// @param upToNanos at most so long after the asking before, and longer than the interval before;
  ///   [Long#MAX_VALUE] in the last
  /// @param count how many
  public record Interval(long upToNanos, long count) {}

  /// What a cache without other limits would have done with the sampled requests if its entries had
  /// lived so long, from the asking that made them and never extended.
  ///
  /// @param ttlNanos how long
  /// @param hits answered from an entry; the rest, `requests - hits`, would have made one
  /// @param youngHits of these from an entry younger than [#WINDOW_NANOS], which a PoP may not have
  ///   seen yet
  /// @param secondHits of these at the second asking of a question ever: lost at the edge when
  ///   answers are written only at the second sighting
  /// @param ageNanos ages of the entries at their hits, together
  public record Ghost(long ttlNanos, long hits, long youngHits, long secondHits, long ageNanos) {}
}
