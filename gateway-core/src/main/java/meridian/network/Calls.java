package meridian.network;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The calls that run, by the node that answers them. As many as there are tasks; safe for several
/// of them.
final class Calls {
  private final Map<String, Set<Running>> byNode = new LinkedHashMap<>();

  /// One call on its way, or being answered.
  interface Running {
    /// Who answers it.
    String node();

    /// Ends it: the node crashed.
    void breakOff();
  }

  synchronized void add(Running call) {
    byNode.computeIfAbsent(call.node(), _ -> new LinkedHashSet<>()).add(call);
  }

  synchronized void remove(Running call) {
    Set<Running> there = byNode.get(call.node());
    if (there != null) {
      there.remove(call);
    }
  }

  /// Those that `node` answers, the oldest first.
  synchronized List<Running> to(String node) {
    return List.copyOf(byNode.getOrDefault(node, Set.of()));
  }
}
