package meridian.semantic;

import java.util.ArrayList;
import java.util.List;

/// The few most similar answers seen so far, the best first; of equally similar ones the one shown
/// first. Confined to one search.
final class Nearest {
  private final int most;
  private final double floor;
  private final long nowNanos;
  private final List<Candidate> found = new ArrayList<>();

  /// @param most how many to keep
  /// @param floor the least cosine of interest
  /// @param nowNanos answers that are gone by then are of none
  Nearest(int most, double floor, long nowNanos) {
    this.most = most;
    this.floor = floor;
    this.nowNanos = nowNanos;
  }

  /// How similar the next one has to be.
  double least() {
    return found.size() < most ? floor : found.getLast().cosine();
  }

  void show(Block.Kept kept, double cosine) {
    if (nowNanos >= kept.entry().hardExpiryNanos()) {
      return;
    }
    int at = found.size();
    while (at > 0 && found.get(at - 1).cosine() < cosine) {
      at--;
    }
    if (at < most) {
      found.add(at, new Candidate(kept.entry(), kept.traits(), cosine));
      if (found.size() > most) {
        found.removeLast();
      }
    }
  }

  List<Candidate> found() {
    return List.copyOf(found);
  }
}
