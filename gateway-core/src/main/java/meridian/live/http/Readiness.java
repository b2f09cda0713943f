package meridian.live.http;

import java.util.List;

/// Whether requests can be served now.
///
/// @param obstacles what is missing, for people; empty when ready
public record Readiness(List<String> obstacles) {
  /// Nothing is missing.
  public static final Readiness READY = new Readiness(List.of());

  public Readiness {
    obstacles = List.copyOf(obstacles);
  }

  /// Whether nothing is missing.
  public boolean isReady() {
    return obstacles.isEmpty();
  }
}
