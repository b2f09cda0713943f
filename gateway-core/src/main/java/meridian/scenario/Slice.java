package meridian.scenario;

import java.util.List;
import java.util.Optional;
import meridian.PopId;
import meridian.ProjectId;

/// Which requests an expectation looks at.
///
/// @param pops that served them; none means all
/// @param project whose they are, when one alone counts
/// @param way how they were answered, when one alone counts
public record Slice(List<PopId> pops, Optional<ProjectId> project, Optional<Way> way) {
  /// Every request.
  public static final Slice ALL = new Slice(List.of(), Optional.empty(), Optional.empty());

  public Slice {
    pops = List.copyOf(pops);
  }

  /// Whether requests that `pop` served for `owner` are among them.
  public boolean covers(PopId pop, ProjectId owner) {
    return (pops.isEmpty() || pops.contains(pop))
        && (project.isEmpty() || project.get().equals(owner));
  }

  /// The ways through the gateway whose latencies are never mixed; the names are telemetry's.
  public enum Way {
    /// Answered by the PoP from the KV.
    EDGE_HIT,
    /// Missed at the PoP, answered from the origin's cache.
    ORIGIN_HIT,
    /// Waited for an identical request in flight.
    COLLAPSED,
    /// Answered by a provider.
    MISS
  }
}
