package meridian.cost;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import meridian.Place;
import meridian.PopId;
import meridian.Region;

/// What the configuration says that advice rests on.
///
/// @param pattern `1`, `2`, `2.5` or `3`
/// @param origin where the origin stands
/// @param candidates every region it could stand in
/// @param targets where each provider target stands, by its name `openai/us-east-1`
/// @param places every place of a client by code
/// @param nearestPop the PoP each place is routed to, by place code
/// @param ttls the exact TTL of each project, by its name
/// @param writesOnSecondSighting whether answers are written to the KV only when asked for twice
/// @param writesPerDay cap of KV writes
public record Situation(
    String pattern,
    Region origin,
    List<Region> candidates,
    Map<String, Region> targets,
    Map<String, Place> places,
    Map<String, PopId> nearestPop,
    Map<String, Duration> ttls,
    boolean writesOnSecondSighting,
    long writesPerDay) {
  public Situation {
    candidates = List.copyOf(candidates);
  }

  /// Whether PoPs are an edge platform's: with pattern 1 the origin's own machine answers.
  public boolean hasEdge() {
    return !pattern.equals("1");
  }
}
